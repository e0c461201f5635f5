"""`dragoman actors NAME`, `dragoman actors list`, `dragoman actors unknown`: who is who on a day, and who has no entry yet."""

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.actors.knowledge import Knowledge, holds, load
from dragoman.actors.packs import KINDS
from dragoman.actors.spelling import fold
from dragoman.actors.standing import person_on, sectors_on
from dragoman.actors.tables import Entry
from dragoman.actors.unknown import count_unknown, pack_lines
from dragoman.cli.labels import DIM, safe
from dragoman.cli.layout import Hanging, Narrow
from dragoman.cli.settings import config_of
from dragoman.cli.terminal import forgive_encodings, output
from dragoman.errors import ConfigError
from dragoman.records import Actor, ActorMention, Role

MARGIN = 4
LABEL = 14
MOST = 12  # actors shown for a part of a name
UNKNOWN_QUERY = """
SELECT actor_id, article_id, name, kind, country, array_to_string(sectors, ';'), title, quote
FROM (SELECT *, evidence.quote AS quote FROM actors) WHERE starts_with(actor_id, 'name:') AND basis NOT IN ('pronoun', 'list')
"""


def run(arguments: Namespace) -> int:
    """Print who a name is, a list of actors, or the names without an entry; return 0, or 1 where there is nobody."""
    forgive_encodings()
    if arguments.action == "unknown":
        return _unknown(arguments)
    knowledge = load(config_of(arguments).actors)
    return _list(arguments, knowledge) if arguments.action == "list" else _who(arguments, knowledge)


def _today(arguments: Namespace) -> str:
    return arguments.on or datetime.now(tz=UTC).date().isoformat()


# ---- one name ---------------------------------------------------------------------------------------------------------------------


def _who(arguments: Namespace, knowledge: Knowledge) -> int:
    name, day = " ".join([arguments.action, *arguments.paths]), _today(arguments)
    actors = list(found_by_name(knowledge, name))
    if actors:
        for actor in actors[:MOST]:
            output().print(Narrow(Group(*_entry(knowledge, actor, day))))
        return 0
    read = _read(arguments, name, day)
    if read is not None:
        output().print(Narrow(Group(*_reading(name, read))))
        return 0
    sys.stderr.write(f"dragoman: nobody by the name of {name!r}; see `dragoman actors list --help`\n")
    return 1


def found_by_name(knowledge: Knowledge, name: str) -> Iterator[Actor]:
    """Yield the actors whom a name stands for as a whole, else as a family name, else those in whose names its words are."""
    whole = [actor for r in knowledge.readings(name) if (actor := _actor(knowledge, r)) is not None]
    people = whole or list(knowledge.with_surname(name))
    words = fold(name).lower().split()
    yield from people or (a for a in knowledge.actors() if set(words) <= set(fold(a.name).lower().split()))


def _actor(knowledge: Knowledge, entry: Entry) -> Actor | None:
    known = knowledge.actor(entry.actor_id)
    if known is not None or not entry.friend:
        return known
    return Actor(id=entry.actor_id, name=entry.name, kind="unknown", country=entry.country, sectors=entry.sectors)


def _read(arguments: Namespace, phrase: str, day: str) -> ActorMention | None:
    """Return what the coder makes of a phrase that is no name: "Kyrgyz border guards"."""
    from dragoman.evaluate.actors import read_phrase  # noqa: PLC0415  (the parser takes seconds; names and lists need none)
    from dragoman.pipeline import Coder  # noqa: PLC0415

    found = read_phrase(Coder(config_of(arguments, clean=False, gate=False)), phrase, day)
    return found if found is not None and (found.country or found.sectors) else None


