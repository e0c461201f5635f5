"""The knowledge base: names, demonyms, capitals and metonyms of states, people with dated roles, organisations, and what role nouns mean."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import ahocorasick_rs

from dragoman.errors import DataError
from dragoman.lexicon.tables import Source, digest, package_data, read_csv, walk
from dragoman.records import Actor, ActorKind, MentionBasis, Record, Role

TABLES = (
    "countries.csv",
    "people.csv",
    "roles.csv",
    "organisations.csv",
    "peoples.csv",
    "agents.csv",
    "false_friends.csv",
    "false_friend_suffixes.csv",
)
ORGANISATION_KINDS: dict[str, ActorKind] = {
    "media": "media",
    "armed_group": "group",
    "people": "group",
    "religious": "group",
}


class Entry(Record, kw_only=True):
    """One name of an actor, and in which way it names it."""

    surface: str
    actor_id: str
    name: str
    kind: ActorKind
    country: str
    sectors: tuple[str, ...]
    basis: MentionBasis
    adjective: bool = False  # "Kazakh": names the state, and qualifies other nouns
    friend: bool = True  # False: only looks like an actor ("China Airlines")


class Agent(Record, kw_only=True):
    """What a role noun says of whoever it stands for."""

    noun: str
    sectors: tuple[str, ...]
    kind: str  # class, office, institution, organisation


class Knowledge:
    """All actors, looked up by name in text and by id."""

    def __init__(self, tables: dict[str, list[dict[str, str]]], digest: str) -> None:
        self.digest = digest
        self.agents = {
            r["noun"]: Agent(noun=r["noun"], sectors=_split(r["sectors"]), kind=r["kind"]) for r in tables["agents.csv"]
        }
        self.suffixes = frozenset(r["suffix"] for r in tables["false_friend_suffixes.csv"])
        self.genders = {r["id"]: r["gender"] for r in tables["people.csv"]}
        self._actors = {a.id: a for a in _actors(tables)}
        self._entries: dict[str, Entry] = {}
        for entry in _entries(tables, self._actors):
            self._entries.setdefault(entry.surface, entry)
        self._surfaces = tuple(self._entries)
        self._automaton = ahocorasick_rs.AhoCorasick(self._surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self._name_words = frozenset(w.lower() for s in self._surfaces for w in s.split() if w[:1].isupper())

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield (start, end, entry) of each name in a text, longest first, on word boundaries only."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            before = start == 0 or not _wordy(text[start - 1])
            after = end == len(text) or not _wordy(text[end])
            if before and after:
                yield start, end, self._entries[self._surfaces[index]]

    def actor(self, actor_id: str) -> Actor | None:
        """Return an actor by id."""
        return self._actors.get(actor_id)

    def actors(self) -> Iterable[Actor]:
        """Return all actors."""
        return self._actors.values()

    def roles_on(self, actor_id: str, day: str) -> tuple[Role, ...]:
        """Return the roles that an actor held on an ISO day."""
        actor = self._actors.get(actor_id)
        return tuple(r for r in actor.roles if holds(r, day)) if actor else ()

    def is_name(self, lower: str) -> bool:
        """Tell whether a lower-cased word belongs to a name, for text in capitals."""
        return lower in self._name_words


def holds(role: Role, day: str) -> bool:
    """Tell whether a role was held on an ISO day; an open end is open."""
    return (role.since or "") <= day <= (role.until or "9999")


def load(user: Iterable[str] = ()) -> Knowledge:
    """Load the package's tables and then the user's folders of tables of the same names, whose rows come first.

    Raises DataError for a folder that does not exist or a row that is not well-formed.
    """
    package = package_data("actors")
    folders = [Path(u) for u in user]
    tables = {name: [row for source in _sources(package, folders, name) for row in read_csv(source)] for name in TABLES}
    return Knowledge(tables, digest(package, *folders))


def _sources(package: Source, folders: list[Path], name: str) -> Iterator[Source]:
    """Yield the files of a table: `people.csv` may be split into `people-africa.csv`, `people-asia.csv`, …"""
    stem = name.removesuffix(".csv")
    for folder in folders:
        if not folder.is_dir():
            raise DataError(f"{folder}: no such folder of actor tables; it may hold {', '.join(TABLES)}")
    for folder in (*folders, package):
        for entry in walk(folder):
            if entry.name == name or (entry.name.startswith(f"{stem}-") and entry.name.endswith(".csv")):
                yield entry


def _actors(tables: dict[str, list[dict[str, str]]]) -> Iterator[Actor]:
    for row in tables["countries.csv"]:
        actor_id = f"state:{row['name'].lower().replace(' ', '-')}"
        sectors = ("GOV",) if row["kind"] != "pre" else ("PRE",)
        yield Actor(
            id=actor_id,
            name=row["name"],
            kind="state",
            country=row["code"],
            sectors=sectors,
            aliases=_split(row["names"]),
            wikidata=row["wikidata"] or None,
        )
    roles = _roles(tables["roles.csv"])
    for row in tables["people.csv"]:
        held = tuple(roles.get(row["id"], ()))
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind="person",
            country=row["country"],
            roles=held,
            aliases=_split(row["aliases"]),
            wikidata=row["wikidata"] or None,
        )
    for row in tables["organisations.csv"]:
        kind = ORGANISATION_KINDS.get(row["kind"], "organisation")
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind=kind,
            country=row["country"],
            sectors=_split(row["sectors"]),
            aliases=_split(row["aliases"]),
        )
    for row in tables["peoples.csv"]:
        actor_id = f"people:{row['name'].lower().replace(' ', '-')}"
        names = (row["plural"], *_split(row["aliases"]))
        yield Actor(
            id=actor_id,
            name=row["plural"],
            kind="group",
            country=row["country"],
            sectors=_split(row["sectors"]),
            aliases=(row["name"], *names),
        )


def _roles(rows: list[dict[str, str]]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = {}
    for row in rows:
        role = Role(
            title=row["title"],
            country=row["country"],
            organisation=row["organisation"],
            sectors=_split(row["sectors"]),
            since=row["since"] or None,
            until=row["until"] or None,
            provenance=row["provenance"],
        )
        found.setdefault(row["actor"], []).append(role)
    return found


def _entries(tables: dict[str, list[dict[str, str]]], actors: dict[str, Actor]) -> Iterator[Entry]:
    for row in tables["false_friends.csv"]:
        yield Entry(
            surface=row["phrase"],
            actor_id="",
            name=row["phrase"],
            kind="unknown",
            country="",
            sectors=(),
            basis="name",
            friend=False,
        )
    people_and_organisations = [a for a in actors.values() if a.kind != "state"]
    for actor in people_and_organisations:
        for surface in (actor.name, *actor.aliases):
            yield _entry(actor, surface, "name")
    for row, actor in zip(tables["countries.csv"], (a for a in actors.values() if a.kind == "state"), strict=True):
        for surface in dict.fromkeys((row["name"], *_split(row["names"]))):
            yield _entry(actor, surface, "name")
        for column in ("adjectives", "demonyms"):
            for surface in _split(row[column]):
                yield _entry(actor, surface, "demonym", adjective=column == "adjectives")
        for column in ("capital", "metonyms"):
            for surface in _split(row[column]):
                yield _entry(actor, surface, "metonym")


def _entry(actor: Actor, surface: str, basis: MentionBasis, *, adjective: bool = False) -> Entry:
    return Entry(
        surface=surface,
        actor_id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        sectors=actor.sectors,
        basis=basis,
        adjective=adjective,
    )


def _split(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(";") if part.strip())


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_"
