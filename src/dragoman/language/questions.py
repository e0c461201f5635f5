"""What is asked of a trained encoder about a sentence, and what it answers; the encoder itself is behind `encode`."""

from collections.abc import Sequence
from typing import Protocol

from dragoman.records import Record

Span = tuple[int, int]
Sides = tuple[tuple[Span, ...], tuple[Span, ...]]  # characters of the sources and of the recipients; none for nobody
NONE = "NONE"  # nothing passes between the sides


class Question(Record, kw_only=True):
    """A sentence and the pairs of sides to judge, as characters of its text."""

    text: str
    pairs: tuple[Sides, ...]


class Verdict(Record, kw_only=True):
    """What the model gives for one pair: shares of types and NONE that add up to 1, shares of modes and flags, and where it looked."""

    types: dict[str, float]
    modes: dict[str, float]  # by "TYPE/mode"
    flags: dict[str, float]
    looked_at: tuple[tuple[Span, float], ...]  # words that the answer rests on, heaviest first

    @property
    def likeliest(self) -> str:
        """The type, or NONE, with the greatest share."""
        return max(self.types, key=self.types.__getitem__)

    def rests_on(self, span: Span) -> float:
        """Return the share of its weight that the answer rests on the words between those characters with."""
        return sum(weight for (start, end), weight in self.looked_at if start < span[1] and span[0] < end)

    @property
    def none(self) -> float:
        """The share of nothing passing between the sides."""
        return self.types[NONE]


class Judge(Protocol):
    """Whoever answers questions about sentences."""

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        ...
