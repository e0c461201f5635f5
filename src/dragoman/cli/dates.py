"""`dragoman dates`: the time expressions of a text, the days they mean, and what else they might mean."""

import sys
from argparse import Namespace
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.cli.labels import DIM, safe
from dragoman.cli.layout import Hanging, Narrow
from dragoman.cli.terminal import forgive_encodings, output, say
from dragoman.errors import ConfigError
from dragoman.when_where.told import ToldDate, dates_of

MARGIN = 4
LABEL = 14


def run(arguments: Namespace) -> int:
    """Print the time expressions, and return 0, or 1 where there are none."""
    forgive_encodings()
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    if not text.strip():
        raise ConfigError("there is no text; give a sentence in quotes, or - for standard input")
    published = date.fromisoformat(arguments.published) if arguments.published else None
    found = dates_of(text, published)
    if not found:
        say("no time expression in this text")
        return 1
    output().print(Narrow(Group(*(line for told in found for line in _entry(told)), Text())))
    return 0


def _entry(told: ToldDate) -> list[RenderableType]:
    """Return the lines of one expression: its words and days, how they were read, what else they might mean."""
    lines: list[RenderableType] = [Text(), Text.assemble((safe(told.quote), "bold"), "  ", (days_of(told), "green"))]
    lines.append(_line("read as", f"{told.kind}, {told.granularity}, by the rule {told.rule}"))
    if told.alternatives:
        lines.append(_line("or", ", ".join(told.alternatives)))
    return lines


def days_of(told: ToldDate) -> str:
    """Return the days in words: "2022-01-10", "2022-01-03 to 2022-01-09", "until 2022-01-05", "since …", "no day"."""
    if told.first is None and told.last is None:
        return "no day"
    if told.first is None:
        return f"until {told.last}"
    if told.last is None:
        return f"from {told.first}"
    return told.first if told.first == told.last else f"{told.first} to {told.last}"


def _line(label: str, words: str) -> Hanging:
    return Hanging(Text(words), Text(" " * MARGIN + f"{label:<{LABEL}}", style=DIM))
