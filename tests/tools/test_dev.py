"""`./dev`: dragoman runs where it was called, so that file names mean what they say; checks run in the checkout."""

import importlib.util
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize(("words", "inside"), [(["run", "code", "a.html"], False), (["demo"], False), (["test"], True)])
def test_where_each_verb_runs(words: list[str], inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "tools" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    places: list[Path] = []

    def run(command: list[str], *, cwd: Path, check: bool) -> "subprocess.CompletedProcess[bytes]":
        places.append(cwd)
        return subprocess.CompletedProcess[Any](command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("DEV_CALLED_FROM", str(tmp_path))
    assert dev.main(words) == 0
    assert places == [CHECKOUT if inside else tmp_path]
