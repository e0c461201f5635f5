"""`dragoman info`: what a dataset holds, over which time, from whom, and what made it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.labels import DIM, flat, listing, plural, safe
from dragoman.cli.layout import Hanging, Narrow, section, thin_rule
from dragoman.cli.terminal import forgive_encodings, output
from dragoman.dataset.queries import Dataset, open_dataset
from dragoman.records import Manifest

MARGIN = 2
BAR = 24  # cells of the longest bar
MOST = 10  # outlets told by name

HOLDS = {
    "articles": "with their text",
    "events": "{current} current",
    "statements": "{speakers} with a speaker",
    "positions": "{support} support, {oppose} oppose",
    "actors": "mentions, {known} of a known actor",
    "problems": "",
}
MADE_BY = ("coder", "parser", "lexicon", "ontology", "knowledge", "gazetteer", "weights")

Row = Sequence[Any]


def run(arguments: Namespace) -> int:
    """Show what a dataset holds and what made it."""
    forgive_encodings()
    with open_dataset(Path(arguments.dataset)) as dataset:
        output().print(Narrow(Group(*_told(dataset), Text())))
    return 0


def _told(dataset: Dataset) -> Iterator[RenderableType]:
    yield thin_rule()
    yield Text(safe(str(dataset.path)), style="bold")
    yield thin_rule()
    yield from _tables(dataset)
    if dataset.rows["articles"]:
        yield from _period(dataset)
        yield from _outlets(dataset)
    yield from _events(dataset)
    yield from _problems(dataset)
    yield from _made_by(dataset)


def _tables(dataset: Dataset) -> Iterator[RenderableType]:
    """Yield the tables with their rows and the first thing to know of each."""
    yield section("Tables", plural(len(dataset.receipts), "part"))
    known = dict(_facts(dataset))
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="bold", min_width=10 + MARGIN)
    table.add_column(justify="right")
    table.add_column(style=DIM)
    for name, rows in dataset.rows.items():
        table.add_row(" " * MARGIN + name, f"{rows:,}", HOLDS[name].format(**known) if rows else "")
    yield table


def _facts(dataset: Dataset) -> Iterator[tuple[str, str]]:
    questions = {
        "current": "FROM events WHERE current",
        "speakers": "FROM statements WHERE speaker IS NOT NULL",
        "support": "FROM positions WHERE stance = 'support'",
        "oppose": "FROM positions WHERE stance = 'oppose'",
        "known": "FROM actors WHERE actor_id IS NOT NULL",
    }
    for name, source in questions.items():
        ((number,),) = _ask(dataset, f"SELECT count(*) {source}")
        yield name, f"{number:,}"


def _period(dataset: Dataset) -> Iterator[RenderableType]:
    """Yield the first and last day of publication, and of what the current events say."""
    ((first, last, undated),) = _ask(
        dataset,
        "SELECT min(published_day), max(published_day), count(*) FILTER (published_day IS NULL) FROM articles",
    )
    ((began, ended, open_),) = _ask(
        dataset, "SELECT min(first_day), max(last_day), count(*) FILTER (first_day IS NULL) FROM events WHERE current"
    )
    yield section("Period")
    yield _line("published", _between(first, last), f"{undated:,} undated" if undated else "")
    yield _line("events", _between(began, ended), f"{open_:,} with an open date" if open_ else "")


def _between(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "open"
    return labels.day(first.isoformat()) + (f" – {labels.day(last.isoformat())}" if last != first else "")


def _outlets(dataset: Dataset) -> Iterator[RenderableType]:
    rows = _ask(dataset, "SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY 2 DESC, 1")
    named = [f"{flat(outlet)} {number:,}" for outlet, number in rows if outlet]
    unnamed = sum(number for outlet, number in rows if not outlet)
    yield section("Outlets", plural(len(named), "outlet"))
    words = listing([*named[:MOST], *([f"none named {unnamed:,}"] if unnamed else []), *named[MOST:]], most=MOST + 1)
    yield Hanging(Text(words), Text(" " * MARGIN))


def _events(dataset: Dataset) -> Iterator[RenderableType]:
    """Yield a bar for each type: current events in the colour of their quad class, the others behind them."""
    rows = _ask(
        dataset,
        "SELECT type, min(quad), count(*) FILTER (current), count(*) FILTER (NOT current) FROM events GROUP BY type"
        " ORDER BY 3 DESC, 4 DESC, 1",
    )
    if not rows:
        return
    yield section("Events by type", "█ current  ░ not (negated, future, contained, …)")
    most = max(current + other for _, _, current, other in rows)
    width = max(len(f"{current:,}") for _, _, current, _ in rows)
    for name, quad, current, other in rows:
        shown = Text("█" * _cells(current, most), style=labels.QUAD_STYLE.get(quad, ""))
        shown.append("░" * _cells(other, most), style=DIM)
        yield Text.assemble(" " * MARGIN, (f"{name:<10}", "bold"), f"  {current:>{width},}  ", shown)


def _cells(number: int, most: int) -> int:
    return max(1, round(number / most * BAR)) if number else 0


def _problems(dataset: Dataset) -> Iterator[RenderableType]:
    rows = _ask(
        dataset,
        "SELECT kind, count(*), count(*) FILTER (article_id IS NULL) FROM problems GROUP BY kind ORDER BY 2 DESC, 1",
    )
    if not rows:
        return
    yield section("Problems")
    width = max(len(f"{number:,}") for _, number, _ in rows)
    for kind, number, lost in rows:
        note = (f"  {lost:,} of inputs that became no article", DIM) if lost else ""
        yield Text.assemble(" " * MARGIN, (f"{number:>{width},}", "bold"), f"  {kind.replace('_', ' ')}", note)


def _made_by(dataset: Dataset) -> Iterator[RenderableType]:
    manifest: Manifest = dataset.manifest
    yield section("Made by", f"schema {manifest.schema_version}")
    yield _line("version", manifest.coder_version, _older(dataset))
    for name in MADE_BY:
        yield _line(name, getattr(manifest, name))
    for name in sorted(msgspec.structs.asdict(manifest).keys() - {*MADE_BY, "schema_version", "coder_version"}):
        if getattr(manifest, name):
            yield _line(name, str(getattr(manifest, name)))


def _older(dataset: Dataset) -> str:
    """Return how many articles an earlier version coded, where a recoding was not finished."""
    ((number,),) = _ask(
        dataset, "SELECT count(*) FROM articles WHERE coder_version <> ?", [dataset.manifest.coder_version]
    )
    return f"{plural(number, 'article')} by an older version: code them again with --recode" if number else ""


def _line(name: str, value: str, note: str = "") -> Text:
    return Text.assemble(" " * MARGIN, (f"{name:<10}", "bold"), "  ", value, (f"  {note}", DIM) if note else "")


def _ask(dataset: Dataset, query: str, values: list[Any] | None = None) -> list[Row]:
    rows: list[Row] = dataset.sql(query, values).fetchall()
    return rows
