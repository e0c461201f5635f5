"""What `dragoman dates` and `dragoman places` show, as data. All sentences are invented."""

from datetime import date

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading
from dragoman.when_where.gazetteer import gazetteer
from dragoman.when_where.told import ToldPlace, dates_of, places_of


def told(coder: Coder, text: str) -> dict[str, ToldPlace]:
    """Return the places of a text by their words."""
    raw = RawDocument(uri="test:told", text=text, cleaned=True)
    reading, traced = coder.code(raw), coder.trace(raw)
    assert isinstance(reading, Reading)
    assert isinstance(traced, tuple)
    parsed, actors, _ = traced
    return {p.quote: p for p in places_of(parsed, reading.article, actors, reading.events, gazetteer())}


@pytest.mark.parametrize(
    ("text", "published", "days", "alternatives"),
    [
        ("They met on Friday.", "2022-01-12", "2022-01-07", ("2022-01-14",)),
        ("They will meet on Friday.", "2022-01-12", "2022-01-14", ("2022-01-07",)),
        ("It is dated 03/04/2021.", "2022-01-12", None, ("2021-03-04", "2021-04-03")),
        (
            "On Monday January 10 they met.",
            None,
            None,
            ("1994-01-10", "2000-01-10", "2005-01-10", "2011-01-10", "2022-01-10", "2028-01-10"),
        ),
        ("They met on 5 May 2020.", "2022-01-12", "2020-05-05", ()),
        ("They met in May.", "2022-01-12", "2021-05-01", ("2022-05-01..2022-05-31",)),
    ],
)
def test_dates_with_their_alternatives(
    text: str, published: str | None, days: str | None, alternatives: tuple[str, ...]
) -> None:
    (found,) = dates_of(text, date.fromisoformat(published) if published else None)
    assert (found.first, found.alternatives) == (days, alternatives)
    assert text[found.start : found.end] == found.quote


def test_each_name_has_its_use(coder_as_given: Coder) -> None:
    found = told(
        coder_as_given, "Rebels attacked a convoy near Goma, Moscow said. The mayor of Nairobi has a house near Lima."
    )
    assert {quote: place.use for quote, place in found.items()} == {
        "Goma": "event",
        "Moscow": "actor",
        "Nairobi": "home",
        "Lima": "mentioned",
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Militants seized supplies at a Taliban base in Ghazni.", {"Ghazni"}),
        ("The movement, in Hamas' definition, includes all of Israel.", {"Israel"}),
        ("He studied at Stanford and was killed in Princeton.", {"Stanford", "Princeton"}),
        ("Bombs fell on Garowe.", {"Garowe"}),
    ],
)
def test_a_known_organisation_is_no_town_with_such_an_alias(text: str, places: set[str], coder_as_given: Coder) -> None:
    assert told(coder_as_given, text).keys() == places


def test_a_place_shows_what_contains_it_and_what_else_it_may_be(coder_as_given: Coder) -> None:
    place = told(coder_as_given, "A fire broke out in Paris, Texas.")["Paris"]
    assert (place.where.admin1, place.container) == ("Texas", "Texas")
    assert place.alternatives[0][0].country == "FRA"


def test_an_unknown_name_shows_spellings_that_are_near(coder_as_given: Coder) -> None:
    place = told(coder_as_given, "Rebels attacked the town of Mogadischo.")["Mogadischo"]
    assert place.where.precision == 0
    assert place.alternatives[0][0].geonames == 53654
