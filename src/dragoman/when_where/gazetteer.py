"""The gazetteer: names to places with GeoNames ids, coordinates, administrative units and inhabitants; the user's own places beside them.

Two Parquet tables (tools/build_gazetteer.py) are read into flat columns; a name is found by bisection, so that nothing is indexed at
loading and a process needs some 40 MB for all places of 500 inhabitants and more.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from math import isnan
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import DataError
from dragoman.lexicon.tables import package_data, read_csv
from dragoman.records import Record
from dragoman.when_where.spelling import fold

Kind = Literal[
    "country", "admin1", "admin2", "city", "district", "subregion", "islands", "mountains", "river", "lake", "water", "sea", "region", "continent"
]  # fmt: skip
# PLOVER's levels: 1 country, 2 province, 3 district, 4 city, 5 sub-city. What spans countries is no finer than a country.
PRECISION: dict[str, int] = {
    "country": 1, "continent": 1, "region": 1, "sea": 1, "admin1": 2, "subregion": 2, "admin2": 3, "islands": 3, "mountains": 3, "river": 3, "lake": 3,
    "water": 3, "city": 4, "district": 5,
}  # fmt: skip
FORMATS: dict[str, Any] = {
    "uint8": "B",
    "int32": "i",
    "uint32": "I",
    "float": "f",
}  # of Arrow's types, as memory views name them
USER_COLUMNS = ("name", "lat", "lon", "country")
CANDIDATES = 60  # of one name: "San José" has hundreds, and none beyond these is ever meant without its province
CLOSE = 82.0  # how alike (0–100) another spelling must be


class Place(Record, kw_only=True):
    """A place of the gazetteer. `row` is its number in the table; `admin1` and `admin2` are rows of what contains it, -1 for none."""

    row: int
    geonames: int | None = None
    name: str
    kind: Kind
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: int = -1
    admin2: int = -1
    population: int = 0
    capital: bool = False
    own: bool = True  # found by the name that GeoNames lists first

    @property
    def precision(self) -> int:
        """PLOVER's level of precision."""
        return PRECISION[self.kind]


class _Keys:
    """Sorted names in one block of bytes, as `bisect` wants them."""

    def __init__(self, column: Any) -> None:
        _, offsets, data = column.buffers()
        self._offsets = memoryview(offsets).cast("i")
        self._data = memoryview(data)
        self._size = len(column)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, i: int) -> bytes:
        return bytes(self._data[self._offsets[i] : self._offsets[i + 1]])


