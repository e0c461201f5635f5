"""Workers give the results of one coder, in order, and survive what an article does to them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.errors import DataError, DragomanError
from dragoman.pipeline import Coder
from dragoman.records import Problem, RawDocument, Reading
from dragoman.scale.on_local import Crew, code_in_processes

HERE = Path(__file__).parent
SMALL = Config(batch=2)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def _raws(*words: str) -> list[RawDocument | Problem]:
    return [RawDocument(uri=str(number), text=word) for number, word in enumerate(words)]


def _code(*words: str, jobs: int = 2, config: Config = SMALL) -> list[Reading | Problem]:
    with Crew(config, jobs, coder="stand_in:Coder") as crew:
        return list(crew.code_many(_raws(*words)))


def _told(result: Reading | Problem) -> str:
    return result.article.text if isinstance(result, Reading) else f"{result.kind}: {result.subject}"


def test_results_come_in_order_from_several_processes() -> None:
    words = [f"sleep {0.2 if n < 2 else 0}" for n in range(9)]
    results = _code(*words)
    assert [r.article.uri for r in results if isinstance(r, Reading)] == [str(n) for n in range(9)]
    assert len({r.article.byline for r in results if isinstance(r, Reading)}) == 2


def test_problems_of_inputs_keep_their_place() -> None:
    given = Problem(subject="b", stage="input", kind="binary", message="binary", done="left out")
    with Crew(SMALL, 1, coder="stand_in:Coder") as crew:
        results = list(crew.code_many([*_raws("one"), given, given, *_raws("two", "empty")]))
    assert [_told(r) for r in results] == ["one", "binary: b", "binary: b", "two", "empty: 1"]


def test_a_document_that_kills_its_worker_becomes_a_problem_and_the_rest_is_coded() -> None:
    results = _code("a", "b", "die", "c", "d", "e")
    assert [_told(r) for r in results] == ["a", "b", "failed: 2", "c", "d", "e"]
    (problem,) = (r for r in results if isinstance(r, Problem))
    assert "killed" in problem.message


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    results = _code("a", f"die once {tmp_path / 'died'}", "b")
    assert [isinstance(r, Reading) for r in results] == [True, True, True]


def test_a_batch_that_fails_as_a_whole_is_coded_one_by_one() -> None:
    results = _code("a", "fail", "b", jobs=1)
    assert [_told(r) for r in results] == ["a", "failed: 1", "b"]
    assert "a batch that fails as a whole" in str(results[1])


def test_what_a_library_prints_does_not_come_between_the_answers(capfd: pytest.CaptureFixture[str]) -> None:
    assert [_told(r) for r in _code("chatter", "b", jobs=1)] == ["chatter", "b"]
    assert capfd.readouterr().out == ""


def test_a_coder_that_cannot_load_raises_what_it_says() -> None:
    with pytest.raises(DataError, match="line 3"):
        _code("a", config=Config(outlet="unloadable"))


def test_a_worker_that_dies_while_loading_ends_the_run() -> None:
    with pytest.raises(DragomanError, match="fewer --jobs"):
        _code("a", config=Config(outlet="dies while loading"))


def test_only_a_few_batches_are_read_ahead() -> None:
    taken = 0

    def endless() -> Iterator[RawDocument]:
        nonlocal taken
        while True:
            taken += 1
            yield RawDocument(uri=str(taken), text="x")

    with Crew(SMALL, 2, coder="stand_in:Coder") as crew:
        stream = crew.code_many(endless())
        for _ in range(50):
            next(stream)
        assert taken <= 50 + 2 * 2 * 2 + 2


def test_a_batch_of_large_documents_ends_early() -> None:
    with Crew(Config(batch=32), 1, coder="stand_in:Coder") as crew:
        big = [RawDocument(uri=str(n), text="x" * 5_000_000) for n in range(8)]
        taken: list[str] = []

        def reading() -> Iterator[RawDocument]:
            for raw in big:
                taken.append(raw.uri)
                yield raw

        next(crew.code_many(reading()))
        assert len(taken) <= 6


def test_the_manifest_is_the_coders() -> None:
    with Crew(SMALL, 2, coder="stand_in:Coder") as crew:
        assert crew.manifest.coder_version == "stand-in"
        assert len(list(crew.code_many(_raws("a", "b", "c")))) == 3


def test_leaving_early_ends_the_workers_at_once() -> None:
    began = time.monotonic()
    with Crew(SMALL, 2, coder="stand_in:Coder") as crew:
        stream = crew.code_many(_raws("a", "b", *["sleep 60"] * 8))
        pid = int(next(stream).article.byline)  # type: ignore[union-attr,arg-type]
    assert time.monotonic() - began < 30
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


CTRL_C = """
import sys
from dragoman.config import Config
from dragoman.records import RawDocument
from dragoman.scale.on_local import Crew
with Crew(Config(batch=1), 2, coder="stand_in:Coder") as crew:
    try:
        for reading in crew.code_many(RawDocument(uri=str(n), text="a" if n < 1 else "sleep 60") for n in range(9)):
            print(reading.article.byline, flush=True)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_ctrl_c_ends_promptly_without_a_trace() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CTRL_C], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HERE, text=True
    )
    assert child.stdout is not None
    worker = int(child.stdout.readline())
    began = time.monotonic()
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=30)
    assert (child.returncode, errors) == (130, "")
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_workers_end_when_their_caller_is_killed() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CTRL_C.replace("sleep 60", "sleep 1")], stdout=subprocess.PIPE, cwd=HERE, text=True
    )
    assert child.stdout is not None
    worker = int(child.stdout.readline())
    child.kill()
    child.communicate()
    deadline = time.monotonic() + 20
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def test_processes_code_as_one_coder_does(coder: Coder) -> None:
    raws = [
        RawDocument(
            uri=f"{n}.txt", text=f"Kenya signed an accord with Uganda on Monday. Article {n}.", published="2024-03-14"
        )
        for n in range(5)
    ]
    config = Config(batch=2)
    assert list(code_in_processes(raws, config, 1)) == list(coder.code_many(raws))
