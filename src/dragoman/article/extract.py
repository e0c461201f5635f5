"""From HTML to the article's paragraphs."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dragoman.article.bylines import Credit, read_credit
from dragoman.article.metadata import Metadata, read_metadata
from dragoman.article.prune import prune
from dragoman.article.render import Rendering, tamed
from dragoman.article.titles import looks_like_headline
from dragoman.article.units import cut, plain
from dragoman.records import Furniture

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

PARAGRAPH = "\n\n"
# Real pages have up to some 5,000 elements; above this the extractor takes minutes, and the page is read as plain lines.
MOST_ELEMENTS = 15_000
ENOUGH_LETTERS = 25
ABOVE = 12  # lines above the first paragraph in which headline, byline and date are looked for
KNOWN_BY = 40  # first characters by which a paragraph is found again
SAMPLE = 60


class Page(NamedTuple):
    """The body of a page in paragraphs parted by blank lines, what the page says of itself, and what was left out.

    `extracted` is False where the body is all lines of the page, for no extractor could take it.
    """

    text: str
    metadata: Metadata
    furniture: tuple[Furniture, ...] = ()
    extracted: bool = True


def read_page(page: str, address: str) -> Page:
    """Return the article of a web page; its text is empty where there is none."""
    page = tamed(page)
    rendering = Rendering(page)
    lines = rendering.lines()
    tree = _parsed(page) if rendering.elements() <= MOST_ELEMENTS else None
    metadata = Metadata() if tree is None else read_metadata(tree, address)
    paragraphs = [] if tree is None else _body(tree)
    if not paragraphs:
        return Page(_all(lines), metadata, extracted=False)
    above = _above(lines, paragraphs)
    return Page(
        PARAGRAPH.join(paragraphs), _completed(metadata, lines, above, paragraphs), _left_out(lines, paragraphs)
    )


def _parsed(page: str) -> HtmlElement | None:
    try:
        return document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):  # nothing in it
        return None


def _body(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the article, without the bullets of lists; none where the extractor finds too little."""
    try:
        prune(tree)
        found = trafilatura.bare_extraction(tree, include_comments=False, favor_precision=True)
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        etree.LxmlError,
    ):  # markup that the extractor does not stand
        found = None
    text = getattr(found, "text", None) or ""
    paragraphs = [line.removeprefix("- ").strip() for line in text.split("\n")]
    return [p for p in paragraphs if p] if sum(map(str.isalpha, text)) >= ENOUGH_LETTERS else []


def _all(lines: Sequence[str]) -> str:
    """Return all lines of a page that the extractor could not take, if there is any prose among them."""
    return PARAGRAPH.join(lines) if any(unit.prose for line in lines for unit in cut(line)) else ""


# ---- what stands around the body -----------------------------------------------------------------------------------------------------


def _above(lines: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """Return the lines above the first paragraph of prose, nearest first."""
    prose = next((p for p in paragraphs if cut(p)[0].prose), paragraphs[0])
    at = next((i for i, line in enumerate(lines) if line.startswith(prose[:KNOWN_BY])), 0)
    return list(reversed(lines[max(0, at - ABOVE) : at]))


def _completed(metadata: Metadata, lines: Sequence[str], above: Sequence[str], paragraphs: Sequence[str]) -> Metadata:
    """Fill what the page's marks do not say from the lines above the article."""
    said = [c for line in above if (c := read_credit(line))]
    if not metadata.published:
        metadata = _dated(metadata, said)
    if not metadata.byline:
        metadata = metadata._replace(byline=next((c.byline for c in said if c.byline), None))
    if metadata.titles:
        metadata = metadata._replace(title=_title(metadata, above, paragraphs))
    if not metadata.outlet:
        metadata = metadata._replace(outlet=_outlet(metadata, lines))
    return metadata


def _dated(metadata: Metadata, said: Sequence[Credit]) -> Metadata:
    published = next((c.published for c in said if c.published), None)
    return metadata._replace(published=published, basis="text", bad_date="") if published else metadata


def _title(metadata: Metadata, above: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """Choose between the page's <title> and the line above the article, where nothing marks a headline.

    A <title> that shares its words with the article is its headline; one that does not names the site or the section.
    """
    body = plain(" ".join(paragraphs))
    words = [w for w in plain(metadata.title or "").split() if len(w) > 3]
    if words and sum(w in body for w in words) * 2 >= len(words):
        return metadata.title
    line = next((line for line in above if looks_like_headline(line) and not read_credit(line)), None)
    return line or metadata.title


def _outlet(metadata: Metadata, lines: Sequence[str]) -> str | None:
    """Take the site's name from the page's first lines where its <title> repeats it."""
    parts = {plain(part) for part in metadata.titles}
    return next(
        (line for line in lines[:ABOVE] if plain(line) in parts and plain(line) != plain(metadata.title or "")), None
    )


def _left_out(lines: Sequence[str], paragraphs: Sequence[str]) -> tuple[Furniture, ...]:
    """Count the lines of the page that are not in its body."""
    whole, body = {plain(p) for p in paragraphs}, plain(" ".join(paragraphs))
    gone = [line for line in lines if (copy := plain(line)) not in whole and (len(copy) < KNOWN_BY or copy not in body)]
    if not gone:
        return ()
    return (Furniture(kind="page", count=len(gone), characters=sum(map(len, gone)), sample=gone[0][:SAMPLE]),)
