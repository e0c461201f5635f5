"""Any number of files, folders, globs and standard input in; raw documents out, one at a time."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.inputs import find
from dragoman.inputs.archives import read_parquet, read_warc, seekable
from dragoman.inputs.columns import Columns, problem
from dragoman.inputs.detect import Sniffed, sniff
from dragoman.inputs.repeats import Repeats
from dragoman.inputs.rows import Found, read_json, read_jsonl, read_table
from dragoman.inputs.stream import MAX_LAYERS, Compression, Progress, Stream, open_stream, read_up_to, unpack
from dragoman.records import Problem, RawDocument

MAX_BYTES = 20_000_000  # of one document
COMPRESSED: dict[str, Compression] = {"gzip": "gzip", "bzip2": "bzip2", "zstd": "zstd"}
ROWS = {"jsonl": read_jsonl, "json": read_json, "table": read_table}


def read(
    inputs: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
) -> Iterator[RawDocument | Problem]:
    """Return the documents of files, folders, globs and "-" (standard input), one by one, and a Problem for all that is none.

    What a file is, is told from its content. `columns` maps our fields to the columns of tables and JSON (see `columns.FIELDS`); a document is
    cut off at `max_bytes` bytes; `progress` hears of every byte taken from disk. In folders, hidden files and a README or LICENSE are not
    read, and files that hold no text (images, style sheets, …) are counted in one Problem. Raises InputError for an input that does not
    exist and ConfigError for a column map that makes no sense, both at once.
    """
    find.check(inputs)
    reader = Reader(Columns(columns), max_bytes, progress)
    return Repeats().without(reader.documents(inputs))


def measure(inputs: Sequence[str]) -> int | None:
    """Return how many bytes the inputs have on disk, None where one is no plain file. Raises InputError as `read` does."""
    find.check(inputs)
    total = 0
    for source in find.sources(inputs):
        if source.path is None or not source.path.is_file():
            return None
        total += source.path.stat().st_size
    return total


class Skipped:
    """The files in folders that hold no text: the first one's name, and how many there are of each kind."""

    def __init__(self) -> None:
        self.first = ""
        self.kinds: Counter[str] = Counter()

    def add(self, name: str, what: str) -> None:
        """Count a file that is `what`, e.g. "an image"."""
        self.first = self.first or name
        self.kinds[what] += 1

    def problem(self) -> Problem:
        """Return them all as one Problem, by the name of the first."""
        kinds = ", ".join(f"{what} ({count})" if count > 1 else what for what, count in self.kinds.most_common())
        others = self.kinds.total() - 1
        if not others:
            return problem(self.first, "binary", f"it is {kinds}, not text")
        more = f"and {others} more file{'s' if others > 1 else ''} of the folders are no text: {kinds}"
        return problem(self.first, "binary", more)


class Reader:
    """How files are read in one run: columns, limits, and who hears of progress."""

    def __init__(self, columns: Columns, max_bytes: int, progress: Progress | None) -> None:
        self.columns = columns
        self.max_bytes = max_bytes
        self.progress = progress or (lambda _: None)

    def documents(self, inputs: Sequence[str]) -> Found:
        """Yield the documents of all inputs in order, none longer than the limit."""
        for found in self._all(inputs):
            if self.columns.missing is not None:
                yield self.columns.missing
                self.columns.missing = None
            if isinstance(found, Problem):
                yield found
            else:
                yield from _cut(found, self.max_bytes)

    def _all(self, inputs: Sequence[str]) -> Found:
        skipped = Skipped()
        for source in find.sources(inputs):
            if source.path is None:
                yield from self._content(open_stream(sys.stdin.buffer, self.progress), find.STANDARD_INPUT)
            else:
                yield from self._file(source.path, skipped if source.inside else None)
        if skipped.kinds:
            yield skipped.problem()

    def _file(self, path: Path, skipped: Skipped | None) -> Found:
        name = os.fsencode(path.as_posix()).decode("utf-8", "replace")
        try:
            with path.open("rb") as file:
                yield from self._content(open_stream(file, self.progress), name, file, skipped)
                if file.seekable():
                    self.progress(max(0, os.fstat(file.fileno()).st_size - file.tell()))  # what nobody wanted to read
        except OSError as error:
            yield problem(name, "unreadable", error.strerror or str(error))

    def _content(
        self, stream: Stream, name: str, file: BinaryIO | None = None, skipped: Skipped | None = None
    ) -> Found:
        """Yield what a stream holds after taking off its compressions; `file` is the file behind an uncompressed one."""
        sniffed = self._sniff(stream, name)
        for _ in range(MAX_LAYERS):
            compression = COMPRESSED.get(sniffed.format)
            if compression is None:
                break
            stream, file = unpack(stream, compression), None
            sniffed = self._sniff(stream, name)
        if sniffed.format in COMPRESSED:
            yield problem(name, "unreadable", f"compressed more than {MAX_LAYERS} times over")
        elif sniffed.format in ("empty", "other"):
            yield from _no_text(sniffed, name, stream, skipped)
        else:
            nothing = True
            for found in self._format(sniffed, stream, name, file):
                nothing = False
                yield found
            if nothing and not stream.damage:
                yield problem(name, "empty", "there are no articles in it")
            if stream.damage:
                yield problem(name, "unreadable", f"damaged: {stream.damage}", "what stands before the damage is read")

    def _sniff(self, stream: Stream, name: str) -> Sniffed:
        return sniff(stream.head(), name, self.columns.names())

    def _format(self, sniffed: Sniffed, stream: Stream, name: str, file: BinaryIO | None) -> Found:
        if sniffed.format in ROWS:
            yield from ROWS[sniffed.format](stream, name, sniffed, self.columns, self.max_bytes)
        elif sniffed.format == "warc":
            yield from read_warc(stream, name, self.max_bytes)
        elif sniffed.format == "parquet":
            yield from self._parquet(stream, name, file)
        else:
            data, more = read_up_to(stream, self.max_bytes)
            padded = data + b" " * more  # tells `_cut` that there was more
            yield RawDocument(uri=name, media="html" if sniffed.format == "html" else "text", data=padded)

    def _parquet(self, stream: Stream, name: str, file: BinaryIO | None) -> Found:
        if file is None or not file.seekable():
            with seekable(stream) as spooled:
                yield from read_parquet(spooled, name, self.columns, lambda _: None)
            return
        size = os.fstat(file.fileno()).st_size - file.tell()
        yield from read_parquet(file, name, self.columns, lambda share: self.progress(int(share * size)))
        file.seek(0, os.SEEK_END)


def _cut(raw: RawDocument, limit: int) -> Found:
    """Yield a document, cut to the limit and reported where it is longer."""
    content = raw.data if raw.data is not None else raw.text
    if content is None or len(content) <= limit:
        yield raw
        return
    unit = "bytes" if raw.data is not None else "characters"
    yield problem(raw.uri, "too_large", f"more than {limit:,} {unit}", f"the first {limit:,} are read")
    if raw.data is not None:
        yield msgspec.structs.replace(raw, data=raw.data[:limit])
    else:
        yield msgspec.structs.replace(raw, text=(raw.text or "")[:limit])


def _no_text(sniffed: Sniffed, name: str, stream: Stream, skipped: Skipped | None) -> Found:
    if stream.damage:
        yield problem(name, "unreadable", f"damaged from the start: {stream.damage}")
    elif sniffed.format == "empty":
        yield problem(name, "empty", "the file is empty")
    elif skipped is not None:
        skipped.add(name, sniffed.what)
    else:
        yield problem(name, "binary", f"it is {sniffed.what}, not text")
