"""The knowledge base: who is called what, what they were on which day, and what role nouns mean."""

import csv
import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import cast

import msgspec

from dragoman.actors.index import NameIndex
from dragoman.actors.packs import NOTHING_CHANGED, Changed, Line, Pack, apply, read_pack, table_stem
from dragoman.actors.spelling import Spelling, classes, fold
from dragoman.actors.tables import (
    STEMS,
    Actors,
    Agent,
    Entry,
    Names,
    Tables,
    agents,
    names,
    names_of,
    place_id,
    split,
)
from dragoman.lexicon.tables import Source, digest, package_data, read_csv, walk
from dragoman.records import Actor, Role

# Countries whose people write the family name first, also in English-language news.
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "SGP", "KHM"})
# Countries whose bodies are called by the short name, not the adjective: "the U.S. Congress".
SHORT_NAMES = {"USA": "U.S.", "GBR": "UK"}
# What the name of only one chamber of a parliament begins with.
CHAMBERS = ("House of", "Chamber of", "Dewan ", "Mazhilis", "Senate", "Consultative")
# Countries whose people are called by their given name, which stands first.
GIVEN_ALONE = frozenset({"THA", "ETH", "ERI", "ISL", "MYS"})
PARTICLES = frozenset(
    {"al", "el", "de", "da", "di", "du", "del", "von", "van", "der", "bin", "ben", "ibn", "la", "le", "dos", "abu"}
)
HEADS = frozenset({"head", "chief", "boss", "leader"})
HEAD_OFFICES = (
    "secretary-general", "director-general", "president", "managing director", "executive director", "chairperson", "chairman", "chairwoman", "chair",
    "general secretary", "party leader", "leader", "commander", "high commissioner", "commissioner-general", "administrator", "director", "head", "chief",
)  # fmt: skip
LATER = "roles"  # the table whose rows are read when somebody asks for them
ARTICLES = ("al-", "el-", "Al-", "El-", "as-", "ad-", "az-")


