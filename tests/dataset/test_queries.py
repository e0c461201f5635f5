"""Reading: relations and what they turn into, SQL that only reads, readings as they were."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dragoman.dataset import queries
from dragoman.dataset.queries import Dataset, open_dataset
from dragoman.dataset.schema import TABLES
from dragoman.errors import DatasetError, MissingExtra
from dragoman.records import Problem, Reading

Make = Callable[..., Reading]
Write = Callable[..., int]


@pytest.fixture
def path(tmp_path: Path, write: Write, problem: Callable[[int], Problem]) -> Path:
    """Return a dataset of two parts in a folder with an awkward name."""
    path = tmp_path / "it's [2024] *"
    write(path, [0, 1, problem(1), 2, 3, 4])
    return path


@pytest.fixture
def dataset(path: Path) -> Iterator[Dataset]:
    """Return the dataset, open."""
    with open_dataset(path) as opened:
        yield opened


def test_a_relation_turns_into_pandas_polars_and_arrow(dataset: Dataset) -> None:
    events = dataset.events.filter("current").order("id")
    frame, polars, arrow = events.to_pandas(), events.to_polars(), events.to_arrow()
    assert isinstance(frame, pd.DataFrame)
    assert isinstance(polars, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert list(frame["id"]) == polars["id"].to_list() == arrow["id"].to_pylist() == [f"e{n}" for n in range(5)]
    assert pl.DataFrame(dataset.positions.limit(2)).height == 2
    assert len(events) == 5


def test_a_relation_does_what_duckdb_relations_do(dataset: Dataset) -> None:
    joined = dataset.events.set_alias("e").join(dataset.articles.set_alias("a"), "e.article_id = a.id")
    assert joined.aggregate("outlet, count(*) AS n").fetchall() == [("The Strelsau Post", 5)]
    assert next(dataset.statements.rows())["content_text"] == "expelled two envoys … the step"
    assert dataset.table("actors").columns[:2] == ["article_id", "evidence"]


def test_what_is_not_installed_is_told_with_the_way_to_install_it(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "find_spec", lambda _: None)
    for turn, name in ((dataset.events.to_pandas, "pandas"), (dataset.events.to_polars, "polars")):
        with pytest.raises(MissingExtra, match=rf"pip install 'dragoman\[{name}\]'"):
            turn()


def test_every_reading_comes_back_as_it_was(dataset: Dataset, make: Make) -> None:
    for number in range(5):
        assert dataset.reading_of(f"{number:016x}") == make(number)
    with pytest.raises(DatasetError, match="no article 'abc'"):
        dataset.reading_of("abc")


def test_the_stored_columns_are_the_schemas(dataset: Dataset) -> None:
    for name, table in TABLES.items():
        assert dataset.table(name).columns == table.schema.names


def test_plain_duckdb_reads_the_parts(path: Path, tmp_path: Path, dataset: Dataset) -> None:
    (tmp_path / "plain").symlink_to(path)
    query = f"SELECT type, count(*) FROM read_parquet('{tmp_path}/plain/events/*.parquet') GROUP BY type"  # noqa: S608
    assert (
        duckdb.connect().execute(query).fetchall()
        == dataset.sql("SELECT type, count(*) FROM events GROUP BY type").fetchall()
    )


def test_a_dataset_without_a_part_has_its_tables_all_the_same(tmp_path: Path, write: Write) -> None:
    write(tmp_path / "empty", [])
    with open_dataset(tmp_path / "empty") as dataset:
        assert dataset.rows == dict.fromkeys(TABLES, 0)
        assert dataset.sql("SELECT count(*) FROM events WHERE first_day > DATE '2020-01-01'").fetchall() == [(0,)]
        assert dataset.articles.columns == TABLES["articles"].schema.names
        with pytest.raises(DatasetError, match="no article"):
            dataset.reading_of("0")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT count(*) FROM events", 1),
        ("FROM events", 5),
        ("WITH e AS (FROM events) SELECT id FROM e LIMIT 2", 2),
        ("PIVOT events ON type USING count(*) GROUP BY first_day", 1),
        ("FROM events e SELECT e.when.first, e.where.country, e.trigger.end", 5),
        ("SELECT unnest(source_countries) AS c, count(*) FROM events GROUP BY c", 1),
        ("SHOW TABLES", 6),
        ("DESCRIBE problems", 6),
        ("EXPLAIN SELECT 1", 1),
        ("-- a comment\nSELECT 1;", 1),
    ],
)
def test_queries(dataset: Dataset, query: str, rows: int) -> None:
    assert len(dataset.sql(query).fetchall()) == rows


def test_values_stand_in_a_query(dataset: Dataset) -> None:
    found = dataset.sql("SELECT id FROM events WHERE id LIKE ? || '%'", ["e3"])
    assert found.fetchall() == [("e3",)]
    assert dataset.sql("SELECT $n + 1", {"n": 1}).fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("DROP VIEW events", "only read"),
        ("CREATE TABLE x AS SELECT 1", "only read"),
        ("COPY (SELECT 1) TO '{file}'", "only read"),
        ("COPY (PIVOT events ON type USING count(*)) TO '{file}'", "only read"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{file}'", "only read"),
        ("EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO '{file}'", "Parser Error"),
        ("SET enable_external_access = true", "only read"),
        ("ATTACH '{file}'", "only read"),
        ("INSTALL fts", "only read"),
        ("SELECT 1; DROP VIEW events", "one query"),
        ("", "one query"),
        ("FROM read_text('{file}')", "sees no other file"),
        ("FROM read_csv('{file}')", "sees no other file"),
        ("FROM glob('*')", "sees no other file"),
        ("FROM '{file}'", "sees no other file"),
        ("FROM path", "The tables are"),
        ("SELECT when.first FROM events", "double quotes"),
        ("SELECT where.country FROM events", "double quotes"),
        ("SELECT colour FROM events", "DESCRIBE events"),
        ("FROM happenings", "The tables are articles, events"),
        ("SELEC 1", "The tables are"),
    ],
)
def test_what_is_no_query_over_the_dataset_is_refused_with_a_hint(
    dataset: Dataset, path: Path, query: str, words: str
) -> None:
    file = path.parent / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(DatasetError, match=words):
        dataset.sql(query.format(file=str(file).replace("'", "''"))).fetchall()
    assert file.read_text() == "a,b\n1,2\n"


def test_no_query_writes_over_a_part(
    dataset: Dataset, path: Path, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    before = contents(path)
    part = next((path / "events").iterdir())
    name = str(part.resolve()).replace("'", "''")
    for query in (f"COPY (SELECT 1) TO '{name}'", f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{name}'"):
        with pytest.raises(DatasetError):
            dataset.sql(query).fetchall()
    with pytest.raises(duckdb.Error):
        dataset.sql("SELECT 1 AS a").write_csv(str(path.parent / "out.csv"))
    assert contents(path) == before
    assert not (path.parent / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", r"is not a dataset .*wrote"),
        ("none", r"no such dataset; `dragoman code INPUT… --out .*none` makes one"),
        ("wire.jsonl", r"is a file; a dataset is a folder, as `dragoman code .*wire.jsonl --out FOLDER` writes"),
        ("evants.dragoman", r"did you mean .*events.dragoman\?"),
    ],
)
def test_what_is_no_dataset_says_what_to_do(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text("{}")
    (tmp_path / "events.dragoman").mkdir()
    (tmp_path / "events.dragoman" / "manifest.json").write_text("{}")
    with pytest.raises(DatasetError, match=words):
        open_dataset(tmp_path / name)


def test_opening_loads_neither_pandas_nor_the_parser(path: Path) -> None:
    code = (
        "import sys, dragoman; d = dragoman.open(sys.argv[1]); d.sql('FROM events').fetchall();"
        "print(sorted({'pandas', 'polars', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
