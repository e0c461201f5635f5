"""`dragoman sql`: one query over a dataset, to a table, CSV or JSONL."""

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import DIM, safe
from dragoman.cli.terminal import forgive_encodings, output
from dragoman.dataset.queries import Relation, asking, open_dataset
from dragoman.errors import ConfigError

MOST = 1000  # rows of a table: more cannot be read, and --format csv gives them all
NUMBERS = ("INT", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT")
UNKNOWN = "—"

Row = Sequence[Any]


def run(arguments: Namespace) -> int:
    """Run the query and print its rows."""
    forgive_encodings()
    query = sys.stdin.read() if arguments.query == "-" else arguments.query
    if not query.strip():
        raise ConfigError("the query is empty")
    write = {"table": _table, "csv": _csv, "jsonl": _jsonl}[arguments.format]
    with open_dataset(Path(arguments.dataset)) as dataset:
        found = dataset.sql(query)
        with asking():
            write(found)
    return 0


def _table(found: Relation) -> None:
    """Print rows in columns as wide as the terminal allows; whole lines where there is no terminal."""
    console = output()
    rows = found.iter_rows()
    shown = [[_cell(value) for value in row] for row in islice(rows, MOST)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name, kind in zip(found.columns, found.types, strict=True):
        number = str(kind).upper().startswith(NUMBERS)
        table.add_column(Text(safe(name)), justify="right" if number else "left", overflow="ellipsis")
    for row in shown:
        table.add_row(*row)
    _print(console, table, shown)
    rest = sum(1 for _ in rows)
    if rest:
        console.print(Text(f"… and {rest:,} more rows; --format csv or jsonl gives them all", style=DIM))


def _print(console: Console, table: Table, shown: Sequence[Sequence[Text]]) -> None:
    if console.is_terminal:
        console.print(table)
        return
    widest = sum(max((len(row[i].plain) for row in shown), default=0) + 40 for i in range(len(table.columns)))
    console.print(table, width=max(80, widest), soft_wrap=True, crop=False)


def _cell(value: Any) -> Text:
    """Return a value as text on one line: null as a dash, nested values as JSON."""
    if value is None:
        return Text(UNKNOWN, style=DIM)
    return Text(" ".join(safe(_plain(value)).split()))


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | dict | list | tuple):
        return msgspec.json.encode(value).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _csv(found: Relation) -> None:
    """Print rows as CSV with a head line; null is empty, nested values are JSON."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows(["" if value is None else _plain(value) for value in row] for row in found.iter_rows())


def _jsonl(found: Relation) -> None:
    """Print rows as JSON objects, one a line."""
    encode = msgspec.json.Encoder(enc_hook=str).encode
    for row in _named(found.columns, found.iter_rows()):
        sys.stdout.write(encode(row).decode() + "\n")


def _named(names: Sequence[str], rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    return (dict(zip(names, row, strict=True)) for row in rows)
