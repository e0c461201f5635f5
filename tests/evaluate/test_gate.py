"""The gate fails below a floor and on a changed snapshot, and passes once the snapshot is accepted."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.errors import DataError, InputError
from dragoman.evaluate.gate import accept, gate
from dragoman.evaluate.tasks import Choice, Options, Span
from dragoman.records import Article, Event, Evidence, Problem, RawDocument, Reading, Why

CASES = """\
# one event, and a sentence without any
Troops fired on a convoy.
---
event ASSAULT trigger="fired"
===
# nothing happens
It rained.
---
none
"""


class Scripted:
    """A coder that finds one event wherever it sees its word."""

    def __init__(self, word: str, type_: str = "ASSAULT") -> None:
        self.word, self.type = word, type_

    def code_many(self, raws: Iterable[RawDocument | Problem], /) -> Iterator[Reading | Problem]:
        for raw in raws:
            assert isinstance(raw, RawDocument)
            text = raw.text or ""
            events = (self._event(text),) if self.word in text else ()
            yield Reading(article=Article(id="a", text_hash="0", uri=raw.uri, text=text), events=events)

    def classify(self, _text: str, _source: Span | None, _recipient: Span | None, /) -> Choice | None:
        raise AssertionError("the gate codes whole texts")

    def _event(self, text: str) -> Event:
        start = text.index(self.word)
        span = Evidence(article_id="a", part="text", start=start, end=start + len(self.word), quote=self.word)
        return Event(
            id="e", article_id="a", sentence=0, type=self.type, quad=4, intensity=-9, sentence_evidence=span, trigger=span, confidence=1, why=Why(rule="scripted")
        )  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "some.txt").write_text(CASES, encoding="utf-8")
    (tmp_path / "floors.toml").write_text('"event recall" = 1.0\n"event precision" = 1.0\n', encoding="utf-8")
    return tmp_path


def test_passes_when_nothing_changed_and_no_floor_is_broken(gold: Path) -> None:
    accept(gold, Scripted("fired"), Options())
    score = gate(gold, Scripted("fired"), Options())
    assert not score.failed
    assert (score.value("event precision"), score.value("event recall")) == (1.0, 1.0)


def test_a_missed_and_an_unexpected_event_break_floors(gold: Path) -> None:
    accept(gold, Scripted("rained"), Options())
    score = gate(gold, Scripted("rained"), Options())
    assert score.failed
    assert {e.kind for e in score.errors} == {"below its floor", "missed", "not expected"}


def test_a_changed_snapshot_fails_until_it_is_accepted(gold: Path) -> None:
    (gold / "floors.toml").unlink()
    accept(gold, Scripted("fired"), Options())
    changed = gate(gold, Scripted("fired", "COERCE"), Options())
    assert changed.failed
    assert any("snapshot" in e.kind and "COERCE" in e.note for e in changed.errors)
    accept(gold, Scripted("fired", "COERCE"), Options())
    assert not gate(gold, Scripted("fired", "COERCE"), Options()).failed


def test_a_floor_for_no_figure_is_misuse(gold: Path) -> None:
    (gold / "floors.toml").write_text('"event recal" = 1.0\n', encoding="utf-8")
    with pytest.raises(DataError, match="recal"):
        gate(gold, Scripted("fired"), Options())


def test_a_folder_without_cases_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cases"):
        gate(tmp_path, Scripted("fired"), Options())
