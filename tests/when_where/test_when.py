"""Which days an event gets, and how that is known. All sentences are invented."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading, When


def read(coder: Coder, text: str, published: str | None = "2022-01-12") -> Reading:
    """Return the reading of a text published on a Wednesday."""
    reading = coder.code(RawDocument(uri=f"test:{text[:40]}", text=text, published=published, cleaned=True))
    assert isinstance(reading, Reading)
    return reading


def when_of(reading: Reading, trigger: str) -> When:
    """Return the days of the event with that trigger."""
    return next(e.when for e in reading.events if trigger in e.trigger.quote)


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last", "basis"),
    [
        ("Rebels attacked the town on Monday.", "attacked", "2022-01-10", "2022-01-10", "relative"),
        (
            "The Rebels' attack on the town on 3 January killed two soldiers.",
            "attack",
            "2022-01-03",
            "2022-01-03",
            "stated",
        ),
        ("Kenya condemned Somalia.", "condemned", "2022-01-12", "2022-01-12", "publication"),
        ("Kenya had condemned Somalia.", "condemned", None, None, "unresolved"),
    ],
)
def test_days_and_basis(
    coder_as_given: Coder, text: str, trigger: str, first: str | None, last: str | None, basis: str
) -> None:
    when = when_of(read(coder_as_given, text), trigger)
    assert (when.first, when.last, when.basis) == (first, last, basis)


def test_old_events_are_historical(coder_as_given: Coder) -> None:
    (event,) = read(coder_as_given, "Rebels attacked the town in 2014.").events
    assert event.historical
    assert not event.current


def test_the_weekday_and_the_offices_settle_the_year(coder_as_given: Coder) -> None:
    text = "On Monday January 10, President Xi Jinping called President Kassym-Jomart Tokayev."
    reading = read(coder_as_given, text, published=None)
    assert (reading.article.published, reading.article.published_basis) == ("2022-01-10", "text")


def test_without_offices_the_year_stays_open(coder_as_given: Coder) -> None:
    assert (
        read(coder_as_given, "On Monday January 10, rebels attacked a town.", published=None).article.published is None
    )
