"""`dragoman places`: the place names of a text, what each means, why, and what else it might mean."""

import sys
from argparse import Namespace

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.cli.labels import DIM, safe
from dragoman.cli.layout import Hanging, Narrow
from dragoman.cli.settings import config_of
from dragoman.cli.terminal import forgive_encodings, output, tell
from dragoman.errors import ConfigError
from dragoman.pipeline import Coder
from dragoman.records import Problem, RawDocument, Where
from dragoman.when_where.gazetteer import gazetteer
from dragoman.when_where.told import ToldPlace, places_of

MARGIN = 4
LABEL = 14
PRECISIONS = {0: "unknown", 1: "country", 2: "province", 3: "district", 4: "city", 5: "sub-city"}
USES = {
    "event": "where an event happens",
    "actor": "an actor, not a place here",
    "home": "where somebody or something is from",
    "mentioned": "merely mentioned",
}


def run(arguments: Namespace) -> int:
    """Print the places, and return 0, or 1 where there are none or the text cannot be read."""
    forgive_encodings()
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    if not text.strip():
        raise ConfigError("there is no text; give a sentence in quotes, or - for standard input")
    coder = Coder(config_of(arguments, clean=False, gate=False, places=tuple(arguments.places or ()) or None))
    found = _found(coder, RawDocument(uri="text", text=text, outlet=arguments.outlet, cleaned=True))
    if isinstance(found, Problem):
        tell(found)
        return 1
    if not found:
        sys.stderr.write("dragoman: no place name in this text\n")
        return 1
    output().print(Narrow(Group(*(line for told in found for line in _entry(told)), Text())))
    return 0


def _found(coder: Coder, raw: RawDocument) -> tuple[ToldPlace, ...] | Problem:
    reading, traced = coder.code(raw), coder.trace(raw)
    if isinstance(reading, Problem):
        return reading
    if isinstance(traced, Problem):
        return traced
    parsed, actors, _ = traced
    return places_of(parsed, reading.article, actors, reading.events, gazetteer(coder.config.places))


def _entry(told: ToldPlace) -> list[RenderableType]:
    """Return the lines of one name: its words and place, its use, what decided, what else it might mean."""
    lines: list[RenderableType] = [
        Text(),
        Text.assemble((safe(told.quote), "bold"), "  ", (place_of(told.where), "green")),
    ]
    lines.append(_line("use", USES[told.use]))
    lines.append(_line("because", told.why + (f" ({safe(told.container)})" if told.container else "")))
    if told.alternatives:
        lines.append(_line("or", "\n".join(f"{score:>5}  {place_of(other)}" for other, score in told.alternatives)))
    return lines


def place_of(where: Where) -> str:
    """Return a place in one line: name, province, country, what it is, its GeoNames id and point."""
    if not where.precision:
        return "not in the gazetteer"
    names = dict.fromkeys(n for n in (where.name, where.admin1, where.country) if n)
    point = f", {where.lat:.4f} {where.lon:.4f}" if where.lat is not None and where.lon is not None else ""
    known = f", GeoNames {where.geonames}" if where.geonames else ""
    return f"{', '.join(names)} ({PRECISIONS[where.precision]}{known}{point})"


def _line(label: str, words: str) -> Hanging:
    return Hanging(Text(words), Text(" " * MARGIN + f"{label:<{LABEL}}", style=DIM))
