"""The quality gate over the project's own small gold: floors that figures may not fall below, and a snapshot that may not change unread.

The gold is `cases/*.txt` (evaluate/cases.py says how they are written), labelled exhaustively: whatever is coded and not expected is wrong.
`floors.toml` holds the least value of each figure. `snapshot.txt` is what was coded last, in words: any change to it is a change of the
coder's behaviour, to be read in the diff and accepted on purpose.
"""

import difflib
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DataError, InputError
from dragoman.evaluate.cases import Case, Expected, as_given, read_cases
from dragoman.evaluate.expectations import Coded, coded_of, fits, told
from dragoman.evaluate.score import ErrorCase, Figure, Score, precision_recall_f1
from dragoman.evaluate.tasks import CoderLike, Options, code_all

KINDS = ("event", "statement", "position")
SHOWN = 40  # lines of a changed snapshot that a report shows


class Outcome(NamedTuple):
    """One case with what was coded: matched expectations, missed ones, and what nobody expected, for each kind."""

    case: Case
    found: tuple[Coded, ...]
    right: tuple[tuple[Expected, Coded], ...]
    missed: tuple[Expected, ...]
    spurious: tuple[Coded, ...]


def gate(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score the project's own gold against its floors and its snapshot; each breach is an error of the score.

    Raises InputError where the folder holds no cases and DataError for floors that name no figure.
    """
    outcomes = [outcome(case, found) for case, found in _coded(gold, coder, options)]
    figures = tuple(f for kind in KINDS for f in _figures(kind, outcomes))
    breaches = [*_below(gold / "floors.toml", figures), *_changed(gold / "snapshot.txt", snapshot(outcomes))]
    errors = [*breaches, *(e for o in outcomes for e in _errors(o))]
    notes = (f"fingerprint {fingerprint(outcomes)}", *(f"{b.kind}: {b.note}" for b in breaches))
    return Score(
        task="gate",
        set=gold.name,
        n=len(outcomes),
        figures=figures,
        errors=tuple(errors),
        notes=notes,
        failed=bool(breaches),
    )


def accept(gold: Path, coder: CoderLike, options: Options) -> Path:
    """Write what is coded now as the snapshot and return its path."""
    outcomes = [outcome(case, found) for case, found in _coded(gold, coder, options)]
    path = gold / "snapshot.txt"
    path.write_text("\n".join(snapshot(outcomes)) + "\n", encoding="utf-8")
    return path


def _coded(gold: Path, coder: CoderLike, options: Options) -> Iterator[tuple[Case, tuple[Coded, ...]]]:
    files = sorted((gold / "cases").glob("*.txt"))
    if not files:
        raise InputError(f"{gold}: no cases/*.txt in this folder")
    cases = [case for file in files for case in read_cases(file)][: options.limit]
    raws = [as_given(case.id, case.text, published=case.published) for case in cases]
    for case, reading in zip(cases, code_all(coder, raws), strict=True):
        yield case, coded_of(reading) if reading is not None else ()


def outcome(case: Case, found: Sequence[Coded]) -> Outcome:
    """Match each expectation of a case to one thing coded, the most exact expectations first."""
    left = list(found)
    right: list[tuple[Expected, Coded]] = []
    missed: list[Expected] = []
    for expected in sorted((e for e in case.expected if e.kind != "none"), key=lambda e: (e.gap, -len(e.fields))):
        hit = next((c for c in left if fits(expected, c)), None)
        if hit is not None:
            left.remove(hit)
            right.append((expected, hit))
        elif not expected.gap:
            missed.append(expected)
    return Outcome(case, tuple(found), tuple(right), tuple(missed), tuple(left))


def _figures(kind: str, outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    right = sum(e.kind == kind for o in outcomes for e, _ in o.right)
    wanted = right + sum(e.kind == kind for o in outcomes for e in o.missed)
    found = sum(c.kind == kind for o in outcomes for c in o.found)
    return precision_recall_f1(right, found, wanted, name=kind)


def _below(path: Path, figures: Sequence[Figure]) -> Iterator[ErrorCase]:
    if not path.is_file():
        return
    values = {f.name: f.value for f in figures}
    for name, floor in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if name not in values:
            raise DataError(f"{path.name}: no figure is called {name!r}; they are {', '.join(values)}")
        if values[name] < floor:
            yield ErrorCase(
                id=name, kind="below its floor", text="", note=f"{name} is {values[name]:.3f}, its floor {floor}"
            )


def _changed(path: Path, lines: Sequence[str]) -> Iterator[ErrorCase]:
    if not path.is_file():
        return  # nothing has been accepted yet
    before = path.read_text(encoding="utf-8").splitlines()
    if list(lines) == before:
        return
    changes = [
        d
        for d in difflib.unified_diff(before, lines, "accepted", "coded now", lineterm="", n=0)
        if d[:2] not in ("@@", "--", "++")
    ]
    shown = "\n".join(changes[:SHOWN])
    note = f"{len(changes)} lines differ from {path.name}; read them, then accept with `dragoman evaluate gate {path.parent.name} --accept`\n{shown}"
    yield ErrorCase(id=path.name, kind="snapshot changed", text="", note=note)


def snapshot(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what was coded, case by case, one line for each thing, in a stable order."""
    return [line for o in outcomes for line in (f"{o.case.id}:", *(f"  {told(c)}" for c in o.found))]


def fingerprint(outcomes: Sequence[Outcome]) -> str:
    """Return a short hash of the snapshot."""
    return hashlib.sha256("\n".join(snapshot(outcomes)).encode()).hexdigest()[:12]


def _errors(o: Outcome) -> Iterator[ErrorCase]:
    for expected in o.missed:
        fields = " ".join(f'{name}="{value}"' for name, value in expected.fields)
        yield ErrorCase(
            id=o.case.id, kind="missed", text=o.case.text, expected=f"{expected.kind} {expected.label} {fields}"
        )
    for coded in o.spurious:
        yield ErrorCase(id=o.case.id, kind="not expected", text=o.case.text, found=told(coded))
