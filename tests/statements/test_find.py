"""Statements: one invented text for each construction, with speaker, cue, content and manner as expected."""

import pytest
from tests.statements.conftest import Read

from dragoman.records import Statement

TRANSCRIPT = (
    "The reporter met her.\n\nNR Dora Holm, why did you close it?\n\nDH: It was not safe.\n\nThe pumps failed.\n\n"
    "NR How many left?\n\nDH: Two hundred.\n\nNR Will it reopen?\n\nDH: No."
)
# Each case: the text, and of one statement the speaker, cue, manner and contents.
CASES = {
    "cue after": ("The mine is closed, the governor said.", ("the governor", "said", "indirect", ["The mine is closed"])),
    "cue inverted": ("“The mine is closed,” said the governor.", ("the governor", "said", "direct", ["The mine is closed,"])),
    "cue in the middle": (
        "“The mine,” the governor said, “is closed.”",
        ("the governor", "said", "direct", ["The mine,", "is closed."]),
    ),
    "cue between two sentences": (
        "“The mine is closed,” Governor Dora Holm said, “Nobody will mourn it.”",
        ("Governor Dora Holm", "said", "direct", ["The mine is closed,", "Nobody will mourn it."]),
    ),
    "indirect around the cue": ("The mine, the governor said, is closed.", ("the governor", "said", "indirect", ["The mine", "is closed"])),
    "mixed": (
        "The governor said the mine was “a death trap” for miners.",
        ("The governor", "said", "mixed", ["the mine was “a death trap” for miners"]),
    ),
    "quotation before, floating after": (
        "“The mine is closed,” the governor said. “It will stay closed.”",
        ("the governor", "said", "direct", ["The mine is closed,", "It will stay closed."]),
    ),
    "floating after indirect speech": (
        "The governor said the mine was closed. “It will stay closed this year.”",
        ("The governor", "said", "mixed", ["the mine was closed", "“It will stay closed this year.”"]),
    ),
    "paragraph reopened": (
        "“The mine is closed.\n\n“It will stay closed,” the governor said.",
        ("the governor", "said", "direct", ["It will stay closed,"]),
    ),
    "reversed marks": (
        "“We acted well for the town. “, the governor said.",
        ("the governor", "said", "direct", ["We acted well for the town. "]),
    ),
    "colon, next paragraph": (
        "The governor wrote to the union on Monday:\n\n“The mine is closed.”",
        ("The governor", "wrote", "direct", ["The mine is closed."]),
    ),
    "colon without a cue": ("The governor was blunt: “The mine is closed.”", ("The governor", "was", "direct", ["The mine is closed."])),
    "according to": ("The mine is closed, according to the governor.", ("the governor", "according to", "indirect", ["The mine is closed"])),
    "according to, first": ("According to the governor, the mine is closed.", ("the governor", "According to", "indirect", ["the mine is closed"])),
    "that is according to": (
        "The mine is closed. That’s according to the governor.",
        ("the governor", "according to", "indirect", ["The mine is closed"]),
    ),
    "in the words of": (
        "In the words of the governor, the mine is a death trap.",
        ("the governor", "In the words", "indirect", ["the mine is a death trap"]),
    ),
    "in the view of": ("In the governor’s view, the mine is safe.", ("the governor", "view", "belief", ["the mine is safe"])),
    "as X put it": ("“A death trap,” as the governor put it.", ("the governor", "put it", "direct", ["A death trap,"])),
    "headline colon": ("Kremlin: talks with Oslo failed", ("Kremlin", ":", "indirect", ["talks with Oslo failed"])),
    "transcript": (
        "The hearing began late.\n\nHOLM: We closed the mine.\n\nIt was not safe.\n\nBERG: Who decided?",
        ("HOLM", ":", "direct", ["We closed the mine.\n\nIt was not safe"]),
    ),
    "label before a quotation": (
        "* Dora Holm, head of the union: “The mine is closed. It will stay so.”",
        ("Dora Holm", ":", "direct", ["The mine is closed. It will stay so."]),
    ),
    "signature": (
        "Miners wrote to us.\n\n“The mine was never safe.” ― Dora Holm\n\n“We left in time.” ― Anna Berg",
        ("Dora Holm", "―", "direct", ["The mine was never safe."]),
    ),
    "a sentence that only attributes": (
        "“The pumps failed and the mine was lost.” Dora Holm said.",
        ("Dora Holm", "said", "direct", ["The pumps failed and the mine was lost."]),
    ),
    "told within a quotation": (
        "“They claimed that the mine was safe. It was not,” the governor said.",
        ("They", "claimed", "indirect", ["that the mine was safe"]),
    ),
    "quoted within a quotation": (
        "“The miners have said: 'The dam does not hold our water'. Nobody listened,” the governor said.",
        ("The miners", "said", "direct", ["The dam does not hold our water"]),
    ),
    "transcript of initials": (
        TRANSCRIPT,
        ("DH", ":", "direct", ["It was not safe.\n\nThe pumps failed"]),
    ),
    "transcript whose labels lost a colon": (
        TRANSCRIPT,
        ("NR", "NR", "direct", ["How many left?"]),
    ),
    "question": ("The judge asked whether the mine was safe.", ("The judge", "asked", "indirect", ["whether the mine was safe"])),
    "command": ("The judge told the miners to leave.", ("The judge", "told", "indirect", ["to leave"])),
    "noun": ("Nobody believed the governor’s claim that the mine was safe.", ("the governor", "claim", "indirect", ["that the mine was safe"])),
    "noun carried by a verb": (
        "The governor issued a warning that the mine was flooded.",
        ("The governor", "warning", "indirect", ["that the mine was flooded"]),
    ),
    "noun with of": ("Her warning of a flood was ignored.", ("Her", "warning", "indirect", ["a flood"])),
    "quoted as saying": (
        "The governor was quoted as saying that the mine was closed.",
        ("The governor", "saying", "indirect", ["that the mine was closed"]),
    ),
    "believed to": ("The miners are believed to have left.", (None, "believed", "belief", ["The miners", "to have left"])),
    "belief": ("Miners believe that the dam will break.", ("Miners", "believe", "belief", ["that the dam will break"])),
    "adding": ("The governor said the mine was closed, adding that it had flooded.", ("The governor", "adding", "indirect", ["that it had flooded"])),
    "and added": ("The governor said the mine was closed and added: “It has flooded.”", ("The governor", "added", "direct", ["It has flooded."])),
    "reasons are told too": (
        "The governor said the mine was closed, because the pumps had failed.",
        ("The governor", "said", "indirect", ["the mine was closed, because the pumps had failed"]),
    ),
    "relative clause": ("The governor, who said the mine was safe, resigned.", ("The governor", "said", "indirect", ["the mine was safe"])),
    "predicate": ("The governor called the report “a fairy tale.”", ("The governor", "called", "mixed", ["the report “a fairy tale.”"])),
    "clause in a statement": (
        "The governor said in a statement that the mine was closed.",
        ("The governor", "said", "indirect", ["that the mine was closed"]),
    ),
    "dateline": (
        "OSLO (NTB) — The governor said the mine was closed.",
        ("The governor", "said", "indirect", ["the mine was closed"]),
    ),
    "those who": ("Those who said the mine was safe left early.", ("Those", "said", "indirect", ["the mine was safe"])),
    "the next sentence's subject takes no quotation": (
        "The governor agreed and said, “The mine is closed for good.” The mayor then recalled a flood.",
        ("The governor", "said", "direct", ["The mine is closed for good."]),
    ),
    "a sentence that the splitter left whole": (
        "“Who decided?” the governor asked.",
        ("the governor", "asked", "direct", ["Who decided?"]),
    ),
    "according to, behind a colon": (
        "The mine did not suffer: it was the safest of all, according to the governor.",
        ("the governor", "according to", "indirect", ["it was the safest of all"]),
    ),
    "a comma for that": (
        "The governor tells the miners, she has been known to dig.",
        ("The governor", "tells", "indirect", ["she has been known to dig"]),
    ),
    "read by a thing": ("At the bottom it reads, “No step back.”", ("it", "reads", "direct", ["No step back."])),
    "for somebody": ("For Moscow, the port is a gift.", ("Moscow", "For", "belief", ["the port is a gift"])),
}  # fmt: skip


