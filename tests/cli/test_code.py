"""`dragoman code`: what goes where, what it looks like, what is written, and with which exit status it ends."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console

from dragoman import pipeline
from dragoman.cli import coding
from dragoman.cli.progress import Meter
from dragoman.dataset.queries import open_dataset
from dragoman.pipeline import Coder
from dragoman.records import SCHEMA_VERSION, Evidence, RawDocument, Reading
from dragoman.scale import on_local

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)
KENYA = "Kenya recalled its ambassador from Sudan on Monday."
ESCAPE = "\x1b"


def lines(result: Any) -> list[Reading]:
    return [msgspec.json.decode(line, type=Reading, strict=True) for line in result.out.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "kenya.txt"
    path.write_text(f"{KENYA}\n\nThe foreign ministry said that Sudan had broken its word.\n", encoding="utf-8")
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    rows = [
        {"body": f"Kenya recalled its ambassador from {country} on Monday.", "headline": country, "day": "2024-03-14"}
        for country in ("Sudan", "Chad", "Mali")
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# ---- what goes where --------------------------------------------------------------------------------------------------------------


def test_one_article_is_shown_as_a_record(cli: Cli, article: Path) -> None:
    done = cli("code", article, "--published", "2024-03-14")
    assert (done.status, done.err) == (0, "")
    assert "Kenya (KEN GOV) → SANCTION/withdraw → Sudan (SDN GOV)" in done.out
    assert re.search(r"│ Kenya ‹recalled\b.*› .*on Monday\.", done.out)
    assert "11 Mar 2024 (relative)" in done.out
    assert "STATEMENTS" in done.out
    assert ESCAPE not in done.out  # no colour where there is no terminal
    assert max(map(len, done.out.splitlines())) <= 80
    assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_several_articles_take_a_few_lines_each_and_end_with_a_summary(cli: Cli, wire: Path) -> None:
    done = cli("code", wire, "--map", "text=body,title=headline,published=day")
    heads = [line for line in done.out.splitlines() if line.startswith("14 Mar 2024  ")]
    assert [head.split()[3] for head in heads] == ["Sudan", "Chad", "Mali"]
    assert done.out.count("→ SANCTION/withdraw →") == 3
    assert re.search(r"articles +events +current", done.err)
    assert "SANCTION" not in done.err.split("articles")[0]
    assert done.status == 0


def test_full_shows_every_record(cli: Cli, wire: Path) -> None:
    assert cli("code", wire, "--map", "text=body", "--full", "-q").out.count("EVENTS") == 3


def test_quiet_leaves_only_readings(cli: Cli, wire: Path) -> None:
    assert cli("code", wire, "--map", "text=body", "--quiet").err == ""


def test_jsonl_is_one_reading_a_line_and_nothing_else(cli: Cli, wire: Path) -> None:
    done = cli("code", wire, "--map", "text=body,title=headline", "--format", "jsonl")
    found = lines(done)
    assert [reading.article.title for reading in found] == ["Sudan", "Chad", "Mali"]
    assert {json.loads(line)["schema_version"] for line in done.out.splitlines()} == {SCHEMA_VERSION}
    assert len({reading.coder_version for reading in found}) == 1
    assert "articles" in done.err


def test_jsonl_keeps_every_character(cli: Cli, tmp_path: Path) -> None:
    text = "Kenya’s minister said: “Naïve — and \U0001f600 \u202e odd.”"
    (tmp_path / "odd.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    done = cli("code", "odd.jsonl", "--no-clean", "--format", "jsonl")
    assert lines(done)[0].article.text == text
    assert len(done.out.splitlines()) == 1


def test_limit_stops_after_so_many_articles(cli: Cli, wire: Path) -> None:
    assert len(lines(cli("code", wire, "--map", "text=body", "--limit", "2", "--format", "jsonl"))) == 2


def test_published_and_outlet_fill_gaps_only(cli: Cli, tmp_path: Path) -> None:
    rows = [{"text": KENYA, "published": "2020-01-08", "outlet": "Own"}, {"text": f"{KENYA} Yes."}]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = cli("code", "two.jsonl", "--published", "2024-03-14", "--outlet", "Wire", "--format", "jsonl")
    found = [(r.article.published, r.article.published_basis, r.article.outlet) for r in lines(done)]
    assert found == [("2020-01-08", "metadata", "Own"), ("2024-03-14", "given", "Wire")]


def test_hostile_text_cannot_write_on_the_terminal(cli: Cli, tmp_path: Path) -> None:
    hostile = "Kenya \x1b[31mrecalled\x1b]0;owned\x07 its ambassador from Sudan\u202e.\x9b2J"
    (tmp_path / "hostile.jsonl").write_text(json.dumps({"text": hostile, "title": "A\x1b[2J title"}), encoding="utf-8")
    for options in ([], ["--full"], ["--out", "x"]):
        done = cli("code", "hostile.jsonl", *options)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.out + done.err)


# ---- problems ---------------------------------------------------------------------------------------------------------------------


def test_what_cannot_be_coded_is_told_counted_and_ends_with_1(cli: Cli, article: Path) -> None:
    (article.parent / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (article.parent / "empty.txt").write_bytes(b"")
    done = cli("code", "noise.bin", article, "empty.txt", "--format", "jsonl", "--quiet")
    assert done.status == 1
    assert len(lines(done)) == 1
    assert [line.split(": ")[:2] for line in done.err.splitlines()] == [
        ["dragoman", "noise.bin"],
        ["dragoman", "empty.txt"],
    ]
    assert "problems: 1 binary, 1 empty" in cli("code", "noise.bin", article, "empty.txt", "--out", "k").err


def test_an_undated_article_is_no_failure(cli: Cli, article: Path) -> None:
    done = cli("code", article, "--format", "jsonl")
    assert done.status == 0
    assert lines(done)[0].article.published is None
    assert done.err == ""


def test_after_the_first_problems_the_rest_is_counted(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(json.dumps({"text": KENYA}) + "\n" + "not json\n" * 30, encoding="utf-8")
    done = cli("code", "bad.jsonl", "--format", "jsonl", "--quiet")
    told = [line for line in done.err.splitlines() if line.startswith("dragoman: ")]
    assert (done.status, len(told)) == (1, coding.TOLD + 1)
    assert told[-1] == "dragoman: 10 more problems not told one by one: 30 bad row in all"


def test_nothing_to_code_is_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    done = cli("code", "void")
    assert (done.status, done.out) in ((1, ""), (2, ""))
    assert "void" in done.err


# ---- a dataset --------------------------------------------------------------------------------------------------------------------


def test_a_dataset_is_written_instead_and_a_second_run_adds_nothing(cli: Cli, wire: Path, tmp_path: Path) -> None:
    first = cli("code", wire, "--map", "text=body", "--out", "kenya.dragoman")
    assert (first.status, first.out) == (0, "")
    assert "3 new articles in kenya.dragoman. Look into it with `dragoman info kenya.dragoman`." in first.err
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "kenya.dragoman").rglob("*.parquet")}
    second = cli("code", wire, "--map", "text=body", "--out", "kenya.dragoman")
    assert "0 new articles in kenya.dragoman, 3 already there." in second.err
    assert files == {path: path.stat().st_mtime_ns for path in (tmp_path / "kenya.dragoman").rglob("*.parquet")}
    with open_dataset("kenya.dragoman") as dataset:
        assert dataset.rows["articles"] == 3


def test_what_is_known_is_not_coded_again(cli: Cli, wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("code", wire, "--map", "text=body", "--limit", "2", "--out", "k")
    coded: list[Any] = []
    real = Coder.code_many

    def counting(self: Coder, raws: Any) -> Iterator[Any]:
        items = list(raws)
        coded.extend(items)
        return real(self, items)

    monkeypatch.setattr(Coder, "code_many", counting)
    cli("code", wire, "--map", "text=body", "--out", "k")
    assert len(coded) == 1


def test_a_dataset_and_lines_together(cli: Cli, wire: Path) -> None:
    done = cli("code", wire, "--map", "text=body", "--out", "k", "--format", "jsonl")
    with open_dataset("k") as dataset:
        assert [dataset.reading_of(r.article.id) for r in lines(done)] == lines(done)


def test_problems_are_in_the_dataset_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(json.dumps({"text": KENYA}) + "\nnot json\n", encoding="utf-8")
    assert cli("code", "bad.jsonl", "--out", "k").status == 1
    with open_dataset("k") as dataset:
        assert dataset.problems.project("kind").fetchall() == [("bad_row",)]


# ---- evidence ---------------------------------------------------------------------------------------------------------------------


def test_every_quote_of_the_archive_is_what_stands_there(coder: Coder, archive: list[Path], cli: Cli) -> None:
    readings = lines(cli("code", *archive, "--format", "jsonl"))
    assert len(readings) >= 17
    seen = {"title": 0, "text": 0}
    for reading in readings:
        for evidence in evidences(reading):
            assert evidence.article_id == reading.article.id
            assert reading.article.part(evidence.part)[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip()
            seen[evidence.part] += 1
    assert seen["title"] > 20
    assert seen["text"] > 500
    assert [p.kind for r in readings for p in r.problems if p.kind == "failed"] == []


def evidences(value: object) -> Iterator[Evidence]:
    """Yield every evidence in a record, however deep."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from evidences(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidences(item)


