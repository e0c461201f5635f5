"""Statements told by a noun: "the claim by X that …", "his warning of …", "X issued a statement that …"."""

from collections.abc import Iterator

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Phrase, Sentence, Token
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Ground, lemma_of, spans_of

UNOWNED = frozenset(
    {
        "allegation",
        "rumour",
        "rumor",
        "speculation",
        "claim",
        "suggestion",
        "expectation",
        "fear",
        "accusation",
        "report",
    }
)
NO_SPEECH = frozenset({"intend", "refuse"})  # "his intention to retire", "their refusal to pay": told of, not said


def noun_statements(page: Ground, sentence: Sentence) -> Iterator[Draft]:
    """Yield the statements that nouns outside quotation marks tell in a parsed sentence."""
    for token in sentence.tokens:
        if token.pos == "NOUN" and page.quoted(sentence.part, token.start) is None:
            found = (_draft(page, sentence, token, entry) for _, entry in page.cues.by_noun.get(lemma_of(token), ()))
            yield from [d for d in found if d is not None][:1]


def _draft(page: Ground, sentence: Sentence, noun: Token, entry: Cue) -> Draft | None:
    frame, members = _content(sentence, noun, entry)
    speaker = owner_of(page, sentence, noun, frame)
    if not members or (speaker is None and not _unowned(noun, frame)):
        return None
    return Draft(
        sentence=sentence.index,
        cue=(noun.start, noun.end),
        entry=entry,
        content=spans_of(sentence, members),
        speaker=speaker,
        rule=f"noun, {frame}",
        frame=frame,
        score=0.65,
    )


def _unowned(noun: Token, frame: str) -> bool:
    """Tell whether a noun tells of something said or thought, nobody says by whom: "rumours that the bank had failed"."""
    return frame == "clause" and lemma_of(noun) in UNOWNED


def _content(sentence: Sentence, noun: Token, entry: Cue) -> tuple[str, tuple[int, ...]]:
    below = (noun, *(k for p in sentence.kids(noun.i, "prep", "agent") for k in sentence.kids(p.i, "pobj")))
    for kid in (k for n in below for k in sentence.kids(n.i, "acl", "ccomp", "relcl")):
        if "clause" in entry.frames and any(k.lower == "that" and k.dep == "mark" for k in sentence.kids(kid.i)):
            return "clause", sentence.subtree(kid.i)
        if (
            "infinitive" in entry.frames
            and entry.cue_class not in NO_SPEECH
            and any(k.tag == "TO" for k in sentence.kids(kid.i, "aux"))
        ):
            return "infinitive", sentence.subtree(kid.i)
    for kid in sentence.kids(noun.i, "prep"):
        joins = (lemma_of(noun), kid.lower) == ("admission", "to")  # to a club, to hospital
        if kid.lower in entry.prepositions and kid.i > noun.i and not joins:
            return kid.lower, without_agent(sentence, kid)
    return "", ()


def owner_of(page: Ground, sentence: Sentence, noun: Token, frame: str) -> Phrase | None:
    """Return the phrase of whoever a noun belongs to: its possessor, "by X", "of X", a nationality, or the subject of its verb."""
    owner = next(iter(sentence.kids(noun.i, "poss")), None)
    if owner is not None:
        return phrase_at(sentence, owner.i)
    for kid in sentence.kids(noun.i, "prep", "agent"):
        if kid.lower in ("by", "from") or (kid.lower == "of" and frame != "of"):
            for inner in sentence.kids(kid.i, "pobj"):
                return phrase_at(sentence, inner.i)
    return _by_below(sentence, noun) or _nationality(page, sentence, noun) or _carrier(page, sentence, noun)


def without_agent(sentence: Sentence, preposition: Token) -> tuple[int, ...]:
    """Return what a preposition governs, without the "by" of who acts."""
    by = _by_of(sentence, preposition)
    agent = set(sentence.subtree(by.i)) if by is not None else set()
    return tuple(i for k in sentence.kids(preposition.i) for i in sentence.subtree(k.i) if i not in agent)


def _by_of(sentence: Sentence, of: Token) -> Token | None:
    """Return the "by" that the parser hung on what an act is done to: "the rejection of the plan | by the union"."""
    done = sentence.kids(of.i, "pobj") if of.lower == "of" else ()
    return next((k for noun in done for k in sentence.kids(noun.i, "prep") if k.lower == "by"), None)


def _by_below(sentence: Sentence, noun: Token) -> Phrase | None:
    """Return who acts where the "by" hangs on what the act is done to."""
    bys = (by for of in sentence.kids(noun.i, "prep") if (by := _by_of(sentence, of)) is not None)
    return next((phrase_at(sentence, n.i) for by in bys for n in sentence.kids(by.i, "pobj")), None)


def _nationality(page: Ground, sentence: Sentence, noun: Token) -> Phrase | None:
    """ "Russian claims that …": a demonym before the noun is the speaker."""
    for kid in sentence.kids(noun.i, "amod", "compound", "nmod"):
        if page.actors.record_at(sentence.index, kid.i) is not None:
            return Phrase(head=kid.i, first=kid.i, last=kid.i + 1)
    return None


def _carrier(page: Ground, sentence: Sentence, noun: Token) -> Phrase | None:
    """ "X issued a warning that …", "X came to the conclusion that …": the subject of the verb that carries the noun."""
    verb, carriers = sentence.tokens[noun.head], page.cues.sets["carriers"]
    carried = lemma_of(verb)
    if noun.dep == "pobj":
        verb = sentence.tokens[verb.head]
        carried = f"{lemma_of(verb)} {carried}"
    clause = page.clause_at(sentence, verb.i)
    if noun.dep not in ("dobj", "pobj") or clause is None or carried not in carriers:
        return None
    return next((a.phrase for a in clause.slots("subject")), None)
