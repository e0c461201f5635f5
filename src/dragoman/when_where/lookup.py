"""From the words of a name to the places of the gazetteer, other ways to write it included: "Ill.", "Helmand Province", "Al-Raqqah"."""

from collections.abc import Iterator

from dragoman.when_where.gazetteer import Gazetteer, Place
from dragoman.when_where.spelling import fold
from dragoman.when_where.words import words


def candidates(text: str, places: Gazetteer) -> tuple[Place, ...]:
    """Return the places that the words of a name may mean, the best known first; () where none is known."""
    unit = words().abbreviations.get(text)
    if unit is not None:
        return _unit(*unit, places)
    for spelling, kind in _spellings(text):
        found = tuple(p for p in _named(spelling, places) if kind in ("", p.kind))
        if found:
            return found if kind else _of_said_kind(text, found)
    return ()


def _named(spelling: str, places: Gazetteer) -> tuple[Place, ...]:
    """Return the places of a name, by a name of the news that the gazetteer lacks too."""
    name, country = words().aliases.get(fold(spelling), ("", ""))
    return tuple(p for p in places.find(name) if p.country == country) if name else places.find(spelling)


def _of_said_kind(text: str, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out what cannot be a river, lake or mountain though the name ends in one: an alias of Red River County is no river."""
    kind = words().kinds.get(text.rpartition(" ")[2].lower(), "")
    return tuple(p for p in found if p.kind in (kind, "city")) if kind in NATURAL else found


def _unit(name: str, country: str, places: Gazetteer) -> tuple[Place, ...]:
    """Return the province that an abbreviation stands for."""
    return tuple(p for p in places.find(name) if p.kind == "admin1" and p.country == country)


def _spellings(text: str) -> Iterator[tuple[str, str]]:
    """Yield other ways to write a name, with the kind that a word cut off from it says: "Helmand Province", "Northern Mali"."""
    yield text, ""
    parts = text.replace("-", " ").split()
    if len(parts) > 1 and parts[-1].lower() in words().kinds:
        kind = words().kinds[parts[-1].lower()]
        yield " ".join(parts[:-1]), kind
        if kind in NATURAL:
            return
        yield " ".join(parts[:-1]), ""
    if len(parts) > 1 and parts[0].lower() in DIRECTIONS:
        yield " ".join(parts[1:]), ""
    if parts[0].lower() in ARTICLES:
        yield from ((f"{article} {' '.join(parts[1:])}".strip(), "") for article in ("", *ARTICLES))


DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "upper", "lower", "downtown", "greater", "northeastern", "northwestern", "southeastern", "southwestern", "mainland", "inner", "rural"})  # fmt: skip
NATURAL = frozenset({"river", "lake", "sea", "mountains", "islands", "subregion", "district"})
# The Arabic article as it is written in Latin letters, before which letter ever.
ARTICLES = ("al", "el", "ar", "as", "ash", "ad", "an", "at", "az")
