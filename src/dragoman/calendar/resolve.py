"""From what an expression says to days: one small function for each form of meaning."""

from collections.abc import Callable, Iterable, Iterator
from datetime import MINYEAR, date
from typing import Any, NamedTuple

from dateutil.easter import easter

from dragoman.calendar.arithmetic import (
    cut_out,
    day,
    exists,
    month,
    part_of_year,
    step,
    step_days,
    unit_around,
    year_span,
)
from dragoman.calendar.meanings import (
    Beside,
    Between,
    DayOf,
    DayPart,
    Direction,
    Interval,
    InYear,
    Meaning,
    NamedDay,
    Nth,
    Open,
    Part,
    Period,
    Point,
    Rolling,
    Shifted,
    WeekOf,
)

FAR_DAYS = 300
NEAR_YEARS = 30  # how far from the text's day a date without a year is looked for
CENTURY = 100
LAST_EASTER = 4099  # the computus is not defined after that year


class Context(NamedTuple):
    """What a date without a year is counted from: the text's day, the date told before it, and where the story looks."""

    anchor: date | None
    told: Interval | None = None
    direction: Direction = "past"
    quarter: Interval | None = None  # the quarter that figures are told of

    def day(self, *, told: bool) -> date | None:
        """Return the day to count from."""
        if not told:
            return self.anchor
        return (self.told.first or self.told.last) if self.told else None


def resolve(meaning: Meaning, context: Context) -> Interval | None:
    """Return the days of a meaning, or None where the words and the context do not settle them."""
    resolver = RESOLVERS.get(type(meaning))
    return resolver(meaning, context) if resolver else None


# ---- points -------------------------------------------------------------------------------------------------------------------------


def _point(meaning: Point, context: Context) -> Interval | None:
    if meaning.year is not None:
        return _in_year(meaning, meaning.year)
    if context.anchor is None:
        return None
    if meaning.month is None and meaning.day is None:
        return _weekday(meaning, context)
    if meaning.month is None:
        return _weekday_and_day(meaning, context)
    around = (
        range(context.anchor.year - NEAR_YEARS, context.anchor.year + NEAR_YEARS + 1)
        if meaning.weekday is not None
        else _years(context.anchor)
    )
    return _choose((i for year in around if (i := _in_year(meaning, year))), meaning, context)


def _of_year(meaning: InYear, context: Context) -> Interval | None:
    return None if context.anchor is None else _in_year(meaning.of, context.anchor.year + meaning.years)


def _in_year(meaning: Point, year: int) -> Interval | None:
    if not 1 <= year <= 9999:
        return None
    if meaning.month is None:
        return year_span(year)
    if meaning.day is None:
        return month(year, meaning.month)
    if not exists(year, meaning.month, meaning.day):
        return None
    on = date(year, meaning.month, meaning.day)
    # A full date whose weekday is wrong is still a date; without a year the weekday decides which year is meant.
    if meaning.weekday is not None and meaning.year is None and on.weekday() != meaning.weekday:
        return None
    return day(on)


def _years(anchor: date) -> range:
    return range(anchor.year - 8, anchor.year + 9)  # February 29 is at most eight years away


def _choose(intervals: Iterable[Interval], meaning: Point | NamedDay, context: Context) -> Interval | None:
    """Choose among the same date in several years by "last", "next", or where the story looks."""
    anchor = context.anchor
    found = [i for i in intervals if i.first and i.last]
    if anchor is None or not found:
        return None
    if meaning.choice == "this":
        return next((i for i in found if _start(i).year == anchor.year), None)
    if meaning.choice in ("last", "past", "previous"):
        return max((i for i in found if _end(i) < anchor), key=_start, default=None)
    if meaning.choice in ("next", "coming", "following"):
        return min((i for i in found if _start(i) > anchor), key=_start, default=None)
    if isinstance(meaning, Point) and meaning.weekday is not None and meaning.day is not None:
        return _directed(found, anchor, context.direction) or min(found, key=lambda i: _distance(i, anchor))
    return _directed(found, anchor, context.direction)


