"""`dragoman demo`: one command codes the archive, shows a record and a summary, and says what to try next; again it adds nothing."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.demo import _commands
from dragoman.dataset.queries import open_dataset

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)


@pytest.mark.parametrize(
    ("argv", "found", "typed"),
    [
        ("{cwd}/.venv/bin/dragoman", None, ".venv/bin/dragoman"),
        ("/opt/a b/bin/dragoman", None, "'/opt/a b/bin/dragoman'"),
        ("/usr/bin/dragoman", "/usr/bin/dragoman", "dragoman"),
        ("/usr/bin/pytest", None, "dragoman"),
    ],
)
def test_commands_to_try_can_be_typed_as_they_stand(
    argv: str, found: str | None, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [argv.format(cwd=Path.cwd())])
    monkeypatch.setattr(shutil, "which", lambda _: found)
    assert next(_commands("x.dragoman", ())) == f"{typed} info x.dragoman"


def test_the_demo_and_what_it_says_to_try(cli: Cli) -> None:
    first = cli("demo", "--out", "example.dragoman")
    assert first.status == 0
    assert first.err.startswith("dragoman: coding 10 files of an invented news archive\n")
    assert "Kazakhstan and Uzbekistan sign water accord after night of talks in Tashkent" in first.out
    assert "→ AGREE" in first.out
    assert re.search(r"articles +events +current", first.out)
    with open_dataset("example.dragoman") as dataset:
        assert dataset.rows["articles"] == 17
        assert f"17 articles, {dataset.rows['events']} events in example.dragoman" in first.out
        assert dataset.problems.filter("kind = 'failed'").fetchall() == []

    explained = re.search(r"dragoman (explain) (example\.dragoman) (e\w+)", first.out)
    assert explained
    assert cli(*explained.groups()).status == 0

    second = cli("demo", "--out", "example.dragoman", "--quiet")
    assert second.status == 0
    assert not re.search(r"articles +events +current", second.out)
    with open_dataset("example.dragoman") as dataset:
        assert dataset.rows["articles"] == 17