# ---- the run's parts --------------------------------------------------------------------------------------------------------------


def test_bytes_are_counted_with_the_article_that_took_them() -> None:
    source = coding.Source()
    texts = ["a", "bb", "ccc"]

    def read() -> Iterator[coding.Item]:
        for text in texts:
            source.read(len(text))
            yield RawDocument(uri=text, text=text)

    assert [item.uri for item in source.items(read()) if isinstance(item, RawDocument)] == texts
    assert list(source.sizes) == [1, 2, 3]


def test_what_is_known_leaves_its_bytes_to_the_next() -> None:
    source = coding.Source(known=lambda raw: raw.uri == "a")
    raws = [RawDocument(uri=uri, text=uri) for uri in "ab"]

    def read() -> Iterator[coding.Item]:
        for raw in raws:
            source.read(10)
            yield raw

    assert list(source.items(read())) == raws[1:]
    assert (source.known, source.documents, list(source.sizes)) == (1, 2, [20])


def test_the_plain_meter_says_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter(range(0, 1000, 3))
    meter = Meter(Console(stderr=True, force_terminal=False), total=100, now=lambda: float(next(clock)))
    with meter:
        for _ in range(4):
            meter.advance(size=10, events=2)
    told = capsys.readouterr().err.splitlines()
    assert told
    assert re.fullmatch(r"dragoman: \d articles?, \d\.\d a second, \d events, \d0%, [\d:]+( s)? left", told[0])


