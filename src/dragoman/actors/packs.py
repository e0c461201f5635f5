"""The user's own actors: a CSV or TOML file, or a folder of them, that adds, overrides and removes actors, names and roles.

A row of a pack is an actor, or one role of an actor; rows with the same id (or name) belong together. The columns, all of them optional
but `id` or `name`: action, id, name, aliases, kind, country, sectors, title, organisation, since, until, gender, wikidata. A folder may also
hold tables of the package's own names (agents.csv, places.csv, …), whose rows go before the package's.
"""

import tomllib
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import msgspec

from dragoman.actors.tables import STEMS, slug, split
from dragoman.errors import DataError
from dragoman.lexicon.tables import numbered_rows, walk
from dragoman.records import Actor, ActorKind, Role

COLUMNS = (
    "action", "id", "name", "aliases", "kind", "country", "sectors", "title", "organisation", "since", "until", "gender", "wikidata",
)  # fmt: skip
ACTIONS = ("add", "override", "remove")
KINDS = get_args(ActorKind)
PREFIXES = {"person": "person", "organisation": "org", "group": "org", "media": "org", "state": "state"}


class Line(NamedTuple):
    """A row of a pack and where it stands."""

    source: str
    number: int
    fields: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a field, empty where the pack has no such column."""
        return self.fields.get(column, "")

    def error(self, message: str) -> DataError:
        """Return an exception that points at the row."""
        return DataError(f"{self.source}, line {self.number}: {message}")


class Pack(NamedTuple):
    """What a user's path holds: rows about actors, and rows of tables by their stem."""

    lines: tuple[Line, ...]
    tables: Mapping[str, list[dict[str, str]]]


class Changed(NamedTuple):
    """What packs change: the actors that they made or changed, those gone, the names that they took away, and the genders that they told."""

    made: dict[str, Actor]
    gone: frozenset[str]
    dropped: frozenset[tuple[str, str]]
    genders: dict[str, str]


NOTHING_CHANGED = Changed({}, frozenset(), frozenset(), {})


# ---- reading ----------------------------------------------------------------------------------------------------------------------


def read_pack(path: Path) -> Pack:
    """Read a pack. Raises DataError, with the line, for a path that does not exist or a file that is not a table."""
    if not path.exists():
        raise DataError(f"{path}: no such file or folder of actors")
    files = [Path(str(f)) for f in walk(path)] if path.is_dir() else [path]
    lines: list[Line] = []
    tables: dict[str, list[dict[str, str]]] = {}
    for file in files:
        stem = table_stem(file.name) if path.is_dir() else None
        if stem is not None:
            tables.setdefault(stem, []).extend(row for _, row in numbered_rows(file))
        elif file.suffix == ".csv":
            lines.extend(_csv_lines(file))
        elif file.suffix == ".toml":
            lines.extend(_toml_lines(file))
            tables.setdefault("agents", []).extend(_toml_agents(file))
    return Pack(tuple(lines), tables)


