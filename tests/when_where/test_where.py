"""Where an event happens, which place a name means, and what is no place. All sentences are invented."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading, Where
from dragoman.when_where.find import find_places
from dragoman.when_where.gazetteer import gazetteer


def read(coder: Coder, text: str, outlet: str | None = None) -> Reading:
    """Return the reading of a text."""
    raw = RawDocument(uri=f"test:{text[:40]}", text=text, published="2022-01-12", outlet=outlet, cleaned=True)
    reading = coder.code(raw)
    assert isinstance(reading, Reading)
    return reading


def where_of(reading: Reading, trigger: str) -> Where:
    """Return the place of the event with that trigger."""
    return next(e.where for e in reading.events if trigger in e.trigger.quote)


@pytest.mark.parametrize(
    ("text", "trigger", "name", "precision", "basis"),
    [
        ("Rebels attacked a convoy near Goma on Monday.", "attacked", "Goma", 4, "stated"),
        ("In the Kenyan town of Garissa, rebels killed five soldiers.", "killed", "Garissa", 4, "stated"),
        ("Protesters marched in Nairobi against Uganda.", "marched", "Nairobi", 4, "stated"),
        ("Rebels killed five soldiers in Kenya.", "killed", "Kenya", 1, "stated"),
        ("Rebels killed five soldiers in Garissa County.", "killed", "Garissa", 2, "stated"),
        ("Rebels attacked a convoy in Bunia, 30 kilometres north of Goma.", "attacked", "Bunia", 4, "stated"),
        ("Rebels attacked a convoy in the town of Garissa in eastern Kenya.", "attacked", "Garissa", 4, "stated"),
        ("In Kenya, thousands protested in Nairobi.", "protested", "Nairobi", 4, "stated"),
        ("Residents of Nairobi protested against the police.", "protested", "Nairobi", 4, "stated"),
        ("Protesters burned a flag outside the U.S. embassy in Nairobi.", "burned", "Nairobi", 4, "stated"),
        ("Five soldiers died in the U.S. bombing.", "died", "", 0, "unresolved"),
        ("Moscow condemned Kyiv.", "condemned", "", 0, "unresolved"),
        ("The mayor of Nairobi condemned Uganda.", "condemned", "", 0, "unresolved"),
        ("NAIROBI (Reuters) – Kenyan police arrested five protesters.", "arrested", "Nairobi", 4, "dateline"),
        ("NAIROBI (Reuters) – Somali soldiers killed five rebels.", "killed", "", 0, "unresolved"),
    ],
)
def test_place_and_basis(coder_as_given: Coder, text: str, trigger: str, name: str, precision: int, basis: str) -> None:
    where = where_of(read(coder_as_given, text), trigger)
    assert (where.name, where.precision, where.basis) == (name, precision, basis)


def test_evidence_is_exact(coder_as_given: Coder) -> None:
    text = "Rebels attacked a convoy near Goma."
    evidence = where_of(read(coder_as_given, text), "attacked").evidence
    assert evidence is not None
    assert text[evidence.start : evidence.end] == evidence.quote == "Goma"


def test_a_country_alone_has_no_point(coder_as_given: Coder) -> None:
    where = where_of(read(coder_as_given, "Rebels killed five soldiers in Kenya."), "killed")
    assert (where.country, where.lat, where.lon) == ("KEN", None, None)


def test_what_both_sides_of_one_country_do_is_in_that_country(coder_as_given: Coder) -> None:
    where = where_of(read(coder_as_given, "Kenyan police arrested five Kenyan activists."), "arrested")
    assert (where.country, where.name, where.precision, where.basis) == ("KEN", "", 1, "actor")


def test_a_place_that_nobody_knows_keeps_its_words(coder_as_given: Coder) -> None:
    where = where_of(read(coder_as_given, "Rebels killed five soldiers in the village of Qxarambo."), "killed")
    assert (where.name, where.geonames, where.lat, where.precision) == ("Qxarambo", None, None, 0)


@pytest.mark.parametrize(
    ("text", "name", "inside"),
    [
        ("A fire broke out in Paris, Texas.", "Paris", "Texas"),
        ("A fire broke out in Springfield, Ill., on Monday.", "Springfield", "Illinois"),
        ("A fire broke out in Paris.", "Paris", "Île-de-France"),
        ("He came from Houston and Dallas to Paris, near Sherman and Denison.", "Paris", "Texas"),
    ],
)
def test_which_place_a_name_means(coder_as_given: Coder, text: str, name: str, inside: str) -> None:
    parsed, actors, _ = coder_as_given.trace(RawDocument(uri="test:places", text=text, cleaned=True))  # type: ignore[misc]
    reading = read(coder_as_given, text)
    places = find_places(parsed, reading.article, actors, gazetteer())
    found = next(r.place for r in places.all if r.name.text == name)
    assert found is not None
    assert gazetteer().name_of(found.admin1) == inside


@pytest.mark.parametrize(
    "text",
    [
        "Kenya Airways hired him.",
        "Paris Hilton sang.",
        "He reads the Boston Globe.",
        "He is from a Ukrainian family.",
        "On Monday he left for good.",
    ],
)
def test_what_is_no_place(coder_as_given: Coder, text: str) -> None:
    parsed, actors, _ = coder_as_given.trace(RawDocument(uri="test:none", text=text, cleaned=True))  # type: ignore[misc]
    places = find_places(parsed, read(coder_as_given, text).article, actors, gazetteer())
    assert [r.name.text for r in places.all] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Rebels killed five soldiers in the village of Qxarambo in northern Kenya.", "KEN"),
        ("Rebels killed five soldiers in the village of Qxarambo between Goma and Kigali.", ""),
        ("Rebels killed five soldiers in the village of Qxarambo.", ""),
    ],
)
def test_a_place_that_nobody_knows_is_in_the_country_told_beside_it(
    coder_as_given: Coder, text: str, country: str
) -> None:
    where = where_of(read(coder_as_given, text), "killed")
    assert (where.name, where.country, where.precision) == ("Qxarambo", country, 0)
