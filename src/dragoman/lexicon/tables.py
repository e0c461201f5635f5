"""Reading the package's tables and the user's own: TOML for nested entries, CSV for flat lists.

A CSV table begins with `# key: value` lines (at least `source` and `licence`), then a header row. Every table under data/ that a
linguistic decision rests on is read through here, so that one digest covers them all.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dragoman.errors import DataError

Source = Traversable | Path
PROVENANCE_KEYS = ("source", "licence")
# What takes coded articles further: no module below imports it, so it has no part in how an article is coded.
AFTER_CODING = frozenset({"cli", "dataset", "evaluate", "explore", "export", "scale", "stories"})


def package_data(path: str) -> Traversable:
    """Return a file or folder below the package's data/ by its relative path, e.g. "actors/countries.csv"."""
    return files("dragoman").joinpath("data", *path.split("/"))


def read_toml(source: Source) -> dict[str, Any]:
    """Parse a TOML table. Raises DataError with the file's name and the parser's line number."""
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{source.name}: {error}") from error


def read_csv(source: Source) -> list[dict[str, str]]:
    """Parse a CSV table into rows by column name, skipping the `# key: value` head and blank lines.

    Raises DataError with the line number where a row has more or fewer fields than the header.
    """
    return [row for _, row in numbered_rows(source)]


def numbered_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number in the file, row) for each row of a CSV table, for messages that point at a line."""
    lines = source.read_text(encoding="utf-8").splitlines()
    body = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not body:
        raise DataError(f"{source.name}: no header row")
    header, *rows = zip(csv.reader(line for _, line in body), (n for n, _ in body), strict=True)
    names = header[0]
    for fields, number in rows:
        if len(fields) != len(names):
            raise DataError(f"{source.name}, line {number}: {len(fields)} fields, the header has {len(names)}")
        yield number, dict(zip(names, (f.strip() for f in fields), strict=True))


def provenance(source: Source) -> dict[str, str]:
    """Return the `# key: value` head of a CSV table."""
    found = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line.lstrip("# ").partition(":")
        found[key.strip()] = value.strip()
    return found


def walk(folder: Source) -> Iterator[Source]:
    """Yield the files below a folder in name order."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from walk(entry)
        elif not entry.name.startswith((".", "__")):
            yield entry


def digest(*folders: Source) -> str:
    """Return the SHA-256 (hex, first 16) over names and bytes of all files below the folders."""
    total = hashlib.sha256()
    for folder in folders:
        for entry in walk(folder) if folder.is_dir() else [folder]:
            total.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return total.hexdigest()[:16]


@cache
def code_digest() -> str:
    """Return the SHA-256 (hex, first 16) over the modules that take part in coding: other rules are another coder."""
    return digest_of_modules(files("dragoman"))


def digest_of_modules(package: Source) -> str:
    """Return the SHA-256 (hex, first 16) over paths and bytes of a package's modules, those that take coded articles further left out."""
    total = hashlib.sha256()
    for path, entry in _modules(package):
        total.update(path.encode() + b"\0" + entry.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def _modules(folder: Source, path: str = "") -> Iterator[tuple[str, Source]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".py"):
            yield path + entry.name, entry
        elif entry.is_dir() and path + entry.name not in AFTER_CODING:
            yield from _modules(entry, f"{path}{entry.name}/")
