"""Reading gold: JSONL sets by path, and the project's own golden cases in readable text."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DataError, InputError
from dragoman.records import RawDocument, Record

SEPARATOR = "==="  # between cases
EXPECTED = "---"  # between a case's text and what is expected of it
FIELD = re.compile(r'(\w+)=("[^"]*"|\S+)')


def read_jsonl(path: Path, *, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file as dicts. Raises DataError with the line number for a line that is not a JSON object."""
    with path.open(encoding="utf-8") as lines:
        for number, line in islice(enumerate(lines, 1), limit):
            if line.strip():
                yield _row(line, path, number)


def _row(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise DataError(f"{path.name}, line {number}: {error}") from error


def gold_file(path: Path, *names: str) -> Path:
    """Return the path itself if it is a file, else the first of those names that the folder holds. Raises InputError if none is there."""
    if path.is_file():
        return path
    found = next((path / name for name in names if (path / name).is_file()), None)
    if found is None:
        raise InputError(f"{path}: none of {', '.join(names)} in this folder")
    return found


def set_name(path: Path) -> str:
    """Return a gold file's name for reports and error files: its folder and stem."""
    return f"{path.parent.name}-{path.stem}"


def as_given(case_id: str, text: str, *, published: str | None = None, title: str | None = None) -> RawDocument:
    """Return a gold text as the document to code, under the case's own id."""
    return RawDocument(uri=f"gold:{case_id}", id=case_id, text=text, title=title, published=published, cleaned=True)


class Expected(Record, kw_only=True):
    """One expected thing of a golden case: its kind (event, statement, position, none), its label and its fields.

    `gap`: known not to be found yet; a gap that starts to be found must be promoted (its `?` removed).
    """

    kind: str
    label: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    gap: bool = False

    def get(self, name: str, default: str = "") -> str:
        """Return a field's value."""
        return dict(self.fields).get(name, default)


class Case(Record, kw_only=True):
    """A golden case: text, publication day, what is expected, and why it is there."""

    id: str
    why: str
    published: str | None
    text: str
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read the golden cases of a text file. Raises DataError naming the case that is not well-formed.

    Cases are parted by a line `===`. Each has `# why` lines, an optional `published DAY`, the text, a line `---`, and one expectation a
    line: `event TYPE/mode source="…" recipient="…" …`, `statement …`, `position …`, or `none`; a leading `?` marks a known gap.
    """
    blocks = re.split(rf"^{SEPARATOR}$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(_case(f"{path.stem}-{n}", block) for n, block in enumerate(blocks, 1) if block.strip())


def _case(case_id: str, block: str) -> Case:
    before, parted, after = block.partition(f"\n{EXPECTED}\n")
    if not parted:
        raise DataError(f"golden case {case_id}: no line {EXPECTED!r} between the text and what is expected")
    lines = before.strip("\n").split("\n")
    head = [line for line in lines if line.startswith(("# ", "published "))]
    published = next((line.removeprefix("published ").strip() for line in head if line.startswith("published ")), None)
    return Case(
        id=case_id,
        why=" ".join(line[2:].strip() for line in head if line.startswith("# ")),
        published=published,
        text="\n".join(line for line in lines if line not in head).strip("\n"),
        expected=tuple(_expected(line, case_id) for line in after.splitlines() if line.strip()),
    )


def _expected(line: str, case_id: str) -> Expected:
    gap = line.startswith("?")
    kind, _, rest = line.lstrip("? ").partition(" ")
    if kind not in ("event", "statement", "position", "none"):
        raise DataError(f"golden case {case_id}: {kind!r} is not event, statement, position or none")
    label, _, _ = rest.partition(" ") if rest and "=" not in rest.partition(" ")[0] else ("", "", "")
    fields = tuple((name, value.strip('"')) for name, value in FIELD.findall(rest))
    return Expected(kind=kind, label=label, fields=fields, gap=gap)