class Knowledge:
    """All actors, looked up by name in text, by id, by family name and by office."""

    def __init__(
        self, tables: Tables, lines: Sequence[Line], digest: str, roles: Mapping[str, list[str]] | None = None
    ) -> None:
        self.digest = digest
        self.agents: dict[str, Agent] = agents(tables["agents"])
        self.agent_pairs = frozenset(pair for noun in self.agents for pair in pairwise(noun.split()))
        self.name_heads = {r["head"]: r["gives"] for r in tables["name_heads"]}
        self.homonyms = frozenset(r["name"] for r in tables["homonyms"])
        self.common_surnames = frozenset(r["surname"] for r in tables["surnames"])
        self.common_names = frozenset(r["actor"] for r in tables["common_names"])
        self.sports = {r["word"]: int(r["weight"]) for r in tables["sports"]}
        self.country_groups = {
            n: frozenset(split(r["countries"])) for r in tables["country_groups"] for n in split(r["names"])
        }
        self._offices = {
            f"{r['title']}|{country}": r["office"]
            for r in tables["offices"]
            for country in split(r["countries"]) or ("",)
        }
        self._organisations = tables["organisations"]
        self.organisation_kinds = {r["id"]: r["kind"] for r in tables["organisations"]}
        self._membership = tables["membership"]
        self._actors = Actors(tables, self.sectors_of_title, roles)
        self.genders = {r["id"]: r["gender"] for r in tables["people"]}
        self._read: dict[str, tuple[Entry, ...]] = {}
        self._index = NameIndex(self._names(tables, NOTHING_CHANGED), Spelling(classes(tables["spellings"])))
        if lines:
            self._change(tables, apply(self._actors, lines))

    def _change(self, tables: Tables, changed: Changed) -> None:
        """Take the user's changes in; titles find their sectors by the names that were there before."""
        self._actors.change({i: self._with_sectors(a) for i, a in changed.made.items()}, changed.gone)
        self.genders |= changed.genders
        self._read.clear()
        self._index = NameIndex(self._names(tables, changed), Spelling(classes(tables["spellings"])))

    def _names(self, tables: Tables, changed: Changed) -> Iterator[tuple[str, Names]]:
        """Yield the user's names first, then the package's, without those that a pack took away."""
        for actor in changed.made.values():
            written = (actor.name, *actor.aliases)
            yield from ((n.surface, n) for n in names_of(actor.id, written, person=actor.kind == "person"))
        package, dropped = names(tables, self._actors), changed.dropped
        if dropped:
            package = (n for n in package if (n.actor_id, n.surface) not in dropped)
        yield from ((n.surface, n) for n in package)

    def _with_sectors(self, actor: Actor) -> Actor:
        """A role of a pack whose row says no sector has that of its title."""
        roles = tuple(
            r if r.sectors else msgspec.structs.replace(r, sectors=self.sectors_of_title(r.title)) for r in actor.roles
        )
        return msgspec.structs.replace(actor, roles=roles)

    # ---- names --------------------------------------------------------------------------------------------------------------------

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Yield (start, end, readings) of each name in a text, the longest of those that begin together; spelling does not matter."""
        for match in self._index.find(text):
            yield match.start, match.end, self._readings(match.key)

    def find_shouted(self, text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Yield the names in a text that is all capitals."""
        for match in self._index.find_shouted(text):
            yield match.start, match.end, self._readings(match.key)

    def readings(self, name: str) -> tuple[Entry, ...]:
        """Return what a name as a whole can stand for, the likeliest first."""
        key = self._index.key(name)
        return self._readings(key) if self._index.knows(key) else ()

    def _readings(self, key: str) -> tuple[Entry, ...]:
        found = self._read.get(key)
        if found is None:
            readings: dict[str, Entry] = {}
            for name in self._index.standing(key):
                entry = cast("Names", name).entry(self._actors)
                readings.setdefault(entry.actor_id, entry)
            found = self._read[key] = tuple(readings.values())
        return found

    def is_name(self, lower: str) -> bool:
        """Tell whether a lower-cased word belongs to a name, for text in capitals."""
        return lower in self._name_words

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(w.lower() for w in self._index.words() if w[:1].isupper())

    # ---- actors and roles ---------------------------------------------------------------------------------------------------------

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

    def state(self, country: str) -> Actor | None:
        """Return the sovereign state of a country code."""
        return self._states.get(country)

    @cached_property
    def _states(self) -> dict[str, Actor]:
        rows = ((i, row) for i, row in self._actors.states.items() if row["kind"] == "state")
        return {row["code"]: actor for i, row in rows if (actor := self._actors.get(i)) is not None}

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """The first adjective of each sovereign state, by country code."""
        rows = (r for r in self._actors.states.values() if r["kind"] == "state" and r["adjectives"])
        return {row["code"]: split(row["adjectives"])[0] for row in rows}

    def body_of(self, country: str, name: str) -> Entry | None:
        """Return the organisation of a country that its own news calls by a name that others have too: "the Liberal Party", "the Supreme Court"."""
        state = self.state(country)
        if state is None or not name[:1].isupper():
            return None
        short = SHORT_NAMES.get(country, self.adjectives.get(country))
        forms = (
            f"{name} of {state.name}",
            f"{name} of the {state.name}",
            f"{self.adjectives.get(country)} {name}",
            f"{short} {name}",
        )
        readings = (r for form in forms for r in self.readings(form))
        return next((r for r in readings if r.kind == "organisation" and r.country == country), None)

    @cached_property
    def parliaments(self) -> dict[str, tuple[str, str]]:
        """The id and name of the parliament of each country of which the tables know just one, chambers left out."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._organisations:
            if row["kind"] == "parliament":
                found.setdefault(row["country"], []).append((row["id"], row["name"]))
        whole = {c: rows[0] for c, rows in found.items() if len(rows) == 1}
        return {c: (i, name) for c, (i, name) in whole.items() if not name.startswith(CHAMBERS)}

    def with_surname(self, surname: str) -> tuple[Actor, ...]:
        """Return the people whose family name that is."""
        return self._by_surname.get(fold(surname), ())

    @cached_property
    def _by_surname(self) -> dict[str, tuple[Actor, ...]]:
        found: dict[str, list[Actor]] = {}
        for actor in self._actors.values():
            if actor.kind == "person":
                for short in {s for name in (actor.name, *actor.aliases) for s in surnames(name, actor.country)}:
                    found.setdefault(fold(short), []).append(actor)
        return {short: tuple(people) for short, people in found.items()}

    @cached_property
    def given_names(self) -> dict[str, str]:
        """The gender of given names that people of the base bear, of those that only one gender bears."""
        heard: dict[str, Counter[str]] = {}
        for actor in self._actors.values():
            gender = self.genders.get(actor.id, "")
            if actor.kind == "person" and gender and actor.country not in FAMILY_FIRST and " " in actor.name:
                heard.setdefault(fold(actor.name.split()[0]), Counter())[gender] += 1
        return {name: next(iter(genders)) for name, genders in heard.items() if len(genders) == 1}

    # ---- offices ------------------------------------------------------------------------------------------------------------------

    def sectors_of_title(self, title: str) -> tuple[str, ...]:
        """Return what a title as a whole, else its words before "of" or "to", else the last of these say: "Speaker of the Duma"."""
        words = title.lower().replace("-", " ").split()
        head = words[: next((i for i, w in enumerate(words) if i and w in ("of", "to", "for", "in")), len(words))]
        for phrase in (words, head, *(head[i:] for i in range(1, len(head)))):
            agent = self.agents.get(" ".join(phrase))
            if agent is not None:
                return (agent.leans and self._sectors_of_organisation(title)) or agent.sectors
        return ()

    def _sectors_of_organisation(self, title: str) -> tuple[str, ...]:
        """Return the sectors of the organisation that a title names: the "President of the Riigikogu" is of the legislature."""
        _, _, named = title.partition(" of ")
        readings = self.readings(named.removeprefix("the ")) if named else ()
        return readings[0].sectors if readings and not readings[0].territorial and readings[0].kind != "person" else ()

    def office(self, title: str, country: str = "") -> str:
        """Return the office behind a title, the same for titles that only differ in words: "Secretary of State" of the USA is a foreign minister."""
        low = title.lower()
        known = self._offices.get(f"{low}|{country}") or self._offices.get(f"{low}|")
        return known or _of_portfolio(low)

    def everyday(self, surname: str) -> bool:
        """Tell whether a family name is too common to mean somebody, or a given name too."""
        folded = fold(surname)
        return folded in self.common_surnames or folded in self.given_names

    def leads(self, actor: Actor, day: str) -> bool:
        """Tell whether somebody led a country on an ISO day."""
        held = (r for r in actor.roles if not r.organisation and holds(r, day))
        return any(self.office(r.title, r.country) in ("president", "prime minister", "supreme leader") for r in held)

    def holders(self, office: str, owner: str, day: str) -> tuple[Actor, ...]:
        """Return who held an office of a country (its code) or of an organisation (its actor id) on an ISO day.

        "head" of an organisation is the highest of the offices that it has.
        """
        offices = self._by_owner.get(owner, {})
        at_the_top = HEAD_OFFICES if office in HEADS and ":" in owner else (office,)
        for name in at_the_top:
            found = {a.id: a for a, r in offices.get(name, ()) if holds(r, day)}
            if found:
                return tuple(found.values())
        return ()

    @cached_property
    def _by_owner(self) -> dict[str, dict[str, list[tuple[Actor, Role]]]]:
        found: dict[str, dict[str, list[tuple[Actor, Role]]]] = {}
        for actor in self._actors.values():
            for role in actor.roles if actor.kind == "person" else ():
                owner, title = self._owned(role)
                office = self.office(title, role.country)
                found.setdefault(owner, {}).setdefault(office, []).append((actor, role))
        return found

    def _owned(self, role: Role) -> tuple[str, str]:
        """Return whose an office is and what it is called there: of "President of the European Commission" the commission and "President"."""
        title, _, named = role.title.partition(" of ")
        if not role.organisation:
            region = self._region(named, role.country) if named else ""
            return (region, title) if region else (role.country, role.title)
        owner = self._owner_of(named.removeprefix("the ")) if named else ""
        return (owner, title) if ":" in owner else (self._owner_of(role.organisation), role.title)

    def _region(self, name: str, country: str) -> str:
        """Return the id of a region, city or dependency of a country, "" if the name is none."""
        state = self.state(country)
        for reading in self.readings(name):
            if reading.place and country in reading.countries:
                return place_id(reading.name, country)
            if reading.kind == "state" and reading.country == country and reading.actor_id != (state and state.id):
                return reading.actor_id
        return ""

    def _owner_of(self, organisation: str) -> str:
        """Return the id of the actor whose name a role gives as its organisation, else that name."""
        return next((r.actor_id for r in self.readings(organisation) if r.actor_id), organisation)

    def organisations_of(self, country: str, day: str) -> tuple[Actor, ...]:
        """Return the organisations that a country was a member of on an ISO day."""
        ids = (r["organisation"] for r in self._membership if r["member"] == country and _within(r, day))
        return tuple(actor for i in dict.fromkeys(ids) if (actor := self._actors.get(i)) is not None)

    def members(self, organisation: str, day: str) -> frozenset[str]:
        """Return the countries that were members of an organisation, by its id, on an ISO day."""
        return frozenset(r["member"] for r in self._membership if r["organisation"] == organisation and _within(r, day))


def _of_portfolio(title: str) -> str:
    """Return the shorter form of a minister's title: "minister of finance" is the finance minister."""
    for words in ("minister of ", "minister for "):
        if title.startswith(words):
            return f"{title.removeprefix(words).removeprefix('the ')} minister"
    return title


