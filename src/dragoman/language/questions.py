"""What is asked of a trained encoder about a sentence, and what it answers; the encoder itself is behind `encode`."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from dragoman.records import Record

Span = tuple[int, int]
# Characters of the sources and of the recipients, none for nobody; and of the words that may tell it, where they are known.
Pair = tuple[tuple[Span, ...], tuple[Span, ...], Span | None]
NONE = "NONE"  # nothing passes between the sides


def alone(trigger: Span) -> Pair:
    """Return the question about a word by itself: what it tells, and who stands where."""
    return (), (), trigger


class Question(Record, kw_only=True):
    """A sentence and the pairs of sides, or the words by themselves, to judge, as characters of its text."""

    text: str
    pairs: tuple[Pair, ...]


class Verdict(Record, kw_only=True):
    """What the model gives for one pair or word: shares of types and NONE that add up to 1, shares of modes and of flags; for a word, who stands where."""

    types: dict[str, float]
    modes: dict[str, float]  # by "TYPE/mode"
    flags: dict[str, float]
    roles: Mapping[
        str, tuple[tuple[Span, float], ...]
    ] = {}  # by role: the share of each piece, as characters of the text

    def role(self, name: str, span: Span) -> float:
        """Return the mean share of a role over the pieces within a span; 0 where nothing was asked."""
        shares = [share for (start, end), share in self.roles.get(name, ()) if span[0] < end and start < span[1]]
        return sum(shares) / len(shares) if shares else 0.0

    @property
    def likeliest(self) -> str:
        """The type, or NONE, with the greatest share."""
        return max(self.types, key=self.types.__getitem__)

    @property
    def none(self) -> float:
        """The share of nothing passing between the sides."""
        return self.types[NONE]


class Opinion(Record, kw_only=True):
    """What the model holds of a proposed event: of its trigger, and how likely that tells anything."""

    word: Verdict
    spot: float


class Spot(Record, kw_only=True):
    """A word that may tell an event, or that somebody speaks, with its shares."""

    span: Span
    trigger: float
    cue: float


class Judge(Protocol):
    """Whoever answers questions about sentences."""

    def spots(self, texts: Sequence[str]) -> list[tuple[Spot, ...]]:
        """Return for each sentence what its words may be, in order."""
        ...

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        ...