def test_a_limit_may_end_a_run_before_its_bytes_do() -> None:
    clock = iter(range(0, 100, 10))
    meter = Meter(Console(stderr=True), quiet=True, total=1000, limit=4, now=lambda: float(next(clock)))
    meter.advance(size=10, events=1)
    assert meter.share() == 0.25
    meter.advance(size=900, events=1)
    assert meter.share() == 0.91


def test_a_meter_without_a_total_promises_nothing() -> None:
    clock = iter(range(100))
    meter = Meter(Console(stderr=True, force_terminal=False), quiet=True, now=lambda: float(next(clock)))
    meter.advance(size=10, events=0)
    assert meter.left() is None
    assert "%" not in meter.line()


# ---- several processes ------------------------------------------------------------------------------------------------------------


def test_with_several_processes_no_coder_is_loaded_in_this_one(
    cli: Cli, wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("a coder was loaded in the process that only reads")

    monkeypatch.setattr(pipeline, "Coder", refuse)
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "scale"))
    monkeypatch.setattr(on_local, "Crew", partial(on_local.Crew, coder="stand_in:Coder"))
    done = cli("code", wire, "--map", "text=body", "--jobs", 2, "--out", "k", "--format", "jsonl")
    assert done.status == 0
    assert [reading.article.text.split()[-3] for reading in lines(done)] == ["Sudan", "Chad", "Mali"]
    with open_dataset("k") as dataset:
        assert (dataset.manifest.coder_version, dataset.rows["articles"]) == ("stand-in", 3)
