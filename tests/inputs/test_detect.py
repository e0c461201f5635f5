"""What a file is, from its first bytes."""

import gzip

import pytest

from dragoman.inputs.columns import Columns
from dragoman.inputs.detect import encoding_of, is_binary, sniff

WANTED = Columns().names()


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"", "empty.txt", "empty"),
        (b"Rebels left the town on Monday.", "page.bin", "text"),
        (b"<!DOCTYPE html><html><body>x", "page.txt", "html"),
        (b"<!-- saved by a crawler --><html>", "page", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "page", "html"),
        (b"\xef\xbb\xbf<div class=story>", "page", "html"),
        (b'<?xml version="1.0"?><rss version="2.0">', "feed", "other"),
        (b'{"text": "a"}\n{"text": "b"}\n', "rows.txt", "jsonl"),
        (b'{"text": "a"}', "one.json", "jsonl"),
        (b'{\n  "text": "a"\n}', "one.json", "json"),
        (b'[{"text": "a"}]', "many.json", "json"),
        (b"[Editor's note] The town fell.", "note.txt", "text"),
        (b"title,text\na,b\n", "rows.txt", "table"),
        (b"id\ttext\n1\tb\n", "rows.tsv", "table"),
        (b"text;source\nb;c\n", "-", "table"),
        (b"Text, he said, was deleted. The date, too.\nNobody knew.", "story.txt", "text"),
        (b"Title\nThe town fell.", "story.txt", "text"),
        (b"The town\rfell, they said.\r", "story.txt", "text"),
        (b"title,text\ra,b\r", "rows.txt", "table"),
        (b"PAR1....", "rows", "parquet"),
        (b"WARC/1.0\r\n", "crawl", "warc"),
        (gzip.compress(b"x", mtime=0), "x.txt", "gzip"),
        (b"BZh91AY", "x", "bzip2"),
        (b"\x28\xb5\x2f\xfd\x04", "x", "zstd"),
        (b"%PDF-1.7", "x.txt", "other"),
        (b"\x89PNG\r\n", "x.html", "other"),
        (bytes(range(256)) * 4, "x.txt", "other"),
        (b"body { color: red }", "style.css", "other"),
        ("The town fell.".encode("utf-16"), "x", "text"),
        ("title,text\na,b\n".encode("utf-16-le"), "x.csv", "table"),
    ],
)  # fmt: skip
def test_format_comes_from_content(head: bytes, name: str, expected: str) -> None:
    assert sniff(head, name, WANTED).format == expected


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [("id,title,text\n", ","), ("id\ttitle\ttext\n", "\t"), ("id;title;text\n", ";"), ("id|title|text\n", "|")],
)
def test_a_table_tells_its_delimiter(head: str, delimiter: str) -> None:
    assert sniff(head.encode(), "rows", WANTED).delimiter == delimiter


def test_what_is_not_read_has_a_name() -> None:
    assert sniff(b"%PDF-1.4", "x", WANTED).what == "a PDF"
    assert sniff(b"PK\x03\x04", "x", WANTED).what == "a ZIP archive or an office document"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbfx", "utf-8-sig"),
        ("naïve".encode("utf-16"), "utf-16"),
        ("naïve".encode("utf-32"), "utf-32"),
        ("The town fell on Monday".encode("utf-16-be"), "utf-16-be"),
        (b"plain", ""),
    ],
)
def test_bytes_prove_their_encoding(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding


def test_latin_text_is_not_binary_but_noise_is() -> None:
    assert not is_binary("Élysée à Québec\r\n\t".encode("latin-1"))
    assert is_binary(bytes(range(32)) * 9)
