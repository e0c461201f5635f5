"""From HTML to the article's paragraphs."""

import logging
from typing import NamedTuple

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from dragoman.article.metadata import Metadata, read_metadata

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

PARAGRAPH = "\n\n"


class Page(NamedTuple):
    """The body of a page in paragraphs parted by blank lines, and what the page says of itself."""

    text: str
    metadata: Metadata


def read_page(html: str, address: str) -> Page:
    """Return the article of a web page; its text is empty where there is none."""
    tree = HTMLTree.parse(html)
    return Page(_body(html, tree), read_metadata(tree, address))


def _body(html: str, tree: HTMLTree) -> str:
    try:
        found = trafilatura.bare_extraction(html, include_comments=False, include_tables=True)
    except (ValueError, RecursionError, AttributeError, TypeError):  # hostile markup
        found = None
    text = found.text if found is not None else ""
    lines = (text or extract_plain_text(tree, main_content=True)).split("\n")
    return PARAGRAPH.join(line.strip() for line in lines if line.strip())
