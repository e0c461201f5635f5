"""Page furniture out of plain text, by deleting whole ranges: no character of what stays is changed."""

from typing import NamedTuple

from dragoman.article.metadata import Metadata
from dragoman.records import Furniture, TextMap


class Cleaned(NamedTuple):
    """What stays, what was read off what went, what went, and where each stretch of the text stood in the input."""

    text: str
    metadata: Metadata
    furniture: tuple[Furniture, ...]
    map: tuple[TextMap, ...]

    def found_over(self, known: Metadata) -> Metadata:
        """Return what the page says, completed by what was known of it."""
        mine = {k: v for k, v in self.metadata._asdict().items() if v and v != "none"}
        return known._replace(**mine)


def clean(text: str, *, title: str | None = None, cleaned: bool = False) -> Cleaned:
    """Return the article in a text page."""
    return Cleaned(text, Metadata(title=title), (), (TextMap(text_start=0, input_start=0, length=len(text)),))