def _directed(found: list[Interval], anchor: date, direction: Direction) -> Interval | None:
    nearest = min(found, key=lambda i: _distance(i, anchor), default=None)
    ahead = min((i for i in found if _end(i) >= anchor), key=_start, default=None)
    behind = max((i for i in found if _start(i) <= anchor), key=_start, default=None)
    chosen = {"past": behind, "future": ahead, "nearest": nearest}[direction]
    # Nobody leaves out the year of a day that is ten months away when the same day is weeks away on the other side.
    if chosen and nearest and chosen.granularity == "day" and _distance(chosen, anchor) > FAR_DAYS:
        return nearest
    return chosen


def _start(interval: Interval) -> date:
    return interval.first or date.min


def _end(interval: Interval) -> date:
    return interval.last or date.max


def _distance(interval: Interval, anchor: date) -> int:
    if _start(interval) <= anchor <= _end(interval):
        return 0
    return min(abs((_start(interval) - anchor).days), abs((_end(interval) - anchor).days))


def _weekday(meaning: Point, context: Context) -> Interval | None:
    """Resolve a weekday alone: the text's own day counts as that day, "last" and "next" never do."""
    choice = meaning.choice
    anchor = context.day(told=choice in ("previous", "following")) or context.anchor
    if anchor is None or meaning.weekday is None:
        return None
    ahead = (meaning.weekday - anchor.weekday()) % 7
    if choice in ("next", "coming", "following"):
        return day(step_days(anchor, ahead or 7))
    if choice in ("last", "past", "previous"):
        return day(step_days(anchor, ahead - 7))
    if choice == "this":
        return day(step_days(anchor, meaning.weekday - anchor.weekday()))
    return day(step_days(anchor, ahead if context.direction == "future" or not ahead else ahead - 7))


def _weekday_and_day(meaning: Point, context: Context) -> Interval | None:
    """Resolve "Monday the 10th": the nearest month, in the direction of the story, whose 10th is a Monday."""
    if context.anchor is None or meaning.day is None or meaning.weekday is None:
        return None
    sign = 1 if context.direction == "future" else -1
    for months in range(24):
        at = step(context.anchor.replace(day=1), "month", sign * months)
        if exists(at.year, at.month, meaning.day):
            on = at.replace(day=meaning.day)
            if on.weekday() == meaning.weekday and (on - context.anchor).days * sign >= 0:
                return day(on)
    return None


def _named_day(meaning: NamedDay, context: Context) -> Interval | None:
    if meaning.year is not None:
        return day(_name_in(meaning, meaning.year)) if meaning.year <= LAST_EASTER else None
    if context.anchor is None:
        return None
    years = (y for y in _years(context.anchor) if MINYEAR <= y <= LAST_EASTER)
    return _choose((day(_name_in(meaning, y)) for y in years), meaning, context)


def _name_in(meaning: NamedDay, year: int) -> date:
    if meaning.easter is not None:
        return step_days(easter(year), meaning.easter)
    if meaning.weekday is not None:
        first = date(year, meaning.month, 1)
        return step_days(first, (meaning.weekday - first.weekday()) % 7 + 7 * (meaning.number - 1))
    return date(year, meaning.month, meaning.day)


# ---- periods ------------------------------------------------------------------------------------------------------------------------


def _period(meaning: Period, context: Context) -> Interval | None:
    if meaning.unit in ("decade", "century"):
        years = 10 if meaning.unit == "decade" else CENTURY
        return year_span(meaning.number, years, "decade" if years == 10 else "range")
    if meaning.year is not None:
        return part_of_year(meaning.year, meaning.unit, meaning.number)
    if meaning.of is not None:
        of = resolve(meaning.of, context)
        return part_of_year(of.first.year, meaning.unit, meaning.number) if of and of.first else None
    if context.anchor is None:
        return None
    found = (
        part_of_year(y, meaning.unit, meaning.number) for y in range(context.anchor.year - 2, context.anchor.year + 3)
    )
    looks: Direction = "nearest" if context.direction == "future" and meaning.unit != "season" else context.direction
    return _choose(found, Point(choice=meaning.choice), context._replace(direction=looks))


