"""Records to rows and back, for every value that a record can hold."""

from typing import Any

import msgspec
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dataset.rows import reading_from, tables_of
from dragoman.dataset.schema import TABLES
from dragoman.records import SCHEMA_VERSION, Problem, Reading

INT64 = st.integers(-(2**63), 2**63 - 1)


def _values(info: msgspec.inspect.Type) -> st.SearchStrategy[Any]:
    """Return the values of a type, as small as they can be and still surprise."""
    if isinstance(info, msgspec.inspect.UnionType):
        return st.one_of([_values(t) for t in info.types])
    if isinstance(info, msgspec.inspect.VarTupleType):
        return st.lists(_values(info.item_type), max_size=2).map(tuple)
    if isinstance(info, msgspec.inspect.StructType):
        fields = {field.name: _values(field.type) for field in info.fields}
        return st.fixed_dictionaries(fields).map(lambda values: info.cls(**values))
    if isinstance(info, msgspec.inspect.LiteralType):
        return st.sampled_from(info.values)
    simple: dict[type, st.SearchStrategy[Any]] = {
        msgspec.inspect.StrType: st.text(max_size=8) | st.sampled_from(["", "2024-03-14", "2024-13-99", "\0", "😀"]),
        msgspec.inspect.IntType: INT64,
        msgspec.inspect.FloatType: st.floats(allow_nan=False),
        msgspec.inspect.BoolType: st.booleans(),
        msgspec.inspect.NoneType: st.none(),
    }
    return simple[type(info)]


def _of_its_article(reading: Reading) -> Reading:
    """Give all records the id of their article, as the coder does."""
    mine = {
        name: tuple(msgspec.structs.replace(r, article_id=reading.article.id) for r in getattr(reading, name))
        for name in ("events", "statements", "positions")
    }
    return msgspec.structs.replace(reading, schema_version=SCHEMA_VERSION, **mine)


READINGS: st.SearchStrategy[Reading] = _values(msgspec.inspect.type_info(Reading)).map(_of_its_article)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(READINGS)
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    rows = {name: table.to_pylist() for name, table in tables_of([reading]).items()}
    assert reading_from(rows, SCHEMA_VERSION) == reading


def test_every_table_has_the_columns_of_its_record_and_no_name_twice() -> None:
    for table in TABLES.values():
        assert set(table.record.__struct_fields__) <= set(table.schema.names)
        assert len(table.schema.names) == len(set(table.schema.names))


def test_flat_columns_say_what_the_record_says(make: Any) -> None:
    tables = tables_of([make(1)])
    (event,) = tables["events"].to_pylist()
    assert (str(event["first_day"]), str(event["published_day"])) == ("2024-03-11", "2024-03-12")
    assert (event["place"], event["place_country"], event["current"]) == ("Strelsau", "RUR", True)
    assert (event["source_names"], event["recipient_countries"]) == (["Ruritania"], ["GRK"])
    (statement,) = tables["statements"].to_pylist()
    assert (statement["speaker_name"], statement["content_text"]) == ("Borduria", "expelled two envoys … the step")
    (position,) = tables["positions"].to_pylist()
    assert (position["holder_country"], position["object_text"]) == ("BDR", "the step")


def test_unknown_is_null_and_never_an_empty_word(make: Any) -> None:
    reading = make(1)
    unknown = msgspec.structs.replace(
        reading.events[0], when=type(reading.events[0].when)(), where=type(reading.events[0].where)()
    )
    nameless = msgspec.structs.replace(reading.statements[0], speaker=None)
    bare = msgspec.structs.replace(reading, events=(unknown,), statements=(nameless,))
    tables = tables_of([bare])
    (event,) = tables["events"].to_pylist()
    assert [event[name] for name in ("first_day", "last_day", "place", "place_country")] == [None] * 4
    (statement,) = tables["statements"].to_pylist()
    assert (statement["speaker_name"], statement["speaker_country"]) == (None, None)


def test_a_problem_without_an_article_is_a_row() -> None:
    problem = Problem(subject="x.gz", stage="input", kind="unreadable", message="damaged", done="left out")
    (row,) = tables_of([problem])["problems"].to_pylist()
    assert (row["article_id"], row["subject"], row["kind"]) == (None, "x.gz", "unreadable")


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_beyond_any_column_is_refused(make: Any, number: int) -> None:
    event = msgspec.structs.replace(make(1).events[0], sentence=number)
    with pytest.raises((OverflowError, pa.ArrowException)):
        tables_of([msgspec.structs.replace(make(1), events=(event,))])
