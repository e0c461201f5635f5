"""Phrases that stand alone: what they are read as, and how a set of them is scored."""

import json
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.evaluate.actors import phrases, read_phrase
from dragoman.evaluate.tasks import Options
from dragoman.pipeline import Coder

ROWS = [
    {"id": "p-1", "text": "Kenyan border guards", "date": None, "country": "KEN", "code_1": "COP"},
    {"id": "p-2", "text": "Wang Yi", "date": "10 January 2022", "country": "CHN", "code_1": "GOV"},
    {"id": "p-3", "text": "Kenyan teachers", "date": None, "country": "", "code_1": None},
    {"id": "p-4", "text": "Wang Yi", "date": "today", "country": None, "code_1": "LEG"},
    {"id": "p-5", "text": "unasked", "date": None, "country": None, "code_1": None},
]


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Tory MPs", "", ("LEG",)),  # by themselves a verb to the parser
        ("Kashmiri separatists", "IND", ("REB",)),
        ("farmers in Malawi", "MWI", ("AGR",)),
    ],
)
def test_a_phrase_is_read_in_a_sentence(
    coder_as_given: Coder, phrase: str, country: str, sectors: tuple[str, ...]
) -> None:
    found = read_phrase(coder_as_given, phrase, "2022-01-10")
    assert found is not None
    assert (found.country, found.sectors) == (country, sectors)


def test_words_of_the_frame_are_no_answer(coder_as_given: Coder) -> None:
    assert read_phrase(coder_as_given, "slowly", "2022-01-10") is None


def test_figures_count_what_the_set_asks(coder_as_given: Coder, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    score = phrases(gold, coder_as_given, Options(config=Config(clean=False)))
    figures = {f.name: (f.value, f.n) for f in score.figures}
    assert score.n == 4
    assert figures["country"] == (1.0, 2)
    assert figures["country abstained"] == (0.0, 1)
    assert figures["sector"] == (2 / 3, 3)
    assert figures["end to end"] == (0.5, 4)
    assert {e.id for e in score.errors} == {"p-3", "p-4"}