def _shifted(meaning: Shifted, context: Context) -> Interval | None:
    base = context.day(told=meaning.told)
    if base is None:
        return None
    if meaning.unit == "weekend":
        return _weekend(meaning, base, context.direction)
    if meaning.unit in ("decade", "century") and meaning.amount:
        return unit_around(step(base, meaning.unit, meaning.amount), "year" if meaning.unit == "decade" else "decade")
    if meaning.amount % 1 and meaning.unit in ("year", "decade", "century"):
        return unit_around(step(base, meaning.unit, meaning.amount), "month" if meaning.unit == "year" else "year")
    if meaning.compared and context.quarter:
        return _same_quarter(context.quarter, int(meaning.amount))
    if meaning.told and meaning.unit == "quarter" and not meaning.amount:
        return _told_quarter(context)
    if meaning.told and meaning.unit in ("week", "month", "year") and _finer(context.told, meaning.unit):
        return _after_a_day(meaning, base)
    return unit_around(step(base, meaning.unit, meaning.amount), meaning.unit)


def _same_quarter(told: Interval, years: int) -> Interval | None:
    """Resolve "a year earlier" where a quarter is told of: that quarter is compared with the same one of the other year."""
    return unit_around(step(told.first, "year", years), "quarter") if told.first else None


def _told_quarter(context: Context) -> Interval | None:
    """Resolve "the quarter": the one told of, or the one that ended last."""
    told, anchor = context.told, context.anchor
    if context.quarter:
        return context.quarter
    if told and told.first and anchor and told.first <= anchor and told.granularity == "day":
        return unit_around(told.first, "quarter")
    return unit_around(step(anchor, "quarter", -1), "quarter") if anchor else None


def _finer(told: Interval | None, unit: str) -> bool:
    """Tell whether the date told before is a day while weeks are counted from it: "a week later" is a day then."""
    return told is not None and told.granularity == "day" and unit == "week"


def _after_a_day(meaning: Shifted, base: date) -> Interval:
    return unit_around(step(base, meaning.unit, meaning.amount), "day" if meaning.amount else meaning.unit)


def _weekend(meaning: Shifted, base: date, direction: Direction) -> Interval:
    """Resolve "the weekend": the one that has begun, or the one to come; "last weekend" is the one that is over."""
    this = unit_around(base, "weekend")
    saturday = _start(this)
    begun = saturday <= base
    if meaning.amount < 0 or (meaning.amount == 0 and direction != "future" and not begun):
        saturday = step_days(saturday, -7)
    elif meaning.amount > 0 and begun:
        saturday = step_days(saturday, 7)
    return Interval(first=saturday, last=step_days(saturday, 1), granularity="range")


def _rolling(meaning: Rolling, context: Context) -> Interval | None:
    if context.anchor is None or meaning.amount is None:
        return None
    other = step(context.anchor, meaning.unit, meaning.amount if meaning.direction == "future" else -meaning.amount)
    first, last = sorted((context.anchor, other))
    return Interval(first=first, last=last, granularity="range")


# ---- compounds ------------------------------------------------------------------------------------------------------------------------


def _part(meaning: Part, context: Context) -> Interval | None:
    whole = resolve(meaning.of, context)
    if whole is None or whole.first is None or whole.last is None:
        return whole
    if whole.first == whole.last:
        return whole
    first, last = cut_out(whole.first, whole.last, meaning.cut, context.anchor)
    return Interval(first=first, last=last, granularity="range", within=whole)


def _day_part(meaning: DayPart, context: Context) -> Interval | None:
    whole = resolve(meaning.of, context) if meaning.of else _narrated_day(context)
    if whole is None or not meaning.clock or whole.granularity != "day":
        return whole
    return Interval(first=whole.first, last=whole.last, granularity="time")


def _narrated_day(context: Context) -> Interval | None:
    """Return the day that a time of day alone belongs to: the day told of just before, else the text's."""
    if context.told is not None and context.told.granularity in ("day", "time"):
        return context.told
    return day(context.anchor) if context.anchor else None


def _nth(meaning: Nth, context: Context) -> Interval | None:
    whole = resolve(meaning.of, context)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if meaning.weekday is not None:
        return _nth_weekday(meaning.weekday, meaning.number, whole.first, whole.last)
    unit = meaning.unit or "day"
    if meaning.number > 0:
        first = step(whole.first, unit, meaning.number - 1)
        last = step_days(step(first, unit, meaning.count), -1)
    else:
        last = whole.last
        first = step_days(step(step_days(last, 1), unit, -meaning.count), 0)
    if first > whole.last or last < whole.first:
        return None
    return _named_span(first, last, whole, unit, meaning.count)


