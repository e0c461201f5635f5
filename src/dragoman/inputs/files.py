"""Any number of files, folders, globs and standard input in; raw documents out, one at a time."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.inputs import find
from dragoman.inputs.archives import Found, cut, read_parquet, read_warc, seekable
from dragoman.inputs.columns import Columns
from dragoman.inputs.detect import Sniffed, sniff
from dragoman.inputs.repeats import Repeats
from dragoman.inputs.rows import read_json, read_jsonl, read_table
from dragoman.inputs.stream import MAX_LAYERS, Progress, Stream, open_stream, read_up_to, unpack
from dragoman.records import Problem, ProblemKind, RawDocument

MAX_BYTES = 20_000_000  # of one document
COMPRESSED = ("gzip", "bzip2", "zstd")


def read(
    inputs: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
) -> Iterator[RawDocument | Problem]:
    """Return the documents of files, folders, globs and "-" (standard input), one by one, and a Problem for all that is none.

    What a file is, is told from its content. `columns` maps our fields to the columns of tables and JSON (docs/inputs.md); documents are
    cut at `max_bytes` bytes; `progress` hears of every byte taken from disk. In folders, hidden files and a README or LICENSE are not
    read, and files that are no text (images, style sheets, …) are counted in one Problem. Raises InputError for an input that does not
    exist and ConfigError for a column map that makes no sense, both at once.
    """
    find.check(inputs)
    reader = Reader(Columns(columns), max_bytes, progress)
    return Repeats().without(reader.documents(inputs))


def measure(inputs: Sequence[str]) -> int | None:
    """Return how many bytes the inputs have on disk, None where standard input is among them. Raises InputError as `read` does."""
    find.check(inputs)
    if find.STANDARD_INPUT in inputs:
        return None
    return sum(file.stat().st_size for file, _ in find.files(inputs) if file.is_file())


class Reader:
    """How files are read in one run: columns, limits, and who hears of progress."""

    def __init__(self, columns: Columns, max_bytes: int, progress: Progress | None) -> None:
        self.columns = columns
        self.max_bytes = max_bytes
        self.progress = progress

    def documents(self, inputs: Sequence[str]) -> Found:
        """Yield the documents of all inputs in order."""
        for name in inputs:
            if name == find.STANDARD_INPUT:
                yield from self._standard_input()
        skipped: Counter[str] = Counter()
        for file, inside in find.files([name for name in inputs if name != find.STANDARD_INPUT]):
            yield from self._file(file, skipped if inside else None)
        if skipped:
            yield _skipped(skipped)

    def _standard_input(self) -> Found:
        stream = open_stream(sys.stdin.buffer, self.progress)
        yield from self._content(stream, "-", None, None)

    def _file(self, path: Path, skipped: Counter[str] | None) -> Found:
        name = path.as_posix()
        try:
            with path.open("rb") as file:
                yield from self._content(open_stream(file, self.progress), name, file, skipped)
        except OSError as error:
            yield _problem(name, "unreadable", error.strerror or str(error))

    def _content(self, stream: Stream, name: str, file: BinaryIO | None, skipped: Counter[str] | None) -> Found:
        """Yield what a stream holds after taking off its compressions; `file` is the seekable file behind an uncompressed one."""
        for layer in range(MAX_LAYERS + 1):
            sniffed = sniff(stream.head(), name, self.columns.names())
            if sniffed.format not in COMPRESSED:
                break
            if layer == MAX_LAYERS:
                yield _problem(name, "unreadable", f"compressed more than {MAX_LAYERS} times over")
                return
            stream, file = unpack(stream, sniffed.format), None  # type: ignore[arg-type]
            name = name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".zst")
        yield from self._format(sniffed, stream, name, file, skipped)
        if stream.damage:
            yield _problem(name, "unreadable", f"damaged: {stream.damage}", "what came before the damage is read")

    def _format(
        self, sniffed: Sniffed, stream: Stream, name: str, file: BinaryIO | None, skipped: Counter[str] | None
    ) -> Found:
        readers = {"jsonl": read_jsonl, "json": read_json, "table": read_table}
        if sniffed.format in readers:
            yield from readers[sniffed.format](stream, name, sniffed, self.columns, self.max_bytes)
        elif sniffed.format in ("text", "html"):
            yield from self._page(sniffed, stream, name)
        elif sniffed.format == "warc":
            yield from read_warc(stream, name, self.max_bytes)
        elif sniffed.format == "parquet":
            yield from self._parquet(stream, name, file)
        elif skipped is not None:
            skipped[sniffed.what or "an empty file"] += 1
        else:
            yield _no_text(sniffed, name, stream)

    def _page(self, sniffed: Sniffed, stream: Stream, name: str) -> Found:
        data, more = read_up_to(stream, self.max_bytes)
        media = "html" if sniffed.format == "html" else "text"
        yield from cut(RawDocument(uri=name, media=media, data=data + b" " * more), self.max_bytes)

    def _parquet(self, stream: Stream, name: str, file: BinaryIO | None) -> Found:
        if file is None or not file.seekable():
            with seekable(stream) as spooled:
                yield from read_parquet(spooled, name, self.columns, self.max_bytes)
            return
        yield from read_parquet(file, name, self.columns, self.max_bytes)


def _no_text(sniffed: Sniffed, name: str, stream: Stream) -> Problem:
    if sniffed.format != "empty":
        return _problem(name, "binary", f"it is {sniffed.what}, not text")
    if stream.damage:
        return _problem(name, "unreadable", f"damaged from the start: {stream.damage}")
    return _problem(name, "empty", "the file is empty")


def _skipped(skipped: Counter[str]) -> Problem:
    total = sum(skipped.values())
    kinds = ", ".join(f"{count} × {what}" for what, count in skipped.most_common())
    return _problem("folders", "binary", f"{total} files in the folders hold no articles: {kinds}")


def _problem(subject: str, kind: ProblemKind, message: str, done: str = "left out") -> Problem:
    return Problem(subject=subject, stage="input", kind=kind, message=message, done=done)
