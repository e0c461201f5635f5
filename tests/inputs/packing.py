"""Compressed bytes for tests."""

import pyarrow as pa


def zstd(data: bytes) -> bytes:
    """Return the bytes compressed as one zstd frame."""
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed
