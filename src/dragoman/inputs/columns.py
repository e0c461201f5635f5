"""From a row of any container to a raw document: which column is which, and what makes a row none."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.errors import ConfigError
from dragoman.records import Problem, ProblemKind, RawDocument

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
BODIES = ("text", "html")
SHOWN = 8  # column names in a message


class Columns:
    """Which columns of a container hold what; names are compared without regard to case."""

    def __init__(self, mapped: Mapping[str, str] | None = None) -> None:
        """Take the user's own mapping, our field -> their column. Raises ConfigError for a field that does not exist."""
        for field in mapped or {}:
            if field not in FIELDS:
                raise ConfigError(f"no field {field!r} to map a column to; the fields are: {', '.join(FIELDS)}")
        own = {field: (_key(name),) for field, name in (mapped or {}).items()}
        self.fields: dict[str, tuple[str, ...]] = FIELDS | own

    def names(self) -> frozenset[str]:
        """Return the column names (lower case) that mean something."""
        return frozenset(name for names in self.fields.values() for name in names)

    def wanted(self, available: Iterable[str]) -> list[str]:
        """Return those of a container's columns that are read."""
        names = self.names()
        return [name for name in available if _key(name) in names]

    def lacking(self, available: Iterable[str]) -> str:
        """Return what to say of a container without a column for the text; nothing if it has one."""
        present = list(available)
        if not {_key(name) for name in present}.isdisjoint(name for body in BODIES for name in self.fields[body]):
            return ""
        shown = ", ".join(present[:SHOWN]) + (", …" if len(present) > SHOWN else "")
        return (
            f"no column holds the text (text or html); the columns are: {shown or 'none'}. Name it: --map text=COLUMN"
        )

    def document(self, row: Mapping[str, Any], where: str) -> RawDocument | Problem:
        """Return the document in a row; `where` names the row, and is its uri if it has neither uri nor id."""
        lower = {_key(name): value for name, value in row.items()}
        found = {field: _plain(_first(lower, names)) for field, names in self.fields.items()}
        text, page = found["text"], found["html"]
        if not text and not page:
            lacking = self.lacking(map(str, row))
            return problem(where, "bad_row", lacking) if lacking else problem(where, "empty", "its text is empty")
        return RawDocument(
            uri=found["uri"] or found["id"] or where,
            media="text" if text else "html",
            text=text or page,
            id=found["id"],
            title=found["title"],
            published=found["published"],
            outlet=found["outlet"],
            byline=found["byline"],
            cleaned=bool(text),
        )


def problem(where: str, kind: ProblemKind, message: str, done: str = "left out") -> Problem:
    """Return a Problem of an input."""
    return Problem(subject=where, stage="input", kind=kind, message=message, done=done)


def _key(name: object) -> str:
    return str(name).strip().lower()


def _first(row: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((row[name] for name in names if row.get(name) not in (None, "", [])), None)


def _plain(value: Any) -> str | None:
    """Return a cell as text: dates in ISO form, names in a list joined; None for nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or value != value:  # noqa: PLR0124  (a table's not-a-number)
        return None
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := _plain(item))) or None
    if isinstance(value, dict):
        return _plain(value.get("name"))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") or None
    return str(value)
