"""What a match of a date rule means. One builder for each `build` of the rules; None says that it is no date after all."""

from typing import Any, cast

from dragoman.calendar.cascade import Builder, Found
from dragoman.calendar.meanings import (
    Beside,
    Between,
    Choice,
    Cut,
    DayOf,
    DayPart,
    Length,
    Meaning,
    NamedDay,
    Nth,
    Open,
    Part,
    Period,
    Point,
    Recurring,
    Relation,
    Rolling,
    Shifted,
    Unit,
    Vague,
    WeekOf,
)

MONTHS = ("sure_month", "month_name")
WEEKDAYS = ("weekday", "short_weekday")
DAYS = ("day_digits", "day_ordinal", "ordinal")
COUNTS = ("number", "day_digits", "digits", "tens", "year")
UNITS = ("unit", "units")
CHOICES = ("last", "past", "previous", "this", "next", "coming", "following", "same")
BACKWARD = ("last", "past", "previous", "recent")
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "coming": 1, "following": 1}
TOLD = frozenset({"previous", "following", "same"})
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
CUTS: dict[str, Cut] = {"early": "early", "late": "late", "mid": "mid", "start": "start", "end": "end", "earlier": "earlier", "later": "later"}
CENTURY = 100


# ---- numbers ----------------------------------------------------------------------------------------------------------------------


def add(found: Found) -> float | None:
    """ "twenty-four" is 24."""
    tens, ones = found.first("tens"), found.first("number")
    return tens + ones if ones < 10 else None


def multiply(found: Found) -> float | None:
    """ "two hundred and ten", "a dozen"."""
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
    """ "nineteen ninety-six" is 1996."""
    numbers = found.all("number", "tens")
    if numbers[0] not in (17, 18, 19, 20):
        return None
    return int(numbers[0] * CENTURY + sum(numbers[1:]))


def and_half(found: Found) -> float:
    """ "two and a half" is 2.5."""
    return cast("float", found.first(*COUNTS)) + 0.5


# ---- points of the calendar ---------------------------------------------------------------------------------------------------------


def same(found: Found) -> Meaning:
    """What the item already means."""
    return cast("Meaning", next(i.value for i in found.items if isinstance(i.value, Meaning)))


def point(found: Found) -> Point:
    """A month, a day, a year and a weekday, as far as they are said."""
    return Point(
        year=found.first("year"),
        month=found.first(*MONTHS),
        day=found.first(*DAYS),
        weekday=found.first(*WEEKDAYS),
        choice=found.first(*CHOICES),
    )


def bare_year(found: Found) -> Point:
    """A year alone."""
    return Point(year=found.first("year"))


def day_range(found: Found) -> Between | None:
    """ "January 3-5", "from 3 to 5 March 2021": the month and the year serve both days."""
    first, last = found.all(*DAYS)
    if first >= last or (found.has("and") and not found.has("between") and last != first + 1):
        return None
    year, month = found.first("year"), found.first(*MONTHS)
    return Between(first=Point(year=year, month=month, day=first), last=Point(year=year, month=month, day=last))


def month_range(found: Found) -> Between:
    """ "between March and May", "from November 2020 to February 2021": the last year serves both where one is said."""
    first, last = (n for n, i in enumerate(found.items) if i.kind in MONTHS)
    own = next((i.value for i in found.items[first:last] if i.kind == "year"), None)
    year = next((i.value for i in found.items[last:] if i.kind == "year"), None)
    start, end = found.items[first].value, found.items[last].value
    if own is None and year is not None:
        own = year if start <= end else year - 1
    return Between(first=Point(year=own, month=start), last=Point(year=year, month=end))


def year_range(found: Found) -> Between | None:
    """ "1992-1995", "1992-95"."""
    first = found.first("year")
    last = found.all("year", "day_digits", "digits")[1]
    last = int(first - first % CENTURY + last) if last < CENTURY else last
    return Between(first=Point(year=first), last=Point(year=last)) if first < last else None


def named_day(found: Found) -> Meaning:
    """ "Christmas Day", "last Easter", "New Year's Eve 2019"."""
    day: Meaning = found.first("named_day")
    if not isinstance(day, NamedDay):
        return day
    return NamedDay(id=day.id, month=day.month, day=day.day, easter=day.easter, year=found.first("year"), choice=found.first(*CHOICES))


