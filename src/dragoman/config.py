"""One frozen Config from TOML, environment and options; later ones win."""

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.errors import ConfigError

CONFIG_FILE = "dragoman.toml"
ENVIRONMENT_PREFIX = "DRAGOMAN_"


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings of a run.

    A `dragoman.toml` in the working folder sets any of them; an environment variable `DRAGOMAN_<NAME>` wins over the file and an
    option over both.
    """

    clean: bool = True  # remove page furniture; False codes text exactly as given
    published: str | None = None  # ISO date for articles that state none
    outlet: str | None = None  # outlet for articles that state none
    actors: tuple[str, ...] = ()  # folders or CSV files of the user's own actors
    places: tuple[str, ...] = ()  # CSV files of the user's own places
    lexicon: tuple[str, ...] = ()  # folders of the user's own event and statement entries
    ontology: str | None = None  # a folder with the user's own ontology, four files as the package's
    languages: tuple[str, ...] = ("en",)
    parser: Literal["md", "sm"] = "md"
    fast: bool = False  # rules alone, without the trained decider
    gate: bool = True  # parse only sentences that can hold something
    batch: int = 32  # articles parsed together
    max_bytes: int = 20_000_000  # of one raw document; more is cut off and reported
    jobs: int = 1


def load_config(path: Path | None = None, /, **options: Any) -> Config:
    """Return the Config from a TOML file (default: ./dragoman.toml if there), the environment and options that are not None.

    Raises ConfigError for an unknown key or a value of the wrong type, naming where it came from.
    """
    found = path or Path(CONFIG_FILE)
    if path is not None and not path.is_file():
        raise ConfigError(f"{path}: no such configuration file")
    in_file = _from_file(found) if found.is_file() else {}
    in_environment = _from_environment()
    given = {name: value for name, value in options.items() if value is not None}
    settings = in_file | in_environment | given
    where = dict.fromkeys(in_file, str(found)) | {n: ENVIRONMENT_PREFIX + n.upper() for n in in_environment}
    where |= dict.fromkeys(given, "options")
    for name in sorted(settings.keys() - Config.__struct_fields__):
        raise ConfigError(_unknown(name, where[name]))
    try:
        return msgspec.convert(settings, Config, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(_unfit(str(error), where)) from error


def _unknown(name: str, where: str) -> str:
    near = difflib.get_close_matches(name, Config.__struct_fields__, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return (
        f"{where}: no setting is called {name!r}{meant or '.'} The settings are: {', '.join(Config.__struct_fields__)}."
    )


def _unfit(error: str, where: dict[str, str]) -> str:
    """Return what is wrong with a value, with its setting and where that was set: the path at the end of the error begins with it."""
    what, _, path = error.partition(" - at `$.")
    name = re.split(r"\W", path, maxsplit=1)[0]
    return f"{where.get(name, 'options')}: {name}: {what[:1].lower()}{what[1:].replace('`', '')}"


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error


def _from_environment() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in Config.__struct_fields__:
        value = os.environ.get(ENVIRONMENT_PREFIX + name.upper())
        if value is not None:
            found[name] = value.split(os.pathsep) if name in ("actors", "places", "lexicon", "languages") else value
    return found
