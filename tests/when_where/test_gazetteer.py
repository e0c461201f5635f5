"""What the gazetteer finds, in which order, and what a user's own file adds."""

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.lexicon.tables import package_data, read_csv
from dragoman.when_where.gazetteer import Gazetteer, gazetteer
from dragoman.when_where.lookup import candidates
from dragoman.when_where.spelling import fold


@pytest.mark.parametrize(
    ("name", "country", "kind", "geonames"),
    [
        ("Nairobi", "KEN", "city", 184745),
        ("nairobi", "KEN", "city", 184745),
        ("Sana'a", "YEM", "city", 71137),
        ("Alma-Ata", "KAZ", "city", 1526384),
        ("Kiev", "UKR", "city", 703448),
        ("Saint Petersburg", "RUS", "city", 498817),
        ("St. Petersburg", "RUS", "city", 498817),
        ("Texas", "USA", "admin1", 4736286),
        ("Paris", "FRA", "city", 2988507),
        ("Kenya", "KEN", "country", 192950),
        ("Puerto Rico", "USA", "country", 4566966),
    ],
)
def test_best_known_place_of_a_name(name: str, country: str, kind: str, geonames: int) -> None:
    best = gazetteer().find(name)[0]
    assert (best.country, best.kind, best.geonames) == (country, kind, geonames)


def test_a_city_knows_what_contains_it() -> None:
    found = gazetteer()
    shelbyville = next(p for p in found.find("Springfield") if found.name_of(p.admin1) == "Illinois")
    assert found.name_of(shelbyville.admin2) == "Sangamon County"
    assert shelbyville.precision == 4


def test_regions_and_seas_are_there() -> None:
    assert [gazetteer().find(n)[0].kind for n in ("Black Sea", "Donbas", "Euphrates", "Sahel")] == [
        "sea",
        "subregion",
        "river",
        "region",
    ]


def test_other_spellings() -> None:
    assert gazetteer().near("Mogadischo")[0][0].geonames == 53654
    assert not gazetteer().knows("Mogadischo")


def test_nothing_for_a_word_that_is_no_place() -> None:
    assert gazetteer().find("Xyzzyville") == ()


def test_the_users_own_places(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(
        "name,lat,lon,country,kind,aliases\nCamp Ashdown,1.5,30.2,COD,district,Ashdown Camp\n", encoding="utf-8"
    )
    (found,) = Gazetteer([str(file)]).find("Ashdown Camp")
    assert (found.name, found.lat, found.country, found.precision) == ("Camp Ashdown", 1.5, "COD", 5)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,lat\nX,1\n", "no column lon, country"),
        ("name,lat,lon,country\nX,far,1,KEN\n", "'X'"),
        ("name,lat,lon,country,kind\nX,1,1,KEN,volcano\n", "volcano"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "places.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        Gazetteer([str(file)])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Tomé", "sao tome"),
        ("Ft. Worth", "fort worth"),
        ("The Hague", "hague"),
        ("Łódź", "lodz"),
        ("St. John's", "saint johns"),
        ("Al-Hasakah", "al hasakah"),
        ("St", "st"),
    ],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


def test_every_name_of_the_news_leads_to_a_place() -> None:
    rows = read_csv(package_data("places/aliases.csv"))
    assert rows
    lost = [r["alias"] for r in rows if not any(p.country == r["country"] for p in candidates(r["alias"], gazetteer()))]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("Dagestan", "admin1", "Dagestan, Respublika"),
        ("Dagestan Republic", "admin1", "Dagestan, Respublika"),
        ("Deir Ezzor Governorate", "admin1", "Dayr az Zawr"),
        ("Deir Ezzor", "city", "Deir ez-Zor"),
    ],
)
def test_names_of_the_news(name: str, kind: str, place: str) -> None:
    best = candidates(name, gazetteer())[0]
    assert (best.kind, best.name) == (kind, place)
