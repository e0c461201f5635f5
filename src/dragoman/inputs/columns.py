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
        self._mapped = dict(mapped or {})
        self._first_row = True
        self.missing: Problem | None = None  # of the first row: a column that the user named and that it does not have
        self.fields: dict[str, tuple[str, ...]] = FIELDS | {field: (_key(n),) for field, n in self._mapped.items()}

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
        named = [
            f"no column {self._mapped[body]!r}, which --map gives for {body}" for body in BODIES if body in self._mapped
        ]
        what = " and ".join(named) or "no column holds the text (text or html)"
        return f"{what}; the columns are: {_listed(present)}. Name it: --map text=COLUMN"

    def begin(self, present: Iterable[str]) -> None:
        """Hear of the first row's columns, and note which of those that the user named it does not have: mistyped, more often than not."""
        if not self._first_row:
            return
        self._first_row = False
        names = list(present)
        keys = {_key(name) for name in names}
        absent = {f: n for f, n in self._mapped.items() if f not in BODIES and _key(n) not in keys}
        if absent:
            told = ", ".join(f"{name!r} (for {field})" for field, name in absent.items())
            message = f"the first row has no column {told}; its columns are: {_listed(names)}"
            self.missing = problem("--map", "bad_row", message, f"rows without it go without {' and '.join(absent)}")

    def document(self, row: Mapping[str, Any], where: str) -> RawDocument | Problem:
        """Return the document in a row; `where` names the row, and is its uri if it has neither uri nor id."""
        self.begin(map(str, row))
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


def _listed(names: list[str]) -> str:
    return (", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")) or "none"


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
