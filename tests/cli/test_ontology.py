"""`dragoman ontology`: everything that can be coded has a meaning, and CAMEO goes both ways."""

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.lexicon.ontology import load_ontology

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)
ONTOLOGY = load_ontology()


def test_the_whole_is_shown(cli: Cli) -> None:
    done = cli("ontology")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"PLOVER {ONTOLOGY.version}: 16 types, 67 modes, 37 contexts, 25 sectors\n")
    shown = done.out.split()
    for name in (*ONTOLOGY.types, *ONTOLOGY.contexts, *ONTOLOGY.sectors):
        assert name in shown
    for known in ONTOLOGY.types.values():
        assert [mode for mode in known.modes if mode not in shown] == []
    assert max(map(len, done.out.splitlines())) <= 80


def test_everything_has_a_definition() -> None:
    named = (*ONTOLOGY.contexts, *ONTOLOGY.sectors, *(f"{n:02}" for n in range(1, 21)))
    assert [name for name in named if not ONTOLOGY.definitions.get(name)] == []
    assert [
        f"{t}/{m}" for t, known in ONTOLOGY.types.items() for m, mode in known.modes.items() if not mode.definition
    ] == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("ASSAULT", ["material conflict", "no mode          -9.0  180", "drone            -9.5  195   Aircraft without a crew"]),
        ("assault/DRONE", ["ASSAULT/drone", "drone: Aircraft without a crew."]),
        ("SANCTION", ["It needs a recipient."]),
        ("AGREE", ["It has no modes.", "MEASURES", "READ FROM CAMEO", "AGREE [diplomatic]"]),
        ("drone", ["ASSAULT/drone"]),
        ("meet", ["REQUEST/meet", "REJECT/meet"]),
        ("economic", ["economic  context", "Money, trade"]),
        ("cop", ["COP  sector", "Police."]),
        ("0871", ["CAMEO 0871  yielding", "0871  RETREAT/ceasefire [military]", "WRITTEN FOR", "RETREAT/ceasefire"]),
        ("195", ["195   ASSAULT/aerial [military]", "ASSAULT/aerial · ASSAULT/drone"]),
        ("19", ["CAMEO 19  fighting", "193   ASSAULT/firearms", "Goldstein scale: -10.0."]),
        ("010", ["nothing: PLOVER drops it"]),
    ],
)  # fmt: skip
def test_one_code(cli: Cli, code: str, told: list[str]) -> None:
    done = cli("ontology", code)
    assert (done.status, done.err) == (0, "")
    assert [words for words in told if words not in done.out] == []
    assert [line for line in done.out.splitlines() if "intensity from" not in line and line != line.rstrip()] == []


@pytest.mark.parametrize("code", ONTOLOGY.cameo_codes())
def test_every_cameo_code_is_read_as_something_that_exists(code: str) -> None:
    assert ONTOLOGY.from_cameo(code)
    assert [
        ONTOLOGY.check(kind, [mode] if mode else [], contexts) for kind, mode, contexts in ONTOLOGY.from_cameo(code)
    ] == [""] * len(ONTOLOGY.from_cameo(code))
