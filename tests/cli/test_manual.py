"""The page of commands is their help, and the help does not depend on the terminal."""

from pathlib import Path

import pytest

from dragoman.cli.help import fixed_width
from dragoman.cli.main import COMMANDS
from dragoman.cli.manual import SETTINGS, page
from dragoman.config import Config

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


def test_the_page_is_the_help() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m dragoman.cli.manual > docs/command-line.md"


def test_every_command_is_on_it() -> None:
    text = page()
    assert [command for command in COMMANDS if f"## dragoman {command}\n" not in text] == []
    assert "None" not in text


def test_every_setting_is_on_it_with_its_default() -> None:
    assert tuple(SETTINGS) == Config.__struct_fields__
    text = page()
    assert '| `languages` | `["en"]` |' in text
    assert "| `jobs` | `1` |" in text
    assert "| `outlet` |  | outlet of" in text


def test_no_line_is_wider_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    widest = max(
        len(line)
        for line in page().splitlines()
        if not line.startswith(("    $", "This page", "What", "the pro", "folder", "written", "| "))
    )
    assert widest <= 88
    with fixed_width(60):
        assert page() == page()  # the page sets its own width
