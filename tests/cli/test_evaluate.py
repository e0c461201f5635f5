"""`dragoman evaluate`: tasks are listed, figures shown with their intervals, errors written outside the checkout, gates fail with 1."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, Group

from dragoman.cli.evaluate import BAR, bar, figures
from dragoman.errors import ConfigError
from dragoman.evaluate import tasks
from dragoman.evaluate.report import own_checkout, write_errors_to
from dragoman.evaluate.score import ErrorCase, Figure, Score

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)
SCORE = Score(
    task="protest",
    set="dev",
    n=1200,
    figures=(
        Figure(name="precision", value=0.8, n=1200, low=0.75, high=0.85),
        Figure(name="F1", value=0.7, n=1200),
        Figure(name="events per text", value=2.25, n=1200),
    ),
    errors=(
        ErrorCase(id="1", kind="missed", text="x"),
        ErrorCase(id="2", kind="missed", text="y"),
        ErrorCase(id="3", kind="spurious", text="z"),
    ),
    notes=("a note that is told",),
)


def shown(score: Score, width: int) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, highlight=False).print(Group(*figures(score, width)))
    return stream.getvalue()


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Score], None]:
    """Return a function that makes the task `gate` give a score."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def give(score: Score) -> None:
        monkeypatch.setattr(tasks, "run", lambda *_, **__: score)

    return give


def test_the_tasks_are_listed(cli: Cli) -> None:
    done = cli("evaluate")
    assert (done.status, done.err) == (0, "")
    listed = {line.split()[0] for line in done.out.splitlines() if line.startswith("  ") and line.strip()}
    assert set(tasks.TASKS) <= listed
    assert max(map(len, done.out.splitlines())) <= 80


def test_figures_are_a_table() -> None:
    assert shown(SCORE, 60).splitlines() == [
        "protest on dev: 1,200 cases",
        "",
        "                    value  95 %             n",
        "  precision         0.800  0.750–0.850  1,200",
        "  F1                0.700               1,200",
        "  events per text   2.250               1,200",
        "",
        "  a note that is told",
    ]


def test_bars_where_there_is_room() -> None:
    lines = shown(SCORE, 80).splitlines()
    assert lines[3].endswith("1,200  ███████████████▒▒···")
    assert lines[5].rstrip().endswith("1,200")


@pytest.mark.parametrize(
    ("figure", "plain"),
    [
        (Figure(name="f", value=0.0), "·" * BAR),
        (Figure(name="f", value=1.0), "█" * BAR),
        (Figure(name="f", value=0.5, low=0.0, high=1.0), "▒" * BAR),
        (Figure(name="f", value=2.0), ""),
    ],
)
def test_a_bar(figure: Figure, plain: str) -> None:
    assert bar(figure).plain == plain


def test_errors_are_counted_and_written_to_the_cache(cli: Cli, scored: Callable[[Score], None], tmp_path: Path) -> None:
    scored(SCORE)
    done = cli("evaluate", "gate", ".")
    path = tmp_path / "cache" / "dragoman" / "errors" / "protest-dev.txt"
    assert done.status == 0
    assert done.err == f"dragoman: 3 errors (2 missed, 1 spurious) to read in {path}\n"
    assert "missed: 1" in path.read_text(encoding="utf-8")


def test_quiet_prints_only_the_figures(cli: Cli, scored: Callable[[Score], None]) -> None:
    scored(SCORE)
    done = cli("evaluate", "gate", ".", "--quiet")
    assert (done.status, done.err) == (0, "")
    assert "0.800" in done.out


def test_a_gate_that_is_not_passed_ends_with_1(cli: Cli, scored: Callable[[Score], None]) -> None:
    scored(Score(task="gate", set="gold", n=1, figures=(), failed=True))
    done = cli("evaluate", "gate", ".")
    assert done.status == 1
    assert "NOT PASSED" in done.out
    assert done.err == "dragoman: no errors\n"


def test_errors_may_go_to_a_named_file_but_not_into_the_checkout(
    cli: Cli, scored: Callable[[Score], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored(SCORE)
    assert cli("evaluate", "gate", ".", "--errors", "e/errors.txt").err.endswith("to read in e/errors.txt\n")
    assert (tmp_path / "e" / "errors.txt").is_file()
    monkeypatch.setattr("dragoman.evaluate.report.own_checkout", lambda: tmp_path)
    refused = cli("evaluate", "gate", ".", "--errors", "inside.txt")
    assert refused.status == 2
    assert "is inside dragoman's own checkout, where gold text must not end up" in refused.err
    assert not (tmp_path / "inside.txt").exists()


def test_the_checkout_is_found_where_there_is_one(tmp_path: Path) -> None:
    checkout = own_checkout()
    assert checkout is None or (checkout / ".git").exists()
    if checkout is not None:
        with pytest.raises(ConfigError, match="own checkout"):
            write_errors_to(SCORE, checkout / "errors.txt")
    assert write_errors_to(SCORE, tmp_path / "errors.txt").is_file()
