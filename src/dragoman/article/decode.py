"""From bytes to characters: what the bytes prove, what the page declares, and only then what they look like."""

import re
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from dragoman.inputs.detect import encoding_of

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
DECLARED_WITHIN = 4_096  # bytes; browsers look at the first 1,024
FEW = 0.001  # share of broken bytes up to which UTF-8 with damage is likelier than another encoding
# What pages call Latin-1 is windows-1252 in practice, and browsers read it so.
BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


class Decoded(NamedTuple):
    """Characters, and what is to be said about how they came about (empty when there was no doubt)."""

    text: str
    doubt: str = ""
    done: str = ""


def decode(data: bytes, *, html: bool) -> Decoded:
    """Return the characters of a document; what cannot be decoded becomes U+FFFD and is reported, never dropped."""
    proven = encoding_of(data)
    if proven:
        return _with(data, proven)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        broken = error
    named = _declared(data) if html else ""
    if named and named not in ("utf-8", "utf8") and (text := _strict(data, named)) is not None:
        return Decoded(text)
    return _guessed(data, broken)


def _guessed(data: bytes, broken: UnicodeDecodeError) -> Decoded:
    """Decode what is neither UTF-8 nor what it says it is."""
    where = f"byte {broken.start:,} is not UTF-8 ({broken.reason})"
    repaired = data.decode("utf-8", "replace")
    if repaired.count("\ufffd") <= max(2, FEW * len(data)) and any(ord(c) > 127 for c in repaired if c != "\ufffd"):
        return Decoded(repaired, where, "read as UTF-8; what is broken became U+FFFD")
    guess = detect_encoding(data) or "cp1252"
    name = BROWSER_NAMES.get(guess.lower(), guess.lower())
    text = _strict(data, name)
    if text is not None:
        return Decoded(text, f"{where} and no encoding is declared", f"read as {name}, which it looks like")
    return Decoded(data.decode("cp1252", "replace"), where, "read as cp1252; what is broken became U+FFFD")


def _with(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if "\ufffd" not in text:
        return Decoded(text)
    return Decoded(text, f"some bytes are not {encoding}", f"read as {encoding}; what is broken became U+FFFD")


def _declared(data: bytes) -> str:
    head = data[:DECLARED_WITHIN]
    found = DECLARED.search(head) or XML_DECLARED.search(head)
    name = found[1].decode("ascii").lower() if found else ""
    return BROWSER_NAMES.get(name, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
