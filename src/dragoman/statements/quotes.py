"""Quotation marks and statements: contents widened to whole quotations, quotations next to a cue, and those that carry on an attribution.

No quotation is a statement by itself because of its marks: it needs a cue, or to stand as whole sentences beside an attributed one.
"""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.forms import Quotation, Sentence
from dragoman.records import Part
from dragoman.statements.draft import TRIM, Draft, Page, Span
from dragoman.statements.introduced import introduced_quotations
from dragoman.statements.speakers import is_medium

REACH = 90  # characters between a cue and the quotation that it introduces: addressee, place, time
WHOLE = 0.6  # so much of what a phrase is about must be another's saying for the phrase to be its medium
SAYING = frozenset(
    {"say", "announce", "report", "explain", "confirm", "answer", "claim", "argue", "admit", "deny", "warn", "accuse"}
)
FULL_WORDS = 4  # fewer quoted words that nothing introduces are a manner of speaking, not a statement


def with_quotations(page: Page, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with their quotations, those without any content left out, and what quotations without a cue verb add."""
    widened = [_widened(page, d) for d in drafts if not d.nested]
    taken = {q.outer_start for d in widened if not _weak(d) for q in _within(page, d)}
    found = []
    for draft in widened:
        attached = _both_sides(page, _adjacent(page, draft, taken) if _weak(draft) else draft, taken)
        if attached.content:
            taken |= {q.outer_start for q in _within(page, attached)}
            found.append(attached)
    introduced = sorted(
        [*_stacked(page, found), *introduced_quotations(page, taken)], key=lambda d: (d.sentence, d.cue)
    )
    nested = (d for d in drafts if d.nested)
    return (*_fragments(page, list(_continued(page, introduced, taken))), *nested)


def part_of(page: Page, draft: Draft) -> Part:
    """Return the part of the article that a draft stands in."""
    return page.parsed.sentences[draft.sentence].part


def _weak(draft: Draft) -> bool:
    """Tell whether a quotation next to the cue beats what the parser found for content."""
    return not draft.content or draft.frame == "parenthesis"


def _within(page: Page, draft: Draft) -> Iterator[Quotation]:
    part = part_of(page, draft)
    for start, end in draft.content:
        yield from page.touching(part, start, end)


def _widened(page: Page, draft: Draft) -> Draft:
    """A content that begins or ends within a quotation takes in all of it."""
    part = part_of(page, draft)
    spans = [_around(page, part, span, draft.cue) for span in draft.content]
    return msgspec.structs.replace(draft, content=merged(spans))


def _around(page: Page, part: Part, span: Span, cue: Span) -> Span:
    start, end = span
    for q in page.touching(part, start, end):
        if not q.outer_start <= cue[0] < q.outer_end:
            start, end = min(start, q.outer_start), max(end, q.outer_end)
    return start, end


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


# ---- next to the cue ----------------------------------------------------------------------------------------------------------------


def _adjacent(page: Page, draft: Draft, taken: set[int]) -> Draft:
    """Give a cue the quotation that stands next to it: before it, after it, or in the following paragraph after a colon."""
    part = part_of(page, draft)
    sentence = page.parsed.sentences[draft.sentence]
    free = [q for q in page.quotations[part] if q.outer_start not in taken]
    quotation = _before(page, sentence, draft, free) or _following(page, sentence, draft, free)
    if quotation is None or draft.negated:
        return draft
    span = (quotation.outer_start, quotation.outer_end)
    return msgspec.structs.replace(draft, content=(span,), frame="quote", rule="verb, quotation", score=0.9)


def _before(page: Page, sentence: Sentence, draft: Draft, free: Sequence[Quotation]) -> Quotation | None:
    """ "…," X said: only the speaker stands between quotation and cue."""
    first = draft.cue[0]
    if draft.speaker is not None and draft.speaker_sentence is None:
        first = min(first, sentence.tokens[draft.speaker.first].start)
    text = page.article.part(sentence.part)
    near = [
        q
        for q in free
        if q.outer_end <= first
        and _nothing(text[q.outer_end : first])
        and (
            q.outer_end > sentence.start
            or "," in text[q.outer_end : first]
            or _asks_on(text, q)
            or _only_attributes(sentence, draft)
        )
    ]
    return near[-1] if near else None


def _asks_on(text: str, quotation: Quotation) -> bool:
    """Tell whether a quotation that the splitter made a sentence of its own may belong to the next: "“Who?” he said"; a full stop ends it."""
    return text[quotation.start : quotation.end].rstrip().endswith(("?", "!", ",", "…", "—"))


def _only_attributes(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence holds a speaker and a cue and nothing else: "“They left.” The mayor said."."""
    if draft.speaker is None or draft.speaker_sentence is not None:
        return False
    said = set(range(draft.speaker.first, draft.speaker.last))
    rest = (t for t in sentence.tokens if t.i not in said and t.pos not in ("PUNCT", "SPACE"))
    return all(draft.cue[0] <= t.start < draft.cue[1] for t in rest)


def _nothing(between: str) -> bool:
    """Tell whether nothing but stops, or the "as" of "as X put it", stands between quotation and cue."""
    return between.strip(TRIM).lower() in ("", "as")


def _both_sides(page: Page, draft: Draft, taken: set[int]) -> Draft:
    """ "“The mine,” X said on Monday, “is closed.”": a quotation before the cue goes on after it."""
    if not draft.content or not any(True for _ in _within(page, draft)):
        return draft
    sentence = page.parsed.sentences[draft.sentence]
    own = {q.outer_start for q in _within(page, draft)}
    if draft.content[-1][1] > draft.cue[0]:
        return _begun(page, sentence, draft, taken | own)
    free = [
        q for q in page.quotations[sentence.part] if q.outer_start not in taken | own and q.outer_start < sentence.end
    ]
    rest = _following(page, sentence, draft, free)
    if rest is None:
        return draft
    return msgspec.structs.replace(draft, content=(*draft.content, (rest.outer_start, rest.outer_end)))


def _begun(page: Page, sentence: Sentence, draft: Draft, taken: set[int]) -> Draft:
    """ "“The mine is closed,” X said, “and nobody mourns.”": the parser may see only what follows the cue."""
    first = min(draft.cue[0], *(start for start, _ in draft.content))
    free = [
        q
        for q in page.quotations[sentence.part]
        if q.outer_start not in taken and sentence.start <= q.outer_start < first
    ]
    before = _before(page, sentence, draft, free) if draft.content[0][0] > draft.cue[0] else None
    if before is None or draft.speaker is None or sentence.tokens[draft.speaker.first].start < before.outer_end:
        return draft
    return msgspec.structs.replace(draft, content=((before.outer_start, before.outer_end), *draft.content))


def _following(page: Page, sentence: Sentence, draft: Draft, free: Sequence[Quotation]) -> Quotation | None:
    """X said: "…": no other verb stands between cue and quotation; a colon reaches over the sentence's end."""
    text = page.article.part(sentence.part)
    quotation = next((q for q in free if q.outer_start >= draft.cue[1]), None)
    if quotation is None or quotation.outer_start - draft.cue[1] > REACH:
        return None
    between = [t for t in sentence.tokens if draft.cue[1] <= t.start < quotation.outer_start]
    words = [t for t in between if t.pos not in ("PUNCT", "ADV")]
    if words and (_scare(page, quotation) or draft.entry.frames == ("quote",)):
        return None
    colon = text[draft.cue[1] : quotation.outer_start].rstrip().endswith(":")
    inside = quotation.outer_start < sentence.end and not any(t.pos == "VERB" for t in between)
    ends_with_cue = not between and quotation.outer_start >= sentence.end
    return quotation if inside or colon or ends_with_cue else None


def _scare(page: Page, quotation: Quotation) -> bool:
    """Tell a manner of speaking from a statement: few words, without a comma or stop before the closing mark."""
    text = page.article.part(quotation.part)[quotation.start : quotation.end].rstrip()
    return len(text.split()) < FULL_WORDS and not text.endswith((",", ".", "!", "?"))


# ---- carrying on --------------------------------------------------------------------------------------------------------------------


def _continued(page: Page, drafts: list[Draft], taken: set[int]) -> Iterator[Draft]:
    """Add to each statement the quotations that directly follow it, and make statements of whole quoted sentences that follow its paragraph."""
    for i, draft in enumerate(drafts):
        following = drafts[i + 1].sentence if i + 1 < len(drafts) else None
        yield _carried_on(page, draft, taken, following)


def _carried_on(page: Page, draft: Draft, taken: set[int], following: int | None) -> Draft:
    part = part_of(page, draft)
    text = page.article.part(part)
    sentence = page.parsed.sentences[draft.sentence]
    content = list(draft.content)
    unfinished = content[-1][1] < sentence.end - 2 and not _inverted(page, draft)
    if following == draft.sentence or unfinished:
        return draft
    at = max(content[-1][1], sentence.end)
    for q in page.quotations[part]:
        if q.outer_start < at or q.outer_start in taken:
            continue
        if text[at : q.outer_start].strip(TRIM) or not _stands_alone(page, q):
            break
        content.append((q.outer_start, q.outer_end))
        taken.add(q.outer_start)
        at = q.outer_end
    return msgspec.structs.replace(draft, content=tuple(content))


def _inverted(page: Page, draft: Draft) -> bool:
    """Tell whether nothing but the cue's own clause follows a quotation in its sentence: "…," he said on Monday."""
    return any(True for _ in _within(page, draft)) and draft.cue[0] > draft.content[0][0]


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Tell whether a quotation is whole sentences: nothing but marks and a stop after it in its last sentence."""
    sentence = page.sentence_at(quotation.part, quotation.end - 1)
    if sentence is None:
        return False
    rest = page.article.part(quotation.part)[quotation.outer_end : sentence.end]
    return not rest.strip(TRIM + "?!\"”'’")


# ---- one attribution on another -------------------------------------------------------------------------------------------------------


def _stacked(page: Page, drafts: list[Draft]) -> Iterator[Draft]:
    """ "“…,” X said, according to the report": what the phrase attributes is the saying, so it is the medium of what X said."""
    phrases = [d for d in drafts if d.entry.id == "according-to"]
    upon = {id(p): d for p in phrases for d in drafts if d is not p and _is_about(page, p, d)}
    for draft in drafts:
        via = next((p.speaker for p in phrases if upon.get(id(p)) is draft), None)
        if id(draft) not in upon:
            yield msgspec.structs.replace(draft, via=draft.via or via) if via else draft


def _is_about(page: Page, phrase: Draft, draft: Draft) -> bool:
    """Tell whether a phrase's content is another's saying: cue and speaker, with or without what is said, and little else."""
    if draft.sentence != phrase.sentence or not phrase.content or draft.entry.cue_class not in SAYING:
        return False
    if not any(start <= draft.cue[0] and draft.cue[1] <= end for start, end in phrase.content):
        return False
    speaker = (
        ()
        if draft.speaker is None
        else (page.parsed.sentences[draft.sentence].quote(draft.speaker.first, draft.speaker.last),)
    )
    told = sum(end - start for start, end in (*draft.content, draft.cue)) + sum(map(len, speaker))
    whole = sum(end - start for start, end in phrase.content)
    return told >= WHOLE * whole or not any(_shared(p, c) for p in phrase.content for c in draft.content)


def _shared(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _fragments(page: Page, drafts: list[Draft]) -> Iterator[Draft]:
    """ "“Against all of them”, according to the daily X": a quoted fragment that a medium hands on belongs to who spoke before."""
    for i, draft in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if before is None or before.speaker is None or not _is_fragment(page, draft, before):
            yield draft
            continue
        where = before.sentence if before.speaker_sentence is None else before.speaker_sentence
        yield msgspec.structs.replace(
            draft,
            speaker=before.speaker,
            speaker_sentence=where,
            via=draft.speaker,
            rule="fragment through a medium",
            score=0.6,
        )


def _is_fragment(page: Page, draft: Draft, before: Draft) -> bool:
    """Tell whether a medium's phrase holds nothing but a quotation without a verb, right after another's statement."""
    sentence = page.parsed.sentences[draft.sentence]
    if draft.entry.id != "according-to" or draft.speaker is None or before.sentence != draft.sentence - 1:
        return False
    outside = any(t.pos == "VERB" and t.lower != "according" for t in sentence.tokens)
    return (
        not outside
        and is_medium(page, sentence, draft.speaker)
        and bool(page.touching(sentence.part, *draft.content[0]))
    )
