"""What `import dragoman` offers, and that it is quick."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.errors import ConfigError, InputError

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "python.md"
HEAVY = ("spacy", "numpy", "pyarrow", "duckdb", "msgspec", "pandas", "trafilatura")


@pytest.fixture(autouse=True)
def _one_coder(coder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `dragoman.code` use the coder that all tests share; loading one takes seconds."""
    monkeypatch.setattr(dragoman, "_coder", lambda _: coder)


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, dragoman; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(dragoman, name) is not None
    assert name in dir(dragoman)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'event'"):
        _ = dragoman.event


@pytest.mark.parametrize(
    ("published", "stored"),
    [
        ("2024-03-14", "2024-03-14"),
        (date(2024, 3, 14), "2024-03-14"),
        (datetime(2024, 3, 14, 18, 42, tzinfo=UTC), "2024-03-14T18:42:00+00:00"),
        ("14 March 2024", "2024-03-14"),
    ],
)
def test_code(published: str | date, stored: str) -> None:
    text = "Kenya recalled its ambassador from Sudan on Monday."
    reading = dragoman.code(text, published=published, title="World in brief", outlet="The Post", uri="x/1")
    article = reading.article
    assert (article.text, article.title, article.outlet, article.uri) == (text, "World in brief", "The Post", "x/1")
    assert article.published is not None
    assert (article.published[:19], article.published_basis) == (stored[:19], "given")
    assert [event.when.first for event in reading.events if event.when.first] == ["2024-03-11"]


def test_code_without_a_date_says_so() -> None:
    assert dragoman.code("The river rose.").article.published_basis == "none"


def test_what_cannot_be_coded_is_an_exception() -> None:
    with pytest.raises(InputError):
        dragoman.code("  ")
    with pytest.raises(ConfigError, match="is not a date"):
        dragoman.code("The river rose.", published="yesterday")


def test_equal_settings_share_a_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made: list[object] = []

    class Counted:
        def __init__(self, config: dragoman.Config) -> None:
            made.append(config)

    monkeypatch.setattr("dragoman.pipeline.Coder", Counted)
    dragoman._coder.cache_clear()
    first = dragoman._coder(dragoman.Config(outlet="a"))
    assert dragoman._coder(dragoman.Config(outlet="a")) is first
    assert dragoman._coder(dragoman.Config(outlet="b")) is not first
    dragoman._coder.cache_clear()
    assert len(made) == 2


def test_the_guide_runs_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Any) -> None:
    """The blocks of docs/python.md are run one after the other; what a comment `# →` says, the line before it gives."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dragoman.pipeline.Coder", lambda _=None: coder)
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "one.txt").write_text("Kenya expelled two envoys of Sudan on Monday.")
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, str(GUIDE), "exec"), names)  # noqa: S102  (our own page)
        for line, told in re.findall(r"^(\S.*\S)\s+# → (.*)$", block, re.MULTILINE):
            assert str(eval(line, names)) == told  # noqa: S307
