"""From the rows of the actor tables to actors, roles and the names in a text that stand for them."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from dragoman.actors.spelling import other_names
from dragoman.records import Actor, ActorKind, MentionBasis, Record, Role

Row = Mapping[str, str]
Tables = Mapping[str, list[dict[str, str]]]

# Stems of the tables; each may be split into several files ("people-africa.csv").
STEMS = (
    "countries",
    "country_groups",
    "people",
    "roles",
    "organisations",
    "standings",
    "membership",
    "peoples",
    "places",
    "agents",
    "offices",
    "spellings",
    "homonyms",
    "surnames",
    "common_names",
    "false_friends",
    "name_heads",
    "sports",
)
# The first of them is an id: it needs no quotation marks, and lines are found by it before anybody reads the rest.
ROLE_COLUMNS = ("actor", "title", "country", "organisation", "sectors", "since", "until", "precision", "provenance")
# Kinds of organisations.csv that are not plain organisations.
KINDS: dict[str, ActorKind] = {"media": "media", "armed_group": "group"}


class Entry(Record, kw_only=True):
    """One reading of a name: the actor that it stands for, and in which way it names it."""

    surface: str
    actor_id: str
    name: str
    kind: ActorKind
    country: str
    sectors: tuple[str, ...]
    basis: MentionBasis
    adjective: bool = False  # "Kazakh": names the state, and qualifies other nouns
    friend: bool = True  # False: only looks like an actor ("China Airlines")
    capital: bool = False  # stands for the government only where it acts ("Moscow denied")
    place: bool = False  # a city or region: gives its country, acts seldom
    countries: tuple[str, ...] = ()  # of a place with namesakes: all of them, the likeliest first

    @property
    def territorial(self) -> bool:
        """Whether it names a state, its people or a place: what companies, rivers and teams are called after."""
        return self.kind == "state" or self.place


class Agent(NamedTuple):
    """What a role noun says of whoever it stands for."""

    noun: str
    sectors: tuple[str, ...]
    kind: str  # class, office, institution, organisation, generic
    traits: frozenset[str] = frozenset()

    @property
    def leans(self) -> bool:
        """Whether its sector is that of what it belongs to, where that is known: "a rebel spokesman", "a UN official"."""
        return "leans" in self.traits

    @property
    def moves(self) -> bool:
        """Whether it acts away from home, so that "in Syria" does not say whose it is: troops, diplomats."""
        return "moves" in self.traits


def split(field: str) -> tuple[str, ...]:
    """Return the parts of a field between semicolons."""
    if ";" not in field:  # most
        return (field.strip(),) if field and not field.isspace() else ()
    return tuple(part for part in map(str.strip, field.split(";")) if part)


def slug(name: str) -> str:
    """Return a name as an id writes it."""
    return name.lower().replace(" ", "-")


def place_id(name: str, country: str) -> str:
    """Return the id of a region or city."""
    return f"place:{country.lower()}:{slug(name)}"


# ---- actors -----------------------------------------------------------------------------------------------------------------------


class Actors(Mapping[str, Actor]):
    """The actors of the tables by id, each made when it is first asked for; of rows with the same id the first counts, with the names of all."""

    def __init__(
        self,
        tables: Tables,
        sectors_of_title: Callable[[str], tuple[str, ...]],
        unread: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.states = {f"state:{slug(row['name'])}": row for row in tables["countries"]}
        self.people = by_id(tables["people"])
        self.organisations = by_id(tables["organisations"])
        self.peoples = {f"people:{slug(row['name'])}": row for row in tables["peoples"]}
        self._roles: dict[str, list[Row]] = {}
        for row in chain(tables["roles"], tables["standings"]):
            self._roles.setdefault(row["actor"], []).append(row)
        self._unread = unread or {}  # roles of the package: lines by actor
        self._sectors_of_title = sectors_of_title
        self._made: dict[str, Actor] = {}
        self.gone: frozenset[str] = frozenset()

    def change(self, made: Mapping[str, Actor], gone: frozenset[str]) -> None:
        """Put actors in the place of those of the tables, and take others away."""
        self._made.update(made)
        self.gone = gone

    def __getitem__(self, actor_id: str) -> Actor:
        if actor_id in self.gone:
            raise KeyError(actor_id)
        found = self._made.get(actor_id)
        if found is None:
            found = self._made[actor_id] = self._make(actor_id)
        return found

    def __contains__(self, actor_id: object) -> bool:
        tables = (self._made, self.people, self.organisations, self.states, self.peoples)
        return actor_id not in self.gone and any(actor_id in t for t in tables)

    def __iter__(self) -> Iterator[str]:
        rows = chain(self.states, self.people, self.organisations, self.peoples)
        yield from (i for i in dict.fromkeys(chain(rows, tuple(self._made))) if i not in self.gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _make(self, actor_id: str) -> Actor:
        if actor_id in self.people:
            return _person(self.people[actor_id], self._held(actor_id))
        if actor_id in self.organisations:
            return _organisation(self.organisations[actor_id], self._held(actor_id))
        return _people(self.peoples[actor_id]) if actor_id in self.peoples else _state(self.states[actor_id])

    def _held(self, actor_id: str) -> tuple[Role, ...]:
        return tuple(role(row, self._sectors_of_title) for row in self._rows(actor_id))

    def _rows(self, actor_id: str) -> Iterator[Row]:
        yield from self._roles.get(actor_id, ())
        for line in self._unread.get(actor_id, ()):
            fields = next(csv.reader([line])) if '"' in line else line.split(",")
            yield dict(zip(ROLE_COLUMNS, fields, strict=True))

    def held(self) -> Iterator[tuple[str, Row]]:
        """Yield (actor, row) of every role of the tables."""
        for actor_id in dict.fromkeys(chain(self._roles, self._unread)):
            yield from ((actor_id, row) for row in self._rows(actor_id))


def by_id(rows: Iterable[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return one row for each id: the first, with the names of all."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        known = found.setdefault(row["id"], row)
        if known is not row:
            found[row["id"]] = known | {"aliases": f"{known['aliases']};{row['name']};{row['aliases']}"}
    return found


def role(row: Row, sectors_of_title: Callable[[str], tuple[str, ...]]) -> Role:
    """Return the role that a row tells; where it says no sector, that of its title."""
    return Role(
        title=row["title"],
        country=row["country"],
        organisation=row["organisation"],
        sectors=split(row["sectors"]) or sectors_of_title(row["title"]),
        since=row["since"] or None,
        until=row["until"] or None,
        provenance=row["provenance"],
    )


def _state(row: Row) -> Actor:
    return Actor(
        id=f"state:{slug(row['name'])}",
        name=row["name"],
        kind="state",
        country=row["code"],
        sectors=("PRE",) if row["kind"] == "pre" else ("GOV",),
        aliases=split(row["names"]),
        wikidata=row["wikidata"] or None,
    )


def _person(row: Row, roles: tuple[Role, ...]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind="person",
        country=row["country"],
        roles=roles,
        aliases=split(row["aliases"]),
        wikidata=row["wikidata"] or None,
    )


def _organisation(row: Row, roles: tuple[Role, ...]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=KINDS.get(row["kind"], "organisation"),
        country=row["country"],
        sectors=split(row["sectors"]),
        roles=roles,
        aliases=split(row["aliases"]),
    )


def _people(row: Row) -> Actor:
    return Actor(
        id=f"people:{slug(row['name'])}",
        name=row["plural"],
        kind="group",
        country=row["country"],
        sectors=split(row["sectors"]),
        aliases=(row["name"], *split(row["aliases"])),
    )


# ---- names ------------------------------------------------------------------------------------------------------------------------


class Names(NamedTuple):
    """A name before anybody asks for it: made into an `Entry` when a text has it."""

    surface: str
    actor_id: str
    basis: MentionBasis
    adjective: bool = False
    friend: bool = True
    capital: bool = False
    countries: str = ""  # of a place
    place: str = ""  # its name

    def entry(self, known: Mapping[str, Actor]) -> Entry:
        """Return the reading in full."""
        if self.place:
            return _place_entry(self)
        actor = known.get(self.actor_id)
        return Entry(
            surface=self.surface,
            actor_id=self.actor_id,
            name=actor.name if actor else self.surface,
            kind=actor.kind if actor else "unknown",
            country=actor.country if actor else "",
            sectors=actor.sectors if actor else (),
            basis=self.basis,
            adjective=self.adjective,
            friend=self.friend,
            capital=self.capital,
        )


def names(tables: Tables, known: Actors) -> Iterator[Names]:
    """Yield every name with what it stands for; of one name's readings the first is the likeliest."""
    yield from (Names(row["phrase"], "", "name", friend=False) for row in tables["false_friends"])
    for row in tables["countries"]:
        yield from _of_state(row, known)
    for actor_id, row in known.people.items():
        if actor_id not in known.gone:
            yield from names_of(actor_id, (row["name"], *split(row["aliases"])), person=True)
    for actor_id, row in known.organisations.items():
        if actor_id not in known.gone:
            yield from names_of(actor_id, (row["name"], *split(row["aliases"])), person=False)
    for row in tables["peoples"]:
        yield from _of_people(row, known)
    for row in tables["places"]:
        yield from _of_place(row)


