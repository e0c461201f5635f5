"""One run: documents in order through a coder to whoever wants the readings, with its progress, problems and exit status."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from dragoman.cli.labels import plural
from dragoman.cli.progress import Meter
from dragoman.cli.summary import NOTES, Tally, kinds
from dragoman.cli.terminal import say, tell
from dragoman.config import Config
from dragoman.records import Manifest, Problem, RawDocument, Reading

TOLD = 20  # problems told one by one; the rest is counted

Item = RawDocument | Problem
Sink = Callable[[Reading], object]


class Codes(Protocol):
    """What a run asks of who codes for it: a coder in this process, or a crew of several."""

    config: Config

    @property
    def manifest(self) -> Manifest:
        """What it is made of."""

    def code_many(self, raws: Iterable[Item], /) -> Iterator[Reading | Problem]:
        """Yield a reading for each article and a problem for each input that is none, in order."""


class Source:
    """The documents of a run in their order: at most `limit`, without those already known, each with the bytes that it took.

    `sizes` holds the bytes of each item handed out and not yet accounted for; `known` counts what was left out.
    """

    def __init__(self, *, limit: int | None = None, known: Callable[[RawDocument], bool] | None = None) -> None:
        self.sizes: deque[int] = deque()
        self.known = 0
        self.documents = 0
        self._limit = limit
        self._is_known = known or (lambda _: False)
        self._read = 0

    def read(self, size: int) -> None:
        """Note that so many bytes were read."""
        self._read += size

    def items(self, read: Iterable[Item]) -> Iterator[Item]:
        """Yield what is to be coded of what is read."""
        for item in read:
            if isinstance(item, RawDocument):
                self.documents += 1
                if self._is_known(item):
                    self.known += 1
                else:
                    yield self._out(item)
            else:
                yield self._out(item)
            if self._limit is not None and self.documents >= self._limit:
                return

    def _out(self, item: Item) -> Item:
        self.sizes.append(self._read)
        self._read = 0
        return item


class Run:
    """Hands each reading to the sinks and each problem to the reader and the dataset, and counts them all."""

    def __init__(
        self, source: Source, meter: Meter, *, sinks: Sequence[Sink], lost: Callable[[Problem], object] | None = None
    ) -> None:
        self.tally = Tally()
        self._source = source
        self._meter = meter
        self._sinks = sinks
        self._lost = lost
        self._told = 0

    def take(self, coded: Iterable[Reading | Problem], *, shown: bool) -> None:
        """Take everything that was coded.

        `shown`: readings go to the terminal, where the bar makes room for them and an article's problems stand beside it.
        """
        for item in coded:
            size = self._source.sizes.popleft()
            if isinstance(item, Problem):
                self._problem(item)
                self._meter.advance(size=size)
            else:
                self._reading(item, shown=shown)
                self._meter.advance(size=size, events=len(item.events))

    def _reading(self, reading: Reading, *, shown: bool) -> None:
        self.tally.add(reading)
        if shown:
            self._meter.clear()
        else:
            self._tell_all(reading)
        for sink in self._sinks:
            sink(reading)

    def _tell_all(self, reading: Reading) -> None:
        for problem in reading.problems:
            self._tell(problem, about=reading.article.uri)

    def _problem(self, problem: Problem) -> None:
        self.tally.count(problem)
        if self._lost:
            self._lost(problem)
        self._tell(problem)

    def _tell(self, problem: Problem, about: str = "") -> None:
        """Tell a problem that kept something from being coded, by the uri of its article; after the first few it is only counted."""
        if problem.kind in NOTES:
            return
        self._told += 1
        if self._told <= TOLD:
            self._meter.clear()
            tell(problem, about)

    def close(self) -> int:
        """Say how many problems were not told, and return the exit status."""
        if self._told > TOLD:
            say(f"{plural(self._told - TOLD, 'more problem')} not told one by one: {kinds(self.tally)} in all")
        return 1 if self.tally.failures else 0


@contextmanager
def loaded(config: Config) -> Iterator[Codes]:
    """Lend a coder in this process, or several processes where the settings ask for them: then none is loaded here."""
    if config.jobs > 1:
        from dragoman.scale.on_local import Crew  # noqa: PLC0415  (only where asked for)

        with Crew(config, config.jobs) as crew:
            crew.begin()
            yield crew
    else:
        from dragoman.pipeline import Coder  # noqa: PLC0415  (a crew's workers have the parser, not the process that reads for them)

        yield Coder(config)
