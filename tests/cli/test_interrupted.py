"""Ctrl-C and a closed pipe, sent to a real child once each: nothing half-written, no traceback, the statuses that shells expect.

The child codes with a stand-in that needs no language model, so that the test is quick and the moment of the signal is known.
"""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.cli.main import BROKEN_PIPE, INTERRUPTED
from dragoman.dataset.queries import open_dataset
from dragoman.dataset.store import PART_ITEMS

CHILD = """
import sys, time
from types import ModuleType
from dragoman.article.identity import article_id
from dragoman.records import SCHEMA_VERSION, Article, Manifest, Reading

class Standin:
    parts = dict.fromkeys(("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights"), "0")
    manifest = Manifest(schema_version=SCHEMA_VERSION, coder_version="v", **parts)

    def __init__(self, config):
        self.config = config

    def code_many(self, raws):
        for raw in raws:
            if raw.text == "wait":
                time.sleep(60)
            article = Article(id=article_id(raw), text_hash="0", uri=raw.uri, text=raw.text)
            yield Reading(coder_version="v", article=article)

class WithoutPandas:  # pyarrow would import it, for seconds, to see whether lists are its series
    def find_spec(self, name, *_):
        if name == "pandas":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, WithoutPandas())
sys.modules["dragoman.pipeline"] = pipeline = ModuleType("dragoman.pipeline")
pipeline.Coder = Standin
from dragoman.cli import main
sys.exit(main.run(sys.argv[1:]))
"""


def child(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def write(folder: Path, texts: list[str]) -> None:
    (folder / "wire.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """Return a folder with a wire whose last article takes a minute; one whole part and some more come before it."""
    write(tmp_path, [*(f"Article number {n}." for n in range(PART_ITEMS + 40)), "wait"])
    return tmp_path


def test_ctrl_c_keeps_whole_parts_and_says_so(waiting: Path) -> None:
    started = child(waiting, "code", "wire.jsonl", "--out", "k")
    receipts = waiting / "k" / "receipts"
    for _ in range(600):
        if receipts.is_dir() and any(receipts.iterdir()):
            break
        time.sleep(0.05)
    time.sleep(0.5)  # the rest of the fast articles
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out) == (INTERRUPTED, b"")
    assert (
        f"dragoman: interrupted after {PART_ITEMS + 40} articles; k holds {PART_ITEMS} articles, all of them whole"
        in err.decode()
    )
    assert b"Traceback" not in err
    with open_dataset(waiting / "k") as dataset:
        assert dataset.rows["articles"] == PART_ITEMS
        assert len(dataset.articles) == PART_ITEMS


def test_ctrl_c_before_the_first_part_does_not_speak_of_going_on(tmp_path: Path) -> None:
    write(tmp_path, ["Article number 0.", "wait"])
    started = child(tmp_path, "code", "wire.jsonl", "--out", "k")
    for _ in range(600):
        if (tmp_path / "k" / "manifest.json").exists():
            break
        time.sleep(0.05)
    time.sleep(0.5)  # the fast article
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=30)
    assert started.returncode == INTERRUPTED
    assert (
        f"dragoman: interrupted after 1 article; k holds none of them yet, since articles are written {PART_ITEMS} at a time"
        in err.decode()
    )


def test_a_closed_pipe_ends_the_run_without_a_word(tmp_path: Path) -> None:
    write(tmp_path, [f"Article number {n}. {'x' * 2000}" for n in range(2000)])
    started = child(tmp_path, "code", "wire.jsonl", "--format", "jsonl", "--quiet")
    assert started.stdout is not None
    first = started.stdout.readline()
    started.stdout.close()
    assert json.loads(first)["article"]["text"].startswith("Article number 0.")
    assert started.wait(timeout=30) == BROKEN_PIPE
    assert started.stderr is not None
    assert started.stderr.read() == b""
    started.stderr.close()
