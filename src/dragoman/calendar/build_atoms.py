"""What the matches of rules-atoms.toml mean: single time expressions. None says that it is no date after all."""

from typing import cast

from dragoman.calendar.cascade import Found
from dragoman.calendar.meanings import (
    Between,
    Choice,
    Cut,
    DayPart,
    InYear,
    Length,
    Meaning,
    NamedDay,
    Period,
    Point,
    Recurring,
    Rolling,
    Shifted,
    Unit,
    Vague,
)

MONTHS = ("sure_month", "month_name")
WEEKDAYS = ("weekday", "short_weekday")
DAYS = ("day_digits", "day_ordinal", "ordinal")
COUNTS = ("number", "day_digits", "digits", "tens")
UNITS = ("unit", "units")
CHOICES = ("last", "past", "previous", "this", "next", "coming", "following", "same", "current")
BACKWARD = ("last", "past", "previous", "recent")
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "coming": 1, "following": 1}
TOLD = frozenset({"previous", "following", "same"})
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
CUTS: dict[str, Cut] = {
    "early": "early",
    "late": "late",
    "mid": "mid",
    "start": "start",
    "end": "end",
    "earlier": "earlier",
    "later": "later",
}
CENTURY = 100


# ---- numbers ----------------------------------------------------------------------------------------------------------------------


def add(found: Found) -> float | None:
    """Read "twenty-four" is 24."""
    tens, ones = found.first("tens"), found.first("number")
    return tens + ones if ones < 10 else None


def multiply(found: Found) -> float | None:
    """Read "two hundred and ten", "a dozen"."""
    before = 1.0
    total = None
    for item in found.items:
        if item.kind == "multiplier":
            total = before * item.value
        elif item.kind in COUNTS:
            before = item.value
            total = total + item.value if total is not None else None
    return total


def spelled_year(found: Found) -> int | None:
    """Read "nineteen ninety-six" is 1996."""
    numbers = found.all("number", "tens")
    if numbers[0] not in (17, 18, 19, 20):
        return None
    return int(numbers[0] * CENTURY + sum(numbers[1:]))


def and_half(found: Found) -> float:
    """Read "two and a half" is 2.5."""
    return cast("float", found.first(*COUNTS)) + 0.5


# ---- points of the calendar ---------------------------------------------------------------------------------------------------------


def same(found: Found) -> Meaning:
    """Read what the item already means."""
    return next(i.value for i in found.items if isinstance(i.value, Meaning))


def point(found: Found) -> Point:
    """Read a month, a day, a year and a weekday, as far as they are said."""
    return Point(
        year=found.first("year"),
        month=found.first(*MONTHS),
        day=found.first(*DAYS),
        weekday=found.first(*WEEKDAYS),
        choice=found.first(*CHOICES),
    )


def of_year(found: Found) -> InYear | None:
    """Read "June last year", "10 January this year"."""
    if found.first("unit") != "year":
        return None
    point = Point(month=found.first(*MONTHS), day=found.first(*DAYS), weekday=found.first(*WEEKDAYS))
    return InYear(of=point, years=SHIFTS[found.first(*CHOICES)])


def bare_year(found: Found) -> Point:
    """Read a year alone."""
    return Point(year=found.first("year"))


def day_range(found: Found) -> Between | None:
    """Read "January 3-5", "from 3 to 5 March 2021": the month and the year serve both days."""
    first, last = found.all(*DAYS)
    if first >= last or (found.has("and") and not found.has("between") and last != first + 1):
        return None
    year, month = found.first("year"), found.first(*MONTHS)
    return Between(first=Point(year=year, month=month, day=first), last=Point(year=year, month=month, day=last))


def month_range(found: Found) -> Between:
    """Read "between March and May", "from November 2020 to February 2021": the last year serves both where one is said."""
    first, last = (n for n, i in enumerate(found.items) if i.kind in MONTHS)
    own = next((i.value for i in found.items[first:last] if i.kind == "year"), None)
    year = next((i.value for i in found.items[last:] if i.kind == "year"), None)
    start, end = found.items[first].value, found.items[last].value
    if own is None and year is not None:
        own = year if start <= end else year - 1
    return Between(first=Point(year=own, month=start), last=Point(year=year, month=end))


