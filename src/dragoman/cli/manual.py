"""The page docs/command-line.md, made from the parsers' own help: `python -m dragoman.cli.manual > docs/command-line.md`."""

import sys

import msgspec

from dragoman.cli.arguments import build
from dragoman.cli.help import fixed_width
from dragoman.cli.main import COMMANDS
from dragoman.config import Config

WIDTH = 88
HEAD = """\
# Command line

This page is the help of the commands, as `dragoman COMMAND --help` shows it. It is generated: `python -m dragoman.cli.manual`.

What a command finds goes to standard output, everything else (progress, problems, summaries) to standard error. Colour and
the progress bar are for terminals only; `NO_COLOR=1` turns colour off. Settings come from `dragoman.toml` in the working
folder, then from `DRAGOMAN_…` environment variables, then from options; the last one wins ([settings](#settings)).
"""
SETTINGS = {
    "clean": "remove page furniture; false codes text exactly as given (`--no-clean`)",
    "published": "publication day of articles that state none (`--published`)",
    "outlet": "outlet of articles that state none (`--outlet`)",
    "actors": "files and folders of your own actors (`--actors`)",
    "places": "CSV files of your own places (`--places`)",
    "lexicon": "folders of your own event and statement entries (`--lexicon`)",
    "ontology": "a folder with an ontology of your own, of the same files as the package's",
    "languages": "languages that are coded; articles in others are kept without coding",
    "parser": "the language model, `md` or `sm` (`--parser`)",
    "fast": "rules alone, without the trained decider (`--fast`)",
    "gate": "parse only sentences that can hold something; false parses all of them",
    "batch": "articles parsed together",
    "max_bytes": "bytes of a document after which it is cut off and reported",
    "jobs": "worker processes (`--jobs`)",
}


def page() -> str:
    """Return the whole page."""
    with fixed_width(WIDTH):
        parser = build()
        helps = {command: parser.command(command).format_help() for command in COMMANDS}
    parts = [
        HEAD,
        _block(parser.format_help()),
        *(f"## dragoman {name}\n\n{_block(text)}" for name, text in helps.items()),
        _settings(),
    ]
    return "\n".join(parts)


def _settings() -> str:
    """Return the section on settings, with the defaults that they have."""
    defaults = msgspec.to_builtins(Config())
    rows = (f"| `{name}` | {_toml(defaults[name])} | {words} |" for name, words in SETTINGS.items())
    return "\n".join(
        (
            "## Settings",
            "",
            'What `dragoman.toml` can hold, as in `jobs = 4` or `actors = ["mine.csv"]`. In the environment the same names are',
            "written large, as in `DRAGOMAN_JOBS=4`; the parts of a list are separated as in `PATH`.",
            "",
            "| setting | default | what it does |",
            "| --- | --- | --- |",
            *rows,
            "",
        )
    )


def _toml(value: object) -> str:
    """Return a default as TOML writes it; nothing for none."""
    return "" if value is None else f"`{msgspec.json.encode(value).decode()}`"


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
