"""Writing: parts, repetition, other coders, and what the system refuses."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pandas as pd
import pytest

from dragoman.dataset import files
from dragoman.dataset.queries import open_dataset
from dragoman.dataset.receipts import MANIFEST, read_receipts
from dragoman.dataset.store import Store
from dragoman.errors import DatasetError
from dragoman.records import Manifest, Problem, Reading

Make = Callable[..., Reading]
MakeProblem = Callable[[int], Problem]
Write = Callable[..., int]
Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a dataset is to be made."""
    return tmp_path / "made" / "events.dragoman"


def test_parts_hold_a_fixed_number_of_new_items(path: Path, write: Write, problem: MakeProblem) -> None:
    write(path, [0, 1, problem(1), 2, 3, 4, 5, 6, problem(2)])
    receipts = read_receipts(path)
    assert {part: (r.tables["articles"].rows, r.tables["problems"].rows) for part, r in receipts.items()} == {
        0: (3, 2),
        1: (4, 2),
        2: (0, 1),
    }


def test_a_part_ends_early_where_articles_are_huge(path: Path, make: Make, manifest: Callable[..., Manifest]) -> None:
    with Store(path, manifest()) as store:
        for number in range(4):
            huge = msgspec.structs.replace(make(number).article, text="x" * 9_000_000)
            store.add(msgspec.structs.replace(make(number), article=huge))
    assert [receipt.tables["articles"].rows for receipt in read_receipts(path).values()] == [2, 2]


def test_plain_readers_see_the_same_rows(path: Path, write: Write) -> None:
    write(path, range(6))
    frame = pd.read_parquet(path / "events")
    assert sorted(frame["id"]) == [f"e{n}" for n in range(6)]
    assert set(frame["type"]) == {"SANCTION"}


def test_coding_the_same_again_adds_nothing(path: Path, write: Write, problem: MakeProblem, contents: Contents) -> None:
    items = [0, problem(1), 1, 2, 3, 4, problem(2)]
    assert write(path, items) == 7
    before = contents(path)
    assert write(path, items) == 0
    assert contents(path) == before


def test_new_articles_go_into_new_parts(path: Path, write: Write, contents: Contents) -> None:
    write(path, range(6))
    before = contents(path)
    assert write(path, range(9)) == 3
    after = contents(path)
    assert before.items() <= after.items()
    assert open_dataset(path).rows["articles"] == 9


def test_an_article_twice_in_one_run_is_one(path: Path, write: Write) -> None:
    assert write(path, [0, 0, 1, 0]) == 2


def test_an_exception_drops_the_part_that_is_not_whole(
    path: Path, make: Make, manifest: Callable[..., Manifest]
) -> None:
    def interrupted() -> None:
        with Store(path, manifest(), part_items=2) as store:
            for number in range(3):
                store.add(make(number))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert open_dataset(path).rows["articles"] == 2


def test_what_no_receipt_covers_is_swept_away_and_other_files_stay(
    path: Path, write: Write, contents: Contents
) -> None:
    write(path, range(3))
    before = contents(path)
    (path / "events" / "part-000007-00ff.parquet").write_bytes(b"half")
    (path / ".writing" / "events").write_bytes(b"half")
    (path / "events" / "notes.txt").write_bytes(b"mine")
    write(path, [])
    assert contents(path) == before | {"events/notes.txt": b"mine"}


# ---- other folders, other coders --------------------------------------------------------------------------------------------------


def test_another_coder_is_refused_and_told_of_recode(path: Path, write: Write) -> None:
    write(path, range(2))
    with pytest.raises(DatasetError, match=r"different: coder, ontology.*--recode"):
        write(path, range(2), version="v2")


def test_a_dataset_of_another_schema_is_refused(path: Path, write: Write) -> None:
    write(path, range(2))
    manifest = (path / MANIFEST).read_text().replace('"schema_version": "1.0"', '"schema_version": "0.3"')
    (path / MANIFEST).write_text(manifest)
    for open_it in (lambda: write(path, [], recode=True), lambda: open_dataset(path)):
        with pytest.raises(DatasetError, match=r"schema version 0\.3"):
            open_it()


