"""Quotation marks of every make, paired by what stands around them rather than by which way they point.

Badly typed and machine-translated pages reverse marks (” so “), mix makes (“so"), put blanks inside them (“so. “, he said) and leave them open.
Only outermost quotations come out; a quotation inside one is recognised so that its marks do not end the outer one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.language.forms import Quotation
from dragoman.records import Part, Record

Side = Literal["open", "close", ""]
Family = Literal["double", "angle", "single"]

MARK = re.compile(r"``|''|’’|‘‘|(?<!,),,(?=\w)|[\"“”„‟＂〝〞«»‹›‘’‚'`]")
POINTS_OPEN = frozenset({"“", "„", "``", "‘‘", ",,", "«", "‹", "‘", "‚", "`", "〝"})
POINTS_CLOSE = frozenset({"”", "’’", "»", "›", "’", "〞"})
ANGLES = frozenset("«»‹›")
SINGLES = frozenset("‘’‚'`")
OPENERS_BEFORE = frozenset("([{—–-/:…¿¡")
CLOSERS_AFTER = frozenset(".,;:!?)]}—–…/")
# Written with an apostrophe at the front: 'em, 'til, 'n', '90s. They open nothing.
CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|n|round|neath|\d0s|\d\d)\b", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
ENDED_LINE = re.compile(r"(?<=[.!?…:\"”’»)])[ \t\r]*\n\s*")


class Mark(Record, kw_only=True):
    """A quotation mark: where it is, where its glyph points, and where the characters around it point."""

    start: int
    end: int
    family: Family
    glyph: Side
    context: Side


class _Pair(Record, kw_only=True):
    """A quotation found in one paragraph; `closed` tells whether its end is a mark."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool = True


def find_quotations(text: str, part: Part) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a part in order, without overlaps; paragraphs that one quotation spans give one each.

    `balanced` is False where a mark is missing and the end was assumed: the next quotation's beginning or the paragraph's end.
    """
    found: list[Quotation] = []
    waiting = False  # the paragraph before left a quotation open
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        pairs = list(_pairs(text, start, end, continued=waiting))
        waiting = bool(pairs) and not pairs[-1].closed and pairs[-1].outer_end == end
        if waiting and _continues(following):
            pairs[-1] = _closed(pairs[-1])
        found += [_quotation(pair, part, number) for pair in pairs if pair.end > pair.start]
    return tuple(found)


def _quotation(pair: _Pair, part: Part, paragraph: int) -> Quotation:
    return Quotation(
        part=part,
        start=pair.start,
        end=pair.end,
        outer_start=pair.outer_start,
        outer_end=pair.outer_end,
        balanced=pair.closed,
        paragraph=paragraph,
    )


def _closed(pair: _Pair) -> _Pair:
    return _Pair(outer_start=pair.outer_start, start=pair.start, end=pair.end, outer_end=pair.outer_end)


def _continues(following: str) -> bool:
    """Tell whether a paragraph reopens or ends the quotation that the one before left open."""
    marks = list(_marks(following, 0, len(following)))
    first = next((m for m in marks if m.family != "single" or m.start == 0), None)
    return first is not None and (first.start == 0 or first.context == "close")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield paragraph offsets: parts between blank lines, or lines that end a sentence where the text has no blank line."""
    gap = BLANK_LINE if BLANK_LINE.search(text) else ENDED_LINE
    at = 0
    for found in gap.finditer(text):
        yield at, _rstrip(text, at, found.start())
        at = found.end()
    yield at, _rstrip(text, at, len(text))


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


# ---- marks ------------------------------------------------------------------------------------------------------------------------


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for found in MARK.finditer(text, start, end):
        mark = found.group()
        before = text[found.start() - 1] if found.start() > start else " "
        after = text[found.end()] if found.end() < end else " "
        family = _family(mark)
        if _measures(mark, before, family, text[found.end() : end]):
            continue
        yield Mark(
            start=found.start(),
            end=found.end(),
            family=family,
            glyph=_glyph(mark),
            context=_context(before, after, text[found.end() : end]),
        )


def _family(mark: str) -> Family:
    if mark in ANGLES:
        return "angle"
    return "single" if mark in SINGLES else "double"


def _glyph(mark: str) -> Side:
    if mark in POINTS_OPEN:
        return "open"
    return "close" if mark in POINTS_CLOSE else ""


def _measures(mark: str, before: str, family: Family, rest: str) -> bool:
    """Tell inches and clipped words (6'2", '90s, 'em) from quotation marks."""
    if family == "single":
        return not before.isalnum() and CLIPPED.match(rest) is not None and not rest.startswith("n ")
    return mark == "''" and before.isdigit()


def _context(before: str, after: str, rest: str) -> Side:
    """Return the side that the neighbouring characters speak for; "" where blanks or letters stand on both."""
    opens = (before.isspace() or before in OPENERS_BEFORE or MARK.match(before) is not None) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in CLOSERS_AFTER or MARK.match(after) is not None)
    if after in CLOSERS_AFTER and not _ellipsis(after, rest):
        return "close" if before not in OPENERS_BEFORE else ""
    if opens and not closes:
        return "open"
    return "close" if closes and not opens else ""


def _ellipsis(after: str, rest: str) -> bool:
    """Tell the "..." that begins a quotation ("…and so") from the point that follows one."""
    return rest.startswith(("...", "…", "—", "–", "(", "[")) or (after == "." and rest[1:2].isdigit())