def _within(row: Mapping[str, str], day: str) -> bool:
    return row["since"] <= day and day[: len(row["until"])] <= (row["until"] or "9999")


def holds(role: Role, day: str) -> bool:
    """Tell whether a role was held on an ISO day; an open end is open, and a year alone is the whole year."""
    since, until = role.since or "", role.until or "9999"
    return since <= day and day[: len(until)] <= until


def surnames(name: str, country: str) -> tuple[str, ...]:
    """Return what a person is called by alone: "Xi", "Lavrov", "al-Assad" and "Assad", "López Obrador"."""
    words = name.split()
    if len(words) < 2:
        return ()
    if country in FAMILY_FIRST:
        return (words[0],)
    found = [words[-1], words[0]] if country in GIVEN_ALONE else [words[-1]]
    if words[-1].startswith(ARTICLES):
        found.append(words[-1].split("-", 1)[1])
    if len(words) > 2:
        found.append(" ".join(words[-2:]))
    if len(words) > 3 and words[-2].lower() in PARTICLES:
        found.append(" ".join(words[-3:]))
    return tuple(found)


# ---- loading ----------------------------------------------------------------------------------------------------------------------


def load(user: Iterable[str] = ()) -> Knowledge:
    """Load the package's tables and then the user's packs, whose rows win.

    Raises DataError for a path that does not exist or a row that is not well-formed, with its line.
    """
    paths = [Path(u) for u in user]
    packs = [read_pack(path) for path in paths]
    package = package_data("actors")
    with _collector_at_rest():
        lines = [line for pack in packs for line in pack.lines]
        return Knowledge(_tables(package, packs), lines, digest(package, *paths), _roles(package))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking over half a million new containers again and again: a quarter of the time of loading."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _tables(package: Source, packs: list[Pack]) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table, the user's before the package's."""
    tables: dict[str, list[dict[str, str]]] = {
        stem: [row for pack in packs for row in pack.tables.get(stem, [])] for stem in STEMS
    }
    for file in walk(package):
        stem = table_stem(file.name)
        if stem is not None and stem != LATER:
            tables[stem].extend(_rows(file))
    return tables


def _roles(package: Source) -> dict[str, list[str]]:
    """Return the lines of the package's roles by actor: a quarter of all rows, of which an article asks for a few."""
    found: dict[str, list[str]] = {}
    for file in walk(package):
        if table_stem(file.name) == LATER:
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
            for line in lines[1:]:
                found.setdefault(line[: line.index(",")], []).append(line)
    return found


def _rows(file: Source) -> list[dict[str, str]]:
    """Return the rows of a table of the package, which is known to be well-formed: half the time of `read_csv`, which says what is wrong."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header, *rows = csv.reader(lines)
    if any(n != len(header) for n in map(len, rows)):
        return read_csv(file)
    return [dict(zip(header, row)) for row in rows]  # noqa: B905  (the lengths are checked)
