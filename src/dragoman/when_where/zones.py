"""The day that it was at an outlet when it published, from a time in UTC and the clocks of its country."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from dragoman.lexicon.tables import package_data, read_csv


def local_day(published: str | None, country: str) -> date | None:
    """Return the outlet's own day of publication, None where unknown.

    A time with an offset, or a day alone, is the outlet's own and is taken as written. A time in UTC comes from a feed or a server: it is
    turned to the clocks of the country (ISO alpha-3), where all of them show the same day; else it is taken as written.
    """
    try:
        written = date.fromisoformat((published or "")[:10])
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return _day_alone(published)
    if len(published or "") <= len("2022-01-12") or moment.utcoffset() != timedelta():
        return written
    days = {moment.astimezone(UTC).replace(tzinfo=None) + offset for offset in _offsets().get(country, ())}
    there = {d.date() for d in days}
    return there.pop() if len(there) == 1 else written


def _day_alone(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@cache
def _offsets() -> dict[str, tuple[timedelta, timedelta]]:
    rows = read_csv(package_data("dates/zones.csv"))
    return {r["country"]: (timedelta(hours=float(r["least"])), timedelta(hours=float(r["most"]))) for r in rows}
