"""docs/architecture.md names functions, parameters, layers and folders as they are."""

import inspect
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([a-z_]+(?:\.\w+)+)\(([\w, ]+)\)`", PAGE)


def _found(path: str) -> Any:
    module, _, name = re.sub(r"\.([A-Z])", r".:\1", path, count=1).partition(":")
    if not name:
        module, _, name = path.rpartition(".")
    found: Any = import_module(f"dragoman.{module.rstrip('.')}")
    for part in name.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize(("path", "parameters"), NAMED, ids=[path for path, _ in NAMED])
def test_functions_take_what_the_page_says(path: str, parameters: str) -> None:
    real = [name for name in inspect.signature(_found(path)).parameters if name != "self"]
    assert parameters.split(", ") == real


def test_every_stage_of_the_flow_is_named() -> None:
    flow = (ROOT / "src" / "dragoman" / "pipeline.py").read_text(encoding="utf-8")
    stages = re.findall(
        r"^from dragoman\.\w+(?:\.\w+)? import .*?\b((?:find|read|code|link|split|attach|at|infer)_?\w*)$",
        flow,
        re.MULTILINE,
    )
    assert len(stages) >= 10
    assert [name for name in stages if f".{name}(" not in PAGE] == []


def test_layers_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (c["layers"] for c in contracts if c["type"] == "layers")
    there = {p.stem for p in (ROOT / "src" / "dragoman").iterdir()}
    checked = [[n for n in re.findall(r"\w+", layer) if n in there] for layer in layers]
    block = PAGE.split("## Layers", 1)[1].split("\n    ", 1)[1].split("\n\n", 1)[0]
    told = [re.findall(r"\w+", line) for line in block.splitlines()]
    assert told == [layer for layer in checked if layer and layer != ["version"]]


def test_folders_that_are_named_are_there() -> None:
    table = PAGE.split("## Where things live", 1)[1]
    named = [n for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for n in re.findall(r"`([\w/]+)/`", row)]
    assert len(named) >= 10
    assert [n for n in named if not ((ROOT / n).is_dir() or (ROOT / "src" / "dragoman" / n).is_dir())] == []
