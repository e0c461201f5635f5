"""How far a run is: a bar where standard error is a terminal, a plain line every few seconds where it is not."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn

from dragoman.cli.labels import plural
from dragoman.cli.summary import clock
from dragoman.cli.terminal import say

EVERY = 5.0  # seconds between plain lines
LEAST = 0.1  # seconds between two drawings of the bar
SETTLE = 2.0  # seconds before a time left is worth showing


class Meter:
    """Counts articles, events and bytes of a run and shows them; `total` bytes and `limit` articles where they are known beforehand."""

    def __init__(
        self,
        console: Console,
        *,
        quiet: bool = False,
        total: int | None = None,
        limit: int | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.total = total
        self.limit = limit
        self.articles = self.events = self.bytes = 0
        self._now = now
        self._began = self._told = now()
        self._quiet = quiet
        drawn = console.is_terminal and not console.is_dumb_terminal and not quiet
        self._bar = _bar(console, bounded=bool(total or limit)) if drawn else None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Start showing."""
        self._resume()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self.clear()

    def begin(self) -> None:
        """Count time from now on: the language model is loaded."""
        self._began = self._told = self._now()

    @property
    def seconds(self) -> float:
        """How long the coding has taken."""
        return self._now() - self._began

    def advance(self, *, size: int, events: int | None = None) -> None:
        """Count an input of that many bytes: an article with its events, or with None an input that was none."""
        self.bytes += size
        if events is not None:
            self.articles += 1
            self.events += events
        if self._bar:
            self._resume()
        elif not self._quiet and self._now() - self._told >= EVERY:
            self._told = self._now()
            say(self.line())

    def clear(self) -> None:
        """Take the bar off the screen, so that something else can be written there."""
        if self._bar and self._bar.live.is_started:
            self._bar.stop()

    def line(self) -> str:
        """Return where the run stands, in one line."""
        left = self.left()
        share = f", {self.share():.0%}" if self.total or self.limit else ""
        return (
            f"{plural(self.articles, 'article')}, {self.rate():.1f} a second, {plural(self.events, 'event')}{share}"
            + (f", {clock(left)} left" if left is not None else "")
        )

    def rate(self) -> float:
        """Return articles per second since the start."""
        return self.articles / self.seconds if self.seconds > 0 else 0.0

    def share(self) -> float:
        """Return how much of the run is done, 0 to 1: by bytes or by articles, whichever ends it first; 0 where neither is known."""
        by_bytes = self.bytes / self.total if self.total else 0.0
        by_articles = self.articles / self.limit if self.limit else 0.0
        return min(1.0, max(by_bytes, by_articles))

    def left(self) -> float | None:
        """Return the seconds that remain at this pace; None where the end is unknown or the run too young."""
        share = self.share()
        return self.seconds * (1 / share - 1) if share and self.seconds >= SETTLE else None

    def _resume(self) -> None:
        if self._bar is None:
            return
        if self._task is None:
            self._task = self._bar.add_task("coding", total=1.0)
        self._bar.update(self._task, completed=self.share(), description=self._words())
        if not self._bar.live.is_started and (self._now() - self._told >= LEAST or not self.articles):
            self._told = self._now()
            self._bar.start()

    def _words(self) -> str:
        return self.line() if self.articles else "loading the language model"


def _bar(console: Console, *, bounded: bool) -> Progress:
    columns = [
        SpinnerColumn(),
        *([BarColumn(bar_width=24)] if bounded else []),
        TextColumn("{task.description}", markup=False),
    ]
    return Progress(*columns, console=console, transient=True, refresh_per_second=8)
