"""Tasks by name, cases from readable text, and reports that stay outside the checkout."""

from pathlib import Path

import pytest

from dragoman.errors import ConfigError, DataError, InputError
from dragoman.evaluate import cases, report, tasks
from dragoman.evaluate.score import ErrorCase, Figure, Score

CASES = """# passive keeps the agent as source
published 2024-03-06

The envoy was expelled by Estonia on Monday.

A second paragraph.
---
event SANCTION/expel source=Estonia recipient="The envoy" trigger=expelled
? event PROTEST
===
# a match is no attack
Arsenal shelled the visitors' goal.
---
none
"""


def test_every_task_names_a_function_that_exists() -> None:
    for task in tasks.TASKS.values():
        assert callable(task.load())
        assert task.measures


def test_misuse_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the tasks are: "):
        tasks.run("no_such_task", tmp_path)
    with pytest.raises(InputError, match="no such gold"):
        tasks.run("zsp_plv", tmp_path / "missing.jsonl")


def test_cases_read_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text(CASES, encoding="utf-8")
    first, second = cases.read_cases(path)
    assert (first.id, first.why, first.published) == ("small-1", "passive keeps the agent as source", "2024-03-06")
    assert first.text == "The envoy was expelled by Estonia on Monday.\n\nA second paragraph."
    event, gap = first.expected
    assert (event.label, event.get("source"), event.get("recipient")) == ("SANCTION/expel", "Estonia", "The envoy")
    assert gap.gap
    assert gap.label == "PROTEST"
    assert [expected.kind for expected in second.expected] == ["none"]


@pytest.mark.parametrize("text", ["no separator at all", "text\n---\nhappening AID"])
def test_a_broken_case_names_itself(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="broken-1"):
        cases.read_cases(path)


def test_jsonl_reports_the_line_that_is_not_json(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}\nnot json\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        list(cases.read_jsonl(path))
    assert list(cases.read_jsonl(path, limit=1)) == [{"id": 1}]


def test_report_is_readable_and_errors_go_to_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    score = Score(
        task="t",
        set="s",
        n=2,
        figures=(Figure(name="accuracy", value=0.5, n=2, low=0.1, high=0.9),),
        errors=(ErrorCase(id="7", kind="wrong type", text="Some text.", expected="AID", found="AGREE"),),
    )
    path = report.write_errors(score)
    assert path.is_relative_to(tmp_path)
    written = path.read_text(encoding="utf-8")
    assert "accuracy   0.500  [0.100, 0.900]  n=2" in written
    assert "wrong type: 7\n  expected  AID\n  found     AGREE\n  Some text." in written