def test_a_reading_by_another_coder_is_refused(path: Path, make: Make, manifest: Callable[..., Manifest]) -> None:
    with Store(path, manifest("v1")) as store, pytest.raises(DatasetError, match="another coder"):
        store.add(make(1, "v2"))


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path, write: Write) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(DatasetError, match=r"thesis\.docx"):
        write(tmp_path, [0])
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_folder_of_articles_is_not_taken_for_a_dataset(tmp_path: Path, write: Write) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.html").write_bytes(b"<p>")
    with pytest.raises(DatasetError, match="articles"):
        write(tmp_path, [0])


def test_a_file_is_refused(tmp_path: Path, write: Write) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(DatasetError, match="is a file"):
        write(tmp_path / "x", [0])


# ---- recoding ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [range(10), [*range(5, 10), *range(5)], [9, 3, 3, 0, 7, 1, 8, 2, 6, 4, 5]])
def test_recoding_replaces_every_row(path: Path, write: Write, again: list[int]) -> None:
    write(path, range(10))
    assert write(path, again, version="v2", recode=True) == 10
    with open_dataset(path) as dataset:
        assert dataset.sql("SELECT DISTINCT coder_version FROM articles").fetchall() == [("v2",)]
        for table in ("articles", "events", "statements", "positions"):
            assert dataset.rows[table] == 10
        assert dataset.rows["actors"] == 30


def test_recoding_the_same_inputs_equals_coding_them_anew(
    path: Path, write: Write, problem: MakeProblem, contents: Contents
) -> None:
    items = [0, 1, problem(1), 2, 3, 4, problem(2), 5, 6, 7, 8, problem(3)]
    write(path, items)
    write(path, items, version="v2", recode=True)
    write(path.with_name("anew"), items, version="v2")
    assert contents(path) == contents(path.with_name("anew"))


def test_recoding_some_articles_leaves_the_others(path: Path, write: Write, make: Make, problem: MakeProblem) -> None:
    write(path, [*range(10), problem(1)])
    assert write(path, [2, 3, 8], version="v2", recode=True) == 3
    with open_dataset(path) as dataset:
        rows = dataset.sql("SELECT id FROM articles WHERE coder_version = 'v2' ORDER BY id").fetchall()
        assert [int(row[0], 16) for row in rows] == [2, 3, 8]
        assert dataset.rows["articles"] == dataset.rows["events"] == 10
        assert dataset.rows["problems"] == 5
        for number in range(10):
            assert dataset.reading_of(f"{number:016x}") == make(number, "v2" if number in (2, 3, 8) else "v1")


def test_a_problem_that_is_gone_after_recoding_leaves_with_its_part(
    path: Path, write: Write, problem: MakeProblem
) -> None:
    write(path, [0, problem(1), 1, 2])
    write(path, [0, 3, 1, 2], version="v2", recode=True)
    with open_dataset(path) as dataset:
        assert dataset.sql("SELECT count(*) FROM problems WHERE article_id IS NULL").fetchall() == [(0,)]
        assert dataset.rows["articles"] == 4


def test_a_problem_met_again_while_recoding_is_one_row(path: Path, write: Write, problem: MakeProblem) -> None:
    write(path, [problem(1), problem(2)])
    write(path, [problem(1)], version="v2", recode=True)
    write(path, [problem(1)], version="v2")
    assert open_dataset(path).rows["problems"] == 2


def test_an_interrupted_recoding_goes_on_without_being_asked(path: Path, write: Write) -> None:
    write(path, range(8))
    write(path, range(4), version="v2", recode=True)
    assert write(path, range(8), version="v2") == 4
    with open_dataset(path) as dataset:
        assert dataset.sql("SELECT count(*), count(DISTINCT coder_version) FROM articles").fetchall() == [(8, 1)]


