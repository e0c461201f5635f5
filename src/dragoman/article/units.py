"""A text cut into what a page sets apart: paragraphs, or lines where every line stands for itself."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")  # lines without a blank line between them
LINE = re.compile(r"[^\n]+")
ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」)\]]*$")
WRAPPED_FROM = 40  # characters: shorter lines are not broken because the page was narrow
WRAPPED_SHARE = 0.6  # of the widest line
PROSE_LETTERS = 60  # below which a line with a full stop may still be a caption or a slogan
SENTENCE_WORDS = 3
LONG_WORDS = 25  # a line of so many words is prose with or without a full stop
PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "‑": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": " ", "\u200b": " ", "\ufeff": " ",
    }
)  # fmt: skip


class Unit(NamedTuple):
    """A paragraph or line: where it stands, and a plain copy to match (lower case, single blanks)."""

    start: int
    end: int
    text: str
    plain: str
    prose: bool

    @property
    def sentence(self) -> bool:
        """Whether it is prose, or a short line that ends like a sentence."""
        return self.prose or (self.words >= SENTENCE_WORDS and self.text.rstrip("\"'”’»)]").endswith((".", "…", "。")))

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.plain.count(" ") + 1


def cut(text: str) -> tuple[Unit, ...]:
    """Return the units of a text in order; blanks belong to none."""
    return tuple(
        _unit(text, start, end) for block in BLOCK.finditer(text) for start, end in _parts(text, *block.span())
    )


def plain(text: str) -> str:
    """Return a copy to compare: lower case, plain quotation marks and dashes, single blanks."""
    return " ".join((text if text.isascii() else text.translate(PLAIN)).lower().split())


def _unit(text: str, start: int, end: int) -> Unit:
    piece = text[start:end]
    bare = piece.strip()
    first = start + piece.index(bare[0])
    copy = plain(bare)
    return Unit(first, first + len(bare), bare, copy, _is_prose(bare, copy))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Keep a hard-wrapped paragraph whole; take other lines one by one."""
    lines = [match.span() for match in LINE.finditer(text, start, end) if text[slice(*match.span())].strip()]
    if _wrapped(text, lines):
        yield start, end
    else:
        yield from lines


def _wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines were broken to a width: all but the last are long and alike, and few end with a sentence."""
    before = lines[:-1]
    if not before:
        return False
    lengths = [end - start for start, end in before]
    if min(lengths) < max(WRAPPED_FROM, WRAPPED_SHARE * max(lengths)) or max(lengths) > 3 * WRAPPED_FROM:
        return False
    return sum(bool(ENDS.search(text, start, end)) for start, end in before) * 2 < len(before) + 1


def _is_prose(bare: str, copy: str) -> bool:
    if copy.count(" ") >= LONG_WORDS:
        return True
    return bool(SENTENCE_END.search(bare)) and sum(map(str.isalpha, bare)) >= PROSE_LETTERS
