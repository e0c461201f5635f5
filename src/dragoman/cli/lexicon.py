"""`dragoman lexicon lint`: the event and statement entries of the package or of the user, checked in form and by their examples."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.cli.findings import report
from dragoman.config import Config
from dragoman.errors import InputError
from dragoman.evaluate.examples import Trial, cue_trials, event_trials, failures
from dragoman.events.patterns import ContextCue, FactualityCue, Guard, Operator, Pattern, Refinement
from dragoman.lexicon.lint import Entry, Finding, by_place, duplicates, read_entries
from dragoman.lexicon.lint_entries import check_entries
from dragoman.lexicon.ontology import load_ontology
from dragoman.lexicon.tables import Source, package_data, read_toml, walk
from dragoman.pipeline import Coder
from dragoman.records import Record
from dragoman.statements.cues import Cue
from dragoman.statements.stances import StanceEntry

SHAPES: Mapping[str, type[Record]] = {
    "pattern": Pattern,
    "operator": Operator,
    "factuality": FactualityCue,
    "guard": Guard,
    "refinement": Refinement,
    "context": ContextCue,
    "cue": Cue,
    "stance": StanceEntry,
}
AREAS = ("events", "statements")  # of the package


class Table(NamedTuple):
    """A file of entries, and what findings call it."""

    source: Source
    label: str


def run(arguments: Namespace) -> int:
    """Check, print the findings, and return 0, or 1 where there are any."""
    tables = list(_own(arguments.paths) if arguments.paths else _package())
    entries, findings = _read(tables)
    sets = _sets([*tables, *_package()])
    findings += [*duplicates(entries), *check_entries(entries, load_ontology(), sets, with_examples=SHAPES)]
    tried = 0
    if not findings:  # an entry that is not well-formed cannot be loaded, so its examples cannot be coded
        tried, findings = _examples(entries, arguments.paths)
    return report(by_place(findings), f"{len(entries):,} entries, {tried:,} examples")


def _package() -> Iterator[Table]:
    for area in AREAS:
        for source in walk(package_data(area)):
            if source.name.endswith(".toml"):
                yield Table(source, f"{area}/{source.name}")


def _own(paths: Iterable[str]) -> Iterator[Table]:
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(f"{path}: no such file or folder of lexicon entries")
        found = [path] if path.is_file() else [Path(str(f)) for f in walk(path) if f.name.endswith(".toml")]
        if not found:
            raise InputError(f"{path}: no .toml file in this folder")
        yield from (Table(file, str(file)) for file in found)


def _read(tables: Iterable[Table]) -> tuple[list[Entry], list[Finding]]:
    entries: list[Entry] = []
    findings: list[Finding] = []
    for table in tables:
        some, wrong = read_entries(table.source, SHAPES, table.label)
        entries += some
        findings += wrong
    return entries, findings


def _sets(tables: Sequence[Table]) -> Mapping[str, Any]:
    """Return the word sets of all files that can be read."""
    found: dict[str, Any] = {}
    for table in tables:
        try:
            found |= read_toml(table.source).get("sets", {})
        except Exception:  # noqa: BLE001, S112  (already a finding)
            continue
    return found


def _examples(entries: Sequence[Entry], paths: Sequence[str]) -> tuple[int, list[Finding]]:
    """Code the examples of the entries and return how many there were, and those that did not come out right."""
    coder = Coder(Config(clean=False, gate=False, fast=True, lexicon=tuple(paths)))
    places = {(entry.table, entry.id): entry for entry in entries}
    trials = [t for t in _trials(coder) if (t.table, t.entry) in places]
    wrong = [places[f.trial.table, f.trial.entry].finding(f.message, "examples") for f in failures(trials, coder)]
    return len(trials), wrong


def _trials(coder: Coder) -> Iterator[Trial]:
    yield from event_trials(coder.lexicon)
    yield from cue_trials(coder.cues)
