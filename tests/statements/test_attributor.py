"""What the model adds to the rules' statements, and what it thinks of them; a fake model says what each test needs."""

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pytest

from dragoman.language.questions import NONE, Question, Span, Spot, Verdict
from dragoman.records import RawDocument, Statement
from dragoman.statements.attributor import RULE, Attributor, Settings

if TYPE_CHECKING:
    from dragoman.pipeline import Coder

ONLY_CUE = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0, *(0.0 for _ in range(8)))  # likelihood is the cue's share
SETTINGS = Settings(cue=0.5, part=0.5, speaker=0.3, least=0.0, weights=ONLY_CUE)


class Listener:
    """A judge to whom one word is a cue, with those words for its speaker and its content."""

    def __init__(self, cue: str, share: float, speaker: str = "", content: str = "") -> None:
        self.cue, self.share = cue, share
        self.parts = {"speaker": speaker, "content": content}
        self.asked = 0

    def spots(self, texts: Sequence[str]) -> list[tuple[Spot, ...]]:
        """Return the cue of each text that has it."""
        return [
            (Spot(span=_place(text, self.cue), trigger=0.0, cue=self.share),) if self.cue in text else ()
            for text in texts
        ]

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return who says what by it."""
        self.asked += sum(len(q.pairs) for q in questions)
        return [(self._verdict(q.text),) * len(q.pairs) for q in questions]

    def _verdict(self, text: str) -> Verdict:
        roles = {name: ((_place(text, words), 0.9),) for name, words in self.parts.items() if words and words in text}
        return Verdict(types={NONE: 1.0}, modes={}, flags={}, roles=roles)


def _place(text: str, words: str) -> Span:
    at = text.index(words)
    return at, at + len(words)


def _read(coder: "Coder", text: str, listener: Listener | None, settings: Settings = SETTINGS) -> list[Statement]:
    other = copy.copy(coder)
    other.attributor = Attributor(listener, settings) if listener is not None else None
    reading = other.code(RawDocument(uri="sentence", text=text, cleaned=True))
    return list(getattr(reading, "statements", ()))


UNKNOWN = "Ministers in Nairobi gargled that the dam would hold."


def test_rules_alone_know_no_such_cue(coder_as_given: "Coder") -> None:
    assert _read(coder_as_given, UNKNOWN, None) == []


def test_the_model_hears_what_no_rule_explains(coder_as_given: "Coder") -> None:
    listener = Listener("gargled", 0.9, "Ministers", "the dam would hold")
    (statement,) = _read(coder_as_given, UNKNOWN, listener)
    assert statement.speaker is not None
    assert statement.speaker.evidence.quote == "Ministers"
    assert [c.quote for c in statement.content] == ["the dam would hold"]
    assert (statement.why.rule, statement.why.entry, statement.confidence) == (RULE, "say", 0.9)


@pytest.mark.parametrize(("share", "content"), [(0.4, "the dam would hold"), (0.9, "")])
def test_it_must_be_sure_of_the_cue_and_hear_something(coder_as_given: "Coder", share: float, content: str) -> None:
    assert _read(coder_as_given, UNKNOWN, Listener("gargled", share, "Ministers", content)) == []


def test_what_a_rule_tells_is_not_told_again(coder_as_given: "Coder") -> None:
    text = "Ministers said that the dam would hold, gargled reporters."
    listener = Listener("gargled", 0.9, "reporters", "the dam would hold")
    assert [s.why.rule for s in _read(coder_as_given, text, listener)] == ["verb, clause"]


def test_confidence_is_the_likelihood_and_the_unlikely_falls(coder_as_given: "Coder") -> None:
    text = "Ministers said that the dam would hold."
    for least, kept in ((0.0, [0.2]), (0.5, [])):
        found = _read(coder_as_given, text, Listener("said", 0.2), msgspec.structs.replace(SETTINGS, least=least))
        assert [s.confidence for s in found] == kept


def test_whoever_is_likeliest_speaks_where_no_word_surely_does(coder_as_given: "Coder") -> None:
    text = "For the Kenyan government the dam would hold, and reporters gargled it."
    listener = Listener("gargled", 0.9, "Kenyan government", "the dam would hold")
    strict = msgspec.structs.replace(SETTINGS, part=0.9)
    (statement,) = _read(coder_as_given, text, listener, strict)
    assert statement.speaker is not None
    assert statement.speaker.evidence.quote.endswith("Kenyan government")
