"""The weights that the package carries: they are whole, they answer in shares, and what they say of plain sentences is right."""

import json
import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.language.encode import PairEncoder
from dragoman.language.questions import NONE, Pair, Question, alone
from dragoman.lexicon.tables import package_data


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    """Return the package's encoder."""
    return PairEncoder(package_data("decider"))


def _question(text: str, *pairs: tuple[str, ...]) -> Question:
    """Return a question about words of a sentence: source, recipient and, if it is told, trigger; "" is nobody."""
    return Question(text=text, pairs=tuple(_pair(text, *pair) for pair in pairs))


def _pair(text: str, source: str, recipient: str, trigger: str = "") -> Pair:
    first, second, third = (
        ((text.index(w), text.index(w) + len(w)),) if w else () for w in (source, recipient, trigger)
    )
    return first, second, third[0] if third else None


PLAIN = [
    ("Kenyan police arrested four Somali students in Garissa.", "Kenyan police", "four Somali students", "COERCE"),
    ("France condemned the government of Syria over the raid.", "France", "the government of Syria", "ACCUSE"),
    ("Rebels shelled the army barracks, killing nine soldiers.", "Rebels", "nine soldiers", "ASSAULT"),
    ("Japan delivered rice and tents to flood victims in Laos.", "Japan", "flood victims", "AID"),
    ("The minister urged lawmakers to pass the budget.", "The minister", "lawmakers", "REQUEST"),
]


@pytest.mark.parametrize(("text", "source", "recipient", "kind"), PLAIN)
def test_plain_sentences(encoder: PairEncoder, text: str, source: str, recipient: str, kind: str) -> None:
    (verdicts,) = encoder.judge([_question(text, (source, recipient))])
    assert verdicts[0].likeliest == kind


def test_sides_matter(encoder: PairEncoder) -> None:
    text = "Kenyan police arrested four Somali students in Garissa."
    (verdicts,) = encoder.judge(
        [_question(text, ("Kenyan police", "four Somali students"), ("four Somali students", "Kenyan police"))]
    )
    assert verdicts[1].types["COERCE"] < verdicts[0].types["COERCE"] / 2
    assert verdicts[1].none > verdicts[0].none


def test_answers_are_shares_in_the_order_of_the_questions(encoder: PairEncoder) -> None:
    questions = [
        _question(text, (source, recipient), ("", recipient), (source, ""), ("", ""))
        for text, source, recipient, _ in PLAIN
    ]
    together = encoder.judge([*questions, Question(text="Nobody is here.", pairs=())])
    assert together[-1] == ()
    for question, verdicts in zip(questions, together, strict=False):
        assert len(verdicts) == len(question.pairs)
        assert all(sum(v.types.values()) == pytest.approx(1.0, abs=1e-4) for v in verdicts)
        assert all(0 <= share <= 1 for v in verdicts for share in (*v.modes.values(), *v.flags.values()))
        (alone,) = encoder.judge([question])
        assert alone == verdicts


def test_the_trigger_says_which_event_is_meant(encoder: PairEncoder) -> None:
    text = "After praising the mayor, Kenyan police arrested four Somali students in Garissa."
    sides = ("Kenyan police", "four Somali students")
    ((arrested, praising),) = encoder.judge([_question(text, (*sides, "arrested"), (*sides, "praising"))])
    assert arrested.likeliest == "COERCE"
    assert praising.types["COERCE"] < arrested.types["COERCE"] / 2


def test_which_words_tell_something(encoder: PairEncoder) -> None:
    text = "Kenyan police arrested four Somali students near the old market, officials said."
    (spots,) = encoder.spots([text])
    words = {text[slice(*s.span)]: s for s in spots}
    assert max(words, key=lambda w: words[w].trigger) == "arrested"
    assert max(words, key=lambda w: words[w].cue) == "said"
    assert words["market"].trigger < 0.2


def test_a_sentence_gives_the_same_whatever_stands_beside_it(encoder: PairEncoder) -> None:
    questions = [_question(text, (source, recipient)) for text, source, recipient, _ in PLAIN]
    texts = [q.text for q in questions]
    fresh = PairEncoder(package_data("decider"))
    assert fresh.spots(texts) == [spots for text in texts for spots in encoder.spots([text])]
    assert fresh.judge(questions[::-1])[::-1] == [verdicts for q in questions for verdicts in encoder.judge([q])]


def test_a_word_by_itself_says_what_it_tells_and_of_whom(encoder: PairEncoder) -> None:
    text = "Kenyan police arrested four Somali students near the old market, officials said."
    place = {w: (text.index(w), text.index(w) + len(w)) for w in ("arrested", "Kenyan police", "four Somali students")}
    ((verdict,),) = encoder.judge([Question(text=text, pairs=(alone(place["arrested"]),))])
    assert verdict.likeliest == "COERCE"
    for role, name in (("source", "Kenyan police"), ("recipient", "four Somali students")):
        assert verdict.role(role, place[name]) > 0.5
    assert verdict.role("recipient", place["Kenyan police"]) < verdict.role("source", place["Kenyan police"])


def test_what_is_too_long_is_read_as_far_as_it_goes(encoder: PairEncoder) -> None:
    text = "Kenya " + "and its many neighbours far away " * 100 + "met Uganda."
    ((verdict, other),) = encoder.judge([_question(text, ("Kenya", "Uganda"), ("Uganda", "Kenya"))])
    assert set(verdict.types) == set(other.types) >= {NONE, "ASSAULT"}


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    with as_file(package_data("decider")) as folder:
        shutil.copytree(folder, tmp_path / "decider")
    table = json.loads((tmp_path / "decider" / "decider.json").read_text(encoding="utf-8"))
    table["sha256"]["reader"] = "0" * 64
    (tmp_path / "decider" / "decider.json").write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(DataError, match="Install dragoman again"):
        PairEncoder(tmp_path / "decider")
