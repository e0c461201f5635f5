"""How help and misuse look: argparse with a steady layout, errors as exceptions, and a guess at what was meant."""

import argparse
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from typing import Any, NoReturn

from dragoman.errors import ConfigError

WIDEST = 100
_fixed: ContextVar[int] = ContextVar("width of help", default=0)  # 0: as wide as the terminal
INDENT = 2


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that looks the same under every Python: one line for an option's names, its text below or beside it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_width())

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings:
            return str(action.metavar or action.dest)
        names = ", ".join(action.option_strings)
        value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
        return names + value

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write the usage line as it was given, without argparse's own list of every option."""
        super().add_usage(usage, actions, groups, prefix if prefix is not None else "usage: ")


def _width() -> int:
    if _fixed.get():
        return _fixed.get()
    columns = shutil.get_terminal_size().columns if os.environ.get("COLUMNS") or os.isatty(1) else 80
    return max(50, min(columns, WIDEST))


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ConfigError, with the nearest option that exists."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, allow_abbrev=False, add_help=False, **options)
        self.color = False  # Python 3.14 would colour the help, and the committed page with it

    def command(self, name: str) -> "Parser":
        """Return the parser of one command."""
        found = next(a for a in self._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001  (argparse gives it no public name)
        return found.choices[name]  # type: ignore[no-any-return]  # made by parser_class=Parser

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, and let the command that does not know an option say so: it knows which one was meant."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Raise the message as misuse."""
        raise ConfigError(f"{message[:1].lower()}{message[1:]}{self._meant(message)}\nSee `{self.prog} --help`.")

    def _meant(self, message: str) -> str:
        unknown = re.search(r"unrecognized arguments: (--[\w-]+)", message)
        near = closest(unknown[1], re.findall(r"--[\w-]+", self.format_help())) if unknown else ""
        return f" (did you mean {near}?)" if near else ""


@contextmanager
def fixed_width(columns: int) -> Iterator[None]:
    """Format help that many columns wide, whatever the terminal: for pages and tests."""
    token = _fixed.set(columns)
    try:
        yield
    finally:
        _fixed.reset(token)


def closest(word: str, words: Sequence[str]) -> str:
    """Return the word nearest to the given one, or nothing if none is near."""
    return next(iter(get_close_matches(word, list(words), n=1, cutoff=0.6)), "")


def examples(*lines: tuple[str, str]) -> str:
    """Return the examples section of a command's help: what it does, and below it the command."""
    return "examples:\n" + "\n".join(f"{' ' * INDENT}{what}\n{' ' * INDENT * 2}$ {command}" for what, command in lines)
