"""Coding with several processes of this machine: the results of `Coder.code_many`, in the same order, on all cores.

The calling thread reads inputs and hands out batches; one thread a worker waits for its answers. A worker that dies, by the system's memory
killer or by a defect in a library, takes nothing with it: its articles are coded again one by one, and the guilty one becomes a Problem.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import IO, Any, Self, cast

from dragoman.config import Config
from dragoman.errors import DragomanError
from dragoman.records import Manifest, Problem, RawDocument, Reading
from dragoman.scale.worker import Order, Ready, receive, send

CODER = "dragoman.pipeline:Coder"
AHEAD = 2  # batches a worker: one that it codes, one that waits
BATCH_BYTES = 8_000_000  # a batch of large documents ends early
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")

Item = RawDocument | Problem
Result = Reading | Problem


def code_in_processes(raws: Iterable[Item], config: Config, jobs: int) -> Iterator[Result]:
    """Code a stream with `jobs` processes: a Reading for each article, a Problem for each input that is none, in the order of the input.

    Closing the iterator, or an exception in the caller such as Ctrl-C, ends the workers at once.
    """
    with Crew(config, jobs) as crew:
        yield from crew.code_many(raws)


class WorkerLostError(Exception):
    """A worker that gave no answer: it died, or failed at the batch as a whole."""


class Worker:
    """The caller's side of one worker process."""

    def __init__(self, coder: str, config: Config) -> None:
        self._order = Order(coder=coder, config=config)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from dragoman.scale.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ONE_THREAD | os.environ | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)},
            process_group=0,  # Ctrl-C in a terminal goes to the caller alone
        )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def load(self) -> Manifest:
        """Wait until its coder is loaded, and return what that is made of; raise what made that fail."""
        try:
            answer = self._ask(self._order)
        except WorkerLostError as lost:
            raise DragomanError(f"a worker could not load the coder: {lost}. Try fewer --jobs.") from lost
        if isinstance(answer, Ready):
            return answer.manifest
        raise answer

    def code(self, raws: Sequence[RawDocument]) -> list[Result]:
        """Return what comes of a batch; raise WorkerLostError if nothing does."""
        answer: list[Result] | Exception = self._ask(raws)
        if isinstance(answer, Exception):
            raise WorkerLostError(f"{type(answer).__name__}: {answer}")
        return answer

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._orders, self._answers):
            with suppress(OSError):  # what was still to be written has no reader
                pipe.close()

    def _ask(self, message: object) -> Any:
        try:
            send(self._orders, message)
            return receive(self._answers)
        except (EOFError, OSError, ValueError) as error:  # ValueError: `end` has closed the pipe
            raise WorkerLostError(_cause(self._process.wait())) from error


def _cause(status: int) -> str:
    if status == -9:
        return "the worker was killed, as the system does where memory runs out"
    return f"the worker was ended by signal {-status}" if status < 0 else f"the worker ended with status {status}"


class Crew:
    """Workers for one run, hired when they are needed; for use in a `with` block, whose end dismisses them.

    It stands in for a Coder, with `config`, `manifest` and `code_many`, so that no coder need be loaded in the calling process.
    """

    def __init__(self, config: Config, jobs: int, *, coder: str = CODER) -> None:
        self.config = config
        self._coder = coder
        self._jobs = jobs
        self._lock = Lock()
        self._hired: set[Worker] = set()
        self._dismissed = False
        self._places: SimpleQueue[Worker | None] = SimpleQueue()  # None: nobody is hired for it yet
        self._manifest: Manifest | None = None  # known once somebody is hired
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="dragoman-worker")

    def __enter__(self) -> Self:
        """Make room for the workers."""
        for _ in range(self._jobs):
            self._places.put(None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers at once, whatever they do."""
        with self._lock:
            self._dismissed = True
            for worker in self._hired:
                worker.end()
        self._threads.shutdown(cancel_futures=True)

    @property
    def manifest(self) -> Manifest:
        """What the workers' coder is made of; hires the first of them where nobody is hired yet."""
        return self._manifest or self.begin()

    def begin(self) -> Manifest:
        """Hire the first worker, wait until its coder is loaded, and return what that is made of; raise what made loading fail."""
        while self._manifest is None:
            with self._worker():
                pass
        return self._manifest

    def code_many(self, raws: Iterable[Item]) -> Iterator[Result]:
        """Code a stream, in order; only a few batches for each worker are held at a time."""
        waiting: deque[Future[list[Result]]] = deque()
        for batch in _batches(raws, self.config.batch):
            waiting.append(self._threads.submit(self._batch, batch))
            while waiting and (len(waiting) >= self._jobs * AHEAD or waiting[0].done()):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _batch(self, items: Sequence[Item]) -> list[Result]:
        results = iter(self._coded([item for item in items if isinstance(item, RawDocument)]))
        return [item if isinstance(item, Problem) else next(results) for item in items]

    def _coded(self, raws: Sequence[RawDocument]) -> list[Result]:
        if not raws:
            return []
        try:
            with self._worker() as worker:
                return worker.code(raws)
        except WorkerLostError:
            return [self._alone(raw) for raw in raws]

    def _alone(self, raw: RawDocument) -> Result:
        """Code an article of a batch that was lost by itself."""
        try:
            with self._worker() as worker:
                (result,) = worker.code([raw])
                return result
        except WorkerLostError as lost:
            return Problem(subject=raw.uri, stage="language", kind="failed", message=str(lost), done="left out")

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """Lend a worker; one that is lost leaves its place to a new one."""
        worker = self._places.get()
        try:
            if worker is None:
                worker = self._hire()
            yield worker
        except BaseException:
            if worker is not None:
                self._end(worker)
                worker = None
            raise
        finally:
            self._places.put(worker)

    def _hire(self) -> Worker:
        with self._lock:
            if self._dismissed:
                raise WorkerLostError("all workers have been dismissed")
            worker = Worker(self._coder, self.config)
            self._hired.add(worker)
        try:
            self._manifest = worker.load()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: Worker) -> None:
        worker.end()
        with self._lock:
            self._hired.discard(worker)


def _batches(raws: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Yield batches of at most that many items, fewer where they are large."""
    batch: list[Item] = []
    size = 0
    for raw in raws:
        batch.append(raw)
        size += _size(raw)
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(raw: Item) -> int:
    if isinstance(raw, Problem):
        return 0
    return len(raw.data) if raw.data is not None else len(raw.text or "")
