"""From the options of a command to one Config."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from dragoman.config import Config, load_config


def config_of(arguments: Namespace, **more: object) -> Config:
    """Return the Config of a command's options; an option that was not given leaves the file's and the environment's setting.

    `more` overrides them all. Raises ConfigError for settings that make no sense.
    """
    given = {name: getattr(arguments, name, None) for name in ("published", "outlet", "parser", "jobs")}
    own = {name: _paths(getattr(arguments, name, None)) for name in ("actors", "lexicon")}
    clean = False if getattr(arguments, "no_clean", False) else None
    fast = True if getattr(arguments, "fast", False) else None
    file = Path(arguments.config) if arguments.config else None
    return load_config(file, **(given | own | {"clean": clean, "fast": fast} | more))


def columns_of(arguments: Namespace) -> dict[str, str]:
    """Return which column holds a field, by field, from all --map options; the last one of a field wins."""
    return {field: column for pairs in arguments.map or () for field, column in pairs}


def _paths(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return tuple(given) if given else None
