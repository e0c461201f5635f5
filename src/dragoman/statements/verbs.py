"""Statements told by a verb: "X said that …", "…, X said", "X warned Y of …", "X was quoted as saying …"."""

from collections.abc import Iterator

import msgspec

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Argument, Clause, Phrase, Quotation, Sentence, Token
from dragoman.statements.content import EXPLETIVES, find_content
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Ground, Span, lemma_of, spans_of

THINGS = frozenset({"it", "one", "which", "that"})  # may stand for the banner, the report
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "crat", "ologist")
DASHES = ("—", "–", "-", "--")
SCORES = {"clause": 0.9, "question": 0.85, "infinitive": 0.8, "gerund": 0.8, "parenthesis": 0.8, "": 0.9}
# A cue of these that hangs within another's content, after a comma and without a subject, goes on for the same speaker.
# Speech of others that is told within a quotation: whole clauses by cues that nothing but speech is told with.
FACTIVE = frozenset({"know", "understand", "realise", "realize"})  # "is known to": a fact, nobody's belief
NAMING = frozenset({"call", "dub", "term", "label"})  # "is called the Blue House": its name
SPEAKING = frozenset({
    "say", "claim", "announce", "answer", "argue", "admit", "deny", "warn", "agree", "demand", "request", "order", "ask", "promise", "threaten",
})  # fmt: skip
TOLD_WHOLE = frozenset({"clause", "question", "infinitive", "quote"})
GENERIC = frozenset(
    {"that", "this", "these", "those", "who", "everybody", "nobody", "anybody", "somebody", "someone", "anyone"}
)
WRITERS = frozenset({"i", "we", "you"})  # outside quotation marks these are the article's writer and reader
# Matters are announced, confirmed and denied; a person who is "confirmed" or "dismissed" is chosen or sent away.
ABOUT_MATTERS = frozenset({"confirm", "admit", "deny", "announce", "refuse"})
OTHERS = frozenset({"he", "she", "him", "her", "they", "them", "i", "me", "us", "we"})
PURPOSES = frozenset({"xcomp", "advcl", "acl", "csubj", "relcl"})
# What may be told without saying who: "is believed to", "was accused of", "it was announced that".
SOURCELESS = frozenset({
    "say", "claim", "believe", "wish", "announce", "report", "show", "accuse", "confirm", "argue", "ask", "request", "fear", "describe", "deny", "condemn", "praise",
})  # fmt: skip
TELLING = frozenset(
    {
        "say",
        "explain",
        "claim",
        "argue",
        "admit",
        "deny",
        "warn",
        "announce",
        "confirm",
        "answer",
        "promise",
        "ask",
        "praise",
        "describe",
        "condemn",
        "demand",
    }
)


def verbal_statements(page: Ground, sentence: Sentence) -> Iterator[Draft]:
    """Yield the statements that verbs tell in a parsed sentence; within quotation marks those of others than who is quoted."""
    drafts: dict[int, Draft] = {}
    for clause in page.parsed.clauses[sentence.index]:
        draft = _best(page, sentence, clause) if clause.kind == "verbal" else None
        if draft is None:
            continue
        quotation = page.quoted(sentence.part, sentence.tokens[clause.predicate].start)
        if quotation is None:
            drafts[clause.predicate] = draft
        elif _of_another(sentence, draft, quotation):
            yield msgspec.structs.replace(draft, nested=True)
    yield from _going_on(page, sentence, drafts)


def _of_another(sentence: Sentence, draft: Draft, quotation: Quotation) -> bool:
    """Tell whether somebody quoted tells what another says: "“They claimed that it was lost,” she said."."""
    if (
        draft.speaker is None
        or not draft.content
        or draft.entry.cue_class not in SPEAKING
        or draft.frame not in TOLD_WHOLE
    ):
        return False
    speaker = sentence.tokens[draft.speaker.head]
    inside = all(quotation.start <= start and end <= quotation.end for start, end in draft.content)
    return inside and quotation.start <= speaker.start and speaker.lower not in WRITERS | THINGS | GENERIC


