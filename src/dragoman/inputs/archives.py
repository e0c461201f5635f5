"""Containers with a format of their own: WARC and Parquet."""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from dragoman.inputs.columns import Columns, problem
from dragoman.inputs.stream import HEAD_BYTES, Stream
from dragoman.records import Problem, RawDocument

ROWS = 64  # of a Parquet file at a time
IN_MEMORY = 16 << 20  # bytes of a Parquet file that came through a pipe, before it goes to a temporary file
HTML = ("text/html", "application/xhtml+xml")
PAGES = (*HTML, "text/plain")
NOT_PAGES = ("/robots.txt", "/ads.txt", "/security.txt", "/humans.txt")
REST = "the rest of the file is left out"
Found = Iterator[RawDocument | Problem]


def read_warc(stream: Stream, name: str, limit: int) -> Found:
    """Yield the web pages and plain texts of a WARC file: responses with status 2xx, resources and conversions, in order.

    Other records, other media, robots.txt and the like are no documents. Pages have their Target-URI as uri; the record's date is that of
    the crawl and says nothing of publication.
    """
    from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (only archives pay for it)

    source = io.BufferedReader(stream, HEAD_BYTES)
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = iter(ArchiveIterator(source, record_types=kinds, parse_http=True, auto_decode="all", quirks_mode=True))
    number = 0
    while True:
        number += 1
        where = f"{name}#{number}"
        try:
            record = next(records)
        except StopIteration:
            return
        except (OSError, ValueError, EOFError) as error:
            yield problem(where, "unreadable", f"not a WARC record: {error}", REST)
            return
        yield from _record(record, where, limit)


def _record(record: Any, where: str, limit: int) -> Found:
    http = record.http_headers
    status = http.status_code if http is not None else None
    media = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    uri = (record.headers.get("WARC-Target-URI") or where).strip("<>")
    if media not in PAGES or uri.endswith(NOT_PAGES) or (status is not None and not 200 <= status < 300):
        return
    try:
        data = record.reader.read(limit + 1)
    except (OSError, ValueError, EOFError) as error:
        yield problem(uri, "unreadable", f"its body cannot be decoded: {error}")
        return
    yield _page(data, uri, media, record.http_charset)


def _page(data: bytes, uri: str, media: str, charset: str | None) -> RawDocument:
    """Return a page as bytes, or as text where it is not UTF-8 and the server named an encoding that fits."""
    raw = RawDocument(uri=uri, media="html" if media in HTML else "text", data=data)
    if not charset or charset.lower() in ("utf-8", "utf8") or _is_utf8(data):
        return raw
    try:
        return RawDocument(uri=uri, media=raw.media, text=data.decode(charset))
    except (UnicodeDecodeError, LookupError):
        return raw


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3  # cut within the last character
    return True


def read_parquet(file: BinaryIO, name: str, columns: Columns, consumed: Callable[[float], None]) -> Found:
    """Yield the documents of a Parquet file, a few rows at a time; `consumed` hears which share of the rows each step took."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import, and only Parquet needs it)
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 0
    try:
        table = pq.ParquetFile(file)
        available = table.schema_arrow.names
        if lacking := columns.lacking(available):
            yield problem(name, "bad_row", lacking, "the file is left out")
            return
        columns.begin(available)
        for batch in table.iter_batches(batch_size=ROWS, columns=columns.wanted(available)):
            consumed(batch.num_rows / table.metadata.num_rows)
            for row in batch.to_pylist():
                number += 1
                yield columns.document(row, f"{name}#{number}")
    except (pa.ArrowException, OSError, ValueError) as error:
        message = str(error).split("\n", maxsplit=1)[0]
        yield problem(f"{name}#{number + 1}" if number else name, "unreadable", f"damaged Parquet: {message}", REST)


def seekable(stream: Stream) -> BinaryIO:
    """Return a file that holds all of a stream, in memory while it is small; the caller closes it."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    shutil.copyfileobj(io.BufferedReader(stream, HEAD_BYTES), file)
    file.seek(0)
    return cast("BinaryIO", file)