def season(found: Found) -> Period:
    """ "last summer", "the spring of 2021"."""
    return Period(unit="season", number=SEASONS[found.first("season")], year=found.first("year"), choice=found.first(*CHOICES))


def decade(found: Found) -> Period | None:
    """ "the 1990s", "the nineties"."""
    if found.has("decade"):
        return Period(unit="decade", number=found.first("decade"))
    return Period(unit="decade", number=1900 + found.first("spelled_decade"))


def part_of_year(found: Found) -> Meaning | None:
    """ "the third quarter of 1992", "the second half", "the 20th century"."""
    unit = "half" if found.has("half") else found.first(*UNITS)
    number = found.first("day_ordinal", "ordinal")
    if unit == "century" and not found.has("year"):
        return Period(unit="century", number=(number - 1) * CENTURY + 1)
    if unit not in ("quarter", "half") or number > (4 if unit == "quarter" else 2):
        return None
    return Period(unit=unit, number=number, year=found.first("year"))


def _holds_quarters(of: Meaning) -> bool:
    return (isinstance(of, Shifted) and of.unit == "year") or (isinstance(of, Point) and of.month is None and of.weekday is None)


# ---- counted from the text's day ----------------------------------------------------------------------------------------------------


def deictic(found: Found) -> Meaning:
    """ "yesterday", "late yesterday", "tomorrow morning", "tonight"."""
    if found.has("tonight"):
        return DayPart(of=Shifted(unit="day", amount=0), part="night")
    day = Shifted(unit="day", amount=found.first("deictic"))
    part = found.first("day_part")
    return DayPart(of=day, part=part) if part else day


def chosen_unit(found: Found) -> Meaning | None:
    """ "last week", "this year", "the following month", "that day"."""
    choice = "same" if found.has("that") else cast("Choice", found.first(*CHOICES))
    unit = cast("Unit", found.first(*UNITS))
    told = choice in TOLD or (choice == "next" and found.has("the"))
    return Shifted(unit=unit, amount=SHIFTS[choice], told=told)


def weekend(found: Found) -> Shifted | None:
    """ "the weekend", "last weekend"."""
    if found.first("unit") != "weekend":
        return None
    shift = next((SHIFTS[c] for c in found.all(*CHOICES) if c != "this"), -1 if found.has("past") else 0)
    return Shifted(unit="weekend", amount=shift)


def rolling(found: Found) -> Rolling:
    """ "the past three weeks", "over the last year", "the next few days"."""
    unit = cast("Unit", found.all(*UNITS)[-1])
    amount = found.first(*COUNTS) or (None if found.has("few", "several", "recent") else 1)
    return Rolling(unit=unit, amount=amount, direction="past" if found.has(*BACKWARD) else "future")


def open_rolling(found: Found) -> Rolling:
    """ "the weeks ahead", "the coming years"."""
    return Rolling(unit=found.first(*UNITS), amount=None, direction="past" if found.has(*BACKWARD) else "future")


def ago(found: Found) -> Meaning:
    """ "three days ago", "half a century ago", "several years ago"."""
    amount = _amount(found)
    if amount is None:
        return Vague(reference="past")
    return Shifted(unit=found.first(*UNITS), amount=-amount, rough=found.has("approx"))


def long_past(found: Found) -> Vague:
    """ "years ago", "in the past"."""
    return Vague(reference="past")


def hence(found: Found) -> Meaning:
    """ "two days from now"."""
    amount = _amount(found)
    return Vague(reference="future") if amount is None else Shifted(unit=found.first(*UNITS), amount=amount, rough=found.has("approx"))


def earlier(found: Found) -> Meaning:
    """ "two years earlier", "a day later": counted from the date told before."""
    amount = _amount(found)
    past = found.has("earlier", "before")
    if amount is None:
        return Vague(reference="past" if past else "future")
    return Shifted(unit=found.first(*UNITS), amount=-amount if past else amount, told=True, rough=found.has("approx"))


def _amount(found: Found) -> float | None:
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
    """ "three days", "a four-year", "several months", "years"; "a quarter" is a share."""
    if found.has("a") and found.first("unit") == "quarter":
        return None
    return Length(unit=found.first(*UNITS), amount=_amount(found), rough=found.has("approx"))


