"""Attributions without a cue verb: "according to X", headline colons, statement nouns ("the claim by X that …")."""

import re
from collections.abc import Iterator

from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Phrase, Sentence, Token
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Page, lemma_of, spans_of, trimmed

ACCORDING = Cue(id="according-to", cue_class="say", speaker="asserts", reporter="neutral", cameo="010")
COLON = Cue(id="headline-colon", cue_class="say", speaker="asserts", reporter="neutral", cameo="010")
BEFORE_COLON = re.compile(r"^\s*([A-Z][\w.'’&-]*(?: (?:[A-Z][\w.'’&-]*|of|the|and)){0,4}): +(?=\S)")


def according_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield "…, according to X": what the phrase hangs on, without the phrase."""
    for token in sentence.tokens:
        if token.lower != "according" or page.quoted(sentence.part, token.start) is not None:
            continue
        source = _governed(sentence, token)
        if source is None:
            continue
        own = set(sentence.subtree(token.i))
        members = (i for i in sentence.subtree(_clause_head(sentence, token)) if i not in own)
        yield Draft(
            sentence=sentence.index,
            cue=(token.start, sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].end),
            entry=ACCORDING,
            content=spans_of(sentence, members),
            speaker=phrase_at(sentence, source.i),
            rule="according to",
            frame="phrase",
            score=0.85,
        )


def _governed(sentence: Sentence, token: Token) -> Token | None:
    for to in sentence.kids(token.i, "prep"):
        return next(iter(sentence.kids(to.i, "pobj")), None)
    return next(iter(sentence.kids(token.i, "pobj")), None)


def _clause_head(sentence: Sentence, token: Token) -> int:
    """Return the verb that a phrase hangs on, through the nouns between."""
    at = sentence.tokens[token.head]
    while at.pos not in ("VERB", "AUX") and at.head != at.i:
        at = sentence.tokens[at.head]
    return at.i


def colon_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield the headline's "Kremlin: talks failed", and a transcript's "SMITH: We agree."."""
    found = BEFORE_COLON.match(sentence.text)
    first_in_paragraph = sentence.part == "title" or all(
        s.paragraph != sentence.paragraph
        for s in page.parsed.sentences[max(0, sentence.index - 1) : sentence.index]
        if s.part == sentence.part
    )
    if found is None or not first_in_paragraph:
        return
    speaker = _phrase_within(sentence, sentence.start + found.start(1), sentence.start + found.end(1))
    if speaker is None or not _nameable(page, sentence, speaker):
        return
    content = trimmed(page.article.part(sentence.part), (sentence.start + found.end(), sentence.end))
    colon = sentence.start + found.end(1)
    yield Draft(
        sentence=sentence.index, cue=(colon, colon + 1), entry=COLON, content=(content,), speaker=speaker,
        rule="headline colon", frame="colon", score=0.7,
    )  # fmt: skip


def _phrase_within(sentence: Sentence, start: int, end: int) -> Phrase | None:
    inside = [t for t in sentence.tokens if t.start >= start and t.end <= end]
    if not inside:
        return None
    members = {t.i for t in inside}
    head = next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])
    return Phrase(head=head.i, first=inside[0].i, last=inside[-1].i + 1)


def _nameable(page: Page, sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether what stands before a colon can speak: an actor, or a name by the parser."""
    if page.actors.at(sentence.index, phrase):
        return True
    return any(sentence.tokens[i].entity in ("PERSON", "ORG", "GPE", "NORP") for i in range(phrase.first, phrase.last))


def noun_statements(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Yield "the claim by X that …", "his warning of …", "X issued a statement that …"."""
    for token in sentence.tokens:
        if token.pos != "NOUN" or page.quoted(sentence.part, token.start) is not None:
            continue
        for _, entry in page.cues.by_noun.get(lemma_of(token), ()):
            draft = _noun_draft(page, sentence, token, entry)
            if draft is not None:
                yield draft
                break


def _noun_draft(page: Page, sentence: Sentence, noun: Token, entry: Cue) -> Draft | None:
    frame, members = _noun_content(sentence, noun, entry)
    speaker = _noun_speaker(page, sentence, noun, frame)
    if not members or speaker is None:
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


def _noun_content(sentence: Sentence, noun: Token, entry: Cue) -> tuple[str, tuple[int, ...]]:
    below = (noun, *(k for p in sentence.kids(noun.i, "prep", "agent") for k in sentence.kids(p.i, "pobj")))
    for kid in (k for n in below for k in sentence.kids(n.i, "acl", "ccomp", "relcl")):
        if "clause" in entry.frames and any(k.lower == "that" and k.dep == "mark" for k in sentence.kids(kid.i)):
            return "clause", sentence.subtree(kid.i)
        if "infinitive" in entry.frames and any(k.tag == "TO" for k in sentence.kids(kid.i, "aux")):
            return "infinitive", sentence.subtree(kid.i)
    for kid in sentence.kids(noun.i, "prep"):
        if kid.lower in entry.prepositions and kid.i > noun.i:
            return kid.lower, tuple(i for k in sentence.kids(kid.i) for i in sentence.subtree(k.i))
    return "", ()


def _noun_speaker(page: Page, sentence: Sentence, noun: Token, frame: str) -> Phrase | None:
    owner = next(iter(sentence.kids(noun.i, "poss")), None)
    if owner is not None:
        return phrase_at(sentence, owner.i)
    for kid in sentence.kids(noun.i, "prep", "agent"):
        if kid.lower in ("by", "from") or (kid.lower == "of" and frame != "of"):
            for inner in sentence.kids(kid.i, "pobj"):
                return phrase_at(sentence, inner.i)
    return _carrier(page, sentence, noun)


def _carrier(page: Page, sentence: Sentence, noun: Token) -> Phrase | None:
    """ "X issued a warning that …": the subject of the verb that carries the noun."""
    verb = sentence.tokens[noun.head]
    clause = page.clause_at(sentence, verb.i)
    if noun.dep != "dobj" or clause is None or lemma_of(verb) not in page.cues.sets["carriers"]:
        return None
    return next((a.phrase for a in clause.slots("subject")), None)