class Gazetteer:
    """Places by name. `digest` of the tables behind it is in a dataset's manifest."""

    def __init__(self, user: Iterable[str] = ()) -> None:
        places, names = _columns("places"), _columns("names")
        self._columns = {name: _values(column) for name, column in places.items() if name != "name"}
        self._kinds, self._countries = (places[c].dictionary.to_pylist() for c in ("kind", "country"))
        self._display = _Keys(places["name"])
        self._keys = _Keys(names["key"])
        self._place_of, self._own = _values(names["place"]), _values(names["own"])
        self._added: list[Place] = []
        self._added_names: dict[str, list[int]] = {}
        for path in user:
            self._add(Path(path))
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.near = lru_cache(maxsize=5_000)(self._near)

    def __len__(self) -> int:
        return len(self._display) + len(self._added)

    def knows(self, name: str) -> bool:
        """Tell whether some place has that name."""
        return self._has(fold(name))

    def _has(self, key: str) -> bool:
        raw = key.encode()
        at = bisect_left(self._keys, raw)
        return key in self._added_names or (at < len(self._keys) and self._keys[at] == raw)

    def _find(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, the best known first; spelling is compared without case, accents and marks."""
        key = fold(name)
        raw = key.encode()
        first = bisect_left(self._keys, raw)
        last = bisect_right(self._keys, raw, lo=first)
        found = [self._place(self._place_of[n], own=bool(self._own[n])) for n in range(first, last)]
        found += [self._added[n] for n in self._added_names.get(key, ())]
        return tuple(sorted(found, key=fame, reverse=True))

    def _near(self, name: str, limit: int = 5) -> tuple[tuple[Place, float], ...]:
        """Return places whose names are spelt almost like that and begin with the same two letters, with their likeness (0–100)."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (only unknown spellings need it)

        key = fold(name)
        first, last = (
            bisect_left(self._keys, key[:2].encode()),
            bisect_left(self._keys, (key[:2] + "\U0010ffff").encode()),
        )
        choices = {n: self._keys[n].decode() for n in range(first, last)}
        alike = process.extract(key, choices, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=4 * limit)
        best: dict[int, float] = {}
        for _, score, n in alike:
            row = self._place_of[n]
            best[row] = max(best.get(row, 0.0), score)
        found = [(self._place(row, own=False), score) for row, score in best.items()]
        return tuple(sorted(found, key=lambda f: (-round(f[1]), -fame(f[0])))[:limit])

    def place(self, row: int) -> Place | None:
        """Return the place of a row, None for -1."""
        return None if row < 0 else self._place(row, own=True)

    def name_of(self, row: int) -> str:
        """Return the name of the place in a row, "" for -1."""
        place = self.place(row)
        return place.name if place else ""

    def _place(self, row: int, *, own: bool) -> Place:
        if row >= len(self._display):
            return self._added[row - len(self._display)]
        c = self._columns
        lat, lon = c["lat"][row], c["lon"][row]
        return Place(
            row=row,
            geonames=c["geonames"][row] or None,
            name=self._display[row].decode(),
            kind=self._kinds[c["kind"][row]],
            lat=None if isnan(lat) else round(lat, 4),
            lon=None if isnan(lon) else round(lon, 4),
            country=self._countries[c["country"][row]],
            admin1=c["admin1"][row],
            admin2=c["admin2"][row],
            population=c["population"][row],
            capital=bool(c["capital"][row]),
            own=own,
        )

    def _add(self, path: Path) -> None:
        """Add the places of a CSV file: name, lat, lon, country, and if there kind, geonames, population, aliases (parted by ";")."""
        if not path.is_file():
            raise DataError(f"{path}: no such file of places")
        for row in read_csv(path):
            place = _user_place(row, len(self), path)
            self._added.append(place)
            for name in (place.name, *filter(None, row.get("aliases", "").split(";"))):
                self._added_names.setdefault(fold(name), []).append(len(self._added) - 1)


def fame(place: Place) -> float:
    """Return how likely a place is meant by its name alone: inhabitants as powers of ten, and what makes countries and capitals known."""
    size = len(str(place.population)) + place.population / 10 ** len(str(place.population)) if place.population else 2.0
    return size + KIND_FAME.get(place.kind, 0.0) + 2.5 * place.capital + 3.0 * place.own


KIND_FAME = {
    "country": 4.0,
    "continent": 8.0,
    "region": 6.0,
    "subregion": 5.0,
    "sea": 6.0,
    "admin1": 0.5,
    "admin2": -1.5,
}


def _columns(name: str) -> dict[str, Any]:
    """Read a table column by column; what unpacking took is given back at once, since a pool of processes would hold it many times."""
    import pyarrow as pa  # noqa: PLC0415  (a process that never resolves a place does without)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    found = {}
    with package_data(f"places/{name}.parquet").open("rb") as file:
        table = ParquetFile(file)
        for column in table.schema_arrow.names:
            found[column] = table.read(columns=[column], use_threads=False).column(0).combine_chunks()
            pa.default_memory_pool().release_unused()
    return found


def _values(column: Any) -> Any:
    """Return a column of numbers as a flat view of its buffer; of a column of codes, the codes. No column has nulls."""
    codes = column.indices if hasattr(column, "indices") else column
    return memoryview(codes.buffers()[1]).cast(FORMATS[str(codes.type)])[: len(codes)]


def _user_place(row: dict[str, str], number: int, path: Path) -> Place:
    missing = [c for c in USER_COLUMNS if c not in row]
    if missing:
        raise DataError(f"{path}: no column {', '.join(missing)}; a table of places has {', '.join(USER_COLUMNS)}")
    kind = row.get("kind") or "city"
    if kind not in PRECISION:
        raise DataError(f"{path}: kind {kind!r} of {row['name']!r} is not one of {', '.join(PRECISION)}")
    try:
        return Place(
            row=number,
            geonames=int(row.get("geonames") or 0) or None,
            name=row["name"],
            kind=kind,  # type: ignore[arg-type]  # checked above
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            population=int(row.get("population") or 0),
        )
    except ValueError as error:
        raise DataError(f"{path}: {row['name']!r}: {error}") from error


@cache
def gazetteer(user: tuple[str, ...] = ()) -> Gazetteer:
    """Return the package's gazetteer with the user's places, loaded once for each set of files."""
    return Gazetteer(user)
