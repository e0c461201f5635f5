"""Reading a dataset: its tables as DuckDB relations that turn into pandas, Polars and Arrow, SQL over them, and readings as they were.

A dataset is opened as it is at that moment, by its receipts, and never written to. Queries see the dataset's own files and nothing else of
the machine: no other file, no network, no extension.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.dataset.receipts import Receipt, check_files, read_manifest, read_receipts
from dragoman.dataset.rows import reading_from
from dragoman.dataset.schema import TABLES
from dragoman.errors import DatasetError, MissingExtra
from dragoman.records import Manifest, Reading

_BARE = re.compile(r"""(?<![\w."'])(when|where)\s*\.""", re.IGNORECASE)  # a column whose name is a word of SQL
_EXPLAIN = re.compile(r"\s*explain\b(?:\s+analyze\b)?", re.IGNORECASE)
_PIVOT = re.compile(r"\s*(?:pivot|from|select|with)\b", re.IGNORECASE)


def open_dataset(path: Path | str) -> "Dataset":
    """Return the dataset in a folder, open for reading; raise DatasetError where there is none that this version reads."""
    return Dataset(Path(path))


class Relation:
    """Rows that are computed when they are asked for: a DuckDB relation, with names for what it turns into.

    Everything else that a DuckDB relation can do (`filter`, `aggregate`, `order`, `limit`, `join`, …) it does too.
    """

    def __init__(self, relation: duckdb.DuckDBPyRelation) -> None:
        self._relation = relation

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame."""
        _need("pandas")
        return self._relation.df()

    def to_polars(self) -> Any:
        """Return a Polars DataFrame."""
        _need("polars")
        return self._relation.pl()

    def to_arrow(self) -> pa.Table:
        """Return a pyarrow Table."""
        table: pa.Table = self._relation.to_arrow_table()
        return table

    df, pl, arrow = to_pandas, to_polars, to_arrow  # as DuckDB calls them

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self._relation.columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as dictionaries."""
        names = self.columns
        for row in self._relation.iter_rows():
            yield dict(zip(names, row, strict=True))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._relation)

    def __repr__(self) -> str:
        """Return the first rows as DuckDB draws them."""
        return repr(self._relation)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Let any library that speaks Arrow take the rows."""
        return self._relation.to_arrow_reader().__arrow_c_stream__(requested_schema)

    def __getattr__(self, name: str) -> Any:
        if name == "_relation":  # asked for before it is set, as copying does
            raise AttributeError(name)
        found = getattr(self._relation, name)
        return _wrapped(found) if callable(found) else found


def _wrapped(method: Any) -> Any:
    def call(*arguments: Any, **options: Any) -> Any:
        plain = [a._relation if isinstance(a, Relation) else a for a in arguments]  # noqa: SLF001  (our own class)
        result = method(*plain, **options)
        return Relation(result) if isinstance(result, duckdb.DuckDBPyRelation) else result

    return call


class Dataset:
    """A dataset that is open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest = read_manifest(path)
        self.receipts: dict[int, Receipt] = read_receipts(path)
        check_files(path, self.receipts)

    def __enter__(self) -> Self:
        """Return the dataset."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the dataset's files."""
        if "_connection" in self.__dict__:
            self._connection.close()

    def __repr__(self) -> str:
        """Return where it is and how much is in it."""
        counted = ", ".join(f"{rows:,} {name}" for name, rows in self.rows.items())
        return f"Dataset({str(self.path)!r}: {counted})"

    @property
    def articles(self) -> Relation:
        """The articles with their text, one row each."""
        return self.table("articles")

    @property
    def events(self) -> Relation:
        """The events, one row for each report of a happening."""
        return self.table("events")

    @property
    def statements(self) -> Relation:
        """The statements: who said what."""
        return self.table("statements")

    @property
    def positions(self) -> Relation:
        """The positions: who supports or opposes what."""
        return self.table("positions")

    @property
    def actors(self) -> Relation:
        """The mentions of actors, one row each."""
        return self.table("actors")

    @property
    def problems(self) -> Relation:
        """What was wrong with inputs and articles, and what was done about it."""
        return self.table("problems")

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows of each table, by the receipts."""
        return {name: sum(r.tables[name].rows for r in self.receipts.values()) for name in TABLES}

    def table(self, name: str) -> Relation:
        """Return a table by its name."""
        if name not in TABLES:
            raise DatasetError(f"{name!r} is not a table of a dataset; the tables are {', '.join(TABLES)}")
        return Relation(self._connection.view(name))

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> Relation:
        """Return the rows of one DuckDB query over the tables; values may stand in it as `?` or `$name`.

        Raises DatasetError for what DuckDB does not understand, and for anything but a query.
        """
        with asking(query):
            _check(query)
            found = self._connection.sql(query, params=parameters) if parameters else self._connection.sql(query)
        return Relation(found)

    def reading_of(self, article_id: str) -> Reading:
        """Return the reading of an article, equal to the one that was added; raise DatasetError if it is not here."""
        part = self._part_of(article_id)
        if part is None:
            raise DatasetError(f"{self.path}: no article {article_id!r}")
        rows = {
            name: pq.read_table(
                self.path / stored.file, filters=pc.field(TABLES[name].key) == article_id, use_threads=False
            ).to_pylist()
            for name, stored in self.receipts[part].tables.items()
        }
        return reading_from(rows, self.manifest.schema_version)

    def _part_of(self, article_id: str) -> int | None:
        files = {str(self._file(receipt, "articles")): part for part, receipt in self.receipts.items()}
        if not files:
            return None
        source = f"read_parquet({_listed(list(files))}, filename = true)"
        found = self._connection.execute(f"SELECT filename FROM {source} WHERE id = ?", [article_id]).fetchall()  # noqa: S608  (our own paths)
        return files[found[0][0]] if found else None

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        """An in-memory database with a view of each table, locked to the dataset's own files."""
        connection = duckdb.connect(":memory:")
        for name in TABLES:
            self._add_view(connection, name, [self._file(receipt, name) for receipt in self.receipts.values()])
        own = [self._file(receipt, name) for receipt in self.receipts.values() for name in TABLES]
        spill = Path(gettempdir()) / f"dragoman-{os.getpid()}-{id(self):x}"
        connection.execute(f"SET allowed_paths = {_listed(own)}")
        for setting in (
            "python_enable_replacements = false",
            "autoload_known_extensions = false",
            "autoinstall_known_extensions = false",
            f"temp_directory = {_quoted(spill)}",  # made when a query outgrows memory, and removed with the connection
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")
        return connection

    def _file(self, receipt: Receipt, table: str) -> Path:
        return (self.path / receipt.tables[table].file).resolve()

    def _add_view(self, connection: duckdb.DuckDBPyConnection, name: str, paths: list[Path]) -> None:
        if paths:
            connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({_listed(paths)})")
        else:  # a dataset without a part has its tables all the same
            empty = TABLES[name].schema.empty_table()
            connection.from_arrow(empty).create(name)


class asking:  # noqa: N801  (reads as what it does)
    """Turn what DuckDB says of a query into a DatasetError with a hint of how to go on."""

    def __init__(self, query: str) -> None:
        self._query = query

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise the error anew."""
        if isinstance(error, duckdb.Error):
            raise DatasetError(f"{error}\n{_hint(str(error), self._query)}") from error


def _hint(message: str, query: str) -> str:
    word = _BARE.search(query)
    if word and message.startswith("Parser Error"):
        return f'"{word[1]}" is a word of SQL: write it in double quotes, or with its table before it, as in events.{word[1]}'
    if "Permission Error" in message:
        return "A dataset is only read, and a query sees no other file. --format csv and --format jsonl write rows elsewhere."
    return f"The tables are {', '.join(TABLES)}; DESCRIBE events lists the columns of one."


def _check(query: str) -> None:
    """Raise DatasetError for anything but one statement that only reads."""
    statements = duckdb.extract_statements(query)
    if len(statements) != 1:
        raise DatasetError("expected one query" + (f", not {len(statements)}" if statements else ""))
    kind = statements[0].type
    explained = _EXPLAIN.match(query)
    if kind == duckdb.StatementType.EXPLAIN and explained:
        _check(query[explained.end() :])
    elif kind != duckdb.StatementType.SELECT and not (kind == duckdb.StatementType.MULTI and _PIVOT.match(query)):
        raise DatasetError(
            "a dataset is only read: a query begins with SELECT, FROM, WITH, PIVOT, DESCRIBE, SUMMARIZE or EXPLAIN"
        )


def _listed(paths: Sequence[Path | str]) -> str:
    return f"[{', '.join(map(_quoted, paths))}]"


def _quoted(path: Path | str) -> str:
    words = str(path).replace("'", "''")
    return f"'{words}'"


def _need(extra: str) -> None:
    if find_spec(extra) is None:
        raise MissingExtra(f"{extra} is not installed: pip install 'dragoman[{extra}]'")
