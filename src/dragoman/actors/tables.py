"""From the rows of the actor tables to actors, roles and the names in a text that stand for them."""

from collections.abc import Iterable, Iterator, Mapping
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
    "false_friends",
    "name_heads",
    "sports",
)
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
    return tuple(part for part in map(str.strip, field.split(";")) if part) if field else ()


def slug(name: str) -> str:
    """Return a name as an id writes it."""
    return name.lower().replace(" ", "-")


# ---- actors -----------------------------------------------------------------------------------------------------------------------


def actors(tables: Tables) -> Iterator[Actor]:
    """Yield every actor of the tables; of rows with the same id the first counts, with the names of all."""
    roles = held_roles([*tables["roles"], *tables["standings"]])
    yield from map(_state, tables["countries"])
    yield from (_person(row, roles) for row in merged(tables["people"]))
    yield from (_organisation(row, roles) for row in merged(tables["organisations"]))
    yield from map(_people, tables["peoples"])


def merged(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    """Yield one row for each id: the first, with the aliases of all."""
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        known = first.setdefault(row["id"], dict(row))
        if known["aliases"] != row["aliases"] or known["name"] != row["name"]:
            known["aliases"] = f"{known['aliases']};{row['name']};{row['aliases']}"
    yield from first.values()


def held_roles(rows: Iterable[Row]) -> dict[str, list[Role]]:
    """Return the roles of each actor, in the order of the tables."""
    found: dict[str, list[Role]] = {}
    for row in rows:
        found.setdefault(row["actor"], []).append(role(row))
    return found


def role(row: Row) -> Role:
    """Return the role that a row tells."""
    return Role(
        title=row["title"],
        country=row["country"],
        organisation=row["organisation"],
        sectors=split(row["sectors"]),
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


def _person(row: Row, roles: Mapping[str, list[Role]]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind="person",
        country=row["country"],
        roles=tuple(roles.get(row["id"], ())),
        aliases=split(row["aliases"]),
        wikidata=row["wikidata"] or None,
    )


def _organisation(row: Row, roles: Mapping[str, list[Role]]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=KINDS.get(row["kind"], "organisation"),
        country=row["country"],
        sectors=split(row["sectors"]),
        roles=tuple(roles.get(row["id"], ())),
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
        )


def names(tables: Tables, known: Mapping[str, Actor]) -> Iterator[Names]:
    """Yield every name with what it stands for; of one name's readings the first is the likeliest."""
    yield from (Names(row["phrase"], "", "name", friend=False) for row in tables["false_friends"])
    for row in tables["countries"]:
        yield from _of_state(row, known)
    for actor in known.values():
        if actor.kind != "state" and not actor.id.startswith("people:"):
            yield from of_actor(actor)
    for row in tables["peoples"]:
        yield from _of_people(row, known)
    for row in tables["places"]:
        yield from _of_place(row)


def of_actor(actor: Actor) -> Iterator[Names]:
    """Yield the names of a person or an organisation; "Organisation" is written with a z as well."""
    for name in (actor.name, *actor.aliases):
        yield Names(name, actor.id, "name")
        if actor.kind == "person":
            yield from (Names(other, actor.id, "name") for other in other_names(name))
        elif "isation" in name:
            yield Names(name.replace("isation", "ization"), actor.id, "name")
        elif "ization" in name:
            yield Names(name.replace("ization", "isation"), actor.id, "name")


def _of_state(row: Row, known: Mapping[str, Actor]) -> Iterator[Names]:
    actor_id = f"state:{slug(row['name'])}"
    if actor_id not in known:  # removed by the user
        return
    yield from (Names(surface, actor_id, "name") for surface in (row["name"], *split(row["names"])))
    adjectives = split(row["adjectives"])
    for surface in (*adjectives, *split(row["demonyms"])):
        yield Names(surface.removesuffix("-"), actor_id, "demonym", adjective=surface in adjectives)
    yield from (Names(surface, actor_id, "metonym") for surface in (*split(row["capital"]), *split(row["metonyms"])))


def _of_people(row: Row, known: Mapping[str, Actor]) -> Iterator[Names]:
    actor_id = f"people:{slug(row['name'])}"
    if actor_id in known:
        invariant = row["name"] == row["plural"]
        for surface in (row["name"], row["plural"], *split(row["aliases"])):
            yield Names(surface, actor_id, "demonym", adjective=invariant or surface != row["plural"])


def _of_place(row: Row) -> Iterator[Names]:
    aliases = row["aliases"]
    for surface in (row["name"], *split(aliases)) if aliases else (row["name"],):
        yield Names(surface, "", "name", countries=row["countries"], place=row["name"])


def _place_entry(names: Names) -> Entry:
    countries = split(names.countries)
    return Entry(
        surface=names.surface,
        actor_id=f"place:{countries[0].lower()}:{slug(names.place)}",
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
