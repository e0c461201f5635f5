"""The page docs/command-line.md, made from the parsers' own help: `python -m dragoman.cli.manual > docs/command-line.md`."""

import sys

from dragoman.cli.arguments import build
from dragoman.cli.help import fixed_width
from dragoman.cli.main import COMMANDS

WIDTH = 88
HEAD = """\
# Command line

This page is the help of the commands, as `dragoman COMMAND --help` shows it. It is generated: `python -m dragoman.cli.manual`.

What a command finds goes to standard output, everything else (progress, problems, summaries) to standard error. Colour and
the progress bar are for terminals only; `NO_COLOR=1` turns colour off. Settings come from `dragoman.toml` in the working
folder, then from `DRAGOMAN_…` environment variables, then from options; the last one wins.
"""


def page() -> str:
    """Return the whole page."""
    with fixed_width(WIDTH):
        parser = build()
        helps = {command: parser.command(command).format_help() for command in COMMANDS}
    parts = [
        HEAD,
        _block(parser.format_help()),
        *(f"## dragoman {name}\n\n{_block(text)}" for name, text in helps.items()),
    ]
    return "\n".join(parts)


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
