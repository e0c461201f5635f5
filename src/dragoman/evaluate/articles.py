"""Article extraction: the body of a web page against the body that people marked, by four-word shingles.

The measure is that of the article extraction benchmark of Scrapinghub (scrapinghub/article-extraction-benchmark): per page, shared shingles over
found (precision) and wanted (recall); means over pages where they are defined; F1 of the means. A page without an extraction counts as an empty one.
"""

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.article.read import read_article
from dragoman.config import Config
from dragoman.evaluate.cases import gold_file, read_jsonl, set_name
from dragoman.evaluate.score import ErrorCase, Figure, Score, bounded, f1
from dragoman.evaluate.tasks import CoderLike, Options
from dragoman.records import RawDocument

WORD = re.compile(r"\w+")
SHINGLE = 4  # words
GOOD = 0.95  # F1 of a page from which it is no error to read
SHOWN = 300  # characters of what is missing or too much

Shingles = Counter[tuple[str, ...]]


class PageScore(NamedTuple):
    """One page: shingles found and wanted, found only, wanted only; whether every word is right."""

    right: int
    extra: int
    missing: int
    exact: bool

    def f1(self) -> float:
        """Return the page's own F1, 1 for a page where nothing was wanted and nothing found."""
        all_ = 2 * self.right + self.extra + self.missing
        return 2 * self.right / all_ if all_ else 1.0


def bodies(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score the bodies of the pages in `gold.jsonl` (id, text, html: path of the gzipped page), as extracted and cleaned; nothing is parsed."""
    path = gold_file(gold, "gold.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    pages = [page_of(path, row) for row in rows]
    extracted = [body_of(page, options.config) for page in pages]
    cleaned = [body_of(page, msgspec.structs.replace(options.config, clean=True)) for page in pages]
    scores = [compare(row["text"], text) for row, text in zip(rows, cleaned, strict=True)]
    return Score(
        task="article_extraction",
        set=set_name(path),
        n=len(rows),
        figures=(
            *figures([compare(row["text"], text) for row, text in zip(rows, extracted, strict=True)], "extracted"),
            *figures(scores, "cleaned"),
        ),
        errors=tuple(_errors(rows, cleaned, scores)),
        notes=(
            "extracted: what the extractor found (--no-clean); cleaned: less the furniture lines in it, as articles are coded",
        ),
    )


def page_of(gold: Path, row: dict[str, Any]) -> str:
    """Return the HTML of a gold row."""
    return gzip.decompress((gold.parent / row["html"]).read_bytes()).decode("utf-8", "replace")


def body_of(page: str, config: Config) -> str:
    """Return the body that dragoman finds on a page, empty where it finds none."""
    article, _ = read_article(RawDocument(uri="page.html", media="html", text=page), config)
    return article.text if article else ""


def compare(wanted: str, found: str) -> PageScore:
    """Score one extraction."""
    gold, ours = _shingles(wanted), _shingles(found)
    right = (gold & ours).total()
    return PageScore(right, ours.total() - right, gold.total() - right, WORD.findall(wanted) == WORD.findall(found))


def figures(scores: Sequence[PageScore], name: str) -> tuple[Figure, ...]:
    """Return mean precision and recall, their F1 with a bootstrap interval over pages, and the share of pages that are exactly right."""
    precision, recall = _means(scores)
    return (
        Figure(name=f"{name} precision", value=precision, n=len(scores)),
        Figure(name=f"{name} recall", value=recall, n=len(scores)),
        bounded(f"{name} F1", scores, lambda some: f1(*_means(some))),
        Figure(
            name=f"{name} exact", value=sum(s.exact for s in scores) / len(scores) if scores else 0.0, n=len(scores)
        ),
    )


def _means(scores: Sequence[PageScore]) -> tuple[float, float]:
    return (
        _mean([s.right / (s.right + s.extra) for s in scores if s.right + s.extra]),
        _mean([s.right / (s.right + s.missing) for s in scores if s.right + s.missing]),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _shingles(text: str) -> Shingles:
    words = WORD.findall(text)
    return (
        Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else Counter()
    )


def _errors(rows: Sequence[dict[str, Any]], texts: Sequence[str], scores: Sequence[PageScore]) -> list[ErrorCase]:
    """List the pages that are not nearly right, with the lines that are too much and those that are missing."""
    wrong = [(row, text, score) for row, text, score in zip(rows, texts, scores, strict=True) if score.f1() < GOOD]
    return [
        ErrorCase(
            id=row["id"],
            kind="missing" if score.missing > score.extra else "spurious",
            text=row.get("url", ""),
            expected=_only(row["text"], text),
            found=_only(text, row["text"]),
            note=f"F1 {score.f1():.3f}",
        )
        for row, text, score in wrong
    ]


def _only(text: str, other: str) -> str:
    """Return the lines of a text whose words do not stand in the other."""
    there = " ".join(WORD.findall(other))
    return " / ".join(line for line in text.split("\n") if " ".join(WORD.findall(line)) not in there)[:SHOWN]
