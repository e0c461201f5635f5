"""Rows of JSON, JSONL and delimited tables, one at a time, whatever their file's size; a broken row costs only itself."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.inputs.columns import Columns, problem
from dragoman.inputs.detect import Sniffed, header_fields
from dragoman.inputs.stream import HEAD_BYTES, Stream
from dragoman.records import Problem, RawDocument

CHUNK = 1 << 16  # characters read at once
SHOWN = 60  # characters of something bad in a message
BLANKS = "\ufeff \t\r\n"
Found = Iterator[RawDocument | Problem]


def read_jsonl(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of a file with one JSON object a line; a line longer than `limit` bytes is left out."""
    if sniffed.encoding.startswith(("utf-16", "utf-32")):
        yield from read_json(stream, name, sniffed, columns, limit)
        return
    source = io.BufferedReader(stream, HEAD_BYTES)
    number = 0
    while line := source.readline(limit + 1):
        number += 1
        where = f"{name}#{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = source.readline(CHUNK)
            yield problem(where, "too_large", f"more than {limit:,} bytes in one row")
        elif line := line.strip().removeprefix(b"\xef\xbb\xbf"):
            yield _line(line, where, columns)


def _line(line: bytes, where: str, columns: Columns) -> RawDocument | Problem:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return problem(where, "bad_row", f"not a JSON object: {error}")
    return _object(value, where, columns)


def _object(value: Any, where: str, columns: Columns) -> RawDocument | Problem:
    if not isinstance(value, dict):
        return problem(where, "bad_row", f"{json.dumps(value)[:SHOWN]} is not a JSON object")
    return columns.document(value, where)


# ---- JSON over many lines ------------------------------------------------------------------------------------------------------------


def read_json(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of one JSON object, of an array of them, or of objects one after another."""
    text = io.TextIOWrapper(io.BufferedReader(stream, HEAD_BYTES), sniffed.encoding, errors="replace")
    values = JsonValues(text, limit)
    for value in values:
        yield _object(value, name if values.alone else f"{name}#{values.count}", columns)
    if values.broken:
        rest = "left out, with all that follows it in this file"
        yield problem(f"{name}#{values.count + 1}", "bad_row", values.broken, rest)


class JsonValues:
    """The values of a JSON text, decoded one by one from a buffer that holds little more than one of them.

    While a value is handed out, `count` tells how many there were, `alone` whether it is the only one and in no array; afterwards
    `broken` tells why it ended early, if it did.
    """

    def __init__(self, source: io.TextIOBase, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._buffer = ""
        self._decode = json.JSONDecoder().raw_decode
        self.alone = True
        self.count = 0
        self.broken = ""

    def __iter__(self) -> Iterator[Any]:
        if self._next_character() == "[":
            self._buffer, self.alone = self._buffer[1:], False
        while (character := self._next_character()) and character != "]":
            if character == ",":
                self._buffer = self._buffer[1:]
                continue
            value = self._value()
            if self.broken:
                return
            self.count += 1
            self.alone = self.alone and self.count == 1 and not self._next_character()
            yield value

    def _next_character(self) -> str:
        """Return the next character that is no blank, which then begins the buffer; nothing at the end."""
        self._buffer = self._buffer.lstrip(BLANKS)
        while not self._buffer and self._more(CHUNK):
            self._buffer = self._buffer.lstrip(BLANKS)
        return self._buffer[:1]

    def _value(self) -> Any:
        """Decode the value at the start of the buffer, reading as much again as it holds until the value is whole."""
        while True:
            try:
                value, end = self._decode(self._buffer)
            except RecursionError:
                self.broken = "nested too deeply"
            except json.JSONDecodeError as error:
                self.broken = self._why_broken(error)
            else:
                self._buffer = self._buffer[end:]
                return value
            if self.broken:
                return None

    def _why_broken(self, error: json.JSONDecodeError) -> str:
        """Read on, and return nothing if there was more; else return what is wrong."""
        cut_short = error.pos >= len(self._buffer) - CHUNK // 64 or error.msg.startswith("Unterminated string")
        if not cut_short:
            return f"not JSON: {error.msg} near {self._buffer[error.pos : error.pos + SHOWN]!r}"
        if len(self._buffer) > self._limit:
            return f"more than {self._limit:,} characters in one value"
        return "" if self._more(max(CHUNK, len(self._buffer))) else f"not JSON: {error.msg} at the end"

    def _more(self, size: int) -> bool:
        data = self._source.read(size)
        self._buffer += data
        return bool(data)


# ---- delimited tables ----------------------------------------------------------------------------------------------------------------


def read_table(stream: Stream, name: str, sniffed: Sniffed, columns: Columns, limit: int) -> Found:
    """Yield the documents of a CSV or TSV file with a header row."""
    csv.field_size_limit(
        max(limit, HEAD_BYTES)
    )  # of the process: the default of the standard library is too low for articles
    text = io.TextIOWrapper(io.BufferedReader(stream, HEAD_BYTES), sniffed.encoding, errors="replace", newline="")
    lines = Lines(text, limit)
    header = header_fields(next(lines, ""), sniffed.delimiter)
    if lacking := columns.lacking(header):
        yield problem(name, "bad_row", lacking, "the file is left out")
        return
    for number, row in _table_rows(lines, sniffed.delimiter, len(header)):
        where = f"{name}#{number}"
        if isinstance(row, csv.Error):
            yield problem(where, "too_large" if isinstance(row, LineTooLong) else "bad_row", str(row))
        else:
            yield columns.document(dict(zip(header, row, strict=True)), where)


class LineTooLong(csv.Error):
    """A line beyond the size limit."""


class Lines:
    """The lines of a text, numbered from 1; those taken since the last `mark` can be put back but for the first.

    A line of more than `limit` characters is passed over, and raises LineTooLong.
    """

    def __init__(self, text: io.TextIOBase, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._held: list[str] = []
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._held.pop() if self._held else self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        if len(line) > self._limit:
            while line and not line.endswith("\n"):
                line = self._text.readline(CHUNK)
            raise LineTooLong(f"more than {self._limit:,} characters in one line")
        return line

    def mark(self) -> None:
        """Forget what was taken so far."""
        self._taken.clear()

    def put_back(self) -> None:
        """Return to the second line since the last `mark`."""
        self._held.extend(reversed(self._taken[1:]))
        self.number -= len(self._taken) - 1
        self._taken.clear()


def _table_rows(lines: Lines, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield (line number, fields or what is wrong); a bad row over many lines has swallowed its neighbours and gives them back."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.mark()
        start = lines.number + 1
        try:
            fields = next(reader)
            if len(fields) not in (0, width):
                raise csv.Error(f"{len(fields)} fields, the header has {width}")  # noqa: TRY301  (one way for all that is wrong with a row)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, error
            lines.put_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if fields:
            yield start, fields
