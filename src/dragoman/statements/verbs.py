"""Statements told by a verb: "X said that …", "…, X said", "X warned Y of …", "X was quoted as saying …"."""

from collections.abc import Callable, Iterator

from dragoman.language.forms import Clause, Phrase, Sentence, Token
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Page, Span, lemma_of, spans_of

QUESTION_WORDS = frozenset({"whether", "if", "who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
EXPLETIVES = frozenset({"it", "there"})
COPULAS = frozenset({"be", "become"})

Finder = Callable[[Sentence, Clause], "tuple[int, ...]"]


def verbal_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield the statements that verbs outside quotation marks tell in a parsed sentence."""
    for clause in page.parsed.clauses[sentence.index]:
        token = sentence.tokens[clause.predicate]
        if clause.kind != "verbal" or page.quoted(sentence.part, token.start) is not None:
            continue
        draft = _best(page, sentence, clause)
        if draft is not None:
            yield draft


def _best(page: Page, sentence: Sentence, clause: Clause) -> Draft | None:
    """Return the statement of the longest cue that finds its content in one of its frames; quotations are attached later."""
    quotable: Draft | None = None
    for words, entry in page.cues.by_verb.get(lemma_of(sentence.tokens[clause.predicate]), ()):
        extra = further_words(sentence, clause.predicate, words[1:])
        if extra is None:
            continue
        draft = _draft(sentence, clause, entry, extra)
        if draft.content:
            return draft
        if quotable is None and "quote" in entry.frames:
            quotable = draft
    return quotable


def further_words(sentence: Sentence, verb: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the tokens of a cue's further words: particle, preposition, object or adverb of the verb; None where one is missing."""
    found = []
    for word in words:
        kid = next((k for k in sentence.kids(verb) if word in (k.lower, lemma_of(k)) and k.i > verb), None)
        if kid is None:
            return None
        found.append(kid.i)
    return tuple(found)


def _draft(sentence: Sentence, clause: Clause, entry: Cue, extra: tuple[int, ...]) -> Draft:
    frame, members = _content(sentence, clause, entry, extra)
    cue = (clause.predicate, *extra)
    return Draft(
        sentence=sentence.index,
        cue=_cue_span(sentence, cue),
        entry=entry,
        content=spans_of(sentence, set(members) - _cluster(sentence, clause, cue)),
        speaker=speaker_of(sentence, clause),
        addressee=_addressee(clause, entry, members),
        negated=clause.negation is not None,
        rule=f"verb, {frame or 'quote'}",
        frame=frame,
        score=_score(clause, frame),
    )


def _cue_span(sentence: Sentence, cue: tuple[int, ...]) -> Span:
    """Return the characters of a cue's words as far as they stand side by side."""
    last = cue[0]
    while last + 1 in cue:
        last += 1
    return sentence.tokens[cue[0]].start, sentence.tokens[last].end


def _cluster(sentence: Sentence, clause: Clause, cue: tuple[int, ...]) -> set[int]:
    """Return the tokens that can be no content: the verb with its auxiliaries and negation."""
    return {*cue, *(k.i for k in sentence.kids(clause.predicate, "aux", "auxpass", "neg"))}


def _score(clause: Clause, frame: str) -> float:
    base = {"clause": 0.9, "question": 0.85, "infinitive": 0.8, "gerund": 0.8, "parenthesis": 0.85, "quote": 0.9}.get(
        frame, 0.7
    )
    return base - (0.15 if clause.modal in ("if", "would", "may", "might") else 0.0)


# ---- what is said ----------------------------------------------------------------------------------------------------------------


def _content(sentence: Sentence, clause: Clause, entry: Cue, extra: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Return (frame, tokens) of the first frame that finds content; ("", ()) if none does."""
    for frame in _order(entry, extra, sentence):
        found = _found(sentence, clause, entry, frame)
        if found:
            return frame, found
    return "", ()


def _found(sentence: Sentence, clause: Clause, entry: Cue, frame: str) -> tuple[int, ...]:
    if frame in FINDERS:
        return FINDERS[frame](sentence, clause)
    return _after(sentence, clause, frame, on_object="object" not in entry.frames)


def _order(entry: Cue, extra: tuple[int, ...], sentence: Sentence) -> Iterator[str]:
    """Yield frames to try: clauses before phrases; the preposition that belongs to the cue itself may always hold the content."""
    if "clause" in entry.frames:
        yield "clause"
        yield "parenthesis"
    elif "quote" in entry.frames:
        yield "parenthesis"
    yield from (f for f in ("question", "infinitive", "gerund") if f in entry.frames)
    yield from (t.lower for i in extra if (t := sentence.tokens[i]).dep == "prep")
    yield from entry.prepositions
    yield from (f for f in ("predicate", "object") if f in entry.frames)


def _clause(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "said that …", "said …", and the inverted "…, said X"."""
    kids = [k for k in sentence.kids(clause.predicate, "ccomp") if not _asks(sentence, k) or k.i < clause.predicate]
    if not kids and clause.voice == "passive":
        return _raised(sentence, clause)
    return _below(sentence, kids[0]) if kids else ()


def _raised(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "The attack is believed to have killed ten": the passive's subject belongs to what is believed."""
    inner = next(iter(sentence.kids(clause.predicate, "xcomp")), None)
    subject = next(iter(sentence.kids(clause.predicate, "nsubjpass")), None)
    if inner is None or subject is None or subject.lower in EXPLETIVES:
        return ()
    return (*sentence.subtree(subject.i), *_below(sentence, inner))


def _question(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "asked whether …", "explained how …"."""
    kid = next((k for k in sentence.kids(clause.predicate, "ccomp", "pcomp", "advcl") if _asks(sentence, k)), None)
    return _below(sentence, kid) if kid else ()


def _asks(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause begins with a question word."""
    first = sentence.tokens[min(sentence.subtree(verb.i))]
    return first.lower in QUESTION_WORDS and first.i != verb.i


def _infinitive(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "promised to leave", "urged X to leave"."""
    kids = (k for k in sentence.kids(clause.predicate, "xcomp", "ccomp") if _has_to(sentence, k))
    kid = next(kids, None)
    if kid is None:
        return ()
    subjects = {i for s in sentence.kids(kid.i, "nsubj") if s.i < kid.i for i in sentence.subtree(s.i)}
    return tuple(i for i in _below(sentence, kid) if i not in subjects)


def _has_to(sentence: Sentence, verb: Token) -> bool:
    return any(k.tag == "TO" for k in sentence.kids(verb.i, "aux"))


def _gerund(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "denied shelling the market"."""
    kid = next((k for k in sentence.kids(clause.predicate, "xcomp", "ccomp") if k.tag == "VBG"), None)
    return _below(sentence, kid) if kid else ()


def _parenthesis(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "The war, she said, is over"; "as the minister put it"."""
    verb = sentence.tokens[clause.predicate]
    if verb.dep not in ("parataxis", "advcl") or verb.head == verb.i:
        return ()
    if verb.dep == "advcl" and not any(k.lower == "as" for k in sentence.kids(verb.i, "mark", "advmod")):
        return ()
    own = set(sentence.subtree(verb.i))
    return tuple(i for i in sentence.subtree(verb.head) if i not in own)


def _object(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "announced a curfew"; in the passive its subject."""
    kid = next(iter(sentence.kids(clause.predicate, "nsubjpass" if clause.voice == "passive" else "dobj")), None)
    if kid is None or kid.lower in EXPLETIVES or kid.tag in ("WDT", "WP"):
        return ()
    return sentence.subtree(kid.i)


def _predicate(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """ "called the law a disgrace", "described the raid as a provocation"."""
    parts = [*sentence.kids(clause.predicate, "oprd"), *_as_phrase(sentence, clause)]
    if not parts:
        small = [k for k in sentence.kids(clause.predicate, "ccomp") if not sentence.kids(k.i, "aux", "mark")]
        return _below(sentence, small[0]) if small else ()
    of = sentence.kids(clause.predicate, "nsubjpass" if clause.voice == "passive" else "dobj")
    return tuple(sorted(i for k in (*of, *parts) if k.tag not in ("WDT", "WP") for i in sentence.subtree(k.i)))


def _as_phrase(sentence: Sentence, clause: Clause) -> Iterator[Token]:
    heads = (clause.predicate, *(k.i for k in sentence.kids(clause.predicate, "dobj")))
    return (k for h in heads for k in sentence.kids(h, "prep") if k.lower == "as" and k.i > clause.predicate)


def _after(sentence: Sentence, clause: Clause, preposition: str, *, on_object: bool) -> tuple[int, ...]:
    """ "warned of a famine", "accused X of stealing": what the preposition governs, on the verb or on its object."""
    objects = sentence.kids(clause.predicate, "dobj", "nsubjpass") if on_object else ()
    for head in (clause.predicate, *(k.i for k in objects)):
        for kid in sentence.kids(head, "prep"):
            if kid.lower == preposition and kid.i > clause.predicate:
                return tuple(i for k in sentence.kids(kid.i) for i in sentence.subtree(k.i))
    return ()


def _below(sentence: Sentence, kid: Token) -> tuple[int, ...]:
    return sentence.subtree(kid.i)


FINDERS: dict[str, Finder] = {
    "clause": _clause,
    "parenthesis": _parenthesis,
    "question": _question,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "predicate": _predicate,
}


# ---- who says it, to whom -----------------------------------------------------------------------------------------------------------


def speaker_of(sentence: Sentence, clause: Clause) -> Phrase | None:
    """Return the phrase of whoever acts in a clause, by control, coordination or relative clause too; None for nobody or an expletive."""
    for argument in clause.slots("subject"):
        if sentence.tokens[argument.phrase.head].lower not in EXPLETIVES or clause.voice == "active":
            return argument.phrase
    return None


def _addressee(clause: Clause, entry: Cue, content: tuple[int, ...]) -> Phrase | None:
    for slot in entry.addressee:
        for argument in clause.slots(slot):
            if not argument.shared and argument.phrase.head not in content:
                return argument.phrase
    return None
