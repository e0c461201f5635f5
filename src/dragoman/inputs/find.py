"""From what a user names (files, folders, globs, "-") to the files that are there."""

import difflib
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import InputError

STANDARD_INPUT = "-"
# What a folder holds about itself, not as part of it.
ABOUT_THE_FOLDER = ("readme", "license", "licence", "copying", "changelog")


def check(inputs: Sequence[str]) -> None:
    """Raise InputError, naming what is nearest, for an input that is not there or a glob that matches nothing."""
    for name in inputs:
        if name == STANDARD_INPUT or os.path.lexists(name):
            continue
        if not glob.has_magic(name):
            raise InputError(f"{name}: no such file or folder{_nearest(name)}")
        if next(glob.iglob(name, recursive=True), None) is None:
            raise InputError(f"{name}: no file matches this pattern")


def files(inputs: Sequence[str]) -> Iterator[tuple[Path, bool]]:
    """Yield (file, whether it was found in a folder), each file once, in the order of the inputs and sorted within folders."""
    seen: set[str] = set()
    for name in inputs:
        for path in _matches(name):
            for file, inside in _below(path):
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    yield file, inside


def _matches(name: str) -> Iterator[Path]:
    if os.path.lexists(name):
        yield Path(name)
    else:
        yield from (Path(match) for match in sorted(glob.glob(name, recursive=True)))


def _below(path: Path) -> Iterator[tuple[Path, bool]]:
    if not path.is_dir():
        yield path, False
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not _hidden(f))
        for name in sorted(names):
            if not _hidden(name) and not name.lower().startswith(ABOUT_THE_FOLDER):
                yield Path(folder, name), True


def _hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX", "~$"))


def _nearest(name: str) -> str:
    """Return "; did you mean …?" where the folder holds something of a similar name."""
    path = Path(name)
    parent = path.parent
    while not parent.is_dir():
        path, parent = parent, parent.parent
    near = difflib.get_close_matches(path.name, os.listdir(parent), n=1, cutoff=0.5)
    return f"; did you mean {parent / near[0]}?" if near else ""
