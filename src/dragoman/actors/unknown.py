"""Names without an entry, counted over many mentions, as a table that can be completed and loaded again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.actors.packs import COLUMNS

PREFIX = "name:"  # of the ids of names without an entry


@dataclass
class Unknown:
    """A name without an entry: what its mentions say, and how often."""

    name: str
    mentions: int = 0
    articles: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    example: str = ""

    def row(self) -> dict[str, str]:
        """Return the row of a pack, with what most mentions say filled in; the counts and an example stand in a comment line before it."""
        row = dict.fromkeys(COLUMNS, "")
        kind = _most(self.kinds)
        return row | {
            "name": self.name,
            "kind": kind if kind not in ("", "unknown") else "organisation",
            "country": _most(self.countries),
            "sectors": _most(self.sectors),
            "title": _most(self.titles),
        }


def count_unknown(mentions: Iterable[tuple[str, str, str, str, str, str, str, str]]) -> list[Unknown]:
    """Count mentions, given as (actor id, article id, name, kind, country, sectors joined by ";", title, quote), by name; most frequent first."""
    found: dict[str, Unknown] = {}
    for actor_id, article, name, kind, country, sectors, title, quote in mentions:
        if actor_id.startswith(PREFIX):
            one = found.setdefault(name, Unknown(name))
            one.mentions += 1
            one.articles.add(article)
            one.example = one.example or quote
            for counter, value in (
                (one.kinds, kind),
                (one.countries, country),
                (one.sectors, sectors),
                (one.titles, title),
            ):
                if value:
                    counter[value] += 1
    return sorted(found.values(), key=lambda u: (-u.mentions, u.name))


def pack_lines(unknown: Iterable[Unknown]) -> Iterator[list[str]]:
    """Yield the lines of a pack as fields, header first; a line that begins with # tells of the next how often and where it was met."""
    yield list(COLUMNS)
    for one in unknown:
        yield [
            f"# {_times(one.mentions, 'mention')} in {_times(len(one.articles), 'article')}, first as: {one.example}"
        ]
        row = one.row()
        yield [row[column] for column in COLUMNS]


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _most(counter: Counter[str]) -> str:
    return counter.most_common(1)[0][0] if counter else ""
