"""The measure of article extraction, on invented pages."""

import gzip
import json
from pathlib import Path

import pytest
from tests.article.pages import BODY, LEAD, TITLE

from dragoman.evaluate.articles import compare, figures
from dragoman.evaluate.tasks import run


@pytest.mark.parametrize(
    ("wanted", "found", "f1", "exact"),
    [
        ("a b c d e", "a b c d e", 1.0, True),
        ("a b c d e", "A b c d e.", 0.5, False),
        ("a b c d e", "", 0.0, False),
        ("", "", 1.0, True),
        ("", "a b c d", 0.0, False),
        ("a b", "a b", 1.0, True),
    ],
)
def test_one_page(wanted: str, found: str, f1: float, exact: bool) -> None:
    score = compare(wanted, found)
    assert (score.f1(), score.exact) == (f1, exact)


def test_pages_count_alike_whatever_their_length() -> None:
    values = {f.name: f.value for f in figures([compare("a b c d", "a b c d"), compare("e f g h i j k l", "")], "x")}
    assert values == {"x precision": 1.0, "x recall": 0.5, "x F1": pytest.approx(2 / 3), "x exact": 0.5}


def test_the_task_reads_pages_beside_the_gold(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
    pages = {"a": f"<article><h1>{TITLE}</h1>{paragraphs}</article>", "b": "<p>Home</p>"}
    rows = [{"id": name, "text": BODY, "html": f"{name}.html.gz", "url": name} for name in pages]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)))
    for name, html in pages.items():
        (tmp_path / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
    score = run("article_extraction", tmp_path)
    assert score.n == 2
    assert score.value("cleaned recall") == 0.5
    assert score.value("cleaned precision") == 1.0
    assert [(e.id, e.kind, e.expected[: len(LEAD)]) for e in score.errors] == [("b", "missing", LEAD)]