def _entry(knowledge: Knowledge, actor: Actor, day: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble(
        (safe(actor.name), "bold"), "  ", (" ".join(w for w in (actor.kind, actor.country) if w), "green")
    )
    yield _line("id", actor.id + (f", Wikidata {actor.wikidata}" if actor.wikidata else ""))
    if actor.aliases:
        yield _line("also", "; ".join(map(safe, actor.aliases)))
    yield _line(f"on {day}", _standing(knowledge, actor, day))
    for number, role in enumerate(sorted(actor.roles, key=lambda r: r.since or "")):
        yield _line("roles" if number == 0 else "", _role(role, day))
    members = knowledge.members(actor.id, day)
    if members:
        yield _line("members", f"{len(members)}: {' '.join(sorted(members))}")
    if actor.kind == "state":
        belongs = sorted(a.name for a in knowledge.organisations_of(actor.country, day))
        yield _line("member of", "; ".join(belongs) or "nothing that is known")


def _standing(knowledge: Knowledge, actor: Actor, day: str) -> str:
    if actor.kind == "person":
        standing = person_on(knowledge, actor.id, day)
        return "; ".join(w for w in (", ".join(standing.sectors), standing.reason) if w) or "nothing that is known"
    reading = next(iter(knowledge.readings(actor.name)), None)
    sectors = (
        sectors_on(knowledge, reading, day) if reading is not None and reading.actor_id == actor.id else actor.sectors
    )
    return ", ".join(sectors) or "no sector"


def _role(role: Role, day: str) -> str:
    where = ", ".join(w for w in (role.country, role.organisation) if w)
    period = f"{role.since or '?'} – {role.until or 'now or open'}"
    mark = "" if holds(role, day) else " (not then)"
    return f"{role.title} of {where}, {', '.join(role.sectors)}: {period}{mark}; {role.provenance}"


def _reading(phrase: str, found: ActorMention) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble((safe(phrase), "bold"), "  ", (" ".join(w for w in (found.kind, found.country) if w), "green"))
    yield _line("sectors", ", ".join(found.sectors) or "none")
    if found.actor_id:
        yield _line("identity", f"{safe(found.name)} ({found.actor_id})")
    yield _line("because", f"{found.why.rule} {found.why.entry}: {safe(found.why.note)}")


def _line(label: str, words: str) -> Hanging:
    return Hanging(Text(words), Text(" " * MARGIN + f"{label:<{LABEL}}", style=DIM))


# ---- lists ------------------------------------------------------------------------------------------------------------------------


def _list(arguments: Namespace, knowledge: Knowledge) -> int:
    """Print a table of the actors of a country: without a day all, with one those who are somebody on it."""
    if arguments.paths:
        raise ConfigError(f"actors list takes options only, not {arguments.paths[0]!r}")
    if arguments.kind and arguments.kind not in KINDS:
        raise ConfigError(f"{arguments.kind!r} is not a kind of actor; the kinds are: {', '.join(KINDS)}")
    rows = [row for actor in knowledge.actors() if _asked(arguments, actor) for row in _rows(actor, arguments.on)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "name", "kind", "country", "sectors", "title", "since", "until"))
    writer.writerows(sorted(rows))
    return 0 if rows else 1


def _asked(arguments: Namespace, actor: Actor) -> bool:
    countries = {actor.country, *(r.country for r in actor.roles)}
    return (not arguments.country or arguments.country.upper() in countries) and arguments.kind in (None, actor.kind)


def _rows(actor: Actor, day: str | None) -> Iterator[tuple[str, ...]]:
    """Yield a row for each role, of a person with a day only those held then; one without a role for everybody else."""
    roles = [r for r in actor.roles if day is None or holds(r, day)]
    for role in roles:
        sectors = ";".join(role.sectors)
        yield (
            actor.id,
            actor.name,
            actor.kind,
            role.country or actor.country,
            sectors,
            role.title,
            role.since or "",
            role.until or "",
        )
    if not roles and (actor.kind != "person" or day is None):
        yield (actor.id, actor.name, actor.kind, actor.country, ";".join(actor.sectors), "", "", "")


def _unknown(arguments: Namespace) -> int:
    """Print the names without an entry as a pack to complete: `dragoman actors unknown news.dragoman > mine.csv`."""
    if len(arguments.paths) != 1:
        raise ConfigError("name one dataset: dragoman actors unknown DATASET")
    from dragoman.dataset.queries import open_dataset  # noqa: PLC0415  (names and lists need no database)

    with open_dataset(arguments.paths[0]) as dataset:
        found = count_unknown(dataset.sql(UNKNOWN_QUERY).fetchall())
    for line in pack_lines(found[: arguments.limit]):
        sys.stdout.write(_csv_line(line))
    return 0 if found else 1


def _csv_line(fields: Iterable[str]) -> str:
    fields = list(fields)
    if len(fields) == 1:  # a remark, on one line
        return " ".join(fields[0].split()) + "\n"
    quoted = (f'"{f.replace(chr(34), chr(34) * 2)}"' if any(c in f for c in ',"\n') else f for f in fields)
    return ",".join(" ".join(q.split()) for q in quoted) + "\n"
