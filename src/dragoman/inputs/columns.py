"""From a row of any container to a raw document: which column is which, and what makes a row none."""

import datetime
from collections.abc import Mapping
from typing import Any

from dragoman.errors import ConfigError
from dragoman.records import Problem, RawDocument

# Our field, and the column names that mean it without being told (lower case).
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "html": ("html",),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publishedat", "date_published", "datepublished", "pubdate"),
    "uri": ("uri", "url", "link"),
    "outlet": ("outlet", "publisher"),
    "byline": ("byline", "author", "authors"),
    "id": ("id",),
}
SHOWN = 8  # column names in a message


class Columns:
    """Which columns of a container hold what; names are compared without regard to case."""

    def __init__(self, mapped: Mapping[str, str] | None = None) -> None:
        """Take the user's own mapping, our field -> their column. Raises ConfigError for a field that does not exist."""
        for field in mapped or {}:
            if field not in FIELDS:
                raise ConfigError(f"no field {field!r} to map a column to; the fields are: {', '.join(FIELDS)}")
        self.mapped = {field: name.strip().lower() for field, name in (mapped or {}).items()}

    def names(self) -> frozenset[str]:
        """Return the column names that tell a table of articles from other text."""
        return frozenset(name for field in FIELDS for name in self._of(field))

    def wanted(self, available: list[str]) -> list[str]:
        """Return those of a container's columns that are read."""
        names = self.names()
        return [name for name in available if name.strip().lower() in names]

    def lacking(self, available: list[str]) -> str:
        """Return what to say of a container without a column for the text; nothing if it has one."""
        lower = {name.strip().lower() for name in available}
        if lower & {*self._of("text"), *self._of("html")}:
            return ""
        shown = ", ".join(available[:SHOWN]) + (", …" if len(available) > SHOWN else "")
        return f"no column holds the text (text or html); the columns are: {shown}. Name it: --map text=COLUMN"

    def document(self, row: Mapping[str, Any], where: str) -> RawDocument | Problem:
        """Return the document in a row; `where` names the row, and is its uri if it has neither uri nor id."""
        lower = {str(name).strip().lower(): value for name, value in row.items()}
        found = {field: _plain(self._first(lower, field)) for field in FIELDS}
        text, page = found.pop("text"), found.pop("html")
        if not text and not page:
            message = self.lacking([str(name) for name in row]) or "its text is empty"
            return row_problem(where, message, empty=not self.lacking([str(n) for n in row]))
        return RawDocument(
            media="text" if text else "html",
            text=text or page,
            cleaned=bool(text),
            **(found | {"uri": found["uri"] or found["id"] or where}),  # type: ignore[arg-type]
        )

    def _of(self, field: str) -> tuple[str, ...]:
        return (self.mapped[field],) if field in self.mapped else FIELDS[field]

    def _first(self, row: Mapping[str, Any], field: str) -> Any:
        return next((row[name] for name in self._of(field) if row.get(name) not in (None, "", [])), None)


def row_problem(where: str, message: str, *, empty: bool = False, done: str = "left out") -> Problem:
    """Return the Problem of a row that is no article."""
    return Problem(subject=where, stage="input", kind="empty" if empty else "bad_row", message=message, done=done)


def _plain(value: Any) -> str | None:
    """Return a cell as text: dates in ISO form, lists of names joined; None for nothing."""
    if value is None or value != value:  # noqa: PLR0124  (the not-a-number of a table)
        return None
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _plain(item))) or None
    if isinstance(value, dict):
        return _plain(value.get("name"))
    return str(value) if str(value).strip() else None
