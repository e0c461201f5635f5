"""Days, weeks, months and longer units as intervals, and steps from one to another."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dragoman.calendar.meanings import Cut, Interval, Unit
from dragoman.records import Granularity

GRANULARITY: dict[str, Granularity] = {
    "minute": "time", "hour": "time", "day": "day", "weekend": "range", "week": "week", "fortnight": "range", "month": "month", "quarter": "quarter",
    "half": "range", "year": "year", "decade": "decade", "century": "range",
}  # fmt: skip
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS: dict[str, int] = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
SEASON_STARTS = {1: 3, 2: 6, 3: 9, 4: 12}


def day(on: date) -> Interval:
    """Return the interval of one day."""
    return Interval(first=on, last=on, granularity="day")


def unit_around(on: date, unit: Unit) -> Interval:
    """Return the calendar unit that holds a day: its week from Monday to Sunday, its month, quarter, year, decade or century."""
    if unit in ("minute", "hour", "day"):
        return Interval(first=on, last=on, granularity=GRANULARITY[unit])
    if unit in ("week", "weekend", "fortnight"):
        monday = step_days(on, -on.weekday())
        first = step_days(monday, 5) if unit == "weekend" else monday
        last = step_days(monday, 13 if unit == "fortnight" else 6)
        return Interval(first=first, last=last, granularity=GRANULARITY[unit])
    months = MONTHS[unit]
    index = on.year * 12 + on.month - 1
    return _months(index - index % months, months, GRANULARITY[unit])


def month(year: int, number: int) -> Interval:
    """Return a month of a year."""
    return _months(year * 12 + number - 1, 1, "month")


def year_span(year: int, years: int = 1, granularity: Granularity = "year") -> Interval:
    """Return so many whole years from a year on."""
    return _months(year * 12, 12 * years, granularity)


def part_of_year(year: int, unit: str, number: int) -> Interval:
    """Return a quarter, half or season (northern, meteorological; winter runs into the next year) of a year."""
    if unit == "season":
        return _months(year * 12 + SEASON_STARTS[number] - 1, 3, "season")
    months = MONTHS[unit]
    return _months(year * 12 + (number - 1) * months, months, GRANULARITY[unit])


def step(on: date, unit: Unit, amount: float) -> date:
    """Return the day so many units away; a half is half a unit; what leaves the calendar stops at its ends."""
    if unit in ("minute", "hour"):
        return step_days(on, int(amount / 24) if unit == "hour" else 0)
    if unit in DAYS:
        return step_days(on, round(amount * DAYS[unit]))
    return step_months(on, round(amount * MONTHS[unit]))


def step_days(on: date, days: int) -> date:
    """Return the day so many days away, at most the calendar's ends."""
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def step_months(on: date, months: int) -> date:
    """Return the same day so many months away, or that month's last day where it is shorter."""
    index = on.year * 12 + on.month - 1 + months
    year, number = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, number + 1, min(on.day, calendar.monthrange(year, number + 1)[1]))


def exists(year: int, number: int, day_of_month: int) -> bool:
    """Tell whether the calendar has that day."""
    return (
        MINYEAR <= year <= MAXYEAR and 1 <= number <= 12 and 1 <= day_of_month <= calendar.monthrange(year, number)[1]
    )


def _months(index: int, count: int, granularity: Granularity) -> Interval:
    """Return `count` whole months from month number `index` (year * 12 + month - 1) on, cut at the calendar's ends."""
    return Interval(first=_month_start(index), last=_last_before(index + count), granularity=granularity)


def _month_start(index: int) -> date:
    year, number = divmod(index, 12)
    return date.min if year < MINYEAR else date.max if year > MAXYEAR else date(year, number + 1, 1)


def _last_before(index: int) -> date:
    start = _month_start(index)
    return start if start in (date.min, date.max) else step_days(start, -1)


def cut_out(first: date, last: date, cut: Cut, anchor: date | None) -> tuple[date, date]:
    """Return the part of a stretch: early, middle and late are its thirds, start and end its outer tenths, at least a day long."""
    days = (last - first).days + 1
    if cut in ("earlier", "later") and anchor is not None and first <= anchor <= last:
        return (first, anchor) if cut == "earlier" else (anchor, last)
    if cut in ("first half", "second half"):
        return _half(first, last, days, second=cut == "second half")
    if cut in ("start", "end"):
        tenth = max(1, days // 10)
        return (first, step_days(first, tenth - 1)) if cut == "start" else (step_days(last, -tenth + 1), last)
    second, third = _thirds(first, last, days)
    if cut == "mid":
        return second, step_days(third, -1)
    return (first, step_days(second, -1)) if cut in ("early", "earlier") else (third, last)


def _thirds(first: date, last: date, days: int) -> tuple[date, date]:
    """Return where the second and the last third of a stretch begin; thirds of a year are whole months, of a month ten days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 3 == 0 and first.day == 1 and step_days(last, 1).day == 1:
        return step(first, "month", months // 3), step(first, "month", 2 * months // 3)
    third = 10 if months == 1 and days > 7 else max(1, days // 3)
    return step_days(first, third), step_days(first, 2 * third)


def _half(first: date, last: date, days: int, *, second: bool) -> tuple[date, date]:
    """Return half of a stretch; whole months where it has an even number of them."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and step_days(last, 1).day == 1 and months % 2 == 0
    middle = step(first, "month", months // 2) if whole else step_days(first, days // 2)
    return (middle, last) if second else (first, step_days(middle, -1))
