"""The two streams: readings on standard output, all else on standard error, each as its terminal can show it."""

import sys

from rich.console import Console

from dragoman.cli.labels import safe
from dragoman.cli.layout import Look
from dragoman.records import Problem


class Quiet(Console):
    """A console that lets a closed pipe reach `main`, which ends the run without a word."""

    def on_broken_pipe(self) -> None:
        """Raise the error that rich would turn into an exit."""
        raise  # noqa: PLE0704  (rich calls this while it handles the BrokenPipeError)


def output() -> Console:
    """Return the console of standard output."""
    return Quiet(highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Return the console of standard error."""
    return Quiet(stderr=True, highlight=False, markup=False, emoji=False)


def look(console: Console) -> Look:
    """Return how views are to look there: plain where it shows no colour."""
    return Look(plain=console.no_color or console.color_system is None)


def say(words: str) -> None:
    """Write one message to standard error."""
    sys.stderr.write(f"dragoman: {words}\n")
    sys.stderr.flush()


def tell(problem: Problem, about: str = "") -> None:
    """Write a problem to standard error: what it is about (its subject unless told), what was wrong, what was done."""
    say(f"{safe(about or problem.subject)}: {safe(problem.message)} — {safe(problem.done)}")


def forgive_encodings() -> None:
    """Let a terminal that cannot show a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