def _best(page: Ground, sentence: Sentence, clause: Clause) -> Draft | None:
    """Return the statement of the longest cue that finds its content in one of its frames; quotations are attached later."""
    quotable: Draft | None = None
    for words, entry in page.cues.by_verb.get(lemma_of(sentence.tokens[clause.predicate]), ()):
        extra = further_words(sentence, clause.predicate, words[1:])
        if extra is None or other_particle(sentence, clause.predicate, extra):
            continue
        draft = _draft(page, sentence, clause, entry, extra)
        if draft is not None and draft.content:
            return draft
        if quotable is None and "quote" in entry.frames:
            quotable = draft
    return quotable


def further_words(sentence: Sentence, verb: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the tokens of a cue's further words: particle, preposition, object or adverb of the verb; None where one is missing.

    The preposition may also introduce an infinitive with a subject of its own: "called for Cuba to disarm".
    """
    found: list[int] = []
    clausal = (m for k in sentence.kids(verb, "advcl", "ccomp") for m in sentence.kids(k.i, "mark"))
    near = (*sentence.kids(verb), *clausal)
    for word in words:
        below = (k for i in found for k in sentence.kids(i))  # "pulled out of": "of" hangs on "out"
        kid = next((k for k in (*near, *below) if word in (k.lower, lemma_of(k)) and k.i > verb), None)
        if kid is None:
            return None
        found.append(kid.i)
    return tuple(found)


def other_particle(sentence: Sentence, verb: int, extra: tuple[int, ...]) -> bool:
    """Tell whether a particle makes another verb of it: "sworn in" is no oath, "backed out" no backing."""
    return any(k.i not in extra for k in sentence.kids(verb, "prt"))


def _draft(page: Ground, sentence: Sentence, clause: Clause, entry: Cue, extra: tuple[int, ...]) -> Draft | None:
    speaker = _outside_marks(page, sentence, clause, speaker_of(sentence, clause))
    if entry.only and not _is_one_of(page, sentence, speaker, entry.only):
        return None
    if _nobody(sentence, clause, entry, speaker) or _is_evidence(page, sentence, clause, speaker):
        return None
    frame, members = find_content(sentence, clause, entry, extra)
    quoted = any(page.quoted(sentence.part, sentence.tokens[i].start) is not None for i in members)
    if not quoted and _no_speech(page, sentence, clause, entry, frame, members, speaker):
        return None
    return Draft(
        sentence=sentence.index,
        cue=_cue_span(sentence, clause, (clause.predicate, *extra)),
        entry=entry,
        content=spans_of(sentence, _tellable(page, sentence, clause, members, extra)),
        speaker=speaker,
        addressee=_addressee(clause, entry, members),
        via=_via(page, sentence, clause),
        negated=_negated(page, sentence, clause, members),
        rule=f"verb, {frame or 'quotation'}",
        frame=frame,
        score=SCORES.get(frame, 0.7) - (0.15 if clause.modal in ("if", "would", "may", "might") else 0.0),
    )


def _no_speech(
    page: Ground,
    sentence: Sentence,
    clause: Clause,
    entry: Cue,
    frame: str,
    members: tuple[int, ...],
    speaker: Phrase | None,
) -> bool:
    """Tell whether a cue with its content tells of an act, or of what is only to be said, instead of something said."""
    phrase = frame not in TOLD_WHOLE and bool(frame)
    if speaker is None and frame == "object" and entry.cue_class == "announce":  # "an amnesty was declared" is an act
        return True
    denied = clause.negation is not None and _negated(page, sentence, clause, members)
    if phrase and (denied or _handled(page, sentence, clause, entry)):
        return True
    return bool(frame) and _only_to_be_said(page, sentence, sentence.tokens[clause.predicate], phrase=phrase)


def _handled(page: Ground, sentence: Sentence, clause: Clause, entry: Cue) -> bool:
    """Tell "the senate confirmed Ann Lee", "he was admitted": whoever does that to a person says nothing."""
    slot = "nsubjpass" if clause.voice == "passive" else "dobj"
    return entry.cue_class in ABOUT_MATTERS and any(
        k.entity == "PERSON" or k.lower in OTHERS or lemma_of(k) in page.cues.sets["dismissed"]
        for k in sentence.kids(clause.predicate, slot)
    )


def _only_to_be_said(page: Ground, sentence: Sentence, verb: Token, *, phrase: bool) -> bool:
    """Tell a cue that nobody is told to have used: "wanted to explain", "a law to defend the coast", "a letter endorsing the mayor"."""
    if verb.tag == "VB" and verb.dep in PURPOSES and any(k.tag == "TO" for k in sentence.kids(verb.i, "aux")):
        governor = sentence.tokens[verb.head]
        return lemma_of(governor) not in page.cues.sets["reaching"]
    return phrase and verb.tag == "VBG" and verb.dep in ("acl", "xcomp", "csubj", "nsubj", "dobj")


def _outside_marks(page: Ground, sentence: Sentence, clause: Clause, speaker: Phrase | None) -> Phrase | None:
    """ "X said “we act,” and demanded a trial": a cue outside the marks has no subject within; it goes on for who is quoted."""
    verb = sentence.tokens[clause.predicate]
    if speaker is None or page.quoted(sentence.part, verb.start) is not None:
        return speaker
    if page.quoted(sentence.part, sentence.tokens[speaker.head].start) is None:
        return speaker
    while verb.head != verb.i:
        verb = sentence.tokens[verb.head]
        outer = page.clause_at(sentence, verb.i)
        if outer is not None and page.quoted(sentence.part, verb.start) is None:
            return speaker_of(sentence, outer)
    return speaker


def _nobody(sentence: Sentence, clause: Clause, entry: Cue, speaker: Phrase | None) -> bool:
    """Tell whether nobody is told to say it: "to criticise them would be …", "a rule intended to help", the writer's own "I think"."""
    verb = sentence.tokens[clause.predicate]
    if speaker is not None:
        return sentence.tokens[speaker.head].lower in WRITERS or _that_said(sentence, verb, speaker)
    if _bare_past(sentence, clause) or clause.negation is not None:
        return True
    if clause.voice == "passive":
        return not _sourceless(sentence, verb, entry)
    return verb.tag in ("VB", "VBG") and verb.dep not in ("advcl", "conj")


def _is_evidence(page: Ground, sentence: Sentence, clause: Clause, speaker: Phrase | None) -> bool:
    """Tell a thing from which the writer concludes something from a speaker: "the turnout suggests that …", "the deal would find it hard"."""
    noun = sentence.tokens[speaker.head] if speaker is not None else None
    if (
        noun is None
        or noun.pos != "NOUN"
        or lemma_of(sentence.tokens[clause.predicate]) not in page.cues.sets["evidential"]
    ):
        return False
    if page.actors.record_at(sentence.index, noun.i) is not None or lemma_of(noun).endswith(PERSON_ENDINGS):
        return False
    sets = page.cues.sets
    speakers = page.cues.stances.sets["holders"].union(sets["documents"], sets["media"], *page.cues.speakers.values())
    return lemma_of(noun) not in speakers


def _that_said(sentence: Sentence, verb: Token, speaker: Phrase) -> bool:
    """Tell the adverbial "That said, …"."""
    return sentence.tokens[speaker.head].lower == "that" and speaker.head == verb.i - 1 and speaker.first == 0


def _sourceless(sentence: Sentence, verb: Token, entry: Cue) -> bool:
    """Tell whether a passive tells what somebody says or believes, whoever it is: "is believed to", "it is hoped that", a headline's "X accused of"."""
    if verb.lemma in FACTIVE | NAMING:
        return False
    expletive = any(k.lower == "it" for k in sentence.kids(verb.i, "nsubjpass"))
    if entry.cue_class == "expect":
        return expletive
    shortened = sentence.part == "title" and verb.head == verb.i
    return entry.cue_class in SOURCELESS and bool(shortened or sentence.kids(verb.i, "auxpass"))


def _via(page: Ground, sentence: Sentence, clause: Clause) -> Phrase | None:
    """Return the medium of a cue: "said in a statement", "wrote on its website", "was quoted by the agency as saying"."""
    for kid in sentence.kids(clause.predicate, "prep"):
        if kid.lower in ("in", "on", "via", "through", "by", "during", "at"):
            for noun in sentence.kids(kid.i, "pobj"):
                if _carries(page, sentence, noun):
                    return phrase_at(sentence, noun.i)
    quoting = sentence.tokens[sentence.tokens[clause.predicate].head]
    quoting = sentence.tokens[quoting.head] if quoting.lower == "as" else quoting
    if quoting.i != clause.predicate and lemma_of(quoting) in ("quote", "cite", "report"):
        agents = (n for by in sentence.kids(quoting.i, "agent") for n in sentence.kids(by.i, "pobj"))
        own = (n for n in sentence.kids(quoting.i, "nsubj"))
        return next((phrase_at(sentence, n.i) for n in (*agents, *own)), None)
    return None


def _carries(page: Ground, sentence: Sentence, noun: Token) -> bool:
    known = page.actors.record_at(sentence.index, noun.i)
    if known is not None and known.kind == "media":
        return True
    return bool(
        {lemma_of(noun), noun.lower}
        & (page.cues.sets["documents"] | page.cues.sets["media"] | page.cues.sets["platforms"])
    )


def _negated(page: Ground, sentence: Sentence, clause: Clause, members: tuple[int, ...]) -> bool:
    """Tell whether the cue itself is negated: not by a "no" that is told ("announced no new measures", "it reads: “No entry”")."""
    if clause.negation is None and _held_back(page, sentence, clause.predicate):
        return True
    if clause.negation is None or clause.negation in members:
        return False
    return page.quoted(sentence.part, sentence.tokens[clause.negation].start) is None


def _held_back(page: Ground, sentence: Sentence, verb: int) -> bool:
    """Tell whether what governs a cue says that it was not used: "stopped short of condemning", "refrained from saying"."""
    governor = sentence.tokens[verb]
    while governor.dep in ("pcomp", "xcomp", "prep") and governor.head != governor.i:
        governor = sentence.tokens[governor.head]
        if governor.lower == "short" or lemma_of(governor) in page.cues.sets["holding_back"]:
            return True
    return False


def _is_one_of(page: Ground, sentence: Sentence, speaker: Phrase | None, only: tuple[str, ...]) -> bool:
    """Tell whether a speaker's noun belongs to the word sets that a cue is limited to ("documents", "media")."""
    if speaker is None:
        return False
    if sentence.tokens[speaker.head].lower in THINGS:
        return True
    return any(lemma_of(sentence.tokens[speaker.head]) in page.cues.sets[name] for name in only)


def _cue_span(sentence: Sentence, clause: Clause, cue: tuple[int, ...]) -> Span:
    """Return the characters of a cue's words as far as they stand side by side, with the negation that precedes them."""
    first, last = cue[0], cue[0]
    while last + 1 in cue:
        last += 1
    before = {k.i for k in sentence.kids(clause.predicate, "aux", "auxpass", "neg")}
    if clause.negation in before:
        while first - 1 in before:
            first -= 1
    return sentence.tokens[first].start, sentence.tokens[last].end


def _tellable(
    page: Ground, sentence: Sentence, clause: Clause, members: tuple[int, ...], extra: tuple[int, ...]
) -> set[int]:
    """Return a content's tokens without the cue's own words and without cues that go on for the same speaker."""
    own = {clause.predicate, *extra, *(k.i for k in sentence.kids(clause.predicate, "aux", "auxpass", "neg"))}
    kept = _between_breaks(page, sentence, clause, set(members) - own)
    for i in members:
        if i not in own and (
            _goes_on(page, sentence, sentence.tokens[i], members)
            or _against(page, sentence, clause, sentence.tokens[i])
        ):
            kept -= set(sentence.subtree(i))
    return _before_medium(page, sentence, clause, kept)


def _between_breaks(page: Ground, sentence: Sentence, clause: Clause, members: set[int]) -> set[int]:
    """ "The road is shut; two bridges, he said, are down; nobody knows why": what is told ends at the semicolons around its cue, unless that is told on."""
    breaks = [t.i for t in sentence.tokens if t.text in (";", ":") and page.quoted(sentence.part, t.start) is None]
    before = max((i for i in breaks if i < clause.predicate), default=-1)
    behind = (i for i in breaks if i > clause.predicate and sentence.tokens[i].text == ";")
    after = min((i for i in behind if not _told_on(page, sentence, i)), default=len(sentence.tokens))
    return {i for i in members if before < i < after} or members


def _told_on(page: Ground, sentence: Sentence, at: int) -> bool:
    """Tell whether what follows a semicolon is told too: "…; and that it was late", "…; “we will wait”"."""
    following = sentence.tokens[at + 1 : at + 3]
    quoted = following and page.quoted(sentence.part, following[0].start) is not None
    return bool(quoted) or any(t.lower == "that" for t in following)


def _against(page: Ground, sentence: Sentence, clause: Clause, verb: Token) -> bool:
    """ "said the brakes failed but residents complain …", "…, while the mayor denied it": the other side's word is no part of what is told."""
    if verb.pos != "VERB" or verb.i < clause.predicate or page.quoted(sentence.part, verb.start) is not None:
        return False
    marks = sentence.kids(verb.i, "mark") if verb.dep == "advcl" else sentence.kids(verb.head, "cc")
    turned = verb.dep in ("conj", "advcl") and any(k.lower in ("but", "while", "whereas") for k in marks)
    subject = next(iter(sentence.kids(verb.i, "nsubj")), None)
    named = subject is not None and subject.pos in ("NOUN", "PROPN")
    return turned and named and bool(page.cues.by_verb.get(lemma_of(verb))) and verb.tag in ("VBD", "VBZ", "VBP")


def _before_medium(page: Ground, sentence: Sentence, clause: Clause, members: set[int]) -> set[int]:
    """ "said the firm was broke in a report on its debts": a medium at the end belongs to the cue."""
    for i in sorted(members):
        token = sentence.tokens[i]
        if (
            i < clause.predicate
            or token.dep != "prep"
            or token.lower != "in"
            or sentence.tokens[token.head].pos == "NOUN"
        ):
            continue
        noun = next(iter(sentence.kids(i, "pobj")), None)
        below = set(sentence.subtree(i))
        indefinite = noun is not None and any(k.lower in ("a", "an") for k in sentence.kids(noun.i, "det"))
        last = below >= {m for m in members if m >= i and sentence.tokens[m].pos != "PUNCT"}
        if noun is not None and indefinite and last and lemma_of(noun) in page.cues.sets["documents"]:
            return {m for m in members if m < i}
    return members


# ---- one speaker, several cues ------------------------------------------------------------------------------------------------------


def _goes_on(page: Ground, sentence: Sentence, verb: Token, members: tuple[int, ...]) -> bool:
    """Tell whether a verb within a content is another cue of the same speaker: "…, adding that …", "…, and added: …"."""
    if verb.pos != "VERB" or verb.dep not in ("advcl", "conj"):
        return False
    if not _telling(page, sentence, verb) and not _charges_on(page, sentence, verb):
        return False
    if verb.dep == "advcl":
        first = min(sentence.subtree(verb.i))
        return (
            verb.tag == "VBG" and first - 1 in range(len(sentence.tokens)) and sentence.tokens[first - 1].pos == "PUNCT"
        )
    subjectless = not sentence.kids(verb.i, "nsubj", "nsubjpass")
    return subjectless and verb.head in members and verb.tag in ("VBD", "VBZ", "VBP")


def _telling(page: Ground, sentence: Sentence, verb: Token) -> bool:
    if page.quoted(sentence.part, verb.start) is not None:
        return False
    return any(entry.cue_class in TELLING for _, entry in page.cues.by_verb.get(lemma_of(verb), ()))


def _charges_on(page: Ground, sentence: Sentence, verb: Token) -> bool:
    """ "said that the pact held, and accused the press of lying", "…, blaming the press": the comma gives the charge to who said it."""
    behind = [t for t in sentence.tokens[max(verb.i - 3, 0) : verb.i] if t.dep != "advmod"][-2:]
    parted = len(behind) == 2 and behind[0].text == "," and behind[1].dep == "cc"
    parted = parted or (verb.dep == "advcl" and verb.tag == "VBG")
    charges = any(entry.cue_class == "accuse" for _, entry in page.cues.by_verb.get(lemma_of(verb), ()))
    return parted and charges and page.quoted(sentence.part, verb.start) is None


def _going_on(page: Ground, sentence: Sentence, drafts: dict[int, Draft]) -> Iterator[Draft]:
    """Yield the drafts of a sentence; a cue that goes on for another's speaker gets that speaker."""
    for verb, draft in drafts.items():
        outer = _outer(page, sentence, verb, drafts)
        if outer is None or outer.speaker is None:
            yield draft
        else:
            yield _replaced(draft, outer)


def _outer(page: Ground, sentence: Sentence, verb: int, drafts: dict[int, Draft]) -> Draft | None:
    """Return the draft whose content a cue was cut from."""
    token = sentence.tokens[verb]
    at = token
    while at.head != at.i:
        at = sentence.tokens[at.head]
        if at.i in drafts and at.dep != "conj":
            below = tuple(sentence.subtree(at.i))
            return drafts[at.i] if token.head != at.i and _goes_on(page, sentence, token, below) else None
    return None


def _replaced(draft: Draft, outer: Draft) -> Draft:
    return msgspec.structs.replace(draft, speaker=outer.speaker, note="the speaker of the cue before goes on")


# ---- who says it, to whom -----------------------------------------------------------------------------------------------------------


def speaker_of(sentence: Sentence, clause: Clause) -> Phrase | None:
    """Return the phrase of whoever acts in a clause, by control, coordination or relative clause too; None for nobody or an expletive."""
    if _bare_past(sentence, clause):
        return next((a.phrase for a in clause.slots("object") if a.shared), None)
    own = [k for k in sentence.kids(clause.predicate, "nsubj") if not _dateline(sentence, k)]
    if clause.voice == "active" and own and own[-1].tag not in ("WDT", "WP"):
        return None if own[-1].lower in EXPLETIVES and own[-1].dep == "expl" else phrase_at(sentence, own[-1].i)
    for argument in (*clause.slots("subject"), *_antecedent(sentence, clause)):
        head = sentence.tokens[argument.phrase.head]
        if not _dateline(sentence, head) and (head.lower not in EXPLETIVES or clause.voice == "active"):
            return argument.phrase
    return _misread(sentence, sentence.tokens[clause.predicate]) if clause.voice == "active" and clause.finite else None


def _bare_past(sentence: Sentence, clause: Clause) -> bool:
    """Tell a past tense that the tagger took for a participle: "X agreed and said, “…”"."""
    verb = sentence.tokens[clause.predicate]
    plain = (
        verb.tag == "VBN" and verb.dep == "conj" and not sentence.kids(verb.i, "auxpass", "aux", "agent", "nsubjpass")
    )
    return plain and not sentence.kids(verb.head, "auxpass", "aux")


def _misread(sentence: Sentence, verb: Token) -> Phrase | None:
    """Return a subject that the parser hung elsewhere.

    Below a participle ("Voters going to the polls said"), on the clause before ("X came, then says"), or right before the verb.
    """
    for kid in sentence.kids(verb.i, "csubj", "ccomp"):
        below = next(iter(sentence.kids(kid.i, "nsubj")), None)
        if below is not None and kid.i < verb.i and not sentence.kids(kid.i, "mark") and below.tag != "PRP":
            return phrase_at(sentence, below.i)
    at = verb.i - 1
    while at > 0 and sentence.tokens[at].pos in ("ADV", "AUX", "PUNCT"):
        at -= 1
    noun = sentence.tokens[max(at, 0)]
    named = noun.pos == "PROPN" and noun.entity in ("", "PERSON", "ORG")
    return phrase_at(sentence, noun.i) if named and noun.i < verb.i and noun.dep not in ("pobj", "dobj") else None


def _antecedent(sentence: Sentence, clause: Clause) -> Iterator[Argument]:
    """Yield the pronoun that a relative clause hangs on: "those who said …"."""
    verb = sentence.tokens[clause.predicate]
    if verb.dep == "relcl" and clause.voice == "active" and any(k.tag == "WP" for k in sentence.kids(verb.i, "nsubj")):
        yield Argument(slot="subject", phrase=phrase_at(sentence, verb.head), shared=True)


def _dateline(sentence: Sentence, token: Token) -> bool:
    """Tell the place before a dateline's dash from a subject: "GENEVA (AP) — The envoy said"."""
    if token.tag not in ("NNP", "NNPS") or token.i > 6:
        return False
    following = sentence.tokens[token.i + 1 : token.i + 8]
    dash = next((t.i for t in following if t.text in DASHES and sentence.tokens[t.i - 1].end < t.start), None)
    before = sentence.tokens[: dash or 0]
    agency = any(t.text == "(" for t in before) or (
        sentence.tokens[0].text.isupper() and len(sentence.tokens[0].text) > 2
    )
    return agency and all(t.pos in ("PROPN", "PUNCT", "NUM", "X") for t in before)


def _addressee(clause: Clause, entry: Cue, content: tuple[int, ...]) -> Phrase | None:
    for slot in entry.addressee:
        for argument in clause.slots(slot):
            if not argument.shared and argument.phrase.head not in content:
                return argument.phrase
    return None
