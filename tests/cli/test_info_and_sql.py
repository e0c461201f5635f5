"""`dragoman info` and `dragoman sql` on a small dataset."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from dragoman.cli.main import run
from dragoman.dataset.store import Store
from dragoman.records import SCHEMA_VERSION, Manifest, Problem, Reading


def _manifest(version: str) -> Manifest:
    parts = ("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights")
    return Manifest(schema_version=SCHEMA_VERSION, coder_version=version, **{name: f"{name}-1" for name in parts})


def _write(path: Path, *readings: Reading, version: str = "v1", recode: bool = False) -> None:
    lost = Problem(subject="x.gz", stage="input", kind="unreadable", message="damaged", done="left out")
    with Store(path, _manifest(version), recode=recode) as store:
        for reading in readings:
            store.add(msgspec.structs.replace(reading, coder_version=version))
        store.add_problem(lost)


@pytest.fixture
def path(tmp_path: Path, reading: Reading, bare: Reading) -> str:
    """Return a dataset of two articles and an input that became none."""
    _write(tmp_path / "small.dragoman", reading, bare)
    return str(tmp_path / "small.dragoman")


def _shown(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run(words) == status
    captured = capsys.readouterr()
    return captured.out if status == 0 else captured.err


def _lines(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        "articles 2 with their text",
        "events 9 7 current",
        "statements 3 3 with a speaker",
        "positions 1 1 support, 0 oppose",
        "actors 10 mentions, 8 of a known actor",
        "problems 2",
        "published 15 Mar 2024 1 undated",
        "events 14 Mar 2024 6 with an open date",
        "The Strelsau Post 1, none named 1",
        "AGREE 3 ████████████████████████",
        "AID 0 ░░░░░░░░",
        "1 unreadable 1 of inputs that became no article",
        "1 unbalanced quotes",
        "version v1",
        "gazetteer gazetteer-1",
    ],
)
def test_info(capsys: pytest.CaptureFixture[str], path: str, line: str) -> None:
    assert line in _lines(_shown(capsys, "info", path))


def test_info_of_an_empty_dataset(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with Store(tmp_path / "empty", _manifest("v1")):
        pass
    assert "events 0" in _lines(_shown(capsys, "info", str(tmp_path / "empty")))


def test_info_tells_of_a_recoding_that_was_not_finished(
    capsys: pytest.CaptureFixture[str], path: str, bare: Reading
) -> None:
    _write(Path(path), bare, version="v2", recode=True)
    told = "version v2 1 article by an older version: code them again with --recode"
    assert told in _lines(_shown(capsys, "info", path))


@pytest.mark.parametrize("command", [("info",), ("sql", "FROM events")])
def test_what_is_no_dataset_is_misuse(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *rest = command
    assert "is not a dataset" in _shown(capsys, name, str(tmp_path), *rest, status=2)


QUERY = "SELECT type, count(*) AS n, min(relation) AS relation FROM events GROUP BY type ORDER BY n DESC, type LIMIT 2"


def test_rows_as_a_table(capsys: pytest.CaptureFixture[str], path: str) -> None:
    head, _, first, second = _lines(_shown(capsys, "sql", path, QUERY))
    assert (head, first, second) == ("type n relation", "AGREE 3 —", "AID 1 promised")


def test_a_table_in_a_pipe_is_cut_nowhere(capsys: pytest.CaptureFixture[str], path: str, reading: Reading) -> None:
    shown = _shown(capsys, "sql", path, "SELECT id, title, text FROM articles ORDER BY id LIMIT 1")
    assert reading.article.text.replace("\n", " ") in shown


def test_an_article_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _shown(capsys, "sql", path, "SELECT text FROM articles WHERE id LIKE 'ff%'")
    assert "\x1b" not in shown
    assert "The river rose." in shown


def test_a_long_table_says_how_many_rows_are_left(capsys: pytest.CaptureFixture[str], path: str) -> None:
    assert run(("sql", path, "FROM range(1234)")) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2 + 1000
    assert "234 more rows" in shown.err


def test_rows_as_csv(capsys: pytest.CaptureFixture[str], path: str) -> None:
    shown = _shown(
        capsys,
        "sql",
        path,
        "SELECT e.id, modes, relation, first_day, text FROM events e, articles LIMIT 1",
        "--format",
        "csv",
    )
    (row,) = csv.DictReader(io.StringIO(shown))
    assert (row["relation"], row["modes"]) == ("", "[]")


def test_rows_as_jsonl(capsys: pytest.CaptureFixture[str], path: str) -> None:
    query = "SELECT id, source_names, first_day, trigger, 1.5::DECIMAL(4, 2) AS d FROM events ORDER BY id"
    rows = [json.loads(line) for line in _shown(capsys, "sql", path, query, "--format", "jsonl").splitlines()]
    assert len(rows) == 9
    assert rows[1]["first_day"] == "2024-03-14"
    assert rows[1]["trigger"]["quote"] == "signed"
    assert rows[1]["d"] == 1.5


def test_a_query_from_standard_input(
    capsys: pytest.CaptureFixture[str], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 6 * 7 AS answer"))
    assert _lines(_shown(capsys, "sql", path, "-"))[-1] == "42"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "the query is empty"),
        ("SELECT colour FROM events", "DESCRIBE events lists the columns"),
        ("SELECT when.first FROM events", "double quotes"),
        ("DROP VIEW events", "only read"),
        ("SELECT CAST(id AS INT) FROM events", "Could not convert"),
    ],
)
def test_a_query_that_fails_is_misuse_with_a_hint(
    capsys: pytest.CaptureFixture[str], path: str, query: str, words: str
) -> None:
    assert words in _shown(capsys, "sql", path, query, status=2)
