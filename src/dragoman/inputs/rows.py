"""Rows of JSON, JSONL and delimited tables, one at a time, whatever their file's size; a broken row costs only itself."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.inputs.columns import Columns, row_problem
from dragoman.inputs.detect import Sniffed, header_fields
from dragoman.inputs.stream import HEAD_BYTES, Stream
from dragoman.records import Problem, RawDocument

CHUNK = 1 << 16  # characters read at once
SHOWN = 60  # characters of something bad in a message
Found = Iterator[RawDocument | Problem]


def read_jsonl(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of a file with one JSON object a line; a line longer than `limit` bytes is left out."""
    if sniffed.encoding.startswith("utf-16") or sniffed.encoding == "utf-32":
        yield from read_json(stream, name, sniffed, columns, limit)
        return
    source = io.BufferedReader(stream, HEAD_BYTES)
    number = 0
    while line := source.readline(limit + 1):
        number += 1
        where = f"{name}#{number}"
        if len(line) > limit:
            _skip_line(source, line)
            yield _too_large(where, limit)
        elif line := line.strip().removeprefix(b"\xef\xbb\xbf"):
            yield _line(line, where, columns)


def _line(line: bytes, where: str, columns: Columns) -> RawDocument | Problem:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return row_problem(where, f"not a JSON object: {error}")
    return _object(value, where, columns)


def _object(value: Any, where: str, columns: Columns) -> RawDocument | Problem:
    if not isinstance(value, dict):
        return row_problem(where, f"{json.dumps(value)[:SHOWN]} is not a JSON object")
    return columns.document(value, where)


def _skip_line(source: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = source.readline(CHUNK)


def _too_large(where: str, limit: int) -> Problem:
    return Problem(
        subject=where, stage="input", kind="too_large", message=f"more than {limit:,} bytes in one row", done="left out"
    )


# ---- JSON over many lines ------------------------------------------------------------------------------------------------------------


def read_json(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of one JSON object, of an array of them, or of objects one after another."""
    text = io.TextIOWrapper(io.BufferedReader(stream, HEAD_BYTES), sniffed.encoding, errors="replace")
    values = JsonValues(text, limit)
    for number, value in enumerate(values, 1):
        where = name if values.alone else f"{name}#{number}"
        yield _object(value, where, columns)
    if values.broken:
        yield row_problem(
            f"{name}#{values.count + 1}", values.broken, done="left out, with all that follows it in this file"
        )


class JsonValues:
    """The values of a JSON text, decoded one by one from a buffer that holds no more than one of them."""

    def __init__(self, source: io.TextIOBase, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._buffer = ""
        self._ended = False
        self._decode = json.JSONDecoder().raw_decode
        self.alone = True  # the text is a single object
        self.count = 0
        self.broken = ""

    def __iter__(self) -> Iterator[Any]:
        if self._next_character() == "[":
            self._buffer, self.alone = self._buffer[1:], False
        while (character := self._next_character()) and character != "]":
            if character == ",":
                self._buffer = self._buffer[1:]
                continue
            found = self._value()
            if self.broken:
                return
            self.count += 1
            self.alone = self.alone and self.count == 1 and not self._next_character()
            yield found

    def _next_character(self) -> str:
        """Return the next character that is no blank, which then begins the buffer; nothing at the end."""
        self._buffer = self._buffer.lstrip("\ufeff \t\r\n")
        while not self._buffer and self._more(CHUNK):
            self._buffer = self._buffer.lstrip("\ufeff \t\r\n")
        return self._buffer[:1]

    def _value(self) -> Any:
        """Decode the value at the start of the buffer, reading as much again as it holds until the value is whole."""
        while True:
            try:
                value, end = self._decode(self._buffer)
            except (json.JSONDecodeError, RecursionError) as error:
                if len(self._buffer) <= self._limit and self._more(max(CHUNK, len(self._buffer))):
                    continue
                self.broken = (
                    f"more than {self._limit:,} characters in one value" if not self._ended else f"not JSON: {error}"
                )
                return None
            self._buffer = self._buffer[end:]
            return value

    def _more(self, size: int) -> bool:
        data = self._source.read(size)
        self._buffer += data
        self._ended = not data
        return bool(data)


# ---- delimited tables ----------------------------------------------------------------------------------------------------------------


def read_table(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of a CSV or TSV file with a header row."""
    csv.field_size_limit(limit)
    text = io.TextIOWrapper(io.BufferedReader(stream, HEAD_BYTES), sniffed.encoding, errors="replace", newline="")
    lines = Lines(text, limit)
    header = header_fields(next(lines, ""), sniffed.delimiter)
    problem = columns.lacking(header)
    if problem:
        yield row_problem(name, problem)
        return
    for number, fields in _table_rows(lines, sniffed.delimiter, len(header)):
        where = f"{name}#{number}"
        if isinstance(fields, str):
            yield row_problem(where, fields)
        else:
            yield columns.document(dict(zip(header, fields, strict=True)), where)


class Lines:
    """The lines of a text, numbered from 1; some can be put back."""

    def __init__(self, text: io.TextIOBase, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._held: list[str] = []
        self.number = 0
        self.taken: list[str] = []  # since the last `mark`

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._held.pop() if self._held else self._text.readline(self._limit)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def mark(self) -> None:
        """Forget what was taken so far."""
        self.taken.clear()

    def put_back_all_but_first(self) -> None:
        """Return to the second line since the last `mark`."""
        self._held.extend(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self.taken.clear()


def _table_rows(lines: Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str]]:
    """Yield (line number, fields, or what is wrong); a bad row over many lines has swallowed its neighbours and gives them back."""
    while True:
        lines.mark()
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        start = lines.number + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.put_back_all_but_first()
            yield start, f"not a row: {error}"
            continue
        if not fields:
            continue
        if len(fields) == width:
            yield start, fields
            continue
        lines.put_back_all_but_first()
        yield start, f"{len(fields)} fields, the header has {width}"
