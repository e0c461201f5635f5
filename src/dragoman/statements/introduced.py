"""Quotations that no cue attributes: behind a colon ("The envoy was blunt: “…”", "Ann Lee, treasurer: “…”") or signed ("“…” – Ann Lee")."""

import re
from collections.abc import Iterator

from dragoman.language.forms import Phrase, Quotation, Sentence, Token
from dragoman.statements.colons import can_speak, phrase_within
from dragoman.statements.cues import Cue
from dragoman.statements.draft import Draft, Page, Span
from dragoman.statements.labels import NAME
from dragoman.statements.verbs import speaker_of

INTRODUCED = Cue(id="colon", cue_class="say", speaker="asserts", reporter="neutral", cameo="010")
BULLETS = re.compile(r"(?:.*\n|.*[.!?\])\"”»]\s+[*•]|[\s*•:#]*)[\s*•:#]*", re.DOTALL)
MOST_WORDS = 14  # a label longer than that is a sentence
# A dash, and a name that ends the line or goes on with a comma.
SIGNED = re.compile(
    rf"[\s:*]*(?P<dash>[―—–]|--)\s*[\"“]?(?P<name>{NAME}(?: (?:{NAME}|of|de|van|von|al|bin|la)){{0,5}})[\"”]?\s*(?=\n|$|[,(]|\.\s*(?:\n|$))"
)
ENDED = (".", "!", "?", "…")


def introduced_quotations(page: Page, taken: set[int]) -> Iterator[Draft]:
    """Yield statements of the quotations that nobody has taken yet and a colon or a signature attributes; they are taken then."""
    for quotation in page.parsed.quotations:
        if quotation.outer_start in taken:
            continue
        draft = _by_colon(page, quotation) or _signed(page, quotation)
        if draft is not None:
            taken.add(quotation.outer_start)
            yield draft


def _draft(sentence: Sentence, quotation: Quotation, cue: Span, speaker: Phrase, rule: str, score: float) -> Draft:
    return Draft(
        sentence=sentence.index,
        cue=cue,
        entry=INTRODUCED,
        content=((quotation.outer_start, quotation.outer_end),),
        speaker=speaker,
        rule=rule,
        frame="quote",
        score=score,
    )


# ---- a colon instead of a cue -------------------------------------------------------------------------------------------------------


def _by_colon(page: Page, quotation: Quotation) -> Draft | None:
    before = page.article.part(quotation.part)[: quotation.outer_start].rstrip()
    sentence = page.sentence_at(quotation.part, len(before) - 1) if before.endswith(":") else None
    if sentence is None or not sentence.parsed:
        return None
    verb = _main_verb(page, sentence, len(before))
    if verb is None:
        return _listed(page, sentence, quotation, len(before) - 1)
    clause = page.clause_at(sentence, verb.i)
    speaker = speaker_of(sentence, clause) if clause else None
    if speaker is None:
        return None
    return _draft(sentence, quotation, (verb.start, verb.end), speaker, "colon, quotation", 0.75)


def _main_verb(page: Page, sentence: Sentence, end: int) -> Token | None:
    """Return the highest verb before the colon, outside quotation marks."""
    verbs = [
        t for t in sentence.tokens if t.end < end and t.pos == "VERB" and page.quoted(sentence.part, t.start) is None
    ]
    inside = {t.i for t in verbs}
    return next((t for t in verbs if t.head not in inside or t.head == t.i), None)


def _listed(page: Page, sentence: Sentence, quotation: Quotation, colon: int) -> Draft | None:
    """ "* Ann Lee, treasurer of the league: “…”": the name before a colon, with what it is, speaks."""
    text = page.article.part(quotation.part)
    bullets = BULLETS.match(text, sentence.start, colon)
    start = bullets.end() if bullets else sentence.start
    label = text[start:colon]
    if not label.strip() or len(label.split()) > MOST_WORDS:
        return None
    speaker = _named(sentence, start, colon)
    if speaker is None or not can_speak(page, sentence, speaker, label):
        return None
    return _draft(sentence, quotation, (colon, colon + 1), speaker, "label, quotation", 0.75)


def _named(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """Return the person that a label names, else all of it up to its first comma."""
    people = [t for t in sentence.tokens if start <= t.start and t.end <= end and t.entity == "PERSON"]
    if people:
        first = people[0]
        last = next(
            (t for t in people if t.i + 1 >= len(sentence.tokens) or sentence.tokens[t.i + 1].entity != "PERSON"), first
        )
        return Phrase(head=last.i, first=first.i, last=last.i + 1)
    comma = next((t.start for t in sentence.tokens if start < t.start < end and t.text in (",", "(")), end)
    return phrase_within(sentence, start, comma)


# ---- a signature --------------------------------------------------------------------------------------------------------------------


def _signed(page: Page, quotation: Quotation) -> Draft | None:
    """ "“Never again.” – Ann Lee": whole sentences, a dash, a name, and nothing more or a comma."""
    text = page.article.part(quotation.part)
    found = SIGNED.match(text, quotation.outer_end)
    if found is None or not text[quotation.start : quotation.end].rstrip().endswith(ENDED):
        return None
    sentence = page.sentence_at(quotation.part, found.start("name"))
    speaker = phrase_within(sentence, *found.span("name")) if sentence is not None and sentence.parsed else None
    if sentence is None or speaker is None or sentence.tokens[speaker.head].pos != "PROPN":
        return None
    return _draft(sentence, quotation, found.span("dash"), speaker, "signature", 0.75)
