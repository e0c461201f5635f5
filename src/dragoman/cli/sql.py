"""`dragoman sql`: one query over a dataset, to a table, CSV or JSONL."""

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import DIM, safe
from dragoman.cli.layout import Sides, thin_rule
from dragoman.cli.terminal import forgive_encodings, output, say
from dragoman.dataset.queries import Relation, asking, open_dataset
from dragoman.errors import ConfigError

MOST = 1000  # rows of a table: more cannot be read, and --format csv gives them all
NUMBERS = ("INT", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT")
LEAST = 8  # characters that a column needs to say anything
BETWEEN = 3  # characters between two columns
UNKNOWN = "—"
JSON = msgspec.json.Encoder(enc_hook=str, decimal_format="number")

Row = Sequence[Any]
Cells = Sequence[Text]


def run(arguments: Namespace) -> int:
    """Run the query and print its rows."""
    forgive_encodings()
    query = sys.stdin.read() if arguments.query == "-" else arguments.query
    if not query.strip():
        raise ConfigError("the query is empty")
    write = {"table": _table, "csv": _csv, "jsonl": _jsonl}[arguments.format]
    with open_dataset(Path(arguments.dataset)) as dataset:
        found = dataset.sql(query)
        with asking(query):
            write(found)
    return 0


def _table(found: Relation) -> None:
    """Print rows in columns, or one below the other where a terminal has no room for so many columns."""
    console = output()
    rows = found.iter_rows()
    shown = [[_cell(value) for value in row] for row in islice(rows, MOST)]
    names = [Text(safe(name)) for name in found.columns]
    if console.is_terminal and len(names) * LEAST > console.width:
        _print_records(console, names, shown)
    else:
        _print_columns(console, names, [str(kind) for kind in found.types], shown)
    rest = sum(1 for _ in rows)
    if rest:
        sys.stdout.flush()
        say(f"{rest:,} more rows are not shown; --format csv or jsonl gives them all")


def _print_columns(console: Console, names: Sequence[Text], kinds: Sequence[str], shown: Sequence[Cells]) -> None:
    """Print rows in columns, as wide as the terminal; as wide as they are where there is none."""
    natural = [max(cell.cell_len for cell in column) for column in zip(names, *shown, strict=True)]
    if not console.is_terminal:
        console.width = sum(natural) + BETWEEN * len(natural)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name, kind, width in zip(names, kinds, _widths(natural, console.width), strict=True):
        justify: Literal["left", "right"] = "right" if kind.upper().startswith(NUMBERS) else "left"
        table.add_column(name, justify=justify, no_wrap=True, overflow="ellipsis", width=width)
    for row in shown:
        table.add_row(*row)
    console.print(table)


def _widths(natural: Sequence[int], room: int) -> list[int]:
    """Share a line among columns: narrow ones get what they need, wide ones the same of what is left."""
    left = room - BETWEEN * len(natural)
    widths = [0] * len(natural)
    for place, (width, column) in enumerate(sorted((width, column) for column, width in enumerate(natural))):
        widths[column] = max(1, min(width, left // (len(natural) - place)))
        left -= widths[column]
    return widths


def _print_records(console: Console, names: Sequence[Text], shown: Sequence[Cells]) -> None:
    """Print each row as lines of a column's name and its value."""
    margin = max(name.cell_len for name in names) + 2
    for row in shown:
        console.print(thin_rule())
        for name, value in zip(names, row, strict=True):
            console.print(Sides(Text.assemble((name.plain.ljust(margin), "bold"), value), Text()))


def _cell(value: Any) -> Text:
    """Return a value as text on one line: null as a dash, nested values as JSON."""
    if value is None:
        return Text(UNKNOWN, style=DIM)
    return Text(" ".join(safe(_plain(value)).split()))


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | dict | list | tuple):
        return JSON.encode(value).decode()
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
    for row in _named(found.columns, found.iter_rows()):
        sys.stdout.write(JSON.encode(row).decode() + "\n")


def _named(names: Sequence[str], rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    return (dict(zip(names, row, strict=True)) for row in rows)
