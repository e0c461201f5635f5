"""From a reader's quotes to offsets, and what counts as the same label; on invented sentences."""

import pytest

from dragoman.evaluate.frozen import MEASURES, figures_of, left_open
from dragoman.evaluate.labels import (
    ActorLabel,
    EventLabel,
    Labels,
    PositionLabel,
    ReferenceLabel,
    Span,
    StatementLabel,
    locate,
    standoff,
)

PARTS = {"title": "Envoy expelled", "text": "The envoys of Ruritania met the envoy of Borduria. He said: talk helps."}


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (["envoy", 1], ["text", 32, 37]),  # a whole word, not the beginning of "envoys"
        (["envoy"], ["text", 32, 37]),
        (["Envoy", 1, "title"], ["title", 0, 5]),
        (["envoy", 2], None),
        (["Graustark", 1], None),
    ],
)
def test_locate(span: list[object], place: list[object] | None) -> None:
    assert locate(span, PARTS) == place


def test_standoff_keeps_what_is_there_and_names_what_is_not() -> None:
    written = {
        "id": "x",
        "events": [{"type": "CONSULT", "trigger": ["met", 1], "sources": [["envoys of Ruritania", 1], ["nobody", 1]]}],
        "references": [{"span": ["He", 1], "type": "pronoun", "to": "envoy of Borduria"}],
        "statements": [{"content": [["missing words", 1]], "speaker": ["He", 1]}],
    }
    labels, wrong = standoff(written, PARTS)
    assert labels["events"] == [{"type": "CONSULT", "trigger": ["text", 24, 27], "sources": [["text", 4, 23]]}]
    assert labels["references"][0]["to"] == ["envoy of Borduria"]
    assert labels["statements"] == []
    assert len(wrong) == 2


def _event(type_: str, trigger: tuple[int, int], *sources: tuple[int, int], current: bool = True) -> EventLabel:
    return EventLabel(
        type=type_,
        trigger=Span("text", *trigger),
        sources=tuple(Span("text", *s) for s in sources),
        current=current,
    )


def _value(found: Labels, wanted: Labels, name: str) -> float:
    return {f.name: f.value for f in figures_of([(found, wanted)])}[name]


def test_an_event_is_right_only_with_its_type_and_all_its_sides() -> None:
    wanted = Labels(id="x", events=(_event("CONSULT", (24, 27), (4, 23), (32, 49)),))
    half = Labels(id="x", events=(_event("CONSULT", (24, 27), (4, 23)),))
    whole = Labels(id="x", events=(_event("CONSULT", (24, 27), (0, 23), (28, 49)),))
    assert _value(half, wanted, "current events, type recall") == 1.0
    assert _value(half, wanted, "current events, all right recall") == 0.0
    assert _value(whole, wanted, "current events, all right recall") == 1.0


def test_what_is_not_current_does_not_count_as_current() -> None:
    wanted = Labels(id="x", events=(_event("CONSULT", (24, 27), current=False),))
    found = Labels(id="x", events=(_event("CONSULT", (24, 27)),))
    assert _value(found, wanted, "current events, type precision") == 0.0
    assert _value(found, wanted, "all events, type precision") == 1.0


def test_statements_need_their_speaker_and_positions_their_stance() -> None:
    content, he = Span("text", 60, 70), Span("text", 51, 53)
    wanted = Labels(
        id="x",
        statements=(StatementLabel(content=(content,), speaker=he),),
        positions=(PositionLabel(holder=he, stance="support", object=content),),
    )
    found = Labels(
        id="x",
        statements=(StatementLabel(content=(content,)),),
        positions=(PositionLabel(holder=he, stance="oppose", object=content),),
    )
    assert _value(found, wanted, "statements, content F1") == 1.0
    assert _value(found, wanted, "statements with speaker F1") == 0.0
    assert _value(found, wanted, "positions F1") == 0.0


def test_a_reference_left_open_costs_recall_and_no_precision() -> None:
    reference = ReferenceLabel(span=Span("text", 51, 53), type="pronoun", to=("Anna Holm",))
    other = ReferenceLabel(span=Span("text", 28, 37), type="description", to=("Anna Holm",))
    wanted = Labels(id="x", references=(reference, other))
    found = Labels(id="x", references=(reference,))
    assert _value(found, wanted, "references precision") == 1.0
    assert _value(found, wanted, "references recall") == 0.5
    assert left_open([(found, wanted)]).value == 0.5


def test_a_reader_agrees_with_itself() -> None:
    labels = Labels(id="x", events=(_event("CONSULT", (24, 27), (4, 23)),))
    figures = {f.name: f.value for f in figures_of([(labels, labels)])}
    assert figures["current events, all right F1"] == 1.0
    assert len(figures) == 3 * len(MEASURES)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("George W. Bush", "George Bush", True),
        ("Kenyan government", "Government of Kenya", True),
        ("Wang Yi", "Wang Yì", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("Kenya", "Ministry of Health of Kenya", False),
        ("Kenyan army", "Ugandan army", False),
        ("Barasa Mutua", "Odhiambo Mutua", False),
    ],
)
def test_names_are_compared_as_the_base_knows_them(one: str, other: str, same: bool) -> None:
    span = Span("text", 0, 5)
    wanted = Labels(id="x", actors=(ActorLabel(span=span, identity=one),))
    found = Labels(id="x", actors=(ActorLabel(span=span, identity=other),))
    assert _value(found, wanted, "identity recall") == float(same)


def test_a_reference_is_right_where_it_leads_to_a_mention_of_the_same_actor() -> None:
    suspect, he = Span("text", 20, 31), Span("text", 51, 53)
    wanted = Labels(
        id="x",
        references=(
            ReferenceLabel(span=suspect, type="description", to=("young man",)),
            ReferenceLabel(span=he, type="pronoun", to=("young man",)),
        ),
    )

    def found(at: Span) -> Labels:
        return Labels(id="x", references=(ReferenceLabel(span=he, to=("suspect",), at=at),))

    assert _value(found(suspect), wanted, "references precision") == 1.0
    assert _value(found(Span("text", 0, 4)), wanted, "references precision") == 0.0
