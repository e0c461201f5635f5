"""Files of every format in, documents and problems out; nothing stops a run."""

import bz2
import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.inputs.packing import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.errors import ConfigError, InputError
from dragoman.inputs.files import measure, read
from dragoman.inputs.repeats import Repeats
from dragoman.records import Problem, RawDocument

ROW = {
    "id": "n-1",
    "title": "Envoys meet",
    "text": "Two envoys met in Quito.",
    "published": "2024-03-14",
    "url": "https://courier.example/1",
}
PAGE = b"<html><body><p>Two envoys met in Quito.</p></body></html>"


def packed(data: bytes) -> bytes:
    """Return data gzipped without the time of day, so that all workers of a test run see the same tests."""
    return gzip.compress(data, mtime=0)


def documents(*inputs: Path | str, **options: object) -> list[RawDocument]:
    """Return the documents of inputs, which must hold no problems."""
    found = list(read([str(i) for i in inputs], **options))  # type: ignore[arg-type]
    assert not [f for f in found if isinstance(f, Problem)]
    return [f for f in found if isinstance(f, RawDocument)]


def problems(*inputs: Path | str, **options: object) -> list[tuple[str, str]]:
    """Return (kind, message) of the problems of inputs."""
    found = read([str(i) for i in inputs], **options)  # type: ignore[arg-type]
    return [(f.kind, f.message) for f in found if isinstance(f, Problem)]


def _csv(delimiter: str) -> bytes:
    head = delimiter.join(ROW)
    return f"{head}\n{delimiter.join(ROW.values())}\n".encode()


def _parquet(path: Path) -> bytes:
    pq.write_table(pa.Table.from_pylist([ROW]), path)
    return path.read_bytes()


WRITERS: dict[str, Callable[[Path], bytes]] = {
    "jsonl": lambda _: json.dumps(ROW).encode() + b"\n",
    "json object": lambda _: json.dumps(ROW, indent=2).encode(),
    "json array": lambda _: json.dumps([ROW], indent=2).encode(),
    "csv": lambda _: _csv(","),
    "tsv": lambda _: _csv("\t"),
    "csv with a mark": lambda _: b"\xef\xbb\xbf" + _csv(";"),
    "csv in utf-16": lambda _: _csv(",").decode().encode("utf-16"),
    "parquet": _parquet,
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("pack", [bytes, packed, bz2.compress, zstd], ids=["plain", "gzip", "bzip2", "zstd"])
def test_a_row_is_the_same_document_in_every_container(
    tmp_path: Path, form: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "rows.dat"
    path.write_bytes(pack(WRITERS[form](path)))
    (found,) = documents(path)
    assert found == RawDocument(
        uri=ROW["url"],
        id="n-1",
        title="Envoys meet",
        text=ROW["text"],
        published="2024-03-14",
        cleaned=True,
    )


def test_pages_and_texts_keep_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes("Der Gesandte kam an.\r\n".encode("latin-1"))
    page, text = documents(tmp_path)
    assert (page.media, page.data) == ("html", PAGE)
    assert (text.media, text.data, text.cleaned) == ("text", b"Der Gesandte kam an.\r\n", False)


def test_columns_have_other_names_and_cases(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"Body": "It rained.", "DATE": "2024", "Author": ["A. Lima", "B. Costa"], "URL": "u"}))
    (found,) = documents(path, columns={"text": "body"})
    assert (found.text, found.published, found.byline, found.uri) == ("It rained.", "2024", "A. Lima, B. Costa", "u")


def test_an_html_column_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"html": PAGE.decode(), "id": "x"}))
    (found,) = documents(path)
    assert (found.media, found.text, found.uri, found.cleaned) == ("html", PAGE.decode(), "x", False)


def test_a_row_without_names_is_called_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "a"}\n\n{"text": "b"}\n')
    assert [d.uri for d in documents(path)] == [f"{path.as_posix()}#1", f"{path.as_posix()}#3"]