def recurring(found: Found) -> Recurring:
    """ "every day", "each Thursday", "Tuesday nights", "annually"."""
    return Recurring(
        unit=found.first("unit", "units", "recurrent") or ("year" if found.has(*MONTHS, "season") else "day" if found.has("day_part") else None),
        weekday=found.first(*WEEKDAYS, "weekday_plural"),
        amount=found.first(*COUNTS) or 1,
        part=found.first("day_part", "day_part_plural") or "",
        adverb=found.has("recurrent"),
    )


def clock(found: Found) -> DayPart | None:
    """ "5 p.m. EST", "10:35", "noon"."""
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
    """ "this morning", "last night", "the next evening"."""
    choice = cast("Choice", found.first(*CHOICES))
    told = choice in TOLD or (choice == "next" and found.has("the"))
    return DayPart(of=Shifted(unit="day", amount=SHIFTS[choice], told=told), part=found.first("day_part"))


# ---- compounds ------------------------------------------------------------------------------------------------------------------------


def day_part(found: Found) -> DayPart:
    """ "Tuesday night", "the night of January 3", "5 p.m. Friday"."""
    time = found.first("time")
    of = found.first("date")
    if time is not None:
        return DayPart(of=of, part=time.part, clock=time.clock)
    return DayPart(of=of, part=found.first("day_part") or "morning")


def cut(found: Found) -> Meaning | None:
    """ "early January", "the end of the year", "later this month", "year-end"."""
    name = next(CUTS[i.kind] for i in found.items if i.kind in CUTS)
    of = found.first("date")
    if of is None:
        of = Shifted(unit=found.first("unit"), amount=0)
    if isinstance(of, Part | Between | Open | DayPart):
        return cast("Meaning", of)
    return Part(of=of, cut=name)


def nth(found: Found) -> Meaning | None:
    """ "the first week of March", "the first Friday of the month", "the first nine months of 2021"."""
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
    """ "the last two months of 2021", "the third quarter of last year", "last year's third quarter"."""
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
    """ "the week of March 6"; "the month of May" is May."""
    of: Meaning = found.first("date")
    unit = found.first("unit")
    if unit == "week":
        return WeekOf(of=of)
    return of if unit in ("month", "year", "day") else None


def day_of(found: Found) -> DayOf | None:
    """ "Friday last week", "Monday of this week"."""
    of = chosen_unit(found)
    return DayOf(weekday=found.first("weekday"), of=of) if isinstance(of, Shifted) and of.unit == "week" else None


def beside(found: Found) -> Beside | None:
    """ "two days before Christmas", "the day after Friday"."""
    amount = _amount(found)
    if amount is None:
        return None
    return Beside(unit=found.first(*UNITS), amount=-amount if found.has("before") else amount, of=found.first("date"))


def span_beside(found: Found) -> Beside | None:
    """ "three weeks after Christmas": the span is known already."""
    span: Length = found.first("span")
    if span.amount is None:
        return None
    return Beside(unit=span.unit, amount=-span.amount if found.has("before") else span.amount, of=found.first("date"))


def between(found: Found) -> Meaning | None:
    """ "between 1992 and 1995", "from Monday to Wednesday"."""
    first, last = found.all("date")
    if isinstance(first, Between | Open | Recurring) or isinstance(last, Between | Open | Recurring):
        return None
    return Between(first=first, last=last)


def bound(found: Found) -> Open | None:
    """ "since January 2", "by the end of the year", "post-1959", "the weeks before"."""
    of = found.first("date", "span")
    if isinstance(of, Between):
        return None
    named = {"from": "since", "onward": "since", "post": "after", "pre": "before"}
    kind = next(i.kind for i in found.items if i.kind in (*named, "since", "until", "by", "before", "after"))
    return Open(of=of, relation=cast("Relation", named.get(kind, kind)))


BUILDERS: dict[str, Builder] = {
    b.__name__: cast("Any", b)
    for b in (
        add, multiply, spelled_year, and_half, same, point, bare_year, day_range, month_range, year_range, named_day, season, decade, part_of_year, deictic, chosen_unit, long_past, inside,
        weekend, span_beside, rolling, open_rolling, ago, hence, earlier, length, recurring, clock, this_part, day_part, cut, nth, week_of, day_of, beside, between, bound,
    )
}  # fmt: skip
