"""Bytes from files, through any compression, in bounded pieces; damage ends the stream but loses nothing read before it."""

import bz2
import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, Literal, Protocol

HEAD_BYTES = 1 << 16  # what detection looks at
MAX_LAYERS = 3  # compression inside compression

Compression = Literal["gzip", "bzip2", "zstd"]
Progress = Callable[[int], None]  # called with the number of bytes of the input consumed since the last call

DAMAGE = (OSError, EOFError, zlib.error, ValueError)


class Pull(Protocol):
    """Anything that hands out up to `size` bytes, none at the end."""

    def __call__(self, size: int, /) -> bytes: ...


class Stream(io.RawIOBase):
    """A forward-only stream that can show its head and that remembers, rather than raises, what broke it."""

    def __init__(self, pull: Pull, progress: Progress | None = None) -> None:
        super().__init__()
        self._pull = pull
        self._progress = progress
        self._held = b""
        self._position = 0
        self.damage = ""

    def head(self, size: int = HEAD_BYTES) -> bytes:
        """Return up to `size` first bytes without consuming them."""
        while len(self._held) < size and (more := self._draw(size - len(self._held))):
            self._held += more
        return self._held[:size]

    def readable(self) -> bool:
        return True

    def readinto(self, target: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._held:
            data, self._held = self._held[: len(target)], self._held[len(target) :]
        else:
            data = self._draw(len(target))
        target[: len(data)] = data
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position

    def _draw(self, size: int) -> bytes:
        if self.damage:
            return b""
        try:
            data = self._pull(size)
        except DAMAGE as error:
            self.damage = str(error) or type(error).__name__
            return b""
        if self._progress is not None and data:
            self._progress(len(data))
        return data


def open_stream(file: BinaryIO, progress: Progress | None = None) -> Stream:
    """Return a stream over an open binary file; `progress` hears of every byte taken from it."""
    return Stream(file.read, progress)


def unpack(stream: Stream, compression: Compression) -> Stream:
    """Return the stream of what is compressed in another, which the caller gives up."""
    source = io.BufferedReader(stream, HEAD_BYTES)
    if compression == "gzip":
        return Stream(gzip.GzipFile(fileobj=source).read1)
    if compression == "bzip2":
        return Stream(bz2.BZ2File(source).read1)
    return Stream(_zstd(source))


def _zstd(source: BinaryIO) -> Pull:
    from fastwarc import ZstdReader  # noqa: PLC0415  (only zstd files pay for it)

    reader = ZstdReader(source)

    def pull(size: int, /) -> bytes:
        data: bytes = reader.read(size)
        return data

    return pull


def read_up_to(stream: Stream, limit: int) -> tuple[bytes, bool]:
    """Return at most `limit` bytes and whether there was more."""
    source = io.BufferedReader(stream, HEAD_BYTES)
    data = source.read(limit)
    return data, len(data) == limit and bool(source.read(1))
