"""Statements joined with events: asserted, denied, reported. All texts are invented."""

import pytest
from tests.statements.conftest import Read

DENIALS = [
    "The ministry says rebels shelled the school; the rebels deny it.",
    "The ministry said rebels shelled the school. The rebels denied shelling the school.",
    "The ministry accused the rebels of shelling the school. The rebels denied the charge.",
    "The army said the rebels had killed ten villagers. A rebel spokesman denied that they had killed anyone.",
    "Russia bombed the hospital, Ukraine said. Moscow rejected the accusation.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_one_event_asserted_and_denied(read: Read, text: str) -> None:
    reading = read(text)
    assault = [e for e in reading.events if e.type == "ASSAULT"]
    assert len(assault) == 1
    asserting, denying = (
        [s.id for s in reading.statements if s.cue_class not in ("deny", "refuse")],
        [s.id for s in reading.statements if s.cue_class in ("deny", "refuse")],
    )
    assert (list(assault[0].asserted_by), list(assault[0].denied_by)) == (asserting, denying)
    assert all(assault[0].id in s.events for s in reading.statements)
    assert assault[0].relation in ("reported", "alleged")
    assert assault[0].current == (assault[0].relation == "reported")  # what somebody is only accused of is contained


def test_denial_without_an_earlier_report_keeps_its_event_denied(read: Read) -> None:
    reading = read("Israel denied bombing the hospital.")
    (event,) = reading.events
    (statement,) = reading.statements
    assert (event.relation, event.denied_by, event.current) == ("denied", (statement.id,), False)


def test_event_of_the_cue_itself_is_linked_and_not_reported(read: Read) -> None:
    reading = read("Ghana condemned the coup in Mali.")
    (statement,) = reading.statements
    condemning = next(e for e in reading.events if e.trigger.quote == "condemned")
    assert condemning.id in statement.events
    assert condemning.relation is None
    assert condemning.asserted_by == ()


def test_claim_makes_an_event_alleged(read: Read) -> None:
    events = read("The rebels claimed that the army had shelled a market.").events
    assert [e.relation for e in events if e.type == "ASSAULT"] == ["alleged"]


def test_promise_keeps_the_relation_of_its_grammar(read: Read) -> None:
    events = read("Japan promised to send food to Nepal.").events
    assert {e.relation for e in events if e.asserted_by or e.within} <= {"promised", None}