def year_range(found: Found) -> Between | None:
    """Read "1992-1995", "1992-95"."""
    first = found.first("year")
    last = found.all("year", "day_digits", "digits")[1]
    if not isinstance(last, int):
        return None  # "sections 1746-1746.5"
    last = int(first - first % CENTURY + last) if last < CENTURY else last
    return Between(first=Point(year=first), last=Point(year=last)) if first < last else None


def named_day(found: Found) -> Meaning:
    """Read "Christmas Day", "last Easter", "New Year's Eve 2019"."""
    day: Meaning = found.first("named_day")
    if not isinstance(day, NamedDay):
        return day
    return NamedDay(
        id=day.id,
        month=day.month,
        day=day.day,
        easter=day.easter,
        weekday=day.weekday,
        number=day.number,
        year=found.first("year"),
        choice=found.first(*CHOICES),
    )


def season(found: Found) -> Period:
    """Read "last summer", "the spring of 2021"."""
    return Period(
        unit="season", number=SEASONS[found.first("season")], year=found.first("year"), choice=found.first(*CHOICES)
    )


def decade(found: Found) -> Period | None:
    """Read "the 1990s", "the nineties"."""
    if found.has("decade"):
        return Period(unit="decade", number=found.first("decade"))
    return Period(unit="decade", number=1900 + found.first("spelled_decade"))


def part_of_year(found: Found) -> Meaning | None:
    """Read "the third quarter of 1992", "the second half", "the 20th century"."""
    unit = "half" if found.has("half") else found.first(*UNITS)
    number = 2 if found.has("last") else found.first("day_ordinal", "ordinal")
    if unit == "century" and not found.has("year"):
        return Period(unit="century", number=(number - 1) * CENTURY + 1)
    if unit not in ("quarter", "half") or number > (4 if unit == "quarter" else 2):
        return None
    return Period(unit="quarter" if unit == "quarter" else "half", number=number, year=found.first("year"))


# ---- counted from the text's day ----------------------------------------------------------------------------------------------------


def deictic(found: Found) -> Meaning:
    """Read "yesterday", "late yesterday", "tomorrow morning", "tonight"."""
    if found.has("tonight"):
        return DayPart(of=Shifted(unit="day", amount=0), part="night")
    day = Shifted(unit="day", amount=found.first("deictic"))
    part = found.first("day_part")
    return DayPart(of=day, part=part) if part else day


def chosen_unit(found: Found) -> Meaning | None:
    """Read "last week", "this year", "the following month", "that day"."""
    choice = "same" if found.has("that") else cast("Choice", found.first(*CHOICES))
    unit = cast("Unit", found.first(*UNITS))
    told = choice in TOLD or (choice == "next" and found.has("the"))
    return Shifted(unit=unit, amount=SHIFTS[choice], told=told)


def latest_unit(found: Found) -> Shifted | None:
    """Read "the latest quarter": the last one that is over. Other units are not told so."""
    return Shifted(unit="quarter", amount=-1) if found.first("unit") == "quarter" else None


def told_quarter(found: Found) -> Shifted | None:
    """Read "the quarter", "the latest period": the one that the text has just told of."""
    if not found.has("period") and found.first("unit") != "quarter":
        return None
    return Shifted(unit="quarter", amount=0, told=True)


def worded_year(found: Found) -> Point | None:
    """Read "the year two thousand"."""
    number = found.first("number")
    return Point(year=int(number)) if found.first("unit") == "year" and 1500 <= number < 2100 else None


def weekend(found: Found) -> Shifted | None:
    """Read "the weekend", "last weekend"."""
    if found.first("unit") != "weekend":
        return None
    shift = next((SHIFTS[c] for c in found.all(*CHOICES) if c != "this"), -1 if found.has("past") else 0)
    return Shifted(unit="weekend", amount=shift)


