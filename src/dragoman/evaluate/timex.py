"""TIMEX3 types and values of the calendar's expressions, for comparison with sets that are annotated in TIMEX3."""

from collections.abc import Callable
from typing import Any

from dragoman.calendar.meanings import (
    DateExpression,
    DayPart,
    Interval,
    Length,
    Meaning,
    Nth,
    Open,
    Part,
    Period,
    Recurring,
    Rolling,
    Shifted,
    Unit,
    Vague,
)
from dragoman.calendar.resolve import described

UNITS: dict[Unit, str] = {
    "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "half": "H", "year": "Y",
    "decade": "DE", "century": "CE",
}  # fmt: skip
MULTIPLES: dict[Unit, tuple[int, str]] = {
    "decade": (10, "Y"),
    "century": (100, "Y"),
    "fortnight": (2, "W"),
    "quarter": (3, "M"),
}
PARTS = {"morning": "TMO", "midday": "T12:00", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def timex(expression: DateExpression) -> tuple[str, str]:
    """Return (type, value) of an expression in TIMEX3."""
    meaning = expression.meaning.of if isinstance(expression.meaning, Open) else expression.meaning
    special = SPECIAL.get(type(meaning))
    if special:
        return special(meaning)
    value = _value(_named(expression), meaning)
    if expression.quote.lower() == "year-end" and expression.last:
        value = str(expression.last)
    part = meaning if isinstance(meaning, DayPart) else None
    if part and value:
        return "TIME", value + (f"T{part.clock}" if part.clock else PARTS[part.part])
    return "DATE", value


def _length(meaning: Length | Rolling) -> tuple[str, str]:
    return "DURATION", _period(meaning.amount, meaning.unit)


def _period(amount: float | None, unit: Unit) -> str:
    """Return "P3D", "PT2H", "PXY"; decades, centuries and fortnights in the units below them."""
    if amount is None:
        return f"P{'T' if UNITS[unit].startswith('T') else ''}X{UNITS[unit][-1] if UNITS[unit].startswith('T') else UNITS[unit]}"
    times, name = MULTIPLES.get(unit, (1, UNITS[unit]))
    number = amount * times
    if unit == "year" and number % 1:
        return f"P{int(number)}Y{round(number % 1 * 12)}M"
    shown = f"{number:g}"
    return f"PT{shown}{name[1]}" if name.startswith("T") else f"P{shown}{name}"


def _recurring(meaning: Recurring) -> tuple[str, str]:
    if meaning.weekday is not None:
        return "SET", f"XXXX-WXX-{meaning.weekday + 1}{PARTS.get(meaning.part, '')}"
    return "SET", _period(meaning.amount, meaning.unit or "day")


def _vague(meaning: Vague) -> tuple[str, str]:
    return "DATE", f"{meaning.reference.upper()}_REF"


SPECIAL: dict[type, Callable[[Any], tuple[str, str]]] = {
    Length: _length,
    Rolling: _length,
    Recurring: _recurring,
    Vague: _vague,
}


def _named(expression: DateExpression) -> Interval:
    """Return the calendar unit that the words name: all of January for "early January", the day for "since January 2"."""
    here = Interval(first=expression.first, last=expression.last, granularity=expression.granularity)
    inner = expression.within if isinstance(expression.meaning, Open | Part) else None
    if inner is None:
        return here
    return inner.within if isinstance(expression.meaning, Open) and inner.within else inner


def _value(interval: Interval, meaning: Meaning) -> str:
    on = interval.first
    if on is None:
        return ""
    kinds: dict[str, str] = {
        "day": str(on), "time": str(on), "week": f"{on.isocalendar().year}-W{on.isocalendar().week:02}", "month": f"{on:%Y-%m}",
        "quarter": f"{on.year}-Q{(on.month - 1) // 3 + 1}", "season": f"{on.year}-{SEASONS.get(on.month, '')}", "year": f"{on.year}", "decade": f"{on.year // 10}",
    }  # fmt: skip
    if interval.granularity in kinds:
        return kinds[interval.granularity]
    return _odd(interval, meaning)


def _odd(interval: Interval, meaning: Meaning) -> str:
    """Return the value of a stretch that is no calendar unit: weekends, halves, centuries; of a range its first day."""
    on = interval.first
    if on is None:
        return ""
    for part in described(meaning):
        if isinstance(part, Shifted) and part.unit == "weekend":
            return f"{on.isocalendar().year}-W{on.isocalendar().week:02}-WE"
        if isinstance(part, Period) and part.unit == "half":
            return f"{on.year}-H{1 if on.month < 7 else 2}"
        if isinstance(part, Period) and part.unit == "century":
            return f"{(on.year - 1) // 100}"
        if isinstance(part, Nth) and part.count > 1 and part.unit:
            return _period(part.count, part.unit)
    return str(on)