# ---- what cannot be stored --------------------------------------------------------------------------------------------------------


def test_an_article_that_no_column_can_hold_is_told_and_left_out(
    path: Path, make: Make, manifest: Callable[..., Manifest]
) -> None:
    beyond = msgspec.structs.replace(make(1).events[0], sentence=2**70)
    broken = msgspec.structs.replace(make(2).article, title="half a character: \ud800")
    readings = [
        make(0),
        msgspec.structs.replace(make(1), events=(beyond,)),
        msgspec.structs.replace(make(2), article=broken),
        make(4),
    ]
    for added in (4, 0):
        with Store(path, manifest()) as store:
            assert sum(store.add(reading) for reading in readings) == added
    with open_dataset(path) as dataset:
        assert dataset.rows["articles"] == 2
        told = dataset.sql("SELECT article_id, stage FROM problems WHERE kind = 'failed' ORDER BY 1").fetchall()
        assert told == [(f"{1:016x}", "dataset"), (f"{2:016x}", "dataset")]


def test_a_file_name_that_utf8_cannot_say_is_written_out(
    path: Path, problem: MakeProblem, manifest: Callable[..., Manifest]
) -> None:
    with Store(path, manifest()) as store:
        store.add_problem(msgspec.structs.replace(problem(1), subject="caf\udce9.txt"))
    (row,) = open_dataset(path).problems.rows()
    assert row["subject"] == r"caf\udce9.txt"


# ---- the lock ---------------------------------------------------------------------------------------------------------------------


def test_two_writers_at_once_are_refused(path: Path, manifest: Callable[..., Manifest], make: Make) -> None:
    with Store(path, manifest()) as first:
        first.add(make(0))
        with pytest.raises(DatasetError, match=f"process {os.getpid()} is writing"), Store(path, manifest()):
            pass
    with Store(path, manifest()) as second:
        assert second.has(make(0).article.id)


def test_a_lock_whose_holder_is_dead_is_free(path: Path, write: Write) -> None:
    write(path, [0])
    (path / ".lock").write_text("4194304")
    assert write(path, [0, 1]) == 1


def test_a_reader_reads_while_somebody_writes(path: Path, manifest: Callable[..., Manifest], make: Make) -> None:
    with Store(path, manifest(), part_items=2) as store:
        for number in range(3):
            store.add(make(number))
        assert open_dataset(path).rows["articles"] == 2


# ---- what the system refuses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_told_and_what_was_there_is_whole(
    path: Path, write: Write, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    write(path, range(4))

    def refuse(target: Path, data: bytes) -> None:
        target.write_bytes(data[: len(data) // 2])
        raise OSError(number, os.strerror(number), str(target))

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", refuse)
        with pytest.raises(DatasetError, match=advice):
            write(path, range(9))
    assert open_dataset(path).rows["articles"] == 4
    assert list((path / ".writing").iterdir()) == []
    assert write(path, range(9)) == 5


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(target))

    monkeypatch.setattr(files, "folder", refuse)
    with pytest.raises(DatasetError, match="cannot be written to"):
        write(tmp_path / "new", [0])


# ---- damage -----------------------------------------------------------------------------------------------------------------------


def _damages(path: Path) -> Iterator[tuple[str, Path]]:
    stored = next(iter(read_receipts(path).values())).tables["events"].file
    yield "is missing", path / stored
    yield "is damaged", path / "receipts" / "part-000000.json"
    yield "is damaged", path / MANIFEST


@pytest.mark.parametrize("which", [0, 1, 2])
def test_damage_is_told(path: Path, write: Write, which: int) -> None:
    write(path, range(3))
    words, file = list(_damages(path))[which]
    if words == "is missing":
        file.unlink()
    else:
        file.write_bytes(b"{")
    for open_it in (lambda: write(path, []), lambda: open_dataset(path)):
        with pytest.raises(DatasetError, match=words):
            open_it()
