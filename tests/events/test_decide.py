"""What a model's word changes: candidates fall, change their type or count after all; the drafts carry its shares."""

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pytest

from dragoman.events.decide import Decider, Settings
from dragoman.language.questions import NONE, Question, Spot, Verdict
from dragoman.records import RawDocument, Reading

if TYPE_CHECKING:
    from dragoman.pipeline import Coder


SETTINGS = Settings(
    nothing=0.9,
    other=0.8,
    historical=0.6,
    mode=0.6,
    spot=0.3,
    alone=0.7,
    role=0.5,
    doubt=0.3,
    least=0.0,
    vouched=0.5,
    words=0.7,
    lexicon=0.6,
    weights=(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
)


class Oracle:
    """A judge that gives one verdict on every question, sees one word as telling, and remembers what it was asked."""

    def __init__(self, verdict: Verdict, telling: str = "") -> None:
        self.verdict = verdict
        self.telling = telling
        self.asked: list[Question] = []

    def spots(self, texts: Sequence[str]) -> list[tuple[Spot, ...]]:
        """Return the telling word of each text that has it."""
        return [
            (Spot(span=(at, at + len(self.telling)), trigger=0.9, cue=0.0),)
            if self.telling and (at := text.find(self.telling)) >= 0
            else ()
            for text in texts
        ]

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
    coder, _ = _with(coder_as_given, _verdict(NONE, 0.97), msgspec.structs.replace(SETTINGS, least=0.3))
    assert _read(coder, "France condemned Syria.").events == ()
    traced = coder.trace(RawDocument(uri="sentence", text="France condemned Syria.", cleaned=True))
    assert isinstance(traced, tuple)
    assert any("hardly told here" in c.rejected for c in traced[2][0].candidates)


@pytest.mark.parametrize(("share", "kind"), [(0.97, "ASSAULT"), (0.6, "ACCUSE")])
def test_another_type_needs_a_large_share(coder_as_given: "Coder", share: float, kind: str) -> None:
    coder, _ = _with(coder_as_given, _verdict("ASSAULT", share, {"ASSAULT/beat": 0.9}))
    (event,) = _read(coder, "France condemned Syria.").events
    assert event.type == kind
    assert event.modes == (("beat",) if kind == "ASSAULT" else ("disapprove",))
    assert ("by the model" in event.why.note) is (kind == "ASSAULT")


WISHES = "Kenyan lawmakers passed the sugar barons' wish list on Monday."


def _passed(coder: "Coder", share: float) -> "Coder":
    other = copy.copy(coder)
    other.decider = Decider(Oracle(_verdict("SUPPORT", share), "passed"), SETTINGS)
    return other


@pytest.mark.parametrize(("share", "found"), [(0.95, True), (0.5, False)])
def test_an_entry_that_lacks_its_neighbours_needs_the_model(coder_as_given: "Coder", share: float, found: bool) -> None:
    events = _read(_passed(coder_as_given, share), WISHES).events
    assert [(e.type, e.sources[0].evidence.quote) for e in events] == (
        [("SUPPORT", "Kenyan lawmakers")] if found else []
    )
    assert all("by the model" in e.why.note and e.why.entry != "no entry" for e in events)


def test_what_the_model_vouches_for_takes_its_own_place(coder_as_given: "Coder") -> None:
    raw = RawDocument(uri="sentence", text=WISHES, cleaned=True)
    plain = copy.copy(coder_as_given)
    plain.decider = None
    before, after = plain.trace(raw), _passed(coder_as_given, 0.95).trace(raw)
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    told = [[(c.pattern.id, c.surface, c.first) for c in trace[2][0].candidates] for trace in (before, after)]
    assert told[0] == told[1]


@pytest.mark.parametrize(("share", "found"), [(0.95, True), (0.3, False)])
def test_an_event_short_of_actors_needs_the_model(coder_as_given: "Coder", share: float, found: bool) -> None:
    coder = copy.copy(coder_as_given)
    coder.decider = Decider(Oracle(_verdict("CONSULT", share), "joined"), SETTINGS)
    events = _read(coder, "The Italian foreign minister joined the talks on Monday.").events
    assert [(e.type, [m.evidence.quote for m in e.sources]) for e in events] == (
        [("CONSULT", ["The Italian foreign minister"])] if found else []
    )
    assert all(e.why.note.startswith("only one party") for e in events)


def test_each_word_that_has_entries_is_asked_about_by_itself(coder_as_given: "Coder") -> None:
    oracle = Oracle(_verdict("PROTEST", 0.9), "sparked violent protests")
    coder = copy.copy(coder_as_given)
    coder.decider = Decider(oracle, SETTINGS)
    _read(coder, "The French ruling sparked violent protests on Monday.")
    asked = {q.text[slice(*pair[2])] for q in oracle.asked for pair in q.pairs if pair[2] is not None}
    assert asked == {"sparked", "protests"}


def test_what_no_public_actor_does_needs_the_model(coder_as_given: "Coder") -> None:
    text = "The driver was accused of theft by his neighbour."
    plain = copy.copy(coder_as_given)
    plain.decider = None
    assert _read(plain, text).events == ()
    coder = copy.copy(coder_as_given)
    coder.decider = Decider(Oracle(_verdict("ACCUSE", 0.95), "accused"), SETTINGS)
    assert [e.type for e in _read(coder, text).events] == ["ACCUSE"]


def test_only_one_word_tells_a_type_by_the_model_alone(coder_as_given: "Coder") -> None:
    text = "Kenyan lawmakers passed the wish list and passed the blame."
    assert len(_read(_passed(coder_as_given, 0.95), text).events) == 1


def test_the_model_may_tell_that_it_was_long_ago(coder_as_given: "Coder") -> None:
    verdict = msgspec.structs.replace(_verdict("ASSAULT", 0.9), flags={"historical": 0.9})
    (event,) = _read(_with(coder_as_given, verdict)[0], "Soldiers shot three Kenyan farmers.").events
    assert event.historical
    assert not event.current
    assert "long before the article by the model (0.90)" in event.why.note


def test_it_is_asked_once_about_each_trigger_by_itself(coder_as_given: "Coder") -> None:
    coder, oracle = _with(coder_as_given, _verdict("ACCUSE", 0.9))
    _read(coder, "It rained. France condemned Syria. It rained again.")
    (question,) = oracle.asked
    ((sources, recipients, trigger),) = question.pairs
    assert trigger is not None
    assert (sources, recipients, question.text[slice(*trigger)]) == ((), (), "condemned")


def test_confidence_grows_with_the_share_of_the_type(coder_as_given: "Coder") -> None:
    settings = msgspec.structs.replace(SETTINGS, weights=(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    found = [
        _read(_with(coder_as_given, _verdict("ACCUSE", share), settings)[0], "France condemned Syria.").events[0]
        for share in (0.3, 0.6, 0.9)
    ]
    assert [e.confidence for e in found] == [0.3, 0.6, 0.9]
    assert found[2].why.model.startswith("ACCUSE 0.90")


# ---- words without an entry -------------------------------------------------------------------------------------------------------

OUTFOXED = "France outfoxed Syria."


def _told_by(kind: str, share: float, roles: dict[str, tuple[int, int]]) -> Verdict:
    """Return a verdict on a word: what it tells, and the characters of who stands where."""
    return msgspec.structs.replace(
        _verdict(kind, share, {"REJECT/meet": 0.8}), roles={name: ((span, 0.9),) for name, span in roles.items()}
    )


def _outfoxed(coder: "Coder", verdict: Verdict, telling: str = "outfoxed") -> tuple["Coder", Oracle]:
    oracle = Oracle(verdict, telling)
    other = copy.copy(coder)
    other.decider = Decider(oracle, SETTINGS)
    return other, oracle


SIDES = {"source": (0, 6), "recipient": (16, 21)}


def test_a_word_without_an_entry_tells_what_the_model_reads_in_it(coder_as_given: "Coder") -> None:
    coder, _ = _outfoxed(coder_as_given, _told_by("REJECT", 0.8, SIDES))
    (event,) = _read(coder, OUTFOXED).events
    assert (event.type, event.modes) == ("REJECT", ("meet",))
    assert [m.evidence.quote for m in (*event.sources, *event.recipients)] == ["France", "Syria"]
    assert event.trigger.quote == "outfoxed"
    assert event.why.entry == "no entry"
    assert event.why.note.startswith("no entry; REJECT by the model (0.80)")


@pytest.mark.parametrize(
    ("kind", "share", "telling"), [("REJECT", 0.65, "outfoxed"), (NONE, 0.9, "outfoxed"), ("REJECT", 0.9, "")]
)
def test_it_must_be_sure_and_the_word_must_tell_something(
    coder_as_given: "Coder", kind: str, share: float, telling: str
) -> None:
    coder, _ = _outfoxed(coder_as_given, _told_by(kind, share, SIDES), telling)
    assert _read(coder, OUTFOXED).events == ()


def test_nobody_takes_part_in_it(coder_as_given: "Coder") -> None:
    coder, _ = _outfoxed(coder_as_given, _told_by("REJECT", 0.9, {}))
    assert _read(coder, OUTFOXED).events == ()


def test_operators_govern_it_as_they_govern_others(coder_as_given: "Coder") -> None:
    text = "France threatened to outfox Syria."
    sides = {"source": (0, 6), "recipient": (text.index("Syria"), len(text) - 1)}
    coder, _ = _outfoxed(coder_as_given, _told_by("REJECT", 0.75, sides), "outfox")
    outer, inner = sorted(_read(coder, text).events, key=lambda e: e.within is not None)
    assert (outer.type, inner.type, inner.relation) == ("THREATEN", "REJECT", "threatened")


def test_words_of_winners_are_not_asked_about_again(coder_as_given: "Coder") -> None:
    coder, _ = _outfoxed(coder_as_given, _told_by("ASSAULT", 0.75, SIDES), "condemned")
    (event,) = _read(coder, "France condemned Syria.").events
    assert event.type == "ACCUSE"


def test_what_is_unlikely_is_not_told(coder_as_given: "Coder") -> None:
    settings = msgspec.structs.replace(SETTINGS, least=0.5, weights=(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    for share, found in ((0.4, 0), (0.6, 1)):
        coder, _ = _with(coder_as_given, _verdict("ACCUSE", share), settings)
        assert len(_read(coder, "France condemned Syria.").events) == found
    traced = _with(coder_as_given, _verdict("ACCUSE", 0.4), settings)[0].trace(
        RawDocument(uri="sentence", text="France condemned Syria.", cleaned=True)
    )
    assert isinstance(traced, tuple)
    assert any(c.rejected == "hardly told here (0.40)" for c in traced[2][0].candidates)
