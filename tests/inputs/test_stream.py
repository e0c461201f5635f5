"""Bytes through compressions: bounded, forward only, and never raising for damage."""

import bz2
import gzip
import io

import pytest
from tests.inputs.packing import zstd

from dragoman.inputs.stream import Compression, Stream, open_stream, read_up_to, unpack

TEXT = b"The envoys met. " * 10_000


def _whole(stream: Stream) -> bytes:
    return io.BufferedReader(stream).read()


def test_the_head_is_shown_and_not_consumed() -> None:
    stream = open_stream(io.BytesIO(TEXT))
    assert stream.head(20) == TEXT[:20]
    assert stream.tell() == 0
    assert _whole(stream) == TEXT


def test_progress_hears_of_every_byte_once() -> None:
    heard: list[int] = []
    stream = open_stream(io.BytesIO(TEXT), heard.append)
    stream.head(100)
    _whole(stream)
    assert sum(heard) == len(TEXT)


@pytest.mark.parametrize(
    ("compression", "packed"),
    [("gzip", gzip.compress(TEXT, mtime=0)), ("bzip2", bz2.compress(TEXT)), ("zstd", zstd(TEXT))],
)
def test_compressed_bytes_come_out(compression: Compression, packed: bytes) -> None:
    stream = unpack(open_stream(io.BytesIO(packed)), compression)
    assert _whole(stream) == TEXT
    assert not stream.damage


@pytest.mark.parametrize(
    ("compression", "packed"),
    [("gzip", gzip.compress(TEXT, mtime=0)), ("bzip2", bz2.compress(TEXT)), ("zstd", zstd(TEXT))],
)
def test_damage_ends_a_stream_and_is_remembered(compression: Compression, packed: bytes) -> None:
    stream = unpack(open_stream(io.BytesIO(packed[: len(packed) // 2])), compression)
    read = _whole(stream)
    assert TEXT.startswith(read)
    assert stream.damage


def test_gzip_members_follow_each_other() -> None:
    stream = unpack(open_stream(io.BytesIO(gzip.compress(b"one ") + gzip.compress(b"two"))), "gzip")
    assert _whole(stream) == b"one two"


@pytest.mark.parametrize(("limit", "more"), [(5, True), (len(TEXT), False), (len(TEXT) + 1, False)])
def test_reading_up_to_a_limit_tells_whether_there_is_more(limit: int, more: bool) -> None:
    assert read_up_to(open_stream(io.BytesIO(TEXT)), limit) == (TEXT[:limit], more)


def test_a_bomb_is_not_unpacked_further_than_asked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    stream = unpack(open_stream(io.BytesIO(bomb)), "gzip")
    data, more = read_up_to(stream, 1_000)
    assert (len(data), more) == (1_000, True)
    assert stream.tell() < 200_000
