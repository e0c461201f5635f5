"""A run that is killed at any instant and started again leaves the same bytes as one that was not."""

import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest

from dragoman.dataset import files
from dragoman.dataset.receipts import MANIFEST, read_receipts
from dragoman.records import Problem, Reading

Write = Callable[..., int]
Contents = Callable[[Path], dict[str, bytes]]

CHANGES = ("write", "rename", "remove", "folder")  # all that alters a disk; `settle` only waits


def _photographed(
    monkeypatch: pytest.MonkeyPatch, path: Path, run: Callable[[], object], contents: Contents, *, drafts: bool = True
) -> list[Path]:
    """Run, and return copies of the dataset as it was before each change on disk: what a kill at that instant leaves.

    Without `drafts`, states that differ only in what every opening sweeps away are taken once.
    """
    copies: list[Path] = []
    before: list[dict[str, bytes]] = [{}]

    def photographed(change: Callable[..., None], name: str, target: Path, *rest: Any) -> None:
        copy = path.with_name(f"{path.name}-{len(copies)}")
        if path.exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(path, copy)
            if name == "write":  # a kill may come in the middle of a file
                (copy / target.relative_to(path)).write_bytes(rest[0][: len(rest[0]) // 2])
        state = {name: data for name, data in contents(copy).items() if drafts or not name.startswith(".writing")}
        if path.exists() and state not in before:
            before.append(state)
            copies.append(copy)
        change(target, *rest)

    with monkeypatch.context() as patch:
        for name in CHANGES:
            patch.setattr(files, name, partial(photographed, getattr(files, name), name))
        run()
    return copies


def _only_whole_articles(path: Path) -> None:
    """Whatever was left behind, a reader sees articles with all their rows, each once."""
    if not (path / MANIFEST).exists():  # killed before it was a dataset
        return
    rows: dict[str, list[str]] = {"articles": [], "events": [], "actors": []}
    for receipt in read_receipts(path).values():
        for table in rows:
            key = "id" if table == "articles" else "article_id"
            found = pq.read_table(path / receipt.tables[table].file, columns=[key])
            rows[table] += map(str, found[key].to_pylist())
    assert Counter(rows["events"]) == Counter(rows["articles"])
    assert Counter(rows["actors"]) == Counter(rows["articles"] * 3)
    assert len(set(rows["articles"])) == len(rows["articles"])


def test_killed_at_every_change_and_resumed_it_equals_an_uninterrupted_run(
    tmp_path: Path,
    problem: Callable[[int], Problem],
    write: Write,
    contents: Contents,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "data"
    run = partial(write, items=[0, problem(1), 1, 2], part=2)
    copies = _photographed(monkeypatch, path, partial(run, path), contents)
    assert len(copies) > 25
    for number, copy in enumerate(copies):
        _only_whole_articles(copy)
        run(copy)
        assert contents(copy) == contents(path), f"killed at change {number} of {len(copies)}"


def test_a_recoding_killed_at_every_change_and_resumed_equals_an_uninterrupted_one(
    tmp_path: Path, write: Write, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data"
    write(path, range(4), part=2)
    # The first part takes one article from each of two old ones, the second takes all that is left of them.
    run = partial(write, items=[0, 2, 1, 3], version="v2", recode=True, part=2)
    copies = _photographed(monkeypatch, path, partial(run, path), contents, drafts=False)
    assert len(copies) > 30
    for number, copy in enumerate(copies):
        _only_whole_articles(copy)
        run(copy)
        assert contents(copy) == contents(path), f"killed at change {number} of {len(copies)}"


REAL = """
import sys
from pathlib import Path
import msgspec
from dragoman.dataset.store import Store
from dragoman.records import Manifest, Reading
manifest, readings = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[Manifest, list[Reading]])
with Store(Path(sys.argv[1]), manifest, part_items=2) as store:
    for reading in readings:
        store.add(reading)
"""


def test_a_real_kill(
    tmp_path: Path, make: Callable[..., Reading], manifest: Callable[..., Any], write: Write, contents: Contents
) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    child = subprocess.Popen([sys.executable, "-c", REAL, killed], stdin=subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.write(msgspec.json.encode((manifest(), [make(number) for number in range(1000)])))
    child.stdin.close()
    while len(list(killed.glob("receipts/part-*.json"))) < 3:
        assert child.poll() is None
        time.sleep(0.002)
    child.kill()
    child.wait()
    _only_whole_articles(killed)
    written = 2 * len(read_receipts(killed))
    assert write(killed, range(written + 3), part=2) == 3
    write(whole, range(written + 3), part=2)
    assert contents(killed) == contents(whole)
