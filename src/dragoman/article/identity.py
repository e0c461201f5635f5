"""What an article is called: names made from content, so that the same input has the same name in every run."""

import hashlib

from dragoman.records import RawDocument

DIGITS = 16  # hex digits of a name: 64 bits


def article_id(raw: RawDocument) -> str:
    """Return the 16 hex digits that name a raw document: a hash of its uri and of its bytes (or text) as they came.

    Needs no decoding, so that a caller can cheaply skip what it already has.
    """
    content = raw.data if raw.data is not None else (raw.text or "").encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw.uri.encode("utf-8", "surrogatepass") + b"\0" + content).hexdigest()[:DIGITS]


def text_hash(text: str) -> str:
    """Return the 16 hex digits that name a text, whatever page it stood on."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
