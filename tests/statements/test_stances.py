"""Every stance entry's own examples give their position; its counterexamples give none of it."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Position, RawDocument, Reading
from dragoman.statements.cues import load_cues
from dragoman.statements.stances import StanceEntry, StanceExample

ENTRIES = load_cues().stances.entries
EXAMPLES = [(entry, example) for entry in ENTRIES.values() for example in entry.examples]
COUNTEREXAMPLES = [(entry, text) for entry in ENTRIES.values() for text in entry.counterexamples]


def positions(coder: Coder, text: str) -> tuple[Position, ...]:
    reading = coder.code(RawDocument(uri="test", text=text, cleaned=True))
    assert isinstance(reading, Reading)
    assert not [p for p in reading.problems if p.kind == "failed"]
    return reading.positions


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=[e.text[:40] for _, e in EXAMPLES])
def test_example(coder_as_given: Coder, entry: StanceEntry, example: StanceExample) -> None:
    found = [
        (p.holder.evidence.quote, p.stance, p.object.quote)
        for p in positions(coder_as_given, example.text)
        if p.why.entry == entry.id
    ]
    assert found == [(holder, example.stance or entry.stance, example.object) for holder in example.holders]


@pytest.mark.parametrize(("entry", "text"), COUNTEREXAMPLES, ids=[t[:40] for _, t in COUNTEREXAMPLES])
def test_counterexample(coder_as_given: Coder, entry: StanceEntry, text: str) -> None:
    assert [p for p in positions(coder_as_given, text) if p.why.entry == entry.id] == []


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))
def test_entry_has_an_example(entry: StanceEntry) -> None:
    assert entry.examples
    assert entry.verbs or entry.nouns or entry.predicates
