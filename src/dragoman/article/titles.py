"""The headline of a text page: which line it is, how often it is repeated, and which site hangs on it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.article.units import Unit, plain

SEPARATORS = re.compile(r"\s+(?:\||»|::|·|•|-|–|—)\s+")
SURE_SEPARATOR = re.compile(r"\s+(?:\||»|::)\s+")
HEAD_UNITS = 40  # a headline stands among the first lines
OUTLET_WORDS = 6
TITLE_WORDS = (3, 30)


class Headline(NamedTuple):
    """The headline, the site's name if it hangs on it, and the units that hold nothing but these."""

    title: str = ""
    outlet: str | None = None
    units: tuple[int, ...] = ()


def find_headline(units: Sequence[Unit], given: str | None) -> Headline:
    """Return the headline of a page and where it stands: the given one, or a line that comes twice, or a first line that looks like one."""
    head = range(min(len(units), HEAD_UNITS))
    if given:
        return _of(given, units, head)
    return _twice(units, head) or _first(units) or Headline()


def _of(title: str, units: Sequence[Unit], head: Sequence[int]) -> Headline:
    """Find all copies of a known headline, and the site's name behind (or before) one of them."""
    wanted = plain(title).rstrip(".")
    found, outlet = [], None
    for index in head:
        copy = units[index].plain.rstrip(".")
        if copy == wanted:
            found.append(index)
        elif (site := _site(units[index].text, wanted)) is not None:
            found.append(index)
            outlet = outlet or site
    return Headline(title, outlet, tuple(found))


def _site(line: str, wanted: str) -> str | None:
    """Return the site's name in "headline | site" or "site | headline", None if the line is neither."""
    for separator in SEPARATORS.finditer(line):
        before, after = line[: separator.start()].strip(), line[separator.end() :].strip()
        if plain(before).rstrip(".") == wanted and len(after.split()) <= OUTLET_WORDS:
            return after
        if plain(after).rstrip(".") == wanted and len(before.split()) <= OUTLET_WORDS:
            return before
    return None


def _twice(units: Sequence[Unit], head: Sequence[int]) -> Headline | None:
    """Take a line that comes again, alone or with the site's name on it."""
    least, most = TITLE_WORDS
    for index in head:
        if not least <= units[index].words <= most:
            continue
        found = _of(units[index].text, units, head)
        if len(found.units) > 1:
            return found
    return None


def _first(units: Sequence[Unit]) -> Headline | None:
    """Take the first line if it has the length of a headline and no full stop, and the article follows."""
    if len(units) < 2 or units[0].prose or not any(u.prose for u in units[1:HEAD_UNITS]):
        return None
    text, outlet = units[0].text, None
    parts = SURE_SEPARATOR.split(text)
    if len(parts) == 2 and len(parts[1].split()) <= OUTLET_WORDS < len(text.split()):
        text, outlet = parts[0].strip(), parts[1].strip()
    least, most = TITLE_WORDS
    if not least <= len(text.split()) <= most or text[-1] in ".,;:" or not any(c.isalpha() for c in text):
        return None
    return Headline(text, outlet, (0,))
