"""Positions: who takes which side toward what, and what leaves no side taken. All texts are invented."""

import pytest
from tests.statements.conftest import Read

from dragoman.records import Position


def shown(p: Position) -> tuple[str, str, str]:
    return (p.holder.name, p.stance, p.object.quote)


CASES = {
    "told by another": ("Wang said that China supports the patrol.", [("China", "support", "the patrol")]),
    "we": ("“We oppose the new dam,” Egypt’s government said.", [("Egyptian government", "oppose", "the new dam")]),
    "rejecting a claim shows whose it is": (
        "Cuba rejected Spain’s claim that the vote was rigged.",
        [
            ("Cuba", "oppose", "Spain’s claim that the vote was rigged"),
            ("Spain", "support", "that the vote was rigged"),
        ],
    ),
    "given": ("Japan gave Nepal its full support.", [("Japan", "support", "Nepal")]),
    "no conjunction that leads elsewhere": (
        "A curfew was imposed after farmers marched against the new dam and a group of them set fire to a mill.",
        [("farmers", "oppose", "the new dam")],
    ),
    "passive": ("The dam was condemned by Egypt.", [("Egypt", "oppose", "The dam")]),
    "asked to": (
        "Spain urged Cuba to support the truce.",
        [("Spain", "support", "to support the truce"), ("Spain", "support", "the truce")],
    ),
    "judgement": ("Kenya called the embargo illegal.", [("Kenya", "oppose", "the embargo")]),
    "relative clause": ("Kenya, which opposes the embargo, left.", [("Kenya", "oppose", "the embargo")]),
    "did not oppose": ("Kenya did not oppose the embargo.", []),
    "stopped short": ("Kenya stopped short of condemning the embargo.", []),
    "refused": ("Kenya refused to endorse the embargo.", []),
    "asked whether": ("Reporters asked whether Kenya supports the embargo.", []),
    "denied": ("Kenya denied that it supports the rebels.", []),
    "if": ("Kenya will act if Cuba supports the embargo.", []),
    "unsure whether": ("Cuba is unsure whether it would support the embargo.", []),
    "asked to, behind and": (
        "Spain called for Cuba to disarm and recognise Kosovo.",
        [("Spain", "support", "Cuba to disarm and recognise Kosovo"), ("Spain", "support", "Kosovo")],
    ),
    "might": ("Kenya might support the embargo.", []),
    "would have": ("Kenya would have supported the embargo.", []),
    "asked to reject": ("Spain urged Cuba to reject the truce.", [("Spain", "oppose", "the truce")]),
    "vowed to fight": ("Spain vowed to fight the levy.", [("Spain", "oppose", "the levy")]),
    "vowed to build": ("Spain vowed to build a bridge.", []),
    "bearers": (
        "Opponents of the dam met in Lima, and supporters of the truce cheered.",
        [("Opponents", "oppose", "the dam"), ("supporters", "support", "the truce")],
    ),
    "breach": ("Cuba said that the raid violates the treaty.", [("Cuba", "oppose", "the raid")]),
    "breach, denied": ("Cuba denied that the raid violates the treaty.", []),
    "pulled out": ("Norway pulled out of the pact.", [("Norway", "oppose", "the pact")]),
    "had yet to": ("Cuba said that the courts had yet to free the miners.", []),
    "less": ("Cuba is less optimistic about the truce.", []),
    "expected to": ("Cuba is expected to endorse the truce.", []),
    "guilty of": ("The court found Lopez guilty of supporting the rebels.", []),
    "no longer": ("Kenya no longer supports the embargo.", []),
    "abstained": ("Kenya abstained from the vote.", [("Kenya", "neutral", "the vote")]),
}


@pytest.mark.parametrize("name", CASES)
def test_positions(read: Read, name: str) -> None:
    text, expected = CASES[name]
    assert [shown(p) for p in read(text).positions if p.why.rule != "event type"] == expected


def test_owners_of_an_endorsed_thesis_hold_it_too(read: Read) -> None:
    reading = read("Cuba endorsed the thesis of the Malian and Russian leaders that a plot had failed.")
    assert [(p.holder.country, p.stance, p.object.quote) for p in reading.positions] == [
        ("CUB", "support", "the thesis of the Malian and Russian leaders that a plot had failed"),
        ("MLI", "support", "that a plot had failed"),
        ("RUS", "support", "that a plot had failed"),
    ]


def test_joined_with_statement_and_event(read: Read) -> None:
    reading = read("Ghana condemned the coup in Mali.")
    (position,) = reading.positions
    assert position.statement == reading.statements[0].id
    assert position.event in {e.id for e in reading.events}
    assert [m.name for m in position.object_actors] == []


def test_strength_follows_adverbs(read: Read) -> None:
    texts = (
        "Kenya cautiously supports the embargo.",
        "Kenya supports the embargo.",
        "Kenya strongly supports the embargo.",
    )
    strengths = [read(t).positions[0].strength for t in texts]
    assert strengths == sorted(strengths)
    assert len(set(strengths)) == len(strengths)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Peru has opposed the embargo since 2004.", "2004"),
        ("Peru has been a critic of the embargo since 1998.", "1998"),
        ("Peru has opposed the embargo since May.", None),
        ("Peru opposed the embargo of 2004.", None),
    ],
)
def test_since_when(read: Read, text: str, since: str | None) -> None:
    (position,) = read(text).positions
    assert position.since == since