def names_of(actor_id: str, written: Iterable[str], *, person: bool) -> Iterator[Names]:
    """Yield the names of a person or an organisation; "Organisation" is written with a z as well."""
    for name in written:
        yield Names(name, actor_id, "name")
        if person:
            if "l-" in name:
                yield from (Names(other, actor_id, "name") for other in other_names(name))
        elif "isation" in name:
            yield Names(name.replace("isation", "ization"), actor_id, "name")
        elif "ization" in name:
            yield Names(name.replace("ization", "isation"), actor_id, "name")
        elif name.endswith(" Party"):
            yield Names(f"{name[:-5]}party", actor_id, "name")


def _of_state(row: Row, known: Actors) -> Iterator[Names]:
    actor_id = f"state:{slug(row['name'])}"
    if actor_id not in known:  # removed by the user
        return
    yield from (Names(surface, actor_id, "name") for surface in (row["name"], *split(row["names"])))
    adjectives = split(row["adjectives"])
    for surface in (*adjectives, *split(row["demonyms"])):
        yield Names(surface.removesuffix("-"), actor_id, "demonym", adjective=surface in adjectives)
    yield from (Names(surface, actor_id, "metonym") for surface in split(row["metonyms"]))
    yield from (Names(surface, actor_id, "metonym", capital=True) for surface in split(row["capital"]))


def _of_people(row: Row, known: Actors) -> Iterator[Names]:
    actor_id = f"people:{slug(row['name'])}"
    if actor_id in known:
        invariant = row["name"] == row["plural"]
        for surface in (row["name"], row["plural"], *split(row["aliases"])):
            yield Names(surface, actor_id, "demonym", adjective=invariant or surface != row["plural"])


def _of_place(row: Row) -> Iterator[Names]:
    name, countries = row["name"], row["countries"]
    for surface in (name, *split(row["aliases"])):
        yield Names(surface, "", "name", False, True, False, countries, name)  # noqa: FBT003  (thousands of them)


def _place_entry(names: Names) -> Entry:
    countries = split(names.countries)
    return Entry(
        surface=names.surface,
        actor_id=place_id(names.place, countries[0]),
        name=names.place,
        kind="organisation",
        country=countries[0],
        sectors=(),
        basis="name",
        place=True,
        countries=countries,
    )


def agents(rows: Iterable[Row]) -> dict[str, Agent]:
    """Return what each role noun says, by the noun without hyphens."""
    return {
        row["noun"].replace("-", " "): Agent(
            row["noun"], split(row["sectors"]), row["kind"], frozenset(split(row["traits"]))
        )
        for row in rows
    }
