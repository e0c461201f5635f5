"""From what a user names (files, folders, globs, "-") to the files that are there."""

import difflib
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import InputError

STANDARD_INPUT = "-"
# What a folder says of itself is no part of what it holds.
ABOUT_THE_FOLDER = ("readme", "license", "licence", "copying", "changelog")


class Source(NamedTuple):
    """A file to read (None: standard input), and whether it was found by looking into a folder."""

    path: Path | None
    inside: bool = False


def check(inputs: Sequence[str]) -> None:
    """Raise InputError, naming what is nearest, for an input that is not there or a glob that matches nothing."""
    for name in inputs:
        if name == STANDARD_INPUT or os.path.lexists(name):
            continue
        if not glob.has_magic(name):
            raise InputError(f"{name}: no such file or folder{_nearest(name)}")
        if not _matching(name):
            raise InputError(f"{name}: no file matches this pattern")


def sources(inputs: Sequence[str]) -> Iterator[Source]:
    """Yield what is to be read, each file once: in the order of the inputs, sorted by name within folders and globs."""
    seen: set[str] = set()
    for name in inputs:
        for source in _named(name):
            real = os.path.realpath(source.path) if source.path else STANDARD_INPUT
            if real not in seen:
                seen.add(real)
                yield source


def _named(name: str) -> Iterator[Source]:
    if name == STANDARD_INPUT:
        yield Source(None)
        return
    for path in [Path(name)] if os.path.lexists(name) else _matching(name):
        if path.is_dir():
            yield from _below(path)
        else:
            yield Source(path)


def _matching(pattern: str) -> list[Path]:
    return [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207  (Path.glob knows no absolute patterns)


def _below(folder: Path) -> Iterator[Source]:
    """Yield the files of a folder and of those in it; a folder that cannot be read stands for itself, and fails when it is opened."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield Source(folder, inside=True)
        return
    for entry in entries:
        if _passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        elif not entry.is_dir():
            yield Source(Path(entry.path), inside=True)


def _passed_over(name: str) -> bool:
    """Tell whether a file is hidden, left by an editor or an archiver, or about the folder."""
    return name.startswith((".", "__MACOSX", "~$")) or name.lower().startswith(ABOUT_THE_FOLDER)


def _nearest(name: str) -> str:
    """Return "; did you mean …?" where the folder holds something of a similar name."""
    path = Path(name)
    while not path.parent.is_dir():
        path = path.parent
    try:
        present = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, present, n=1, cutoff=0.5)
    return f"; did you mean {path.parent / near[0]}?" if near else ""
