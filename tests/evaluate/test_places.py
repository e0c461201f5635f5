"""The tasks about days and places on tiny invented gold, with a stand-in for the sets' own scorers."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.config import Config
from dragoman.errors import InputError
from dragoman.evaluate import parsed
from dragoman.evaluate.dates import event_days
from dragoman.evaluate.places import event_location, toponyms
from dragoman.evaluate.tasks import TASKS, LazyCoder, Options
from dragoman.pipeline import Coder

CODER = LazyCoder(Config())
SCORER = """
def geo(gold, pred, types=None, given=False, all_=False):
    n = sum(len(r["toponyms"]) for r in gold.values())
    near = sum(abs((p["lat"] or 0) - g["lat"]) < 1 for i in gold for p, g in zip(pred[i]["toponyms"], gold[i]["toponyms"]))
    share = {"p": near / n, "r": near / n, "f1": near / n, "n_pred": n, "n_gold": n}
    resolution = {"n": n, "acc161": near / n, "mean_km": 0.0, "median_km": 0.0}
    ends = {"acc161_precision": near / n, "acc161_recall": near / n, "gold_with_coordinates": n}
    return {"recognition_strict": share, "recognition_overlap": share, "resolution": resolution, "end_to_end": ends}


def event_location(gold, pred):
    same = sum(gold[i]["locations"] == pred[i]["locations"] for i in gold)
    n = len(gold)
    return {"n": n, "any_overlap_or_both_none": same / n, "characters": {"p": same / n, "r": same / n, "n_pred": n, "n_gold": n}}
"""


@pytest.fixture(autouse=True)
def _one_parser(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tasks use the parser that the tests have loaded already."""
    monkeypatch.setattr(parsed, "_loaded", lambda _model: (coder.parser, coder.knowledge))


def gold(folder: Path, name: str, rows: list[dict[str, Any]], *, scorer: bool = True) -> Path:
    """Write a gold file, with the scorer beside it."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if scorer:
        (folder / "score.py").write_text(SCORER, encoding="utf-8")
    return path


TOWN = {"start": 28, "end": 33, "phrase": "Paris", "lat": 33.7, "lon": -95.6, "geonameid": "4717560", "iso3": "USA"}
STATE = {"start": 35, "end": 40, "phrase": "Texas", "lat": 31.3, "lon": -99.3, "geonameid": "1", "iso3": "USA"}


def test_toponyms(tmp_path: Path) -> None:
    text = "The rebels set up a camp in Paris, Texas, on Monday."
    path = gold(
        tmp_path, "lgl.jsonl", [{"id": "a", "text": text, "date": None, "outlet": None, "toponyms": [TOWN, STATE]}]
    )
    score = toponyms(path, CODER, Options())
    assert (score.n, score.value("given spans: exact id"), score.value("end to end: within 161 km")) == (2, 0.5, 1.0)
    (error,) = score.errors
    assert (error.kind, error.expected.split()[:2]) == ("wrong place", ["Texas:", "1"])


def test_event_location(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": "a",
            "text": "Rebels attacked a convoy near Goma.",
            "verb": [[7, 15]],
            "locations": [[30, 34]],
            "answer": "accept",
        },
        {"id": "b", "text": "Moscow condemned the attack.", "verb": [[7, 16]], "locations": [], "answer": None},
        {"id": "c", "text": "Rebels attacked a convoy.", "verb": [[7, 15]], "locations": [[0, 6]], "answer": "accept"},
    ]
    texts: list[dict[str, Any]] = [{"verb_text": ["v"], "location_text": ["x" for _ in r["locations"]]} for r in rows]
    path = gold(tmp_path, "event_location.jsonl", [r | t for r, t in zip(rows, texts, strict=True)])
    score = event_location(path, CODER, Options())
    assert score.value("precision of characters") == pytest.approx(2 / 3)
    assert score.value("answered: recall of characters") == 0.5
    assert [(e.id, e.kind) for e in score.errors] == [("c", "missed")]


def test_event_days(tmp_path: Path) -> None:
    def row(name: str, words: str, token: int, relation: str) -> dict[str, Any]:
        tokens = words.split()
        return {
            "id": name, "dct": "2022-01-12", "tokens": tokens, "event_token": token, "event": tokens[token], "event_type": "SingleDay",
            "dct_relation": relation,
        }  # fmt: skip

    rows = [
        row("a", "Rebels attacked the town on Monday .", 1, "beforeDCT"),
        row("b", "Kenya condemned Somalia .", 1, "DCT"),
        row("c", "Turkey will expel the ambassador on Friday .", 2, "afterDCT"),
        row("d", "Police said rebels had attacked the town .", 4, "DCT"),
    ]
    score = event_days(gold(tmp_path, "eventtime_dev.jsonl", rows, scorer=False), CODER, Options())
    assert (score.value("accuracy"), score.value("dated"), score.value("accuracy where dated")) == (0.75, 0.75, 1.0)
    assert [(e.id, e.kind) for e in score.errors] == [("d", "tense")]


def test_a_set_without_its_scorer_is_told(tmp_path: Path) -> None:
    path = gold(tmp_path, "lgl.jsonl", [], scorer=False)
    with pytest.raises(InputError, match=r"score\.py"):
        toponyms(path, CODER, Options())


@pytest.mark.parametrize("name", ["tempeval3", "eventtime", "geoparsing", "event_location", "muc4_when_where"])
def test_the_tasks_can_be_run_by_name(name: str) -> None:
    assert callable(TASKS[name].load())
