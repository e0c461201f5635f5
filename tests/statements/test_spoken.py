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


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The plan to close farms, which he believes will lower imports, was signed on Monday.", "will lower imports"),
        ("They hired someone the governor believes will do an outstanding job.", "will do an outstanding job"),
        ("The firm lost its licence, which the agency said placed it in danger.", "placed it in danger"),
        ("The bank was shut in what officials believe was a cyber attack.", "was a cyber attack"),
    ],
)
def test_the_pronoun_of_a_gap_asks_nothing(read: Read, text: str, content: str) -> None:
    assert content in contents(read(text))


@pytest.mark.parametrize("title", ["Chile: levy on salt to stay", "Lisbon tram crash: six hurt on the hill"])
def test_a_headlines_place_or_happening_says_nothing(read: Read, title: str) -> None:
    assert contents(read("The day was dull.", title)) == []


def test_a_place_before_a_quotation_speaks(read: Read) -> None:
    assert contents(read("The day was dull.", "Chile: “The levy on salt will stay”")) == ["The levy on salt will stay"]


def test_a_count_without_a_counter_is_no_statement(read: Read) -> None:
    assert contents(read("Turnout was put at 41 percent.")) == []
    assert contents(read("The porter put the trunk at the door.")) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister of State for Trade Ann Lee said that the port was safe.", "Ann Lee"),
        ("One of the book’s authors, biologist Ann Lee, told the daily that frogs are old.", "Ann Lee"),
        ("One of them said that the frogs were old.", "One of them"),
        ("Founder and chairman Ann Lee said the mine was safe.", "Ann Lee"),
    ],
)
def test_a_title_ends_in_its_name(read: Read, text: str, speaker: str) -> None:
    [statement] = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.evidence.quote.endswith(speaker)


def test_two_titles_with_an_article_are_two_persons(read: Read) -> None:
    found = read("The spokesman and Mayor Ann Lee said that the mine was safe.").statements
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A clerk swore that the vault was shut; the guards shrugged.", ["that the vault was shut"]),
        ("The inn has ten rooms; it will reopen, the owner said.", ["it will reopen"]),
        (
            "Wheat is the worry, the broker warned, if the rain stays away.",
            ["Wheat is the worry … if the rain stays away"],
        ),
        (
            "The union said that the mine is unsafe; that the lamps are old; and that the owner knew.",
            ["that the mine is unsafe; that the lamps are old; and that the owner knew"],
        ),
    ],
)
def test_what_is_told_ends_at_the_semicolons_around_its_cue(read: Read, text: str, content: list[str]) -> None:
    assert contents(read(text)) == content


def test_a_subject_taken_for_an_object_is_told(read: Read) -> None:
    text = "Hoteliers say bookings for the spring season, already thin since the flood, have all but dried up."
    assert contents(read(text)) == [
        "bookings for the spring season, already thin since the flood, have all but dried up"
    ]
    assert contents(read("The mayor declared a curfew and had the ringleaders flown out.")) == ["a curfew"]


def test_rumours_are_told_by_nobody(read: Read) -> None:
    [statement] = read("Rumours that the bank had failed spread in the port.").statements
    assert statement.speaker is None
    assert contents(read("Rumours that the bank had failed spread in the port.")) == ["that the bank had failed"]
    assert contents(read("The proof that the bank had failed was found in the port.")) == []
