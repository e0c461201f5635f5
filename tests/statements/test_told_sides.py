"""Sides that are told without a word of stance, wishes that something stops, and what draws criticism. All texts are invented."""

import pytest
from tests.statements.conftest import Read

CASES = {
    "duty": ("The envoy said the governor should resign.", [("The envoy", "support", "the governor should resign")]),
    "duty, passive": ("“The quarry must be closed,” the bishop said.", [("the bishop", "support", "The quarry must be closed")]),
    "duty, negated": ("The envoy said Chad should not sign.", [("The envoy", "oppose", "sign")]),
    "duty to stop": ("The envoy said Chad should lift the blockade.", [("The envoy", "oppose", "the blockade")]),
    "have to": ("The envoy said Chad has to free the pilots.", [("The envoy", "support", "Chad has to free the pilots")]),
    "needs to be done": (
        "The aide said the wall needs to be rebuilt.",
        [("The aide", "support", "the wall needs to be rebuilt")],
    ),
    "who needs to do something lacks it": ("The aide said that he needs to rebuild the wall.", []),
    "what a relative pronoun stands for": ("He left a party that is supported by Chad.", [("Chad", "support", "a party")]),
    "a relative clause of the object": (
        "Chile rejected the treaty, which Peru condemned.",
        [("Chile", "oppose", "the treaty"), ("Peru", "oppose", "the treaty")],
    ),
    "a pronoun for the speaker": (
        "Angela Merkel said that she opposes the levy.",
        [("Angela Merkel", "oppose", "the levy")],
    ),
    "by whom an act is done": (
        "The endorsement of the reform by the United Nations came late.",
        [("the United Nations", "support", "the reform")],
    ),
    "a far right party is praised by nobody": ("Chad called the movement a far right party.", []),
    "a guess is no duty": ("The envoy said Chad must have fired first.", []),
    "nothing to do": ("The envoy said the house should be warm.", []),
    "a question is no side": ("“Should Chad sign?” the envoy asked.", []),
    "the writer's own": ("Chad should sign.", []),
    "evaluation": ("Observers say the ballot was largely fair.", [("Observers", "support", "the ballot")]),
    "evaluation, negated": ("Observers say the ballot was not fair.", [("Observers", "oppose", "the ballot")]),
    "evaluation of a clause": (
        "The bishop said it was wrong to sell the well.",
        [("The bishop", "oppose", "to sell the well")],
    ),
    "a bad thing denied leaves it open": ("The court said the ban was not illegal.", []),
    "weather is judged by nobody": ("The captain said the sea was calm.", []),
    "judged by two adjectives": (
        "Peru called the border pact “null and void”.",
        [("Peru", "oppose", "the border pact")],
    ),
    "asked to stop": ("Peru called on Chile to halt the patrols.", [("Peru", "oppose", "the patrols")]),
    "asked not to": ("Peru called on Chile not to sign.", [("Peru", "oppose", "to sign")]),
    "asked that it be stopped": ("Peru demanded that the sale be blocked.", [("Peru", "oppose", "the sale")]),
    "an end to": ("Peru demanded an end to the raids.", [("Peru", "oppose", "the raids")]),
    "drawn criticism": (
        "The levy drew sharp criticism from farmers.",
        [("farmers", "oppose", "The levy")],
    ),
    "cannot accept": ("Peru cannot accept the verdict.", [("Peru", "oppose", "the verdict")]),
    "two speakers": (
        "Peru and Chile said the ballot was fair.",
        [("Chile", "support", "the ballot"), ("Peru", "support", "the ballot")],
    ),
    "whoever goes on speaking": (
        "The mayor said he would listen, and called for calm talks.",
        [("The mayor", "support", "calm talks")],
    ),
    "a demand behind a refusal in quotation marks": (
        "The council said “we will not accept their gifts,” and demanded a trial.",
        [("The council", "oppose", "their gifts"), ("The council", "support", "a trial")],
    ),
    "a document holds a side": ("The report denounced the sale.", [("The report", "oppose", "the sale")]),
    "a vote on something is for nothing": ("The council will vote on the budget for roads.", []),
    "another particle": ("Peru is standing in for the miners.", []),
    "accused of": ("Peru accused Chile of spying.", [("Peru", "oppose", "Chile")]),
    "outraged by": ("Peru was outraged by the raid.", [("Peru", "oppose", "the raid")]),
    "whom they vote for": ("The mayor asked whom they were endorsing for president.", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_side(read: Read, name: str) -> None:
    text, expected = CASES[name]
    found = [(p.holder.evidence.quote, p.stance, p.object.quote) for p in read(text).positions]
    assert sorted(found) == sorted(expected)


def test_told_side_is_linked_with_its_statement(read: Read) -> None:
    reading = read("The envoy said the governor should resign.")
    (position,) = reading.positions
    assert position.statement == reading.statements[0].id
    assert position.cue is not None
    assert position.cue.quote == "should"
