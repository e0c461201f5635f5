"""README.md shows what really comes out: its record is that of the bundled article, and its Python runs."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

import dragoman
from dragoman.cli.layout import Look
from dragoman.cli.render import record
from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
ARTICLE = ROOT / "src/dragoman/data/examples/archive/cusco-curfew.html"
# The id hangs on where the article lies; the confidence is of the model and not of the page.
VARIES = re.compile(r"confidence \d\.\d\d|\be[0-9a-f]{9}\b|\d+ (?:current|not|statements?|with|positions?)\b")


def plain(text: str) -> str:
    return re.sub(r" +", " ", VARIES.sub("", text))


def shown(coder: Coder) -> str:
    reading = coder.code(RawDocument(uri="cusco-curfew.html", media="html", data=ARTICLE.read_bytes()))
    assert isinstance(reading, Reading)
    stream = io.StringIO()
    console = Console(file=stream, width=80, color_system=None, highlight=False, markup=False, emoji=False)
    console.print(record(reading, Look(plain=True)))
    return stream.getvalue()


def test_the_record_is_what_the_article_gives(coder: Coder) -> None:
    (block,) = re.findall(r"```text\n(Curfew .*?)```", PAGE, re.DOTALL)
    whole, at = plain(shown(coder)), 0
    for piece in block.split("\n…\n"):
        wanted = plain(piece.strip("\n"))
        found = whole.find(wanted, at)
        assert found >= 0, (
            f"README.md: `dragoman code {ARTICLE.name}` no longer shows this, paste what it does:\n{piece}"
        )
        at = found + len(wanted)


def test_its_python_runs(coder: Coder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(dragoman, "_coder", lambda _: coder)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    first, _, _ = block.partition("\ndata = ")
    exec(first, {})  # noqa: S102  (our own page)
    assert capsys.readouterr().out == "SANCTION ('withdraw',) 2024-03-11 recalled\n"
