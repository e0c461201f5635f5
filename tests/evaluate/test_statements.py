"""PolNeAR by the scorer beside the gold, directed stance between marked entities. All texts are invented."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.evaluate.statements import attributions, directed_stance, outermost, units
from dragoman.evaluate.tasks import Options
from dragoman.pipeline import Coder
from dragoman.records import Problem, RawDocument, Reading

TEXT = "The mine is closed, the governor said. Miners believe that the army said it would help."
# A scorer of the same form that counts contents that are found exactly.
SCORER = """
def score(gold, pred):
    right = found = wanted = 0
    for i, g in gold.items():
        a = [[list(s) for s in u["content"]] for u in g["attributions"]]
        b = [[list(s) for s in u["content"]] for u in pred[i]["attributions"]]
        right, found, wanted = right + sum(x in a for x in b), found + len(b), wanted + len(a)
    three = {"p": right / max(1, found), "r": right / max(1, wanted), "f1": 0.0}
    names = [f"att.{n}" for n in ("linked", "detect@.5", "full_overlap", "linked_exact")]
    names += [f"{r}.{n}" for r in ("source", "cue", "content") for n in ("exact", "overlap", "token")]
    return {**dict.fromkeys(names, three), "recall_by_form": {}, "n": {"articles": len(gold), "gold": wanted, "pred": found}}
"""


class AsGiven:
    """A coder for tasks: the session's own."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder

    def code_many(self, raws: Iterable[RawDocument | Problem], /) -> Iterator[Reading | Problem]:
        return self._coder.code_many(raws)

    def classify(self, text: str, _source: Any, _recipient: Any, /) -> None:
        raise AssertionError(text)


def span(text: str, part: str) -> list[int]:
    start = text.index(part)
    return [start, start + len(part)]


def gold(folder: Path, rows: list[dict[str, Any]], name: str) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_attributions_are_scored_by_the_scorer_beside_them(tmp_path: Path, coder_as_given: Coder) -> None:
    unit = {
        "source": [span(TEXT, "the governor")],
        "cue": [span(TEXT, "said")],
        "content": [span(TEXT, "The mine is closed")],
        "form": "indirect",
    }
    path = gold(tmp_path, [{"id": "a", "text": TEXT, "attributions": [unit]}], "dev.jsonl")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    score = attributions(path, AsGiven(coder_as_given), Options())
    assert score.value("linked recall") == 1.0
    assert score.value("units per article") == 2.0  # what the army said is within what miners believe
    assert [e.kind for e in score.errors] == ["spurious"]


def test_a_gold_file_without_its_scorer_is_misuse(tmp_path: Path, coder_as_given: Coder) -> None:
    path = gold(tmp_path, [{"id": "a", "text": TEXT, "attributions": []}], "dev.jsonl")
    with pytest.raises(InputError, match=r"score\.py"):
        attributions(path, AsGiven(coder_as_given), Options())


def test_speakers_of_one_cue_are_one_unit(coder_as_given: Coder) -> None:
    reading = coder_as_given.code(RawDocument(uri="a", text="Japan and Peru said the talks failed.", cleaned=True))
    assert isinstance(reading, Reading)
    (unit,) = outermost(units(reading.statements))
    assert unit["source"] == [(0, 5), (10, 14)]


STANCES = [
    ("Kenya praised Peru for its patience.", "Kenya", "Peru", 1),
    ("Kenya was condemned by Peru.", "Kenya", "Peru", 4),
    ("Kenya condemned the attack in Peru.", "Kenya", "Peru", 0),
    ("Kenya and Peru share a coast.", "Kenya", "Peru", 0),
]


def test_directed_stance(tmp_path: Path, coder_as_given: Coder) -> None:
    rows = [
        {"id": str(i), "text": text, "p_word": p, "q_word": q, "p_word_span": span(text, p), "q_word_span": span(text, q), "label_id": label}
        for i, (text, p, q, label) in enumerate(STANCES)
    ]  # fmt: skip
    rows[0]["text_in_train"] = True
    score = directed_stance(gold(tmp_path, rows, "valid.jsonl"), AsGiven(coder_as_given), Options())
    assert [(e.id, e.expected, e.found) for e in score.errors] == []
    assert {f.name: f.n for f in score.figures}["accuracy of text not in train"] == 3