def test_parquet_dates_are_iso(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    moment = pa.array([1_710_423_720_000], pa.timestamp("ms", "UTC"))
    pq.write_table(pa.table({"text": ["It rained."], "date": moment, "other": [1]}), path)
    assert documents(path)[0].published == "2024-03-14T13:42:00+00:00"


def test_a_field_may_be_huge(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f'id,text\n1,"{"rain\n" * 100_000}"\n')
    assert len(documents(path)[0].text or "") == 500_000


# ---- WARC ----------------------------------------------------------------------------------------------------------------------------


# warcio's writer leaves its temporary files to the garbage collector
LEAKY = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


def _warc(responses: list[tuple[str, str, str, bytes]]) -> bytes:
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=True)
    writer.write_record(writer.create_warcinfo_record("c.warc.gz", {"software": "test"}))
    for uri, status, media, body in responses:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=headers))
        writer.write_record(writer.create_warc_record(uri, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
    return target.getvalue()


@LEAKY
def test_a_warc_gives_its_pages_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        _warc(
            [
                ("https://a.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
                ("https://a.example/2", "404 Not Found", "text/html", PAGE),
                ("https://a.example/3", "200 OK", "image/png", b"\x89PNG"),
                ("https://a.example/4", "200 OK", "text/plain", b"It rained."),
                ("https://a.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
                ("https://a.example/5", "200 OK", "text/html; charset=windows-1251", "Дождь".encode("cp1251")),
                ("https://a.example/6", "200 OK", "text/html; charset=iso-8859-1", "Élysée".encode()),
            ]
        )
    )
    found = documents(path)
    assert [d.uri[-1] for d in found] == ["1", "4", "5", "6"]
    assert [d.media for d in found] == ["html", "text", "html", "html"]
    assert found[2].text == "Дождь"
    assert found[3].data == "Élysée".encode()  # the server's word does not count against the bytes'


@LEAKY
def test_a_broken_warc_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    whole = _warc([(f"https://a.example/{n}", "200 OK", "text/html", PAGE + b"%d" % n) for n in range(5)])
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    found = list(read([str(path)]))
    assert isinstance(found[0], RawDocument)
    assert [f.kind for f in found if isinstance(f, Problem)][:1] == ["unreadable"]


# ---- finding files -------------------------------------------------------------------------------------------------------------------


def test_folders_are_read_in_order_and_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", "README.md", "a/.git/x.txt", "License"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.")
    (tmp_path / "a" / "style.css").write_text("body {}")
    (tmp_path / "a" / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "a" / "logo2.png").write_bytes(b"\x89PNG2")
    found = list(read([str(tmp_path)]))
    names = [os.path.relpath(f.uri, tmp_path) for f in found if isinstance(f, RawDocument)]
    assert names == ["a/b/c.txt", "a/z.txt", "b.txt"]
    assert [(os.path.relpath(f.subject, tmp_path), f.kind, f.message) for f in found if isinstance(f, Problem)] == [
        ("a/logo.png", "binary", "and 2 more files of the folders are no text: an image (2), a style sheet")
    ]


def test_a_file_of_a_folder_that_holds_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 \xe2\xe3")
    (tmp_path / "note.txt").write_text("The town fell.")
    (problem,) = (f for f in read([str(tmp_path)]) if isinstance(f, Problem))
    assert problem.subject.endswith("/report.pdf")
    assert problem.message == "it is a PDF, not text"


def test_a_file_named_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "README"
    path.write_text("The town fell.")
    assert len(documents(path)) == 1


def test_globs_and_repeated_names_read_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(f"This is {name}.")
    assert [Path(d.uri).name for d in documents(tmp_path / "*.txt", tmp_path / "a.txt")] == ["a.txt", "b.txt"]


def test_standard_input_comes_in_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("This is a.")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed(b'{"text": "b", "id": "b"}\n'))))
    assert [Path(d.uri).name for d in documents(tmp_path / "a.txt", "-")] == ["a.txt", "b"]


def test_a_missing_file_names_its_nearest_neighbour(tmp_path: Path) -> None:
    (tmp_path / "archive.jsonl").write_text("{}")
    with pytest.raises(InputError, match=r"archiv\.jsonl: no such file or folder; did you mean .*archive\.jsonl\?"):
        read([str(tmp_path / "archiv.jsonl")])
    with pytest.raises(InputError, match="no file matches this pattern"):
        read([str(tmp_path / "*.warc")])
    with pytest.raises(InputError, match="no such file"):
        measure([str(tmp_path / "nowhere" / "at" / "all")])


