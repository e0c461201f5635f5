"""What a file is, told from its first bytes; the name only breaks ties between kinds of text."""

import codecs
import csv
import re
from collections.abc import Collection
from pathlib import PurePath
from typing import Literal

from dragoman.records import Record

Format = Literal["empty", "text", "html", "jsonl", "json", "table", "parquet", "warc", "gzip", "bzip2", "zstd", "other"]

DELIMITERS = ",\t;|"
TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
WEB_ASSETS = {".css": "a style sheet", ".js": "a script", ".mjs": "a script", ".map": "a source map"}

MAGIC: tuple[tuple[bytes, Format, str], ...] = (
    (b"\x1f\x8b", "gzip", ""),
    (b"BZh", "bzip2", ""),
    (b"\x28\xb5\x2f\xfd", "zstd", ""),
    (b"PAR1", "parquet", ""),
    (b"WARC/", "warc", ""),
    (b"%PDF", "other", "a PDF"),
    (b"PK\x03\x04", "other", "a ZIP archive or an office document"),
    (b"\x89PNG", "other", "an image"),
    (b"GIF8", "other", "an image"),
    (b"\xff\xd8\xff", "other", "an image"),
    (b"\xd0\xcf\x11\xe0", "other", "an office document"),
    (b"{\\rtf", "other", "a rich-text document"),
    (b"ARC1", "other", "an ORC or ARC file"),
    (b"Obj\x01", "other", "an Avro file"),
    (b"SQLite format", "other", "an SQLite database"),
    (b"7z\xbc\xaf", "other", "a 7z archive"),
    (b"\xfd7zXZ", "other", "an xz archive"),
)
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_TAGS = (
    "html|head|body|title|meta|link|script|style|main|article|section|header|div|p|h1|h2|span|a|table|center|br"
)
_HTML = re.compile(
    rf"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?(?:-->|$)\s*)*<(?:!doctype\s+html|(?:{_HTML_TAGS})(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<\?xml|<(?:rss|feed|svg|urlset|sitemapindex|!doctype)\b", re.IGNORECASE)
_JSON = re.compile(r"\{\s*(?:\"|\}|$)|\[\s*(?:\{|\]|$)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_HEADER_FIELD = re.compile(r"[^\W\d][\w.:/-]*(?: [\w.:/-]+){0,2}|")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")


class Sniffed(Record):
    """A format, for tables their delimiter, and for what dragoman does not read its name."""

    format: Format
    encoding: str = "utf-8"
    delimiter: str = ""
    what: str = ""


def sniff(head: bytes, name: str, wanted: Collection[str]) -> Sniffed:
    """Tell the format from the first bytes of a file.

    `wanted` are the column names that make a delimited text a table of articles (lower case).
    """
    if not head:
        return Sniffed(format="empty")
    for magic, known, what in MAGIC:
        if head.startswith(magic):
            return Sniffed(format=known, what=what)
    encoding = mark_of(head) or _unmarked_utf16(head)
    if not encoding and is_binary(head):
        return Sniffed(format="other", what="binary data")
    text = head.decode(encoding or "utf-8", "replace").lstrip("\ufeff")
    return _sniff_text(text, PurePath(name), wanted, encoding or "utf-8")


def mark_of(data: bytes) -> str:
    """Return the encoding that a byte order mark announces, or nothing."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _unmarked_utf16(data: bytes) -> str:
    """Return the UTF-16 in which mostly-Latin text shows as every other byte being zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 4
    if odd > enough and even * 20 < odd:
        return "utf-16-le"
    if even > enough and odd * 20 < even:
        return "utf-16-be"
    return ""


def encoding_of(data: bytes) -> str:
    """Return the encoding that the bytes themselves prove: a byte order mark, or the zeros of UTF-16."""
    return mark_of(data) or _unmarked_utf16(data)


def is_binary(data: bytes) -> bool:
    """Tell whether control bytes are too many for text in any one-byte or UTF-8 encoding."""
    sample = data[:8192]
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 20 > len(sample)


def _sniff_text(text: str, name: PurePath, wanted: Collection[str], encoding: str) -> Sniffed:
    start = text.lstrip()
    suffix = name.suffix.lower()
    if not start:
        return Sniffed(format="text", encoding=encoding)
    if _HTML.match(start):
        return Sniffed(format="html", encoding=encoding)
    if _XML.match(start):
        return Sniffed(format="other", what="XML that is not a web page")
    if suffix in WEB_ASSETS:
        return Sniffed(format="other", what=WEB_ASSETS[suffix])
    if _JSON.match(start):
        return Sniffed(format=_lines_or_one(start), encoding=encoding)
    delimiter = table_delimiter(start, wanted)
    if delimiter or suffix in TABLE_SUFFIXES:
        return Sniffed(format="table", encoding=encoding, delimiter=delimiter or _likeliest(start))
    return Sniffed(format="text", encoding=encoding)


def _lines_or_one(start: str) -> Literal["jsonl", "json"]:
    """Tell an object a line from one value over many lines."""
    if start.startswith("["):
        return "json"
    first, _, rest = start.partition("\n")
    return "jsonl" if not rest.strip() or first.rstrip().endswith("}") or rest.lstrip().startswith("{") else "json"


def table_delimiter(text: str, wanted: Collection[str]) -> str:
    """Return the delimiter under which the first line is a header that names a wanted column, or nothing.

    One known name is enough where the second line has as many fields; prose with a comma is no table.
    """
    found = [(len(fields), d) for d in DELIMITERS if _is_header(fields := header_fields(text, d), text, d, wanted)]
    return max(found, default=(0, ""))[1]


def _is_header(fields: list[str], text: str, delimiter: str, wanted: Collection[str]) -> bool:
    known = sum(field in wanted for field in fields)
    if len(fields) < 2 or not known or not all(_HEADER_FIELD.fullmatch(field) for field in fields):
        return False
    rest = _LINE_END.split(text, maxsplit=1)[1:]
    return known > 1 or (bool(rest) and len(header_fields(rest[0], delimiter)) == len(fields))


def header_fields(text: str, delimiter: str) -> list[str]:
    """Return the lower-case fields of the first line, none where it is no row."""
    try:
        fields = next(csv.reader([_first_line(text)], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [f.strip().lower() for f in fields]


def _first_line(text: str) -> str:
    return _LINE_END.split(text.lstrip("\ufeff"), maxsplit=1)[0]


def _likeliest(text: str) -> str:
    return max(DELIMITERS, key=_first_line(text).count)
