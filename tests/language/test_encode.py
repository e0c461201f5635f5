"""The weights that the package carries: they are whole, they answer in shares, and what they say of plain sentences is right."""

import json
import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.language.encode import PairEncoder
from dragoman.language.questions import NONE, Question, Sides
from dragoman.lexicon.tables import package_data


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    """Return the package's encoder."""
    return PairEncoder(package_data("decider"))


def _question(text: str, *pairs: tuple[str, str]) -> Question:
    """Return a question about words of a sentence; "" is nobody."""
    return Question(text=text, pairs=tuple(_sides(text, *pair) for pair in pairs))


def _sides(text: str, source: str, recipient: str) -> Sides:
    first, second = (((text.index(w), text.index(w) + len(w)),) if w else () for w in (source, recipient))
    return first, second


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
        # int8 rounds by what stands beside it in a batch: near, not equal
        assert alone[0].types == pytest.approx(verdicts[0].types, abs=0.1)


def test_the_heaviest_words_stand_in_the_sentence(encoder: PairEncoder) -> None:
    text = "Rebels shelled the army barracks, killing nine soldiers."
    ((verdict,),) = encoder.judge([_question(text, ("Rebels", "nine soldiers"))])
    assert all(0 <= a < b <= len(text) for (a, b), _ in verdict.looked_at)
    assert sum(weight for _, weight in verdict.looked_at) <= 1.0001


def test_what_is_too_long_is_read_as_far_as_it_goes(encoder: PairEncoder) -> None:
    text = "Kenya " + "and its many neighbours far away " * 100 + "met Uganda."
    ((verdict, other),) = encoder.judge([_question(text, ("Kenya", "Uganda"), ("Uganda", "Kenya"))])
    assert set(verdict.types) == set(other.types) >= {NONE, "ASSAULT"}


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    with as_file(package_data("decider")) as folder:
        shutil.copytree(folder, tmp_path / "decider")
    table = json.loads((tmp_path / "decider" / "decider.json").read_text(encoding="utf-8"))
    table["sha256"] = "0" * 64
    (tmp_path / "decider" / "decider.json").write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(DataError, match="Install dragoman again"):
        PairEncoder(tmp_path / "decider")
