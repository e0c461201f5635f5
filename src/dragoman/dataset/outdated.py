"""What another version of the coder wrote, and what is left of it while its articles are being coded again."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.dataset.receipts import Receipt
from dragoman.dataset.rows import Tables
from dragoman.dataset.schema import TABLES
from dragoman.records import Problem

_BETWEEN = "\0"  # no article id has this character


class Outdated:
    """The keys of outdated parts: of each part those that are left, and of each key its part."""

    def __init__(self) -> None:
        self._left: dict[int, set[str]] = {}
        self._part: dict[str, int] = {}

    def add(self, part: int, keys: AbstractSet[str]) -> None:
        """Take note of a part by another version of the coder."""
        self._left[part] = set(keys)
        self._part |= dict.fromkeys(keys, part)

    def touched(self, keys: Iterable[str]) -> list[int]:
        """Return the parts that hold any of these, in order."""
        return sorted({self._part[key] for key in keys if key in self._part})

    def emptied(self, part: int, keys: AbstractSet[str]) -> bool:
        """Return whether a part is done with once these are replaced.

        Problems that stand between its articles were of the same inputs and have been met again with them, so they go when the last
        article goes.
        """
        articles = {key for key in self._left[part] if _BETWEEN not in key}
        return articles <= keys if articles else self._left[part] <= keys

    def forget(self, part: int, keys: AbstractSet[str] | None = None) -> None:
        """Take note that these keys of a part, or all of them, are replaced."""
        gone = self._left[part] if keys is None else self._left[part] & keys
        for key in gone:
            del self._part[key]
        self._left[part] = self._left[part] - gone


def keys_of(root: Path, receipt: Receipt) -> set[str]:
    """Return what a part makes known: its articles, those left out of it with a problem, its problems without an article."""
    articles = pq.read_table(root / receipt.tables["articles"].file, columns=["id"])
    problems = pq.read_table(root / receipt.tables["problems"].file)
    return {*map(str, articles["id"].to_pylist()), *(_row_key(row) for row in problems.to_pylist())}


def problem_key(problem: Problem) -> str:
    """Return what makes two problems without an article the same one."""
    return _BETWEEN.join((problem.subject, problem.stage, problem.kind, problem.message))


def kept_rows(root: Path, receipt: Receipt, replaced: AbstractSet[str]) -> Tables:
    """Return the rows of a part without those of the articles and problems that are replaced."""
    tables = {name: pq.read_table(root / stored.file) for name, stored in receipt.tables.items()}
    ids = pa.array(sorted(replaced), pa.string())
    kept = {name: table.filter(pc.invert(pc.is_in(table[TABLES[name].key], ids))) for name, table in tables.items()}
    told_again = [_row_key(row) in replaced for row in kept["problems"].to_pylist()]
    return kept | {"problems": kept["problems"].filter(pc.invert(pa.array(told_again, pa.bool_())))}


def _row_key(row: dict[str, Any]) -> str:
    article = row.pop("article_id")
    return article if article is not None else problem_key(msgspec.convert(row, Problem))
