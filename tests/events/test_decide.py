"""What a model's word changes: candidates fall, change their type or count after all; the drafts carry its shares."""

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pytest

from dragoman.events.decide import Decider, Settings
from dragoman.language.questions import NONE, Question, Verdict
from dragoman.records import RawDocument, Reading

if TYPE_CHECKING:
    from dragoman.pipeline import Coder


SETTINGS = Settings(
    nothing=0.9, other=0.8, unmet=0.75, historical=0.6, mode=0.6, lexicon=0.6, weights=(0.0, 1.0, 1.0, 0.0)
)


class Oracle:
    """A judge that gives one verdict on every pair, and remembers what it was asked."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.asked: list[Question] = []

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return the verdict for each pair."""
        self.asked += [q for q in questions if q.pairs]
        return [(self.verdict,) * len(q.pairs) for q in questions]


def _verdict(kind: str, share: float, modes: dict[str, float] | None = None) -> Verdict:
    rest = {NONE: 1 - share} if kind != NONE else {"ACCUSE": (1 - share) / 2, "ASSAULT": (1 - share) / 2}
    return Verdict(types={kind: share, **rest}, modes=modes or {}, flags={})


def _with(coder: "Coder", verdict: Verdict, settings: Settings | None = None) -> tuple["Coder", Oracle]:
    oracle = Oracle(verdict)
    other = copy.copy(coder)
    other.decider = Decider(oracle, settings or SETTINGS)
    return other, oracle


def _read(coder: "Coder", text: str) -> Reading:
    reading = coder.code(RawDocument(uri="sentence", text=text, cleaned=True))
    assert isinstance(reading, Reading)
    return reading


def test_without_a_model_nothing_is_said_of_one(coder_as_given: "Coder") -> None:
    coder = copy.copy(coder_as_given)
    coder.decider = None
    (event,) = _read(coder, "France condemned Syria.").events
    assert (event.type, event.why.model) == ("ACCUSE", "")


def test_a_candidate_falls_where_the_model_sees_nothing(coder_as_given: "Coder") -> None:
    coder, _ = _with(coder_as_given, _verdict(NONE, 0.97))
    assert _read(coder, "France condemned Syria.").events == ()
    traced = coder.trace(RawDocument(uri="sentence", text="France condemned Syria.", cleaned=True))
    assert isinstance(traced, tuple)
    assert any("the model sees nothing" in c.rejected for c in traced[2][0].candidates)


@pytest.mark.parametrize(("share", "kind"), [(0.97, "ASSAULT"), (0.6, "ACCUSE")])
def test_another_type_needs_a_large_share(coder_as_given: "Coder", share: float, kind: str) -> None:
    coder, _ = _with(coder_as_given, _verdict("ASSAULT", share, {"ASSAULT/beat": 0.9}))
    (event,) = _read(coder, "France condemned Syria.").events
    assert event.type == kind
    assert event.modes == (("beat",) if kind == "ASSAULT" else ("disapprove",))
    assert ("by the model" in event.why.note) is (kind == "ASSAULT")


@pytest.mark.parametrize(("share", "found"), [(0.95, True), (0.5, False)])
def test_an_entry_whose_conditions_are_not_met_needs_the_model(
    coder_as_given: "Coder", share: float, found: bool
) -> None:
    text = "Kenyan lawmakers passed the sugar barons' wish list on Monday."
    coder, _ = _with(coder_as_given, _verdict("SUPPORT", share))
    events = _read(coder, text).events
    assert [e.type for e in events] == (["SUPPORT"] if found else [])
    assert all("by the model" in e.why.note for e in events)


def test_a_rescued_candidate_takes_its_own_place(coder_as_given: "Coder") -> None:
    raw = RawDocument(
        uri="sentence", text="Kenyan lawmakers passed the sugar barons' wish list on Monday.", cleaned=True
    )
    coder, _ = _with(coder_as_given, _verdict("SUPPORT", 0.95))
    before, after = coder_as_given.trace(raw), coder.trace(raw)
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    told = [[(c.pattern.id, c.surface, c.first) for c in trace[2][0].candidates] for trace in (before, after)]
    assert told[0] == told[1]


def test_only_one_entry_of_a_type_is_rescued(coder_as_given: "Coder") -> None:
    text = "Kenyan lawmakers passed the wish list and passed the blame."
    coder, _ = _with(coder_as_given, _verdict("SUPPORT", 0.95))
    assert len(_read(coder, text).events) == 1


def test_the_model_may_tell_that_it_was_long_ago(coder_as_given: "Coder") -> None:
    verdict = msgspec.structs.replace(_verdict("ASSAULT", 0.9), flags={"historical": 0.9})
    (event,) = _read(_with(coder_as_given, verdict)[0], "Soldiers shot three Kenyan farmers.").events
    assert event.historical
    assert not event.current
    assert "long before the article by the model (0.90)" in event.why.note


def test_it_is_asked_about_sides_that_stand_in_the_sentence(coder_as_given: "Coder") -> None:
    coder, oracle = _with(coder_as_given, _verdict("ACCUSE", 0.9))
    _read(coder, "It rained. France condemned Syria. It rained again.")
    (question,) = oracle.asked
    ((sources, recipients, trigger),) = question.pairs
    assert trigger is not None
    assert [question.text[a:b] for a, b in (*sources, *recipients, trigger)] == ["France", "Syria", "condemned"]


def test_confidence_grows_with_the_share_of_the_type(coder_as_given: "Coder") -> None:
    settings = msgspec.structs.replace(SETTINGS, weights=(0.0, 0.0, 1.0, 0.0))
    found = [
        _read(_with(coder_as_given, _verdict("ACCUSE", share), settings)[0], "France condemned Syria.").events[0]
        for share in (0.3, 0.6, 0.9)
    ]
    assert [e.confidence for e in found] == [0.3, 0.6, 0.9]
    assert found[2].why.model.startswith("ACCUSE 0.90")
