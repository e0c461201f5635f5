"""What the matches of rules-compounds.toml mean: expressions made of others. None says that they do not go together."""

from typing import cast

from dragoman.calendar.build_atoms import UNITS, amount_of, chosen_unit
from dragoman.calendar.cascade import Found
from dragoman.calendar.meanings import (
    Beside,
    Between,
    Cut,
    DayOf,
    DayPart,
    Length,
    Meaning,
    Nth,
    Open,
    Part,
    Period,
    Point,
    Recurring,
    Relation,
    Rolling,
    Shifted,
    WeekOf,
)

CUTS: dict[str, Cut] = {
    "early": "early",
    "late": "late",
    "mid": "mid",
    "start": "start",
    "end": "end",
    "earlier": "earlier",
    "later": "later",
}


def day_part(found: Found) -> DayPart:
    """Read "Tuesday night", "the night of January 3", "5 p.m. Friday"."""
    time = found.first("time")
    of = found.first("date")
    if time is not None:
        return DayPart(of=of, part=time.part, clock=time.clock)
    return DayPart(of=of, part=found.first("day_part") or "morning")


def cut(found: Found) -> Meaning | None:
    """Read "early January", "the end of the year", "later this month", "year-end"."""
    name = next(CUTS[i.kind] for i in found.items if i.kind in CUTS)
    of = found.first("date")
    if of is None:
        of = Shifted(unit=found.first("unit"), amount=0)
    if isinstance(of, Part | Between | Open | DayPart):
        return cast("Meaning", of)
    return Part(of=of, cut=name)


def nth(found: Found) -> Meaning | None:
    """Read "the first week of March", "the first Friday of the month", "the first nine months of 2021"."""
    number = found.first("day_ordinal", "ordinal")
    of = _whole(found)
    span = found.first("span")
    if isinstance(span, Length):
        return Nth(unit=span.unit, number=number, count=int(span.amount or 1), of=of) if number == 1 else None
    dates = found.all("date")
    if dates and found.items[-1].kind == "unit":
        return _inside(dates[0], of, number)
    if len(dates) > 1:
        return _inside(dates[0], of, number)
    return Nth(unit=found.first(*UNITS), number=number, of=of)


def inside(found: Found) -> Meaning | None:
    """Read "the last two months of 2021", "the third quarter of last year", "last year's third quarter"."""
    dates = found.all("date")
    if found.has("of", "in"):
        return _inside(dates[0], _whole(found))
    return _inside(dates[1], dates[0])


def _whole(found: Found) -> Meaning:
    """Return the stretch at the end of a phrase: a date, or "the month" around the text's day."""
    last = found.items[-1]
    return last.value if last.kind == "date" else Shifted(unit=last.value, amount=0)


def _inside(part: Meaning, of: Meaning, number: int = -1) -> Meaning | None:
    """Return the part of a stretch that a phrase before "of" names, None where the two do not go together."""
    if isinstance(part, Rolling) and part.direction == "past" and part.amount:
        return Nth(unit=part.unit, number=-1, count=int(part.amount), of=of)
    if isinstance(part, Shifted) and part.amount == -1 and not part.told:
        return Nth(unit=part.unit, number=-1, of=of)
    if isinstance(part, Period) and part.unit in ("quarter", "half") and part.year is None:
        return _part_of(part, of)
    if isinstance(part, Point) and part.weekday is not None and part.month is None:
        return Nth(weekday=part.weekday, number=number, of=of) if part.choice in (None, "last") else None
    return None


def _part_of(part: Period, of: Meaning) -> Meaning | None:
    if part.unit == "half":
        return Part(of=of, cut="first half" if part.number == 1 else "second half")
    return Period(unit="quarter", number=part.number, of=of) if _holds_quarters(of) else None


def week_of(found: Found) -> Meaning | None:
    """Read "the week of March 6"; "the month of May" is May."""
    of: Meaning = found.first("date")
    unit = found.first("unit")
    if unit == "week":
        return WeekOf(of=of)
    return of if unit in ("month", "year", "day") else None


def day_of(found: Found) -> DayOf | None:
    """Read "Friday last week", "Monday of this week"."""
    of = chosen_unit(found)
    return DayOf(weekday=found.first("weekday"), of=of) if isinstance(of, Shifted) and of.unit == "week" else None


def beside(found: Found) -> Beside | None:
    """Read "two days before Christmas", "the day after Friday"."""
    amount = amount_of(found)
    if amount is None:
        return None
    return Beside(unit=found.first(*UNITS), amount=-amount if found.has("before") else amount, of=found.first("date"))


def eve(found: Found) -> Beside | None:
    """Read "the eve of Sunday's vote": the day before; the bare weekday nearest to the text's day is meant, since an eve may be today."""
    of: Meaning = found.first("date")
    whole = isinstance(of, Point) and of.day is None and of.weekday is None  # "the eve of the 2014 elections"
    if whole or isinstance(of, Between | Open | Recurring | Period):
        return None
    return Beside(unit="day", amount=-1, of=of, near=True)


def span_beside(found: Found) -> Beside | None:
    """Read "three weeks after Christmas": the span is known already."""
    span: Length = found.first("span")
    if span.amount is None:
        return None
    return Beside(unit=span.unit, amount=-span.amount if found.has("before") else span.amount, of=found.first("date"))


def between(found: Found) -> Meaning | None:
    """Read "between 1992 and 1995", "from Monday to Wednesday"."""
    first, last = found.all("date")
    if isinstance(first, Between | Open | Recurring) or isinstance(last, Between | Open | Recurring):
        return None
    return Between(first=first, last=last)


def bound(found: Found) -> Open | None:
    """Read "since January 2", "by the end of the year", "post-1959", "the weeks before"."""
    of = found.first("date", "span")
    if isinstance(of, Between):
        return None
    named = {"from": "since", "onward": "since", "post": "after", "pre": "before"}
    kind = next(i.kind for i in found.items if i.kind in (*named, "since", "until", "by", "before", "after"))
    return Open(of=of, relation=cast("Relation", named.get(kind, kind)))


def _holds_quarters(of: Meaning) -> bool:
    return (isinstance(of, Shifted) and of.unit == "year") or (
        isinstance(of, Point) and of.month is None and of.weekday is None
    )
