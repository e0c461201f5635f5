"""Article extraction compared: quality against gold bodies and time per page, one line an extractor.

    python benchmarks/extraction.py GOLD          GOLD: a folder with gold.jsonl (id, text, html) and the gzipped pages
    python benchmarks/extraction.py --text POOL   POOL: a JSONL of articles; how fast plain text is read

Times are of the processor, in milliseconds a page, one page after another in one process.
"""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura
from lxml.html import HTMLParser, document_fromstring
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from dragoman.article.prune import prune
from dragoman.article.read import read_article
from dragoman.config import Config
from dragoman.evaluate.articles import body_of, compare, figures, page_of
from dragoman.evaluate.cases import gold_file, read_jsonl
from dragoman.records import RawDocument

AS_EXTRACTED, CLEANED = Config(clean=False), Config()
TEXTS = 1_000  # read in the benchmark of plain text


def by_trafilatura(**options: Any) -> Callable[[str], str]:
    """Return trafilatura with these options, comments left out."""
    return lambda page: trafilatura.extract(page, include_comments=False, **options) or ""


def by_resiliparse(page: str) -> str:
    """Return the main content by resiliparse."""
    tree = HTMLTree.parse(page)
    found: str = extract_plain_text(
        tree, main_content=True, comments=False, alt_texts=False, list_bullets=False, post_meta=False
    )
    return found


def on_pruned_tree(page: str) -> str:
    """Return what trafilatura finds, by its default setting, on the tree that dragoman prunes."""
    tree = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
    prune(tree)
    return trafilatura.extract(tree, include_comments=False) or ""


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "resiliparse, main content": by_resiliparse,
    "trafilatura": by_trafilatura(),
    "trafilatura, fast": by_trafilatura(fast=True),
    "trafilatura, recall": by_trafilatura(favor_recall=True),
    "trafilatura, precision": by_trafilatura(favor_precision=True),
    "trafilatura, pruned tree": on_pruned_tree,
    "dragoman, as extracted": lambda page: body_of(page, AS_EXTRACTED),
    "dragoman, cleaned": lambda page: body_of(page, CLEANED),
}


def compare_extractors(gold: Path) -> None:
    """Print precision, recall, F1, exact pages and time of each extractor."""
    path = gold_file(gold, "gold.jsonl")
    rows = list(read_jsonl(path))
    pages = [page_of(path, row) for row in rows]
    print(f"{len(rows)} pages, {sum(map(len, pages)) / len(pages) / 1000:.0f} thousand characters a page on average")
    print(f"{'':28}{'P':>8}{'R':>8}{'F1':>8}{'exact':>8}{'ms/page':>9}")
    for name, extract in EXTRACTORS.items():
        started = time.process_time()
        texts = [extract(page) for page in pages]
        took = (time.process_time() - started) / len(pages) * 1000
        values = [
            f.value for f in figures([compare(row["text"], text) for row, text in zip(rows, texts, strict=True)], "")
        ]
        print(f"{name:28}" + "".join(f"{value:8.4f}" for value in values) + f"{took:9.1f}", flush=True)


def read_texts(pool: Path) -> None:
    """Print how many plain texts a second are read: cleaned, with language and day."""
    raws = [RawDocument(uri=str(n), text=row["text"]) for n, row in enumerate(read_jsonl(pool, limit=TEXTS))]
    started = time.process_time()
    for raw in raws:
        read_article(raw, CLEANED)
    took = time.process_time() - started
    print(
        f"{len(raws)} texts, {sum(len(r.text or '') for r in raws) / len(raws):.0f} characters on average: {len(raws) / took:.0f} a second"
    )


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    if len(sys.argv) == 2:
        compare_extractors(Path(sys.argv[1]))
    elif sys.argv[1:2] == ["--text"] and len(sys.argv) == 3:
        read_texts(Path(sys.argv[2]))
    else:
        sys.exit(__doc__)
