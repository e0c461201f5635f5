"""A web page as a reader sees it, line by line, in time that grows with its length only, whatever its markup."""

import html
import re

_NOT_SHOWN = "script|style|noscript|template|svg|select|textarea|iframe|title"
HIDDEN = re.compile(rf"<!--.*?(?:-->|\Z)|<({_NOT_SHOWN})\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
BLOCK = re.compile(
    r"</?(?:p|div|section|article|aside|header|footer|main|nav|ul|ol|li|dl|dt|dd|h[1-6]|table|tr|form|fieldset|figure|figcaption|blockquote|pre|hr|br|"
    r"center|address|details|summary|button|label|option|body|html|td|th)\b[^<>]*>",
    re.IGNORECASE,
)  # fmt: skip
TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
OPENING = re.compile(r"<[a-zA-Z]")
OVERSIZED = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]{4000,}>")


class Rendering:
    """A page without what is not shown: how many elements that leaves, and its lines."""

    def __init__(self, page: str) -> None:
        self._visible = HIDDEN.sub("\n", page)

    def elements(self) -> int:
        """Return how many elements are opened."""
        return sum(1 for _ in OPENING.finditer(self._visible))

    def lines(self) -> list[str]:
        """Return the lines in order, blanks squeezed; marks of inline elements leave no trace."""
        shown = html.unescape(TAG.sub("", BLOCK.sub("\n", self._visible)))
        return [line for raw in shown.split("\n") if (line := " ".join(raw.split()))]


def tamed(page: str) -> str:
    """Return a page without what only serves to choke a parser: NULs, and tags with kilobytes of attributes (which are dropped)."""
    return OVERSIZED.sub(r"<\1>", page.replace("\0", ""))
