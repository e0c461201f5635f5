"""What is asked of a trained encoder about a sentence, and what it answers; the encoder itself is behind `encode`."""

from collections.abc import Sequence
from typing import Protocol

from dragoman.records import Record

Span = tuple[int, int]
# Characters of the sources and of the recipients, none for nobody; and of the words that may tell it, where they are known.
Pair = tuple[tuple[Span, ...], tuple[Span, ...], Span | None]
NONE = "NONE"  # nothing passes between the sides


class Question(Record, kw_only=True):
    """A sentence and the pairs of sides to judge, as characters of its text."""

    text: str
    pairs: tuple[Pair, ...]


class Verdict(Record, kw_only=True):
    """What the model gives for one pair: shares of types and NONE that add up to 1, shares of modes and of flags."""

    types: dict[str, float]
    modes: dict[str, float]  # by "TYPE/mode"
    flags: dict[str, float]

    @property
    def likeliest(self) -> str:
        """The type, or NONE, with the greatest share."""
        return max(self.types, key=self.types.__getitem__)

    @property
    def none(self) -> float:
        """The share of nothing passing between the sides."""
        return self.types[NONE]


class Judge(Protocol):
    """Whoever answers questions about sentences."""

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        ...
