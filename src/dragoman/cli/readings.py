"""Where readings go on standard output: records and lines to read, or one JSON object a line."""

import sys

import msgspec
from rich.console import Console

from dragoman.cli.render import record
from dragoman.cli.summary import compact
from dragoman.cli.terminal import look
from dragoman.records import Reading


class Table:
    """Readings to read: the full record of a single article, a few lines for each of several; `full` shows every record whole.

    Nothing is held back but the first reading, until it is known whether a second one follows.
    """

    def __init__(self, console: Console, *, full: bool = False) -> None:
        self._console = console
        self._look = look(console)
        self._full = full
        self._first: Reading | None = None
        self.shown = 0

    def add(self, reading: Reading) -> None:
        """Show a reading, or hold it if it is the first."""
        if self._full:
            self._show_record(reading)
        elif self._first is None and not self.shown:
            self._first = reading
        else:
            self._release()
            self._show_lines(reading)

    def close(self) -> None:
        """Show what is held: the only article there was."""
        if self._first is not None:
            self._show_record(self._first)
            self._first = None

    def _release(self) -> None:
        if self._first is not None:
            first, self._first = self._first, None
            self._show_lines(first)

    def _show_record(self, reading: Reading) -> None:
        self.shown += 1
        self._console.print(record(reading, self._look))

    def _show_lines(self, reading: Reading) -> None:
        if self.shown:
            self._console.print()
        self.shown += 1
        self._console.print(compact(reading), crop=False)  # in a file or a pipe nothing is cut


class Lines:
    """Readings for programs: one JSON object a line, UTF-8, with its `schema_version`; each line leaves at once and whole."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder()

    def add(self, reading: Reading) -> None:
        """Write one reading."""
        sys.stdout.buffer.write(self._encoder.encode(reading) + b"\n")
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """Nothing is held."""
