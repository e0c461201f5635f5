"""`dragoman actors`: who is who (who.py), and `lint`: the tables of actors of the package or of the user, checked."""

from argparse import Namespace
from collections.abc import Container, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.packs import ACTIONS, COLUMNS, KINDS, read_pack, table_stem
from dragoman.actors.tables import STEMS
from dragoman.cli.findings import report
from dragoman.errors import DataError, InputError
from dragoman.lexicon.lint import Finding, Row, by_place, out_of_order, read_rows, unread
from dragoman.lexicon.lint_actors import ORDERED, check_columns, check_identities, check_pack, check_rows
from dragoman.lexicon.ontology import load_ontology
from dragoman.lexicon.tables import package_data, walk

NEEDED = ("countries", "people")  # of the package, to check codes and whose roles they are


class File(NamedTuple):
    """A file with its rows: the table that it is a part of ("" for a pack of the user's), what findings call it, and whether it is the user's."""

    table: str
    label: str
    rows: list[Row]
    findings: list[Finding]
    own: bool = False


def run(arguments: Namespace) -> int:
    """Do what is asked: check tables, or tell who is who."""
    if arguments.action == "lint":
        return _lint(arguments)
    return int(import_module("dragoman.cli.who").run(arguments))  # what it needs takes longer to import


def _lint(arguments: Namespace) -> int:
    """Check, print the findings, and return 0, or 1 where there are any."""
    own = [file for path in arguments.paths for file in _own(Path(path))]
    package = list(_package({*NEEDED, *(file.table for file in own)} if own else STEMS))
    checked = own or package
    findings = [*check(package, own)]
    return report(by_place(findings), f"{sum(len(file.rows) for file in checked):,} rows of actor tables")


# ---- reading ----------------------------------------------------------------------------------------------------------------------


def _package(stems: Container[str]) -> Iterator[File]:
    """Yield the package's files of those tables, those first that others extend ("people-africa.csv" extends people)."""
    found = [f for f in walk(package_data("actors")) if table_stem(f.name) in stems]
    for source in sorted(found, key=lambda f: ("-" in f.name, f.name)):
        label = f"actors/{source.name}"
        yield File(table_stem(source.name) or "", label, *read_rows(source, label))


def _own(path: Path) -> Iterator[File]:
    """Yield the files of a user's path: a pack, or a folder of packs and of tables by the package's names."""
    if not path.exists():
        raise InputError(f"{path}: no such file or folder of actors")
    files = [Path(str(f)) for f in walk(path)] if path.is_dir() else [path]
    for file in files:
        stem = table_stem(file.name) if path.is_dir() else None
        if stem is not None:
            yield File(stem, str(file), *read_rows(file, str(file), headed=False), own=True)
        elif file.suffix in (".csv", ".toml"):
            yield File("", str(file), *_pack(file), own=True)


def _pack(file: Path) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a pack, or what keeps it from being read."""
    if file.suffix == ".csv":
        return read_rows(file, str(file), headed=False)
    try:
        return [Row(str(file), line.number, dict(line.fields)) for line in read_pack(file).lines], []
    except DataError as error:
        return [], [unread(str(file), error)]


# ---- checking ---------------------------------------------------------------------------------------------------------------------


def check(package: Sequence[File], own: Sequence[File]) -> Iterator[Finding]:
    """Yield what is wrong with the user's files, or with the package's where there are none of the user's."""
    tables: dict[str, list[Row]] = {}
    for file in (*package, *own):
        tables.setdefault(file.table, []).extend(file.rows)
    columns = {file.table: list(file.rows[0].fields) for file in reversed(package) if file.rows}
    for file in own or package:
        yield from file.findings
        yield from _one(file, tables, columns)
    labels = {file.label for file in own or package}
    yield from (f for f in check_identities(tables) if f.file in labels)


def _one(file: File, tables: dict[str, list[Row]], columns: dict[str, list[str]]) -> Iterator[Finding]:
    """Yield what is wrong with one file; the package's tables say which columns, countries and kinds there are."""
    countries = frozenset(row.fields["code"] for row in tables["countries"])
    if file.table:
        official = [row for row in tables[file.table] if not file.own or row.file != file.label]
        kinds = frozenset(row.fields.get("kind", "") for row in official)
        yield from check_columns(file.rows, columns.get(file.table, ()))
    else:
        kinds = frozenset(KINDS)
        yield from check_pack(file.rows, COLUMNS, ACTIONS)
    sectors, partial = load_ontology().sectors, file.table == "organisations"  # of which often only the year is known
    yield from check_rows(file.rows, countries, sectors, kinds, partial=partial)
    if not file.own and file.table in ORDERED:
        yield from out_of_order(file.rows)