def test_a_map_to_a_field_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no field 'body' to map a column to; the fields are: text, html"):
        read([str(tmp_path)], columns={"body": "text"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"headline,body\nOne,The town fell.\nTwo,The bridge fell.\n"),
        (
            "a.jsonl",
            b'{"headline": "One", "body": "The town fell."}\n{"headline": "Two", "body": "The bridge fell."}\n',
        ),
    ],
)
def test_a_named_column_that_is_not_there_is_told_once(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    first, *rest = read([str(tmp_path / name)], columns={"text": "body", "published": "creatd"})
    assert isinstance(first, Problem)
    assert (first.subject, first.kind) == ("--map", "bad_row")
    assert first.message == "the first row has no column 'creatd' (for published); its columns are: headline, body"
    assert [f.text for f in rest if isinstance(f, RawDocument)] == ["The town fell.", "The bridge fell."]
    assert len(rest) == 2


def test_a_parquet_file_tells_all_its_columns(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["The town fell."], "made": ["2024"], "id": ["1"]}), tmp_path / "a.parquet")
    first, _ = read([str(tmp_path / "a.parquet")], columns={"text": "body", "published": "creatd"})
    assert isinstance(first, Problem)
    assert first.message.endswith("its columns are: body, made, id")


def test_a_text_column_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("headline,body\nOne,The town fell.\n")
    (problem,) = read([str(tmp_path / "a.csv")], columns={"text": "bdoy"})
    assert isinstance(problem, Problem)
    assert problem.message.startswith("no column 'bdoy', which --map gives for text; the columns are: headline, body.")