def _named_span(first: date, last: date, whole: Interval, unit: str, count: int) -> Interval:
    granularity = unit_around(first, unit).granularity if count == 1 else "range"  # type: ignore[arg-type]
    return Interval(first=first, last=last, granularity="range" if unit == "week" else granularity, within=whole)


def _nth_weekday(weekday: int, number: int, first: date, last: date) -> Interval | None:
    if number > 0:
        on = step_days(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        on = step_days(last, -((last.weekday() - weekday) % 7))
    return day(on) if first <= on <= last else None


def _week_of(meaning: WeekOf, context: Context) -> Interval | None:
    on = resolve(meaning.of, context)
    return unit_around(on.first, "week") if on and on.first else None


def _day_of(meaning: DayOf, context: Context) -> Interval | None:
    week = resolve(meaning.of, context)
    return day(step_days(week.first, meaning.weekday)) if week and week.first else None


def _beside(meaning: Beside, context: Context) -> Interval | None:
    of = _nearest(meaning.of, context) if meaning.near else resolve(meaning.of, context)
    if of is None or of.first is None or of.granularity not in ("day", "time"):
        return None
    on = step(of.first, meaning.unit, meaning.amount)
    return day(on) if meaning.unit in ("day", "week") else unit_around(on, meaning.unit)


def _nearest(meaning: Meaning, context: Context) -> Interval | None:
    """Return the reading of a date that lies nearer to the text's day, of one that may lie on both sides of it."""
    found = [resolve(meaning, context._replace(direction=side)) for side in ("future", "past")]
    days = [i for i in found if i is not None]
    anchor = context.anchor
    return min(days, key=lambda i: _distance(i, anchor) if anchor else 0, default=None)


def _between(meaning: Between, context: Context) -> Interval | None:
    """Resolve a range; the end lends the start its year, and a start after the end is looked for before it."""
    last = resolve(meaning.last, context)
    if last is None or last.last is None:
        return None
    first = resolve(meaning.first, _before_end(meaning.first, last, context))
    if first is None or first.first is None or first.first > last.last:
        return None
    return Interval(first=first.first, last=last.last, granularity="range")


def _before_end(start: Meaning, last: Interval, context: Context) -> Context:
    """Look for the start of a range as the last such date before its end."""
    if isinstance(start, Point) and start.year is None and start.choice is None:
        return Context(anchor=last.last, told=context.told, direction="past")
    return context


def _open(meaning: Open, context: Context) -> Interval | None:
    direction: Direction = (
        "future" if meaning.relation in ("until", "by") and context.direction != "past" else context.direction
    )
    of = resolve(meaning.of, context._replace(direction=direction))
    if of is None:
        return None
    if isinstance(meaning.of, DayPart):  # "after noon", "before dawn on Monday": still that day
        return of
    if meaning.relation == "since":
        return Interval(
            first=of.first,
            last=context.anchor if _reaches(of, context.anchor) else None,
            granularity="range",
            within=of,
        )
    if meaning.relation == "after":
        return Interval(first=step_days(of.last, 1) if of.last else None, last=None, granularity="range", within=of)
    if meaning.relation == "before":
        return Interval(first=None, last=step_days(of.first, -1) if of.first else None, granularity="range", within=of)
    return Interval(first=None, last=of.last, granularity="range", within=of)


def _reaches(of: Interval, anchor: date | None) -> bool:
    return anchor is not None and of.first is not None and of.first <= anchor


def described(meaning: Meaning) -> Iterator[Meaning]:
    """Yield a meaning and all that it is made of."""
    yield meaning
    for field in ("of", "first", "last"):
        inner: Any = getattr(meaning, field, None)
        if inner is not None:
            yield from described(inner)


RESOLVERS: dict[type, Callable[[Any, Context], Interval | None]] = {
    Point: _point,
    InYear: _of_year,
    NamedDay: _named_day,
    Period: _period,
    Shifted: _shifted,
    Rolling: _rolling,
    Part: _part,
    DayPart: _day_part,
    Nth: _nth,
    WeekOf: _week_of,
    DayOf: _day_of,
    Beside: _beside,
    Between: _between,
    Open: _open,
}
