"""Checking tables: what is wrong, in which file, on which line. Pure readers of TOML entries and CSV rows that report instead of raising.

What an entry may hold is given by record types, so that this layer needs to know none of the layers above.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

from dragoman.errors import DataError
from dragoman.lexicon.tables import PROVENANCE_KEYS, Source, numbered_rows, provenance, read_toml
from dragoman.records import Record

HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")
AT_LINE = re.compile(r"line (\d+)")
HEAD_LINES = 40  # of a TOML file, in which its comments name the source and the licence


class Finding(Record, kw_only=True):
    """Something in a table that is not as it should be. `line` 0 stands for the file as a whole, `entry` "" for no entry of it."""

    file: str
    line: int = 0
    entry: str = ""
    message: str

    @property
    def words(self) -> str:
        """Return it as compilers write it: file, line, entry, what is wrong."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.entry, self.message) if part)


class Entry(NamedTuple):
    """One entry of a TOML table as it is written, and where."""

    file: str
    line: int
    table: str
    raw: dict[str, Any]
    lines: Mapping[str, int] = {}

    @property
    def id(self) -> str:
        """The entry's id, "" where it has none."""
        return str(self.raw.get("id", ""))

    def finding(self, message: str, key: str = "") -> Finding:
        """Return a finding about this entry, on the line of one of its keys where that is known."""
        return Finding(file=self.file, line=self.lines.get(key, self.line), entry=self.id, message=message)


class Row(NamedTuple):
    """One row of a CSV table, and where."""

    file: str
    line: int
    fields: dict[str, str]

    @property
    def key(self) -> str:
        """The row's first field, by which it is ordered."""
        return next(iter(self.fields.values()), "")

    def finding(self, message: str) -> Finding:
        """Return a finding about this row."""
        return Finding(file=self.file, line=self.line, entry=self.key, message=message)


def by_place(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order in which a reader meets them, each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.entry, f.message))


def meant(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean X?)" for the known word that is nearest, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]}?)" if near else ""


# ---- TOML -------------------------------------------------------------------------------------------------------------------------


def read_entries(
    source: Source, shapes: Mapping[str, type[Record]], label: str = ""
) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of the named tables of a TOML file, and what is wrong with the file or the form of its entries.

    `shapes` says of each table ("pattern") what its entries may hold. Other top-level keys are left to their owner. `label` is what
    findings call the file, its name unless told.
    """
    file = label or source.name
    try:
        table = read_toml(source)
    except DataError as error:
        return [], [unread(file, error)]
    lines = source.read_text(encoding="utf-8").splitlines()
    entries = [e for name in shapes if name in table for e in _entries(file, name, table[name], lines)]
    return entries, [*_head(file, lines), *(f for e in entries for f in form(e, shapes[e.table]))]


def _entries(file: str, name: str, rows: Any, lines: Sequence[str]) -> Iterator[Entry]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return
    starts = [n for n, line in enumerate(lines, 1) if (found := HEADER.match(line)) and found[1] == name]
    for number, row in enumerate(rows):
        start = starts[number] if number < len(starts) else 0
        yield Entry(file, start, name, row, _key_lines(lines, start, row))


def _key_lines(lines: Sequence[str], start: int, row: Mapping[str, Any]) -> dict[str, int]:
    """Map each key of an entry to its line, for an entry that begins at line `start` (0: unknown)."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines[start:], start + 1) if start else ():
        if HEADER.match(line):
            break
        key = line.partition("=")[0].strip()
        if key in row:
            found.setdefault(key, number)
    return found


def _head(file: str, lines: Sequence[str]) -> Iterator[Finding]:
    comments = " ".join(line for line in lines[:HEAD_LINES] if line.startswith("#"))
    for key in PROVENANCE_KEYS:
        if f"{key}:" not in comments:
            yield Finding(file=file, line=1, message=f"its first comments should say “{key}: …”")


def form(entry: Entry, shape: type[Record]) -> Iterator[Finding]:
    """Yield what is wrong with the form of an entry: keys that do not exist, values of another type."""
    known = [field.encode_name for field in msgspec.structs.fields(shape)]
    for key in entry.raw:
        if key not in known:
            yield entry.finding(f"there is no key {key!r}{meant(key, known)}; the keys are {', '.join(known)}", key)
    try:
        msgspec.convert(entry.raw, shape)
    except msgspec.ValidationError as error:
        words, _, path = str(error).partition(" - at ")
        key = re.sub(r"[^\w].*", "", path.strip("`$."))
        yield entry.finding(f"{words[:1].lower()}{words[1:]}{f' (in {key})' if key else ''}", key)


def duplicates(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield the entries whose id an earlier entry of the same table has."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.table, entry.id), entry)
        if first is not entry and entry.id:
            yield entry.finding(f"{first.file}:{first.line} has this id already", "id")


def strings(value: Any) -> tuple[str, ...]:
    """Return the strings of a list as it is written; nothing of what is no list."""
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


# ---- CSV --------------------------------------------------------------------------------------------------------------------------


def read_rows(source: Source, label: str = "", *, headed: bool = True) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a CSV table and what is wrong with the file: its head, or the first row whose fields do not fit the header.

    `headed`: it must say its source and licence, as the package's tables do.
    """
    file = label or source.name
    findings = [
        Finding(file=file, line=1, message=f"its head should say “# {key}: …”")
        for key in PROVENANCE_KEYS
        if headed and not provenance(source).get(key)
    ]
    rows: list[Row] = []
    try:
        rows.extend(Row(file, number, fields) for number, fields in numbered_rows(source))
    except (DataError, UnicodeDecodeError) as error:
        findings.append(unread(file, error))
    return rows, findings


def unread(file: str, error: Exception) -> Finding:
    """Return what kept a file from being read, on its line where the error names one."""
    at = AT_LINE.search(str(error))
    return Finding(file=file, line=int(at[1]) if at else 0, message=str(error).partition(": ")[2])


def out_of_order(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the first row whose key comes before the key above it: sorted tables merge well and show duplicates."""
    for above, row in pairwise(rows):
        if row.key < above.key:
            yield row.finding(f"should come before {above.key!r}: rows are ordered by their first field")
            return


def repeated(rows: Iterable[Row], *columns: str) -> Iterator[Finding]:
    """Yield the rows that say again what an earlier row says in those columns."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.fields.get(column, "") for column in columns)
        first = seen.setdefault(key, row)
        if first is not row:
            yield row.finding(f"{first.file}:{first.line} says the same")