# ---- pairs ------------------------------------------------------------------------------------------------------------------------


def _pairs(text: str, start: int, end: int, *, continued: bool) -> Iterator[_Pair]:
    """Yield the quotations of one paragraph; `continued` when the paragraph before left one open."""
    marks = _one_family(list(_marks(text, start, end)))
    at = 0
    if continued and marks:
        pair, at = _continuation(marks, start)
        if pair:
            yield pair
    while at < len(marks):
        mark = marks[at]
        if not _can_open(mark):
            at += 1
            continue
        pair, at = _pair_from(text, marks, at, end)
        if pair:
            yield pair


def _one_family(marks: list[Mark]) -> list[Mark]:
    """Take angles for double marks where neither add up by themselves: a quotation that opens with one make and ends with the other."""
    counts = Counter(m.family for m in marks)
    if counts["double"] % 2 == 0 or counts["angle"] % 2 == 0:
        return marks
    return [msgspec.structs.replace(m, family="double") if m.family == "angle" else m for m in marks]


def _continuation(marks: Sequence[Mark], start: int) -> tuple[_Pair | None, int]:
    """A first mark that can only close ends a quotation that began in an earlier paragraph."""
    for i, mark in enumerate(marks):
        if mark.family == "single":
            continue
        if mark.context == "close" and mark.start > start and mark.glyph != "open":
            return _Pair(outer_start=start, start=start, end=mark.start, outer_end=mark.end), i + 1
        break
    return None, 0


def _can_open(mark: Mark) -> bool:
    if mark.family == "single":
        return mark.context == "open" and mark.glyph != "close"
    return mark.context != "close"


def _pair_from(text: str, marks: Sequence[Mark], at: int, end: int) -> tuple[_Pair | None, int]:
    """Return the quotation that the mark at `at` opens and the number of the mark to go on from."""
    opening = marks[at]
    if opening.family == "single":
        closing = _single_end(text, marks, at)
        if closing is None:
            return _open_single(text, opening, marks, at, end)
        return _between(opening, marks[closing]), closing + 1
    closing = _nested_end(marks, at)
    if closing is None:
        closing = _flat_end(marks, at)
    if closing is None:
        return _Pair(outer_start=opening.start, start=opening.end, end=end, outer_end=end, closed=False), len(marks)
    if _opens_anew(marks, at, closing):
        stop = _rstrip(text, opening.end, marks[closing].start)
        return _Pair(outer_start=opening.start, start=opening.end, end=stop, outer_end=stop, closed=False), closing
    return _between(opening, marks[closing]), closing + 1


def _between(opening: Mark, closing: Mark) -> _Pair:
    return _Pair(outer_start=opening.start, start=opening.end, end=closing.start, outer_end=closing.end)


def _nested_end(marks: Sequence[Mark], at: int) -> int | None:
    """Return the closing mark, counting quotations inside; None where the marks do not add up."""
    depth = 1
    for i in range(at + 1, len(marks)):
        mark = marks[i]
        if mark.family != marks[at].family:
            continue
        depth += 1 if _opens_inside(mark) else -1
        if depth == 0:
            return i
    return None


def _opens_inside(mark: Mark) -> bool:
    return mark.context == "open" and mark.glyph != "close"


def _flat_end(marks: Sequence[Mark], at: int) -> int | None:
    """Return the next mark of the family where nesting does not add up: it closes, or opens a new quotation and so ends this one."""
    return next((i for i in range(at + 1, len(marks)) if marks[i].family == marks[at].family), None)


def _opens_anew(marks: Sequence[Mark], at: int, closing: int) -> bool:
    """Tell whether the mark that ends a quotation is the beginning of the next: it points forward and the rest does not pair otherwise."""
    if not _opens_inside(marks[closing]):
        return False
    rest = [m for m in marks[at:] if m.family == marks[at].family]
    return marks[closing].glyph == "open" or len(rest) % 2 == 1


def _open_single(text: str, opening: Mark, marks: Sequence[Mark], at: int, end: int) -> tuple[_Pair | None, int]:
    """A single mark without an end is an apostrophe, unless it begins a paragraph whose successor reopens with one."""
    begins = opening.start == 0 or text[opening.start - 1] == "\n"
    reopened = text[end : end + 4].lstrip().startswith(("‘", "'")) and opening.glyph == "open"
    if begins and reopened:
        return _Pair(outer_start=opening.start, start=opening.end, end=end, outer_end=end, closed=False), len(marks)
    return None, at + 1


def _single_end(text: str, marks: Sequence[Mark], at: int) -> int | None:
    """Return the mark that ends a single-quoted passage: not an apostrophe within a word, and rather not a plural's possessive."""
    possessive = None
    for i in range(at + 1, len(marks)):
        mark = marks[i]
        if mark.family != "single" or mark.glyph == "open":
            if mark.glyph == "open" and mark.family == "single" and possessive is not None:
                return possessive
            continue
        if not _ends_word(text, mark):
            continue
        if not _like_possessive(text, mark):
            return i
        possessive = i if possessive is None else possessive
    return possessive


def _ends_word(text: str, mark: Mark) -> bool:
    before = text[mark.start - 1]
    after = text[mark.end : mark.end + 1]
    return not before.isspace() and not after.isalnum()


def _like_possessive(text: str, mark: Mark) -> bool:
    """ "the rebels' advance": an s before and a word after."""
    return text[mark.start - 1] in "sS" and re.match(r" \w", text[mark.end : mark.end + 2]) is not None
