"""When something was published, from the many shapes in which pages, feeds and tables write it. A doubtful one is none.

`12/03/2024` is March in one half of the world and December in the other: unless one number is above twelve, it is no date here.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = 1600, 2100  # years between which a publication day is believable
EPOCH_DIGITS = 10  # of today's seconds since 1970; no compact stamp has as many
SECONDS_FROM = 100_000_000  # epoch seconds below this (1973) are more likely ids than moments
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Only abbreviations that mean one offset in news pages; IST, CST (China, Cuba) and their like mean several.
ZONES = {"z": 0, "utc": 0, "gmt": 0, "wat": 1, "cet": 1, "cest": 2, "eet": 2, "sast": 2, "cat": 2, "eat": 3, "msk": 3, "eest": 3, "pkt": 5, "hkt": 8, "jst": 9, "aest": 10, "edt": -4, "est": -5, "cdt": -5, "mdt": -6, "pdt": -7, "pst": -8}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_CLOCK = r"(?P<hour>[0-2]?\d)(?=[:.h][0-5]\d|\s*[ap]\.?\s?m\b)(?:(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-6]\d)(?:[.,](?P<fraction>\d+))?)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
_OFFSET = r"(?:\s*\(?(?P<zone>z|[a-z]{3,4}|(?:utc|gmt)?\s*[+−-]\d{1,2}(?::?\d\d)?)\)?)?"
_BETWEEN = r"(?:t|\s*[,|·•–—@-]?\s*(?:at\s+)?)"
_TIME = rf"(?:{_BETWEEN}{_CLOCK}{_OFFSET})?"
DAYS = (
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)",
    r"(?P<year>\d{4})/(?P<month>\d\d?)/(?P<day>\d\d?)",
    r"(?P<year>\d{4})\.(?P<month>\d\d?)\.(?P<day>\d\d?)\.?",
    r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})",  # with dots the day comes first everywhere
    rf"(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s/.-]+(?P<name>{_MONTH})\b\.?,?[\s/-]*(?P<year>\d{{4}})",
    rf"(?P<name>{_MONTH})\b\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}}),?\s+(?P<name>{_MONTH})\b\.?\s+(?P<day>\d\d?)",
    r"(?P<either>\d\d?)[/-](?P<other>\d\d?)[/-](?P<year>\d{4})",
)
SHAPES = tuple(re.compile(rf"{_WEEKDAY}{day}{_TIME}", re.IGNORECASE) for day in DAYS)
CLOCK_FIRST = re.compile(rf"{_CLOCK}{_OFFSET}\s*[,|·•–—-]?\s*(?:on\s+)?(?P<rest>.+)", re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?(Z)?)?")
RFC_2822 = re.compile(r"[a-z]{3},\s+\d\d?\s+[a-z]{3}\s+\d{4}\s+\d\d:\d\d", re.IGNORECASE)


def parse_moment(value: str) -> str | None:
    """Return an ISO 8601 date, or date and time with the offset if one is given, or None for what is not surely a date.

    Takes ISO 8601 in all its forms, RFC 2822, seconds, milliseconds, microseconds or nanoseconds since 1970, twelve- and
    fourteen-digit stamps, and English dates with or without weekday, time and zone; a weekday that contradicts its date makes it none.
    """
    text = " ".join(value.split())
    return next((found for parse in (_iso, _digits, _email, _written, _clock_first) if (found := parse(text))), None)


def find_moment(line: str) -> tuple[str, int, int] | None:
    """Return (ISO value, start, end) of the only full date in a line of text, None if there is none or more than one day."""
    found = list(_moments_in(line))
    return found[0] if found and len({value[:10] for value, _, _ in found}) == 1 else None


def _moments_in(line: str) -> Iterator[tuple[str, int, int]]:
    for shape in SHAPES:
        for match in shape.finditer(line):
            if _stands_alone(line, match.start(), match.end()) and (value := _value_of(match)):
                yield value, match.start(), match.end()


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Tell whether digits or letters around it make it part of something else (a file name, a number)."""
    before, after = line[start - 1 : start], line[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _iso(text: str) -> str | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        day_only = date.fromisoformat(text)
    except ValueError:
        return _iso_moment(text)
    return day_only.isoformat() if _believable(day_only.year) else None


def _iso_moment(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _shown(moment)


def _digits(text: str) -> str | None:
    """Read compact stamps and epochs; a bare year or a small number is not a moment."""
    if len(text) != EPOCH_DIGITS and (compact := COMPACT.fullmatch(text)):
        return _compact(compact)
    return _epoch(float(text)) if re.fullmatch(r"\d{9,19}(?:\.\d+)?", text) else None


def _compact(stamp: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zulu = stamp.groups()
    written = f"{year}-{month}-{day}"
    if hour:
        written += f"T{hour}:{minute}:{second or '00'}{'+00:00' if zulu else ''}"
    return _iso(written)


def _epoch(number: float) -> str | None:
    for scale in (1, 1_000, 1_000_000, 1_000_000_000):
        if SECONDS_FROM <= number / scale < 4_102_444_800:  # until 2100
            moment = datetime.fromtimestamp(int(number / scale), UTC)
            return _shown(moment)
    return None


def _email(text: str) -> str | None:
    if not RFC_2822.match(text):
        return None
    return _built(lambda: parsedate_to_datetime(text))


def _written(text: str) -> str | None:
    for shape in SHAPES:
        match = shape.fullmatch(text.rstrip(". "))
        if match:
            return _value_of(match)
    return None


def _clock_first(text: str) -> str | None:
    """Read "18:42, 14 March 2024"."""
    match = CLOCK_FIRST.fullmatch(text)
    if match is None or match["minute"] is None:
        return None
    day = _written(match["rest"])
    return _with_clock(day, match) if day and len(day) == 10 else None


def _value_of(match: re.Match[str]) -> str | None:
    day = _day_of(match)
    if day is None or not _believable(day.year):
        return None
    named = match["weekday"]
    if named and WEEKDAYS[day.weekday()][:3] != named.lower():
        return None
    return _with_clock(day.isoformat(), match)


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    try:
        if groups.get("either"):
            return _day_of_two(int(groups["either"]), int(groups["other"]), int(groups["year"]))
        month = MONTHS[groups["name"].lower()] if groups.get("name") else int(groups["month"])
        return date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def _day_of_two(first: int, second: int, year: int) -> date | None:
    """Read day and month in the only order that is possible; None where both are."""
    if first == second or second > 12:
        return date(year, first, second)
    return date(year, second, first) if first > 12 else None


def _with_clock(day: str, match: re.Match[str]) -> str | None:
    """Add the time of day where it has minutes or says am or pm; a lone number behind a date is not a time."""
    hour = match["hour"]
    if hour is None or (match["minute"] is None and match["half"] is None):
        return day
    at = int(hour)
    if match["half"]:
        if not 1 <= at <= 12:
            return day
        at = at % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if at > 23:
        return day
    clock = f"{day}T{at:02}:{match['minute'] or '00'}:{match['second'] or '00'}"
    return _built(lambda: datetime.fromisoformat(clock).replace(tzinfo=_zone(match["zone"]))) or day


def _zone(name: str | None) -> timezone | None:
    """Return the offset that a zone's name or number means everywhere, or None."""
    text = (name or "").lower().replace("−", "-")
    if text in ZONES:
        return timezone(timedelta(hours=ZONES[text]))
    number = re.fullmatch(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d\d)?", text)
    if number is None:
        return None
    shift = timedelta(hours=int(number[2]), minutes=int(number[3] or 0))
    return timezone(-shift if number[1] == "-" else shift) if shift < timedelta(hours=15) else None


def _built(build: Callable[[], datetime]) -> str | None:
    try:
        return _shown(build())
    except (ValueError, OverflowError, TypeError):
        return None


def _shown(moment: datetime) -> str | None:
    """Return ISO text, to the second."""
    return moment.replace(microsecond=0).isoformat() if _believable(moment.year) else None


def _believable(year: int) -> bool:
    return EARLIEST <= year < LATEST
