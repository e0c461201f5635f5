"""Quotation marks and statements: contents widened to whole quotations, quotations next to a cue, and those that carry on an attribution."""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.forms import Quotation, Sentence
from dragoman.records import Part
from dragoman.statements.draft import TRIM, Draft, Page, Span

REACH = 90  # characters between a cue and the quotation that it introduces: addressee, place, time
SCARE_WORDS = 3  # a quotation of at most so many words without a cue is a manner of speaking, not a statement


def with_quotations(page: Page, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with their quotations, each quotation with one statement at most, and those without any content left out."""
    widened = [_widened(page, d) for d in drafts]
    taken = {q.outer_start for d in widened for q in _within(page, d)}
    found = []
    for draft in widened:
        attached = draft if draft.content else _adjacent(page, draft, taken)
        if attached.content:
            taken |= {q.outer_start for q in _within(page, attached)}
            found.append(attached)
    return tuple(_continued(page, found, taken))


def part_of(page: Page, draft: Draft) -> Part:
    """Return the part of the article that a draft stands in."""
    return page.parsed.sentences[draft.sentence].part


def _within(page: Page, draft: Draft) -> Iterator[Quotation]:
    part = part_of(page, draft)
    for start, end in draft.content:
        yield from page.touching(part, start, end)


def _widened(page: Page, draft: Draft) -> Draft:
    """A content that begins or ends within a quotation takes in all of it; one that is a quotation is what stands inside the marks."""
    part = part_of(page, draft)
    spans = [_around(page, part, span, draft.cue) for span in draft.content]
    return msgspec.structs.replace(draft, content=_merged(spans))


def _around(page: Page, part: Part, span: Span, cue: Span) -> Span:
    start, end = span
    for q in page.touching(part, start, end):
        if q.outer_start <= cue[0] < q.outer_end:
            continue
        start, end = min(start, q.outer_start), max(end, q.outer_end)
    return start, end


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


# ---- next to the cue ----------------------------------------------------------------------------------------------------------------


def _adjacent(page: Page, draft: Draft, taken: set[int]) -> Draft:
    """Give a cue without content the quotation that stands next to it: after it, before it, or in the following paragraph after a colon."""
    part = part_of(page, draft)
    sentence = page.parsed.sentences[draft.sentence]
    free = [q for q in page.quotations[part] if q.outer_start not in taken]
    quotation = _before(page, sentence, draft, free) or _following(page, sentence, draft, free)
    if quotation is None:
        return draft
    return msgspec.structs.replace(
        draft, content=((quotation.outer_start, quotation.outer_end),), frame="quote", rule="verb, quotation", score=0.9
    )


def _before(page: Page, sentence: Sentence, draft: Draft, free: Sequence[Quotation]) -> Quotation | None:
    """ "…," X said: only the speaker stands between quotation and cue."""
    first = draft.cue[0]
    if draft.speaker is not None and draft.speaker_sentence is None:
        first = min(first, sentence.tokens[draft.speaker.first].start)
    text = page.article.part(sentence.part)
    near = [q for q in free if q.outer_end <= first and not text[q.outer_end : first].strip(TRIM)]
    return near[-1] if near else None


def _following(page: Page, sentence: Sentence, draft: Draft, free: Sequence[Quotation]) -> Quotation | None:
    """X said: "…": no other verb stands between cue and quotation; a colon reaches over the sentence's end."""
    text = page.article.part(sentence.part)
    for q in free:
        if q.outer_start < draft.cue[1]:
            continue
        between = text[draft.cue[1] : q.outer_start]
        verbs = any(t.pos == "VERB" for t in sentence.tokens if draft.cue[1] <= t.start < q.outer_start)
        inside = q.outer_start < sentence.end and len(between) <= REACH and not verbs
        return q if inside or (between.rstrip().endswith(":") and len(between) <= REACH) else None
    return None


# ---- carrying on --------------------------------------------------------------------------------------------------------------------


def _continued(page: Page, drafts: list[Draft], taken: set[int]) -> Iterator[Draft]:
    """Add to each quoted statement the quotations that directly follow it: nothing but its own cue stands between."""
    for draft in drafts:
        yield _carried_on(page, draft, taken) if any(True for _ in _within(page, draft)) else draft


def _carried_on(page: Page, draft: Draft, taken: set[int]) -> Draft:
    part = part_of(page, draft)
    text = page.article.part(part)
    sentence = page.parsed.sentences[draft.sentence]
    content = list(draft.content)
    at = max(content[-1][1], sentence.end if sentence.end > content[-1][1] else 0)
    for q in page.quotations[part]:
        if q.outer_start < content[-1][1] or q.outer_start in taken:
            continue
        if text[at : q.outer_start].strip():
            break
        content.append((q.outer_start, q.outer_end))
        taken.add(q.outer_start)
        at = q.outer_end
    return msgspec.structs.replace(draft, content=tuple(content))
