"""Scores: figures with their counts and intervals, the errors behind them, and the arithmetic that makes them."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dragoman.records import Record

Z95 = 1.959964  # two-sided 95 % of the normal distribution
ROUNDS = 1000  # of a bootstrap: two digits of an interval are stable from here on


class Figure(Record, kw_only=True):
    """One number: what it is, over how many cases, and its 95 % interval where one is known."""

    name: str
    value: float
    n: int = 0
    low: float | None = None
    high: float | None = None


class ErrorCase(Record, kw_only=True):
    """One case that went wrong, for reading: `kind` says how (missed, spurious, wrong type, …)."""

    id: str
    kind: str
    text: str
    expected: str = ""
    found: str = ""
    note: str = ""


class Score(Record, kw_only=True):
    """The outcome of one task on one set: `n` cases, figures in reading order, errors to read, remarks for the reader."""

    task: str
    set: str
    n: int
    figures: tuple[Figure, ...]
    errors: tuple[ErrorCase, ...] = ()
    notes: tuple[str, ...] = ()
    failed: bool = False  # a gate that was not passed

    def value(self, name: str) -> float:
        """Return the figure of that name. Raises KeyError if the task has none."""
        return {figure.name: figure.value for figure in self.figures}[name]


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of the share `right / n`; (0, 1) when n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = right / n, Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def share(name: str, right: int, n: int) -> Figure:
    """Return `right / n` (0 when n is 0) as a figure with its Wilson interval: accuracy, precision, recall, coverage."""
    low, high = wilson(right, n)
    return Figure(name=name, value=right / n if n else 0.0, n=n, low=low, high=high)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def precision_recall_f1(right: int, found: int, wanted: int, *, name: str = "") -> tuple[Figure, Figure, Figure]:
    """Return precision, recall and F1 from counts, each name prefixed by `name`; for soft matches use `soft_scores`."""
    prefix = f"{name} " if name else ""
    precision, recall = share(f"{prefix}precision", right, found), share(f"{prefix}recall", right, wanted)
    return precision, recall, Figure(name=f"{prefix}F1", value=f1(precision.value, recall.value), n=wanted)


def soft_scores(
    credit_found: float, found: int, credit_wanted: float, wanted: int, *, name: str = ""
) -> tuple[Figure, Figure, Figure]:
    """Return precision, recall and F1 where matches earn part credit (overlap), so that no Wilson interval applies."""
    prefix = f"{name} " if name else ""
    precision = credit_found / found if found else 0.0
    recall = credit_wanted / wanted if wanted else 0.0
    return (
        Figure(name=f"{prefix}precision", value=precision, n=found),
        Figure(name=f"{prefix}recall", value=recall, n=wanted),
        Figure(name=f"{prefix}F1", value=f1(precision, recall), n=wanted),
    )


def f1_by_label(pairs: Iterable[tuple[str, str | None]]) -> dict[str, float]:
    """Return F1 for each label of the gold side of (gold, found) pairs, in label order; found None is an abstention."""
    pairs = list(pairs)
    wanted, found = Counter(gold for gold, _ in pairs), Counter(guess for _, guess in pairs)
    right = Counter(gold for gold, guess in pairs if gold == guess)
    return {label: 2 * right[label] / (wanted[label] + found[label]) for label in sorted(wanted)}


def macro_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Return the mean F1 over the labels of the gold side, 0 without pairs."""
    by_label = f1_by_label(pairs)
    return sum(by_label.values()) / len(by_label) if by_label else 0.0


def confusion(pairs: Iterable[tuple[str, str | None]]) -> Counter[tuple[str, str]]:
    """Return how often each wrong (gold, found) pair occurs; an abstention is found "-"."""
    return Counter((gold, guess or "-") for gold, guess in pairs if gold != guess)


def bootstrap[T](items: Sequence[T], statistic: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """Return the 95 % percentile interval of a statistic over resampled items (documents, not rows); same items, same answer."""
    if not items:
        return 0.0, 1.0
    chance = random.Random(0)  # noqa: S311  (a resample, not a secret; seeded so that reports repeat)
    values = sorted(statistic(chance.choices(items, k=len(items))) for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


def bounded[T](name: str, items: Sequence[T], statistic: Callable[[Sequence[T]], float]) -> Figure:
    """Return a statistic as a figure with its bootstrap interval."""
    low, high = bootstrap(items, statistic)
    return Figure(name=name, value=statistic(items), n=len(items), low=low, high=high)
