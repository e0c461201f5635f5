"""Readings to rows and back: `reading_from` undoes what `tables_of` does to a reading."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.dataset.schema import TABLES
from dragoman.records import ActorMention, Article, Event, Position, Problem, Reading, Record, Statement

Row = dict[str, Any]
Tables = dict[str, pa.Table]
GAP = " … "  # between the spans of a statement whose words are interrupted
SLICE = 64  # items turned into Arrow at a time: rows as dictionaries take ten times the memory


class Left(Record, kw_only=True):
    """An article that no column can hold: it is left out, and this is what is kept of it."""

    article_id: str
    problem: Problem


Item = Reading | Problem | Left


def tables_of(items: Sequence[Item]) -> Tables:
    """Return the rows of readings and of problems without an article, table by table, in order.

    Raises pyarrow.ArrowException, OverflowError or UnicodeEncodeError for a value that no column can hold.
    """
    slices = [_slice(group) for group in batched(items, SLICE)]
    return {
        name: pa.concat_tables([table.schema.empty_table(), *(s[name] for s in slices)]).combine_chunks()
        for name, table in TABLES.items()
    }


def _slice(items: Sequence[Item]) -> Tables:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for item in items:
        for name, found in _rows(item).items():
            rows[name] += found
    return {name: pa.Table.from_pylist(rows[name], schema=table.schema) for name, table in TABLES.items()}


def _rows(item: Item) -> dict[str, list[Row]]:
    if isinstance(item, Problem):
        return {"problems": [_row(item) | {"article_id": None}]}
    if isinstance(item, Left):
        return {"problems": [_row(item.problem) | {"article_id": item.article_id}]}
    article = item.article
    day = {"published_day": _day(article.published)}
    tied = {"article_id": article.id}
    return {
        "articles": [_row(article) | day | {"coder_version": item.coder_version}],
        "events": [_row(e) | _event(e) | day for e in item.events],
        "statements": [_row(s) | _statement(s) | day for s in item.statements],
        "positions": [_row(p) | _position(p) | day for p in item.positions],
        "actors": [_row(a) | tied for a in item.actors],
        "problems": [_row(p) | tied for p in item.problems],
    }


def reading_from(rows: Mapping[str, list[Row]], schema_version: str) -> Reading:
    """Return the reading whose rows these are, one list for each table, in their stored order."""
    (article,) = rows["articles"]
    return Reading(
        schema_version=schema_version,
        coder_version=article["coder_version"],
        article=_record(article, Article),
        actors=tuple(_record(row, ActorMention) for row in rows["actors"]),
        events=tuple(_record(row, Event) for row in rows["events"]),
        statements=tuple(_record(row, Statement) for row in rows["statements"]),
        positions=tuple(_record(row, Position) for row in rows["positions"]),
        problems=tuple(_record(row, Problem) for row in rows["problems"]),
    )


def _row(record: Record) -> Row:
    row: Row = msgspec.to_builtins(record)
    return row


def _record[R: Record](row: Row, kind: type[R]) -> R:
    return msgspec.convert({name: row[name] for name in kind.__struct_fields__}, kind)


def _event(event: Event) -> Row:
    return {
        "current": event.current,
        "first_day": _day(event.when.first),
        "last_day": _day(event.when.last),
        "place": event.where.name or None,
        "place_country": event.where.country or None,
        "source_names": _distinct(m.name for m in event.sources),
        "source_countries": _distinct(m.country for m in event.sources),
        "recipient_names": _distinct(m.name for m in event.recipients),
        "recipient_countries": _distinct(m.country for m in event.recipients),
    }


def _statement(statement: Statement) -> Row:
    speaker = statement.speaker
    return {
        "speaker_name": (speaker.name or None) if speaker else None,
        "speaker_country": (speaker.country or None) if speaker else None,
        "content_text": GAP.join(span.quote for span in statement.content),
    }


def _position(position: Position) -> Row:
    return {
        "holder_name": position.holder.name or None,
        "holder_country": position.holder.country or None,
        "object_text": position.object.quote,
        "object_countries": _distinct(m.country for m in position.object_actors),
    }


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _day(iso: str | None) -> date | None:
    """Return the day of an ISO date or time; None for what is not one."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
