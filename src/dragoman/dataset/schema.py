"""The one place for the tables of a dataset, their columns and Arrow types.

Columns are the fields of the records under the same names, nested records as structs and lists, so that a Reading comes back as it was. A
few flat columns are added behind them: what users filter, group and plot by every day, so that nobody has to unpack a struct for it.
"""

from types import MappingProxyType
from typing import NamedTuple, cast

import msgspec
import pyarrow as pa

from dragoman.records import ActorMention, Article, Event, Position, Problem, Record, Statement

_STRING, _DAY, _STRINGS = pa.string(), pa.date32(), pa.list_(pa.string())

_SCALARS: MappingProxyType[type[msgspec.inspect.Type], pa.DataType] = MappingProxyType(
    {
        msgspec.inspect.StrType: _STRING,
        msgspec.inspect.IntType: pa.int64(),
        msgspec.inspect.FloatType: pa.float64(),
        msgspec.inspect.BoolType: pa.bool_(),
        msgspec.inspect.LiteralType: _STRING,  # not dictionaries: Parquet packs them as well, and every reader takes strings
    }
)


class Table(NamedTuple):
    """One table: the record that its rows are, the columns that tie a row to its article, and the flat ones."""

    name: str
    record: type[Record]
    before: tuple[tuple[str, pa.DataType], ...] = ()
    flat: tuple[tuple[str, pa.DataType], ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the table's parts."""
        return _SCHEMAS[self.name]

    @property
    def key(self) -> str:
        """The column that holds the id of the article that a row comes from."""
        return "id" if self.name == "articles" else "article_id"


def _fields(record: type[msgspec.Struct]) -> list[tuple[str, pa.DataType]]:
    info = cast("msgspec.inspect.StructType", msgspec.inspect.type_info(record))
    return [(field.name, _arrow(field.type)) for field in info.fields]


def _arrow(info: msgspec.inspect.Type) -> pa.DataType:
    """Return the Arrow type of a field's type; None is null in every one."""
    if isinstance(info, msgspec.inspect.UnionType):
        (kept,) = (t for t in info.types if not isinstance(t, msgspec.inspect.NoneType))
        return _arrow(kept)
    if isinstance(info, msgspec.inspect.VarTupleType):
        return pa.list_(_arrow(info.item_type))
    if isinstance(info, msgspec.inspect.StructType):
        return pa.struct(_fields(info.cls))
    return _SCALARS[type(info)]


TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table("articles", Article, flat=(("published_day", _DAY), ("coder_version", _STRING))),
            Table(
                "events",
                Event,
                flat=(
                    ("current", pa.bool_()),
                    ("published_day", _DAY),
                    ("first_day", _DAY),
                    ("last_day", _DAY),
                    ("place", _STRING),
                    ("place_country", _STRING),
                    ("source_names", _STRINGS),
                    ("source_countries", _STRINGS),
                    ("recipient_names", _STRINGS),
                    ("recipient_countries", _STRINGS),
                ),
            ),
            Table(
                "statements",
                Statement,
                flat=(
                    ("published_day", _DAY),
                    ("speaker_name", _STRING),
                    ("speaker_country", _STRING),
                    ("content_text", _STRING),
                ),
            ),
            Table(
                "positions",
                Position,
                flat=(
                    ("published_day", _DAY),
                    ("holder_name", _STRING),
                    ("holder_country", _STRING),
                    ("object_text", _STRING),
                    ("object_countries", _STRINGS),
                ),
            ),
            Table("actors", ActorMention, before=(("article_id", _STRING),)),
            Table("problems", Problem, before=(("article_id", _STRING),)),
        )
    }
)

_SCHEMAS = MappingProxyType({t.name: pa.schema([*t.before, *_fields(t.record), *t.flat]) for t in TABLES.values()})