def shown(s: Statement) -> tuple[str | None, str, str, list[str]]:
    return (
        s.speaker.evidence.quote if s.speaker else None,
        s.cue.quote if s.cue else "",
        s.manner,
        [c.quote for c in s.content],
    )


@pytest.mark.parametrize("name", CASES)
def test_construction(read: Read, name: str) -> None:
    text, expected = CASES[name]
    assert expected in [shown(s) for s in read(text).statements]


NOTHING = [
    "The so-called “volunteers” crossed the border.",
    "He first built his “silver road” project in the capital.",
    "The mine closed after the “great flood” of March.",
    "To criticise the plan would be unwise.",
    "Results: 12 to 7.",
    "Update: the road is open.",
    "I think the road is open.",
    "“The company charges a lot for coal and the result confirmed our plan.”",
    "The law is intended to help miners.",
    "The members were sworn in on Monday.",
    "The campaign began at the hall “where the first law of the land was once signed”.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(read: Read, text: str) -> None:
    assert [shown(s) for s in read(text).statements] == []


def test_headline_colon_after_an_office(read: Read) -> None:
    statements = read("The river rose again on Monday.", title="Afghan ministry: dam will hold").statements
    assert [shown(s) for s in statements] == [("Afghan ministry", ":", "indirect", ["dam will hold"])]


@pytest.mark.parametrize(
    "text", ["Chile stopped short of condemning the raid.", "Chile refrained from criticising the raid."]
)
def test_what_was_held_back_was_not_said(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert statement.cue_class == "not-condemn"
    assert read(text).positions == ()


def test_negated_cue_is_not_the_act(read: Read) -> None:
    (statement,) = read("The governor did not say whether the mine was safe.").statements
    assert statement.cue_class == "not-say"
    assert statement.cue is not None
    assert statement.cue.quote == "did not say"
    assert statement.cameo is None


def test_no_that_is_told_negates_no_cue(read: Read) -> None:
    assert [s.cue_class for s in read("The army announced no new measures.").statements] == ["announce"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The governor told the daily Kurier that the mine was closed.", "the daily Kurier"),
        ("The governor said in a statement that the mine was closed.", "a statement"),
        ("“We closed it,” the governor wrote on Twitter.", "Twitter"),
        ("The mine is closed, the governor said, according to the official report.", "the official report"),
        ("The governor was quoted by the agency as saying that the mine was closed.", "the agency"),
        (
            "The governor said that the mine was closed. “For good this time”, according to the daily Kurier.",
            "the daily Kurier",
        ),
    ],
)
def test_medium(read: Read, text: str, via: str) -> None:
    found = [s for s in read(text).statements if s.via is not None]
    assert [(s.via.quote, s.speaker.evidence.quote.lower()) for s in found if s.via and s.speaker] == [
        (via, "the governor")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A senior official said the mine was closed.", "official"),
        ("Villagers said the mine was closed.", "witness"),
        ("Analysts said the mine was closed.", "expert"),
        ("Sources said the mine was closed.", "anonymous"),
        ("The Guardian said the mine was closed.", "media"),
        ("The report said the mine was closed.", "document"),
        ("Japan said the mine was closed.", "official"),
    ],
)
def test_speaker_type(read: Read, text: str, kind: str) -> None:
    assert [s.speaker_type for s in read(text).statements] == [kind]


def test_each_of_several_speakers_has_a_statement(read: Read) -> None:
    statements = read("Japan and Peru said the talks had failed.").statements
    assert [s.speaker.name for s in statements if s.speaker] == ["Japan", "Peru"]
    assert len({s.id for s in statements}) == len(statements)


def test_so_has_each_of_those_for_whom_one_phrase_stands(read: Read) -> None:
    said = read("Kazakhstan and Uzbekistan met in Tashkent. The two countries agreed to share the water.").statements
    assert sorted(s.speaker.country for s in said if s.speaker is not None) == ["KAZ", "UZB"]


def test_speaker_is_resolved_through_references(read: Read) -> None:
    text = "French President Emmanuel Macron met farmers in Lyon. He said the prices were too low."
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Emmanuel Macron"
    assert statement.speaker.evidence.quote == "He"


def test_evidence_is_exact(read: Read) -> None:
    for text, _ in CASES.values():
        reading = read(text)
        for s in reading.statements:
            spans = (
                *s.content,
                *(e for e in (s.cue, s.via) if e is not None),
                *(m.evidence for m in (s.speaker, s.addressee) if m),
            )
            assert all(reading.article.part(e.part)[e.start : e.end] == e.quote for e in spans)
