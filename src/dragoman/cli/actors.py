"""`dragoman actors lint`: the tables of actors of the package or of the user, checked."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.cli.findings import report
from dragoman.errors import InputError
from dragoman.lexicon.lint import Finding, Row, by_place, out_of_order, read_rows
from dragoman.lexicon.lint_actors import ORDERED, check_columns, check_identities, check_rows, table_of
from dragoman.lexicon.ontology import load_ontology
from dragoman.lexicon.tables import Source, package_data, walk


class File(NamedTuple):
    """A file of one table, what findings call it, and whether it is the user's."""

    table: str
    source: Source
    label: str
    own: bool = False


def run(arguments: Namespace) -> int:
    """Check, print the findings, and return 0, or 1 where there are any."""
    package = list(_package())
    own = list(_own(arguments.paths, [file.table for file in package]))
    findings, rows = check(package, own)
    return report(findings, f"{rows:,} rows of actor tables")


def _package() -> list[File]:
    """Return the package's tables, those first that others extend ("people-africa.csv" extends people)."""
    found = [f for f in walk(package_data("actors")) if f.name.endswith(".csv")]
    stems = [f.name.removesuffix(".csv") for f in found if "-" not in f.name]
    files = [File(table_of(f.name, stems), f, f"actors/{f.name}") for f in found]
    return sorted(files, key=lambda file: (file.table, len(file.label), file.label))


def _own(paths: Iterable[str], stems: Iterable[str]) -> Iterator[File]:
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(f"{path}: no such file or folder of actor tables")
        for file in [path] if path.is_file() else sorted(path.glob("**/*.csv")):
            table = table_of(file.name, stems)
            if not table:
                raise InputError(f"{file}: its name says no table; the tables are {', '.join(sorted(set(stems)))}")
            yield File(table, file, str(file), own=True)


def check(package: Iterable[File], own: Iterable[File]) -> tuple[list[Finding], int]:
    """Return what is wrong with the user's files, or with the package's where there are none of the user's, and how many rows were read."""
    read = {file: read_rows(file.source, file.label) for file in (*package, *own)}
    tables: dict[str, list[Row]] = {}
    for file, (rows, _) in read.items():
        tables.setdefault(file.table, []).extend(rows)
    checked = [file for file in read if file.own] or list(read)
    findings = [f for file in checked for f in (*read[file][1], *_one(file, read[file][0], tables))]
    labels = {file.label for file in checked}
    findings += [f for f in check_identities(tables) if f.file in labels]
    return by_place(findings), sum(len(read[file][0]) for file in checked)


def _one(file: File, rows: list[Row], tables: dict[str, list[Row]]) -> Iterator[Finding]:
    """Yield what is wrong with one file; the package's tables say which columns and kinds there are."""
    official = next((row for row in tables[file.table]), None)
    columns = list(official.fields) if official else []
    countries = frozenset(row.fields["code"] for row in tables.get("countries", ()))
    kinds = frozenset(row.fields.get("kind", "") for row in tables[file.table] if row not in rows or not file.own)
    yield from check_columns(rows, columns)
    yield from check_rows(rows, countries, load_ontology().sectors, kinds)
    if not file.own and file.table in ORDERED:
        yield from out_of_order(rows)
