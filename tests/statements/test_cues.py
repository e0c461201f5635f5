"""Every cue's own examples: the sentence gives that statement."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading, Statement
from dragoman.statements.cues import Cue, CueExample, load_cues

CUES = load_cues().cues
EXAMPLES = [(cue, example) for cue in CUES.values() for example in cue.examples]


def statements(coder: Coder, text: str) -> tuple[Statement, ...]:
    reading = coder.code(RawDocument(uri="test", text=text, cleaned=True))
    assert isinstance(reading, Reading)
    assert not [p for p in reading.problems if p.kind == "failed"]
    return reading.statements


@pytest.mark.parametrize(("cue", "example"), EXAMPLES, ids=[f"{c.id}-{e.text[:30]}" for c, e in EXAMPLES])
def test_example(coder_as_given: Coder, cue: Cue, example: CueExample) -> None:
    found = [
        (
            s.why.entry,
            s.speaker.evidence.quote if s.speaker else "",
            tuple(c.quote for c in s.content),
            s.addressee.evidence.quote if s.addressee else "",
        )
        for s in statements(coder_as_given, example.text)
    ]
    assert (cue.id, example.speaker, example.content, example.addressee) in found


@pytest.mark.parametrize("cue", CUES.values(), ids=list(CUES))
def test_cue_has_an_example(cue: Cue) -> None:
    assert cue.examples
    assert cue.verbs or cue.nouns
