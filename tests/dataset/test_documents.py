"""docs/records.md names every column of every table and record, with its type and its words."""

import re
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pyarrow as pa
import pytest

from dragoman import records
from dragoman.dataset.queries import Dataset, open_dataset
from dragoman.dataset.schema import TABLES

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROW = re.compile(r"\| `(\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
NESTED = ("ActorMention", "Evidence", "Why", "When", "Where", "Count", "Context", "Furniture", "TextMap")
SIMPLE = {
    msgspec.inspect.StrType: "text",
    msgspec.inspect.IntType: "number",
    msgspec.inspect.FloatType: "decimal",
    msgspec.inspect.BoolType: "yes or no",
    msgspec.inspect.LiteralType: "word",
}
FLAT = {pa.string(): "text", pa.date32(): "day", pa.bool_(): "yes or no", pa.list_(pa.string()): "list of text"}


def _section(name: str) -> str:
    page = (DOCS / "records.md").read_text(encoding="utf-8")
    return re.split(r"^#", page.split(f"\n## {name}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _type(info: msgspec.inspect.Type) -> str:
    if isinstance(info, msgspec.inspect.UnionType):
        return _type(next(t for t in info.types if not isinstance(t, msgspec.inspect.NoneType))) + " or null"
    if isinstance(info, msgspec.inspect.VarTupleType):
        return f"list of {_type(info.item_type)}"
    if isinstance(info, msgspec.inspect.StructType):
        return f"[{info.cls.__name__}](#{info.cls.__name__.lower()})"
    return SIMPLE[type(info)]


def _fields(record: type[msgspec.Struct]) -> dict[str, str]:
    info: Any = msgspec.inspect.type_info(record)
    return {field.name: _type(field.type) for field in info.fields}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_is_told(name: str) -> None:
    table = TABLES[name]
    told = {column: kind for column, kind, _ in ROW.findall(_section(name))}
    extra = {column: FLAT[kind] for column, kind in (*table.before, *table.flat)}
    assert {column: kind.removesuffix(" or null") if column in extra else kind for column, kind in told.items()} == (
        _fields(table.record) | extra
    )
    assert list(told) == table.schema.names


@pytest.mark.parametrize("name", NESTED)
def test_every_field_of_a_nested_record_is_told(name: str) -> None:
    told = {column: kind for column, kind, _ in ROW.findall(_section(name))}
    assert told == _fields(getattr(records, name))


@pytest.mark.parametrize("record", [*(t.record for t in TABLES.values()), *(getattr(records, n) for n in NESTED)])
def test_every_word_that_a_field_can_hold_is_told(record: type[msgspec.Struct]) -> None:
    name = next((n for n, t in TABLES.items() if t.record is record), record.__name__)
    info: Any = msgspec.inspect.type_info(record)
    section = _section(name)
    for field in info.fields:
        for kind in getattr(field.type, "types", (field.type,)):
            for word in getattr(kind, "values", ()):
                assert f"`{word}`" in section, f"{name}.{field.name} can be {word!r}"


def test_no_field_is_forgotten_by_this_test() -> None:
    structs = {t for r in (x.record for x in TABLES.values()) for t in _reached(r)}
    assert {t.__name__ for t in structs} == {*NESTED}


def _reached(record: type[msgspec.Struct]) -> set[type]:
    found: set[type] = set()
    for hint in get_type_hints(record).values():
        for part in (hint, *getattr(hint, "__args__", ())):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                found |= {part, *_reached(part)}
    return found


@pytest.fixture
def dataset(tmp_path: Path, write: Any) -> Dataset:
    """Return a dataset to ask."""
    write(tmp_path / "events.dragoman", range(3))
    return open_dataset(tmp_path / "events.dragoman")


def test_the_queries_of_the_page_on_datasets_are_understood(dataset: Dataset) -> None:
    page = (DOCS / "dataset.md").read_text(encoding="utf-8")
    found = [*re.findall(r"```sql\n(.*?)```", page, re.DOTALL), *re.findall(r'dragoman sql \S+ "(.+?)"', page)]
    found += re.findall(r"`(FROM .+?)`", page)
    assert len(found) == 4
    for query in found:
        assert dataset.sql(query).fetchall()


def test_the_other_programs_of_the_page_read_it(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "dataset.md").read_text(encoding="utf-8")
    monkeypatch.chdir(dataset.path.parent)
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(block, "dataset.md", "exec"), names)  # noqa: S102  (our own page)
    assert len(names["pandas"].read_parquet("events.dragoman/events")) == 3