def table_stem(name: str) -> str | None:
    """Return which of the package's tables a file is a part of: "people-africa.csv" of people."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix != "csv":
        return None
    return next((s for s in STEMS if stem == s or stem.startswith(f"{s}-")), None)


def _csv_lines(file: Path) -> Iterator[Line]:
    for number, row in numbered_rows(file):
        unknown = [c for c in row if c not in COLUMNS]
        if unknown:
            raise DataError(f"{file.name}: no column {unknown[0]!r}; the columns are: {', '.join(COLUMNS)}")
        yield Line(file.name, number, row)


def _toml_lines(file: Path) -> Iterator[Line]:
    """Yield a line for each [[actor]], and one more for each further role of its `roles`."""
    starts = _starts(file, "[[actor]]")
    for number, table in zip(starts, _toml(file).get("actor", []), strict=False):
        fields = {k: _field(v) for k, v in table.items() if k != "roles"}
        unknown = [c for c in fields if c not in COLUMNS]
        if unknown:
            raise DataError(
                f"{file.name}, line {number}: no key {unknown[0]!r}; the keys are: {', '.join(COLUMNS)}, roles"
            )
        roles = table.get("roles") or [{}]
        for held in roles:
            yield Line(file.name, number, fields | {k: _field(v) for k, v in held.items()})


def _toml_agents(file: Path) -> Iterator[dict[str, str]]:
    for table in _toml(file).get("agent", []):
        fields = {k: _field(v) for k, v in table.items()}
        yield {"sectors": "", "kind": "class", "traits": ""} | fields


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{file.name}: {error}") from error


def _starts(file: Path, mark: str) -> list[int]:
    return [n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if line.strip() == mark]


def _field(value: object) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)


# ---- applying ---------------------------------------------------------------------------------------------------------------------


def apply(known: Mapping[str, Actor], lines: Sequence[Line]) -> Changed:
    """Return what the rows of the packs change, in their order. Raises DataError for a row that names nobody or an unknown action."""
    actors = ChainMap({}, dict(known)) if lines else ChainMap[str, Actor]({})
    made = actors.maps[0]
    by_name = _by_name(actors.values())
    gone: set[str] = set()
    dropped: set[tuple[str, str]] = set()
    genders: dict[str, str] = {}
    for line in lines:
        actor_id = _identified(line, actors, by_name)
        if _action(line) == "remove":
            _remove(line, actor_id, actors, dropped, gone)
            continue
        made[actor_id] = _changed(line, actors.get(actor_id), actor_id, fresh=actor_id not in made)
        gone.discard(actor_id)
        by_name.setdefault(made[actor_id].name, actor_id)
        if line.get("gender"):
            genders[actor_id] = line.get("gender")
    return Changed({i: a for i, a in made.items() if i not in gone}, frozenset(gone), frozenset(dropped), genders)


def _by_name(actors: Iterable[Actor]) -> dict[str, str]:
    """Return the ids of actors by name; a name that two share finds neither."""
    found: dict[str, str] = {}
    for actor in actors:
        found[actor.name] = "" if actor.name in found else actor.id
    return {name: actor_id for name, actor_id in found.items() if actor_id}


def _action(line: Line) -> str:
    action = line.get("action") or "add"
    if action not in ACTIONS:
        raise line.error(f"{action!r} is not an action; write {', '.join(ACTIONS)} or nothing")
    return action


def _identified(line: Line, actors: Mapping[str, Actor], by_name: Mapping[str, str]) -> str:
    actor_id, name = line.get("id"), line.get("name")
    if not actor_id and not name:
        raise line.error("neither id nor name: say who the row is about")
    found = actor_id or by_name.get(name, "")
    if _action(line) == "remove" and found not in actors:
        raise line.error(f"nobody to remove: no actor {actor_id or name!r}")
    return found or f"{PREFIXES.get(_kind(line), 'org')}:{slug(name)}"


def _kind(line: Line) -> str:
    kind = line.get("kind") or ("person" if line.get("title") else "organisation")
    if kind not in KINDS:
        raise line.error(f"{kind!r} is not a kind of actor; the kinds are: {', '.join(KINDS)}")
    return kind


def _remove(
    line: Line, actor_id: str, actors: ChainMap[str, Actor], dropped: set[tuple[str, str]], gone: set[str]
) -> None:
    """Take away the names that the row lists, or the roles of its title, or the whole actor."""
    actor, title = actors[actor_id], line.get("title").lower()
    if line.get("aliases"):
        dropped.update((actor_id, alias) for alias in split(line.get("aliases")))
    elif title:
        kept = tuple(r for r in actor.roles if not _meant(line, r))
        actors[actor_id] = msgspec.structs.replace(actor, roles=kept)
    else:
        gone.add(actor_id)


def _meant(line: Line, role: Role) -> bool:
    since = line.get("since")
    return role.title.lower() == line.get("title").lower() and (not since or role.since == since)


def _changed(line: Line, actor: Actor | None, actor_id: str, *, fresh: bool) -> Actor:
    """Return the actor with what a row says; `override` forgets, with the first row, the roles and names that it had."""
    if actor is None:
        actor = Actor(id=actor_id, name=line.get("name") or actor_id, kind=cast("ActorKind", _kind(line)))
    elif _action(line) == "override" and fresh:
        actor = msgspec.structs.replace(actor, roles=(), aliases=())
    said: dict[str, Any] = {c: line.get(c) for c in ("name", "kind", "country", "wikidata") if line.get(c)}
    if line.get("title"):
        said["roles"] = (*actor.roles, _role(line, actor))
    elif line.get("sectors"):
        said["sectors"] = split(line.get("sectors"))
    said["aliases"] = tuple(dict.fromkeys((*actor.aliases, *split(line.get("aliases")))))
    return msgspec.structs.replace(actor, **said)


def _role(line: Line, actor: Actor) -> Role:
    return Role(
        title=line.get("title"),
        country=line.get("country") or actor.country,
        organisation=line.get("organisation"),
        sectors=split(line.get("sectors")),
        since=line.get("since") or None,
        until=line.get("until") or None,
        provenance=line.source,
    )