def rolling(found: Found) -> Rolling:
    """Read "the past three weeks", "over the last year", "the next few days"."""
    unit = cast("Unit", found.all(*UNITS)[-1])
    amount = found.first(*COUNTS) or (None if found.has("few", "several", "recent") else 1)
    return Rolling(unit=unit, amount=amount, direction="past" if found.has(*BACKWARD) else "future")


def open_rolling(found: Found) -> Rolling:
    """Read "the weeks ahead", "the coming years"."""
    return Rolling(unit=found.first(*UNITS), amount=None, direction="past" if found.has(*BACKWARD) else "future")


def ago(found: Found) -> Meaning:
    """Read "three days ago", "half a century ago", "several years ago"."""
    amount = amount_of(found)
    if amount is None:
        return Vague(reference="past")
    unit = found.first(*UNITS)
    return Shifted(unit=unit, amount=-amount, rough=found.has("approx"), compared=unit == "year" and amount == 1)


def long_past(_found: Found) -> Vague:
    """Read "years ago", "in the past"."""
    return Vague(reference="past")


def present(_found: Found) -> Vague:
    """Read "the current truce"."""
    return Vague(reference="present")


def hence(found: Found) -> Meaning:
    """Read "two days from now"."""
    amount = amount_of(found)
    return (
        Vague(reference="future")
        if amount is None
        else Shifted(unit=found.first(*UNITS), amount=amount, rough=found.has("approx"))
    )


def earlier(found: Found) -> Meaning:
    """Read "two years earlier", "a day later": counted from the date told before."""
    amount = amount_of(found)
    past = found.has("earlier", "before")
    if amount is None:
        return Vague(reference="past" if past else "future")
    unit = found.first(*UNITS)
    return Shifted(
        unit=unit,
        amount=-amount if past else amount,
        told=True,
        rough=found.has("approx"),
        compared=unit == "year" and amount == 1,
    )


def amount_of(found: Found) -> float | None:
    """Return how many units: the number, one for "a", half for "half a"; None for "few" and bare plurals."""
    if found.has("few", "several"):
        return None
    number = found.first(*COUNTS)
    if number is not None:
        return cast("float", number) + (0.5 if found.has("half") else 0)
    if found.has("half"):
        return 1.5 if found.items[-1].kind == "half" else 0.5
    return 1 if found.has("a", "the", "unit") else None


def length(found: Found) -> Length | None:
    """Read "three days", "a four-year", "several months", "years"; "a quarter" is a share."""
    if found.has("a") and found.first("unit") == "quarter":
        return None
    return Length(unit=found.first(*UNITS), amount=amount_of(found), rough=found.has("approx"))


def recurring(found: Found) -> Recurring:
    """Read "every day", "each Thursday", "Tuesday nights", "annually"."""
    return Recurring(
        unit=found.first("unit", "units", "recurrent")
        or ("year" if found.has(*MONTHS, "season") else "day" if found.has("day_part") else None),
        weekday=found.first(*WEEKDAYS, "weekday_plural"),
        amount=found.first(*COUNTS) or 1,
        part=found.first("day_part", "day_part_plural") or "",
        adverb=found.has("recurrent"),
    )


def clock(found: Found) -> DayPart | None:
    """Read "5 p.m. EST", "10:35", "noon"."""
    part = found.first("day_part")
    if part is not None:
        return DayPart(part=part) if part in ("midday", "night") else None
    time = found.first("clock") or f"{int(found.first('day_digits')):02}:00"
    half_day = (found.first("meridiem") or "")[:1]
    hour, _, minute = time.partition(":")
    if half_day and not 1 <= int(hour) <= 12:
        return None
    hours = int(hour) % 12 + (12 if half_day == "p" else 0) if half_day else int(hour)
    return DayPart(clock=f"{hours:02}:{minute}")


def this_part(found: Found) -> DayPart:
    """Read "this morning", "last night", "the next evening"."""
    choice = cast("Choice", found.first(*CHOICES))
    told = choice in TOLD or (choice == "next" and found.has("the"))
    return DayPart(of=Shifted(unit="day", amount=SHIFTS[choice], told=told), part=found.first("day_part"))
