"""`dragoman explain`: a sentence, or an event of a dataset, with everything that decided about it."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.account import Account, account, why
from dragoman.cli.labels import listing
from dragoman.cli.settings import config_of
from dragoman.cli.terminal import forgive_encodings, look, output, say
from dragoman.errors import ConfigError, DatasetError
from dragoman.pipeline import Coder
from dragoman.records import Article, Event, Problem, RawDocument

if TYPE_CHECKING:
    from dragoman.dataset.queries import Dataset


def run(arguments: Namespace) -> int:
    """Explain, and return 0, or 1 where there is nothing to explain."""
    forgive_encodings()
    what = arguments.what
    if arguments.event is not None:
        return _explain_event(arguments, Path(what))
    if not what.strip():
        raise ConfigError("there is nothing to explain; give a sentence in quotes")
    kind = _kind(what)
    if kind == "folder":
        raise ConfigError(
            f"{what} is a folder; to explain an event of a dataset, name the event too: dragoman explain {what} EVENT_ID"
        )
    if kind == "file":
        raise ConfigError(
            f"{what} is a file; explain takes a sentence in quotes. To code the file: dragoman code {what}"
        )
    return _explain_text(arguments)


def _kind(what: str) -> str:
    """Return whether words name a folder or a file; most sentences are too long for a name, or hold what no name may."""
    try:
        return "folder" if Path(what).is_dir() else "file" if Path(what).is_file() else "sentence"
    except (OSError, ValueError):
        return "sentence"


# ---- a sentence -------------------------------------------------------------------------------------------------------------------


def _explain_text(arguments: Namespace) -> int:
    raw = RawDocument(uri="sentence", text=arguments.what, cleaned=True)
    found = accounts(Coder(config_of(arguments, clean=False, gate=False)), raw)
    if isinstance(found, Problem):
        say(f"{found.message} — {found.done}")
        return 1
    console = output()
    for case in found:
        console.print(account(case, look(console)))
    return 0


def accounts(coder: Coder, raw: RawDocument) -> list[Account] | Problem:
    """Return the account of each parsed sentence of a document, in order."""
    reading, traced = coder.code(raw), coder.trace(raw)
    if isinstance(reading, Problem):
        return reading
    if isinstance(traced, Problem):
        return traced
    parsed, actors, traces = traced
    return [
        Account(
            sentence=parsed.sentences[trace.sentence],
            clauses=parsed.clauses[trace.sentence],
            mentions=tuple(m.record for m in actors.mentions if m.sentence == trace.sentence),
            trace=trace,
            events=_in_order(reading.events, trace.sentence),
            statements=tuple(s for s in reading.statements if s.sentence == trace.sentence),
            positions=tuple(p for p in reading.positions if p.sentence == trace.sentence),
            opens=coder.gate.passes(parsed.sentences[trace.sentence].text),
            ontology=coder.ontology,
            published=reading.article.published,
        )
        for trace in traces
    ]


def _in_order(events: tuple[Event, ...], sentence: int) -> tuple[Event, ...]:
    return tuple(sorted((e for e in events if e.sentence == sentence), key=lambda e: e.trigger.start))


# ---- an event of a dataset --------------------------------------------------------------------------------------------------------


def _explain_event(arguments: Namespace, folder: Path) -> int:
    """Code the event's article again and explain the event in it; say so where today's coder no longer finds it."""
    from dragoman.dataset.queries import open_dataset  # noqa: PLC0415  (duckdb, only where a dataset is read)

    dataset = open_dataset(folder)
    event_id, article_id = _find(dataset, arguments.event)
    reading = dataset.reading_of(article_id)
    stored = next(e for e in reading.events if e.id == event_id)
    coder = Coder(config_of(arguments, clean=False))
    if reading.coder_version != coder.manifest.coder_version:
        say(
            f"{folder} was coded by version {reading.coder_version}; this is {coder.manifest.coder_version}, which may decide otherwise"
        )
    found = accounts(coder, as_stored(reading.article))
    if isinstance(found, Problem):
        raise DatasetError(f"article {article_id}: {found.message}")
    return _show_event(stored, found, reading.article)


def as_stored(article: Article) -> RawDocument:
    """Return a stored article as a document, to be coded exactly as it stands."""
    return RawDocument(
        uri=article.uri,
        text=article.text,
        title=article.title,
        published=article.published,
        outlet=article.outlet,
        cleaned=True,
    )


def _find(dataset: "Dataset", prefix: str) -> tuple[str, str]:
    """Return the ids of the event whose id begins so, and of its article."""
    if not prefix.isalnum():
        raise ConfigError(f"{prefix!r} is not the id of an event; they look like e3f9ac2d17b04c55")
    found = dataset.events.filter(f"starts_with(id, '{prefix}')").project("id, article_id").order("id").limit(10)
    rows: list[tuple[str, str]] = found.fetchall()
    if not rows:
        raise ConfigError(f"no event of the dataset has an id that begins with {prefix!r}")
    if len(rows) > 1:
        raise ConfigError(
            f"{prefix!r} begins the ids of several events: {listing(row[0] for row in rows)}; give more of it"
        )
    return rows[0]


def _show_event(stored: Event, found: list[Account], article: Article) -> int:
    console = output()
    case = next((c for c in found if c.sentence.index == stored.sentence), None)
    event = next((e for e in case.events if same_event(e, stored)), None) if case else None
    if case is not None:
        console.print(account(case, look(console), article=article, focus=event.id if event else ""))
    if event is None:
        say(
            f"the coder as it is now does not find event {stored.id} in this sentence; it was coded by {why(stored.why)}"
        )
        return 1
    return 0


def same_event(one: Event, other: Event) -> bool:
    """Tell whether two codings of one text found the same event: trigger, type and relation; ids hold only within one coding."""
    return (one.trigger.part, one.trigger.start, one.trigger.end, one.type, one.relation) == (
        other.trigger.part,
        other.trigger.start,
        other.trigger.end,
        other.type,
        other.relation,
    )
