"""Containers with a format of their own: WARC and Parquet."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.inputs.columns import Columns, row_problem
from dragoman.inputs.stream import HEAD_BYTES, Stream
from dragoman.records import Problem, RawDocument

ROWS = 64  # of a Parquet file at a time
IN_MEMORY = 16 << 20  # bytes of a Parquet file that came through a pipe, before it goes to a temporary file
HTML = ("text/html", "application/xhtml+xml")
PAGES = (*HTML, "text/plain")
Found = Iterator[RawDocument | Problem]


def read_warc(stream: Stream, name: str, limit: int) -> Found:
    """Yield the HTML and plain-text responses of a WARC file, in order; other records and failed requests are no documents."""
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
            yield Problem(
                subject=where,
                stage="input",
                kind="unreadable",
                message=f"not a WARC record: {error}",
                done="the rest of the file is left out",
            )
            return
        yield from _response(record, where, limit)


def _response(record: Any, where: str, limit: int) -> Found:
    http = record.http_headers
    status = http.status_code if http is not None else None
    media = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if media not in PAGES or (status is not None and not 200 <= status < 300):
        return
    uri = (record.headers.get("WARC-Target-URI") or where).strip("<>")
    try:
        data = record.reader.read(limit + 1)
    except (OSError, ValueError, EOFError) as error:
        yield Problem(
            subject=uri,
            stage="input",
            kind="unreadable",
            message=f"its body cannot be decoded: {error}",
            done="left out",
        )
        return
    yield from cut(RawDocument(uri=uri, media="html" if media in HTML else "text", data=data), limit)


def cut(raw: RawDocument, limit: int) -> Found:
    """Yield the document, cut to `limit` bytes and reported where it was longer."""
    data = raw.data or b""
    if len(data) > limit:
        message = f"more than {limit:,} bytes"
        yield Problem(
            subject=raw.uri,
            stage="input",
            kind="too_large",
            message=message,
            done=f"the first {limit:,} bytes are read",
        )
        yield RawDocument(uri=raw.uri, media=raw.media, data=data[:limit])
    else:
        yield raw


def read_parquet(file: BinaryIO, name: str, columns: Columns, limit: int) -> Found:
    """Yield the documents of a Parquet file, a few rows at a time; the file must be seekable."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import, and only Parquet needs it)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(file, memory_map=False)
        available = table.schema_arrow.names
        if problem := columns.lacking(available):
            yield row_problem(name, problem)
            return
        number = 0
        for batch in table.iter_batches(batch_size=ROWS, columns=columns.wanted(available)):
            for row in batch.to_pylist():
                number += 1
                yield columns.document(row, f"{name}#{number}")
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Problem(
            subject=name,
            stage="input",
            kind="unreadable",
            message=f"not a sound Parquet file: {error}",
            done="the rest of the file is left out",
        )


def seekable(stream: Stream) -> BinaryIO:
    """Return a file that holds what is left of a stream, in memory while it is small."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed by the reader's owner)
    shutil.copyfileobj(io.BufferedReader(stream, HEAD_BYTES), file)
    file.seek(0)
    return file  # type: ignore[return-value]
