"""What a time expression says, before anybody asks which day the text was written: a small tree of frozen forms."""

from datetime import date
from typing import Literal

from dragoman.records import Granularity, Record

Unit = Literal[
    "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century"
]
Choice = Literal["last", "past", "previous", "this", "next", "coming", "following", "same"]
Cut = Literal["early", "mid", "late", "first half", "second half", "start", "end", "earlier", "later"]
Direction = Literal["past", "future", "nearest"]
Relation = Literal["on", "since", "until", "by", "before", "after"]
Kind = Literal["explicit", "partial", "relative", "weekday", "duration", "since", "range", "recurring", "vague"]
Reference = Literal["past", "present", "future"]


class Point(Record, tag=True, kw_only=True):
    """A calendar position as far as the words fix it: "Monday January 10", "March 1992", "1992", "last Friday"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    choice: Choice | None = None


class InYear(Record, tag=True, kw_only=True):
    """A day or month of a year counted from the text's: "June last year", "10 January this year"."""

    of: "Point"
    years: int


class Period(Record, tag=True, kw_only=True):
    """A numbered or named part of a year ("the third quarter", "last summer"), a decade or a century.

    `number` is the quarter, the half, the season's place in the year (spring 1 … winter 4), or the first year of the decade or century.
    """

    unit: Literal["quarter", "half", "season", "decade", "century"]
    number: int
    year: int | None = None
    choice: Choice | None = None
    of: "Meaning | None" = None  # "the third quarter of last year"


class NamedDay(Record, tag=True, kw_only=True):
    """A day with a name: a fixed month and day, an n-th weekday of a month, or days from Easter Sunday."""

    id: str
    month: int = 0
    day: int = 0
    easter: int | None = None
    weekday: int | None = None  # with `number`: the n-th such weekday of the month
    number: int = 0
    year: int | None = None
    choice: Choice | None = None


class Shifted(Record, tag=True, kw_only=True):
    """A unit so many units from the text's day ("last week", "three years ago"), or from the date told before ("a day later")."""

    unit: Unit
    amount: float
    told: bool = False  # counted from the date told before
    rough: bool = False  # "nearly", "about", "more than"
    compared: bool = False  # "a year ago", "a year earlier": sets this beside the same stretch of another year


class Rolling(Record, tag=True, kw_only=True):
    """A stretch up to the text's day or from it on: "in the past three weeks", "the next two years". Amount None: "few"."""

    unit: Unit
    amount: float | None
    direction: Literal["past", "future"]


class Length(Record, tag=True, kw_only=True):
    """How long, not when: "for three days", "the four-year war"."""

    unit: Unit
    amount: float | None
    rough: bool = False


class Recurring(Record, tag=True, kw_only=True):
    """How often: "every day", "on Fridays", "annually"."""

    unit: Unit | None = None
    weekday: int | None = None
    amount: float = 1
    part: str = ""
    adverb: bool = False


class Vague(Record, tag=True, kw_only=True):
    """Some time in the past, around now, or to come: "recently", "nowadays", "soon"."""

    reference: Reference


class Unclear(Record, tag=True, kw_only=True):
    """A numeric date with two readings ("03/04/2022"): both are kept, none is chosen."""

    readings: tuple[Point, ...]


class Part(Record, tag=True, kw_only=True):
    """A part of a longer stretch: "early January", "the first half of 2021", "earlier this month"."""

    of: "Meaning"
    cut: Cut


class DayPart(Record, tag=True, kw_only=True):
    """A part of a day or a time of day: "Tuesday night", "5 p.m. Friday"; `of` None is the text's day."""

    of: "Meaning | None" = None
    part: str = ""  # morning, midday, afternoon, evening, night
    clock: str = ""  # HH:MM


class Nth(Record, tag=True, kw_only=True):
    """The n-th unit of a longer stretch: "the first week of March", "the last Friday of the month" (number -1)."""

    unit: Unit | None = None
    weekday: int | None = None
    number: int
    count: int = 1  # "the first nine months of 2021"
    of: "Meaning"


class WeekOf(Record, tag=True, kw_only=True):
    """The week around a day: "the week of March 6"."""

    of: "Meaning"


class DayOf(Record, tag=True, kw_only=True):
    """A weekday of a given week: "Friday last week"."""

    weekday: int
    of: "Meaning"


class Beside(Record, tag=True, kw_only=True):
    """So many units before or after another date: "two days before Christmas", "the day after Friday"."""

    unit: Unit
    amount: float
    of: "Meaning"
    near: bool = False  # of the other date the one nearest to the text's day is meant: "the eve of Sunday's vote"


class Between(Record, tag=True, kw_only=True):
    """From one date to another, both inclusive."""

    first: "Meaning"
    last: "Meaning"


class Open(Record, tag=True, kw_only=True):
    """A stretch with one stated end: "since January 2", "until Friday", "before 1992"."""

    of: "Meaning"
    relation: Relation


Meaning = (
    Point
    | InYear
    | Period
    | NamedDay
    | Shifted
    | Rolling
    | Length
    | Recurring
    | Vague
    | Unclear
    | Part
    | DayPart
    | Nth
    | WeekOf
    | DayOf
    | Beside
    | Between
    | Open
)


class Interval(Record, kw_only=True):
    """Days, both inclusive; None is an open end. `within` is the whole calendar unit of which this is a part."""

    first: date | None
    last: date | None
    granularity: Granularity
    within: "Interval | None" = None


class DateExpression(Record, kw_only=True):
    """A time expression of a text, `text[start:end] == quote`.

    `first` and `last` are days, both inclusive. Both None: not resolvable (vague, a duration, recurring, or the text's day is needed and
    not known); one None: an open end. `needs_anchor`: its days depend on the day of the text. `relation` says how it bounds:
    "since January 2" has first = January 2 and relation since. `outer_start` takes the word of relation in.
    """

    start: int
    end: int
    quote: str
    first: date | None = None
    last: date | None = None
    granularity: Granularity = "unknown"
    within: Interval | None = None
    kind: Kind
    needs_anchor: bool
    relation: Relation = "on"
    outer_start: int
    meaning: Meaning
    rule: str
    parts: "tuple[DateExpression, ...]" = ()  # the two ends of a range

    @property
    def resolved(self) -> bool:
        """Whether it says at least one day."""
        return self.first is not None or self.last is not None
