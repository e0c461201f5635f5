"""The outlet's own day, from times with and without an offset."""

from datetime import date

import pytest

from dragoman.when_where.zones import local_day


@pytest.mark.parametrize(
    ("published", "country", "day"),
    [
        ("2022-01-12T22:30:00Z", "KEN", date(2022, 1, 13)),
        ("2022-01-12T22:30:00+00:00", "JPN", date(2022, 1, 13)),
        ("2022-01-13T02:30:00Z", "USA", date(2022, 1, 12)),
        ("2022-01-13T07:30:00Z", "USA", date(2022, 1, 13)),  # its clocks disagree: as written
        ("2022-01-12T23:30:00-05:00", "KEN", date(2022, 1, 12)),  # the outlet's own offset
        ("2022-01-12T23:30:00", "KEN", date(2022, 1, 12)),
        ("2022-01-12", "KEN", date(2022, 1, 12)),
        ("2022-01-12T22:30:00Z", "", date(2022, 1, 12)),
        ("2022-01-12 about noon", "KEN", date(2022, 1, 12)),
        ("January", "KEN", None),
        (None, "KEN", None),
    ],
)
def test_the_day_at_the_outlet(published: str | None, country: str, day: date | None) -> None:
    assert local_day(published, country) == day
