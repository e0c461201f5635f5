"""What is told as said, and what is only mentioned: acts upon persons, purposes, adverbs, names beside a description."""

import pytest
from tests.statements.conftest import Read

from dragoman.records import Reading


def contents(reading: Reading) -> list[str]:
    return [" … ".join(c.quote for c in s.content) for s in reading.statements]


@pytest.mark.parametrize(
    "text",
    [
        "The senate confirmed Ann Lee.",
        "He was admitted into the cabinet.",
        "The king dismissed his minister.",
        "The guards did not confirm the theft.",
        "The province passed a law to defend the coast.",
        "The tower is called the Needle.",
    ],
)
def test_an_act_is_no_statement(read: Read, text: str) -> None:
    assert contents(read(text)) == []


def test_a_clause_behind_an_object_is_not_pledged(read: Read) -> None:
    assert not [c for c in contents(read("Chad pledged funds and Niger is paving the road.")) if "paving" in c]


def test_who_is_described_is_who_is_named_behind_the_comma(read: Read) -> None:
    [statement] = read("The harbour master, Carla Bruno, said that the pier was safe.").statements
    assert statement.speaker is not None
    assert statement.speaker.evidence.quote == "Carla Bruno"


def test_an_adverb_tells_that_somebody_says_so(read: Read) -> None:
    [statement] = read("The flags were reportedly lowered at dawn.").statements
    assert statement.speaker is None
    assert (statement.cue_class, statement.manner) == ("report", "indirect")
    assert contents(read("The clerk allegedly burned the ledgers.")) == ["The clerk … burned the ledgers"]


def test_a_charge_behind_a_comma_is_its_speakers(read: Read) -> None:
    found = read("The mayor remarked that the pact was sound, and accused the press of lying.").statements
    assert [s.speaker.evidence.quote for s in found if s.cue_class == "accuse" and s.speaker] == ["The mayor"]


def test_another_side_is_no_part_of_what_is_told(read: Read) -> None:
    found = contents(read("The army said the crash was caused by fog but villagers deny the report."))
    assert found[0] == "the crash was caused by fog"


def test_a_medium_at_the_end_belongs_to_the_cue(read: Read) -> None:
    assert contents(read("The bank said that the firm owes millions in a report on its debts.")) == [
        "that the firm owes millions"
    ]


def test_what_a_speaker_wants_is_what_she_says(read: Read) -> None:
    assert contents(read("Ann Lee said that she wants to retire.")) == ["that she wants to retire"]
