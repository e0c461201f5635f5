"""Find the time expressions of a text and say which days they mean."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import msgspec

from dragoman.calendar.build import BUILDERS
from dragoman.calendar.cascade import run
from dragoman.calendar.meanings import (
    Between,
    DateExpression,
    DayPart,
    Direction,
    Interval,
    InYear,
    Kind,
    Length,
    Meaning,
    NamedDay,
    Open,
    Period,
    Point,
    Recurring,
    Relation,
    Rolling,
    Shifted,
    Unclear,
    Vague,
)
from dragoman.calendar.resolve import Context, described, resolve
from dragoman.calendar.tokens import Item, read_items

FOUND = frozenset({"date", "bound", "span", "recurring", "vague"})
DirectionAt = Callable[[int], Direction]


def find_dates(
    text: str, anchor: date | None, *, direction: Direction | DirectionAt = "past"
) -> tuple[DateExpression, ...]:
    """Return the time expressions of a text in order, not overlapping.

    `anchor` is the day the text was written, None where unknown: what depends on it stays unresolved. `direction` says where dates
    without a year and bare weekdays lie from there, for the whole text or by the offset of the expression.
    """
    found: list[DateExpression] = []
    told: Interval | None = None
    quarter: Interval | None = None
    for item in run(read_items(text), BUILDERS):
        if item.kind in FOUND:
            looks = direction(item.start) if callable(direction) else direction
            expression = _expression(item, text, Context(anchor, told, looks, quarter))
            found.append(expression)
            told = _told(expression) or told
            quarter = told if told and told.granularity == "quarter" else quarter
    return tuple(found)


def settle(expression: DateExpression, anchor: date | None, *, direction: Direction) -> DateExpression:
    """Resolve an expression once more, with another day or direction; what is counted from a date told before keeps its days."""
    if any(isinstance(m, Shifted) and m.told for m in described(expression.meaning)):
        return expression
    interval = resolve(expression.meaning, Context(anchor, direction=direction))
    return msgspec.structs.replace(expression, **_days(interval))


def candidate_years(expression: DateExpression, since: int = 1900, until: int = 2100) -> tuple[int, ...]:
    """Return the years in which the expression's weekday, day and month go together; () where it does not name all three."""
    point = next(
        (
            m
            for m in described(expression.meaning)
            if isinstance(m, Point) and m.month and m.day and m.weekday is not None
        ),
        None,
    )
    if point is None:
        return ()
    free = msgspec.structs.replace(point, year=None)
    years = range(since, until + 1) if point.year is None else (point.year,)
    return tuple(y for y in years if _true_in(free, y))


def point_in_year(expression: DateExpression, year: int) -> date | None:
    """Return the day that the expression's month and day make in a year."""
    point = next((m for m in described(expression.meaning) if isinstance(m, Point) and m.month and m.day), None)
    if point is None:
        return None
    interval = resolve(msgspec.structs.replace(point, year=year), Context(None))
    return interval.first if interval else None


def _true_in(point: Point, year: int) -> bool:
    interval = resolve(msgspec.structs.replace(point, year=year), Context(None))
    return interval is not None and interval.first is not None and interval.first.weekday() == point.weekday


def _expression(item: Item, text: str, context: Context) -> DateExpression:
    meaning: Meaning = item.value
    interval = resolve(meaning, context)
    return DateExpression(
        start=item.start,
        end=item.end,
        quote=text[item.start : item.end],
        kind=kind_of(meaning),
        needs_anchor=_needs_anchor(meaning),
        relation=_relation(meaning),
        outer_start=item.outer if item.outer >= 0 else item.start,
        meaning=meaning,
        rule=item.rule or item.kind,
        parts=tuple(_expression(p, text, context) for p in item.parts),
        **_days(interval),
    )


def _days(interval: Interval | None) -> dict[str, Any]:
    if interval is None:
        return {"first": None, "last": None, "granularity": "unknown", "within": None}
    return {
        "first": interval.first,
        "last": interval.last,
        "granularity": interval.granularity,
        "within": interval.within,
    }


def _told(expression: DateExpression) -> Interval | None:
    """Return the interval that "a day later" would count from; "a year earlier" looks back and does not move the story."""
    looks_back = any(isinstance(m, Shifted) and m.told and m.amount < 0 for m in described(expression.meaning))
    compared = expression.granularity == "quarter" and isinstance(expression.meaning, Shifted)
    if expression.first is None or looks_back or compared or isinstance(expression.meaning, Rolling):
        return None
    inner = expression.within if isinstance(expression.meaning, Open) else None
    return inner or Interval(first=expression.first, last=expression.last, granularity=expression.granularity)


def kind_of(meaning: Meaning) -> Kind:
    """Return the kind of expression that a meaning makes."""
    if isinstance(meaning, Open):
        return "since" if meaning.relation == "since" else kind_of(meaning.of)
    if isinstance(meaning, Between):
        return "range"
    simple: dict[type, Kind] = {
        Length: "duration",
        Recurring: "recurring",
        Vague: "vague",
        Unclear: "explicit",
        Rolling: "relative",
    }
    if type(meaning) in simple:
        return simple[type(meaning)]
    kinds = {_point_kind(m) for m in described(meaning)}
    return next((k for k in ("relative", "weekday", "partial", "explicit") if k in kinds), "relative")


def _point_kind(meaning: Meaning) -> Kind | None:
    if isinstance(meaning, Shifted | InYear):
        return "relative"
    if isinstance(meaning, Point | Period | NamedDay):
        decade = isinstance(meaning, Period) and meaning.unit in ("decade", "century")
        if meaning.year is not None or decade or (isinstance(meaning, Period) and meaning.of):
            return "explicit"
        if meaning.choice is not None:
            return "relative"
        bare = isinstance(meaning, Point) and meaning.month is None and meaning.day is None
        return "weekday" if bare else "partial"
    return None


def _needs_anchor(meaning: Meaning) -> bool:
    if isinstance(meaning, Between):
        return _needs_anchor(meaning.last)
    if isinstance(meaning, Length | Recurring | Vague | Unclear):
        return False
    if isinstance(meaning, DayPart) and meaning.of is None:
        return True
    return any(_floats(m) for m in described(meaning))


def _floats(meaning: Meaning) -> bool:
    """Tell whether a simple meaning depends on the text's day."""
    if isinstance(meaning, Rolling | InYear):
        return True
    if isinstance(meaning, Shifted):
        return not meaning.told
    if isinstance(meaning, Period):
        return meaning.year is None and meaning.of is None and meaning.unit not in ("decade", "century")
    return isinstance(meaning, Point | NamedDay) and meaning.year is None


def _relation(meaning: Meaning) -> Relation:
    return meaning.relation if isinstance(meaning, Open) else "on"


def expressions_within(expressions: tuple[DateExpression, ...], start: int, end: int) -> Iterator[DateExpression]:
    """Yield the expressions that lie inside a stretch of the text."""
    return (e for e in expressions if start <= e.start and e.end <= end)
