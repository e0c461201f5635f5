"""The entry point: find the command, run it, and turn whatever happens into an exit status and one clear line."""

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from dragoman.cli.arguments import build
from dragoman.cli.help import closest
from dragoman.errors import ConfigError, DragomanError
from dragoman.version import __version__

COMMANDS = (
    "code",
    "demo",
    "explain",
    "dates",
    "places",
    "info",
    "positions",
    "sql",
    "evaluate",
    "ontology",
    "lexicon",
    "actors",
)
MISUSE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing escapes as an exception."""
    debug = "--debug" in words or os.environ.get("DRAGOMAN_DEBUG", "") not in ("", "0")
    try:
        return _dispatch(words)
    except DragomanError as error:
        return _failed(str(error), MISUSE)
    except KeyboardInterrupt:
        return _failed("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _broken_pipe()
    except SystemExit as done:  # argparse after --help
        return int(done.code or 0)
    except Exception as error:  # noqa: BLE001  (the last resort: a defect is told in one line, with the way to its traceback)
        return _defect(error, debug=debug)


def _dispatch(words: Sequence[str]) -> int:
    if "--version" in words[:1]:
        sys.stdout.write(f"dragoman {__version__}\n")
        return 0
    parser = build()
    if not words:
        sys.stderr.write(parser.format_help())
        return MISUSE
    _check_command(words[0])
    arguments = parser.parse_args(list(words))
    return _command(arguments)


def _check_command(word: str) -> None:
    if word.startswith("-") or word in COMMANDS:
        return
    near = closest(word, COMMANDS)
    meant = f" (did you mean {near}?)" if near else ""
    raise ConfigError(
        f"{word!r} is not a command{meant}; the commands are: {', '.join(COMMANDS)}.\nSee `dragoman --help`."
    )


def _command(arguments: Namespace) -> int:
    """Import the module that runs the command, and with it all that the command needs, and run it."""
    module = import_module(f"dragoman.cli.{arguments.command}")
    status: int = module.run(arguments)
    sys.stdout.flush()
    return status


def _failed(message: str, status: int) -> int:
    sys.stderr.write(f"dragoman: {message}\n")
    return status


def _broken_pipe() -> int:
    """Point standard output at nothing, so that the interpreter's last flush does not complain of the closed pipe either."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
    return BROKEN_PIPE


def _defect(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    hint = "" if debug else " Run it again with --debug to see where."
    return _failed(f"unexpected {type(error).__name__}: {error}\nThis is a defect of dragoman.{hint}", 1)