def test_measure_is_what_progress_adds_up_to(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' * 20_000)
    (tmp_path / "b.png").write_bytes(b"\x89PNG" + bytes(200_000))
    pq.write_table(pa.table({"text": [str(n) for n in range(1_000)]}), tmp_path / "c.parquet")
    heard: list[int] = []
    for _ in read([str(tmp_path)], progress=heard.append):
        pass
    assert measure([str(tmp_path)]) == sum(heard)
    assert measure([str(tmp_path), "-"]) is None


# ---- problems ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a", b"", ("empty", "the file is empty")),
        ("a", b"%PDF-1.7", ("binary", "it is a PDF, not text")),
        ("a", bytes(range(32)) * 99, ("binary", "it is binary data, not text")),
        ("a.gz", packed(b"The town fell. " * 999)[:60], ("unreadable", "damaged: Compressed file ended")),
        ("a.gz", b"\x1f\x8b\x08\x00garbage", ("unreadable", "damaged from the start")),
        ("a.bz2", bz2.compress(b"x" * 999)[:20], ("unreadable", "damaged from the start: Compressed file ended")),
        ("a", packed(packed(packed(packed(b"x")))), ("unreadable", "compressed more than 3 times over")),
        ("a.jsonl", b'{"text": "a"}\n{"text": \n', ("bad_row", "not a JSON object")),
        ("a.jsonl", b'{"text": "a"}\n[1, 2]\n', ("bad_row", "[1, 2] is not a JSON object")),
        ("a.jsonl", b'{"text": "a"}\n{"body": "b"}\n', ("bad_row", "no column holds the text (text or html); the columns are: body. Name it: --map text=COLUMN")),
        ("a.jsonl", b'{"text": "a"}\n{"text": " "}\n', ("empty", "its text is empty")),
        ("a.jsonl", b'{"text": "a"}\n{"text": "\xff"}\n', ("bad_row", "not a JSON object")),
        ("a.json", b'[{"text": "a"}, {"text": "b"', ("bad_row", "not JSON")),
        ("a.json", b'[{"text": "a"}, ' + b"[" * 100_000, ("bad_row", "nested too deeply")),
        ("a.csv", b"id,text\n1,a\n2,b,c\n3,d\n", ("bad_row", "3 fields, the header has 2")),
        ("a.csv", b"id,body\n1,a\n", ("bad_row", "no column holds the text")),
        ("a.csv", b"id,text\n", ("empty", "there are no articles in it")),
        ("a.parquet", b"PAR1" + b"\0" * 99, ("unreadable", "damaged Parquet")),
        ("a", b"WARC/1.0\r\nnonsense", ("empty", "there are no articles in it")),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem(tmp_path: Path, name: str, content: bytes, expected: tuple[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ((kind, message),) = problems(path)
    assert kind == expected[0]
    assert message.startswith(expected[1])


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text: \n\xef\xbb\xbf{"text": "c"}\nnull\n{"text": "e"}')
    found = list(read([str(path)]))
    assert [f.text if isinstance(f, RawDocument) else f.kind for f in found] == ["a", "bad_row", "c", "bad_row", "e"]


def test_an_unclosed_quotation_mark_costs_only_its_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('id,text\n1,a\n2,"b\n3,c\n4,d\n5,"e\nf"\n')
    found = list(read([str(path)]))
    assert [f.text if isinstance(f, RawDocument) else f.subject.rsplit("#")[-1] for f in found] == [
        "a",
        "3",
        "c",
        "d",
        "e\nf",
    ]


def test_values_behind_a_broken_one_are_reported_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text('[{"text": "a"},\n {"text": b},\n' + '{"text": "c"},' * 9_000 + "]")
    first, problem = list(read([str(path)]))
    assert isinstance(first, RawDocument)
    assert isinstance(problem, Problem)
    assert problem.done == "left out, with all that follows it in this file"


@pytest.mark.parametrize(
    ("name", "content", "unit"),
    [("a.txt", b"It rained. " * 100, "bytes"), ("a.html", PAGE * 20, "bytes"), ("a.csv", b"id,text\n1," + b"x" * 1_500 + b"\n2,b\n", None)],
)  # fmt: skip
def test_what_is_too_large_is_cut_or_left_out_and_reported(
    tmp_path: Path, name: str, content: bytes, unit: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = list(read([str(path)], max_bytes=1_000))
    kinds = [f.kind for f in found if isinstance(f, Problem)]
    kept = [len(f.data or b"") for f in found if isinstance(f, RawDocument)]
    assert (kinds, kept) == (["too_large"], [1_000] if unit else [0])


def test_long_rows_of_jsonl_and_parquet_are_left_out_or_cut(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5_000}) + '\n{"text": "b"}\n')
    pq.write_table(pa.table({"text": ["y" * 5_000]}), tmp_path / "b.parquet")
    found = list(read([str(tmp_path)], max_bytes=1_000))
    assert [f.kind if isinstance(f, Problem) else len(f.text or "") for f in found] == [
        "too_large",
        1,
        "too_large",
        1_000,
    ]


def test_a_bomb_is_cut_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(packed(b"It rained. " * 3_000_000))
    found = list(read([str(path)], max_bytes=10_000))
    assert [type(f) for f in found] == [Problem, RawDocument]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert problems(tmp_path) == [("unreadable", "No such file or directory")]


def test_names_that_are_no_text_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("It rained.")
    (found,) = documents(tmp_path)
    assert found.uri.endswith("\ufffd.txt")


# ---- repeats -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("1", "a"), ("2", "a")], ["1", "2"]),
        ([("1", "a"), ("1", "a")], ["1", "left out"]),
        ([("1", "a"), ("1", "b")], ["1", "read as an article of its own", "1"]),
        ([("1", "a"), ("1", "b"), ("1", "b")], ["1", "read as an article of its own", "1", "left out"]),
    ],
)
def test_ids_that_come_twice(tmp_path: Path, rows: list[tuple[str, str]], expected: list[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": t}) for i, t in rows))
    assert [f.done if isinstance(f, Problem) else f.id for f in read([str(path)])] == expected


def test_two_captures_of_one_address_are_versions_unless_they_are_equal() -> None:
    captures = [RawDocument(uri="u", data=data) for data in (b"a", b"b", b"b")]
    found = list(Repeats().without(captures))
    assert [f.kind if isinstance(f, Problem) else f.data for f in found] == [b"a", b"b", "duplicate_id"]


def test_only_so_many_names_are_remembered() -> None:
    names = ["a", "b", "c", "a"]
    found = list(Repeats(remembered=2).without(RawDocument(uri=n, text="x") for n in names))
    assert len(found) == 4
