"""The headline of a page: which line it is, how often it is repeated, and which site hangs on it."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.article.units import Unit, plain

SEPARATORS = re.compile(r"\s+(?:\||»|::|·|•|--?|–|—)\s+|\s*\|\s*")
SURE_SEPARATOR = re.compile(r"\s+(?:\||»|::)\s+")
HEAD_UNITS = 40  # a headline stands among the first lines
OUTLET_WORDS = 6
TITLE_WORDS = (3, 30)


class Headline(NamedTuple):
    """The headline, the site's name if it hangs on it, and the units that hold nothing but these."""

    title: str = ""
    outlet: str | None = None
    units: tuple[int, ...] = ()
    sure: bool = True  # the page says so, or repeats it; not only the look of a line


def without_site(title: str, headings: Sequence[str], outlet: str | None) -> tuple[str, str | None]:
    """Take the site's name off a title: what a heading of the page leaves over, or the outlet's known name. Return both."""
    for heading in headings:
        if heading and (site := _site(title, plain(heading).rstrip("."))) is not None:
            return heading, site
    if outlet:
        for separator in SEPARATORS.finditer(title):
            before, after = title[: separator.start()].strip(), title[separator.end() :].strip()
            if before and _same_site(after, outlet):
                return before, after
    return title, None


def _same_site(name: str, outlet: str) -> bool:
    """Tell whether two names of a site are one, with or without "The" and the ending of its address."""
    first, second = (re.sub(r"^the |\.(?:com|org|net)$|\W", "", plain(n)) for n in (name, outlet))
    return bool(first) and (
        first == second or (len(first) > 3 and first in second) or (len(second) > 3 and second in first)
    )


def find_headline(units: Sequence[Unit], given: str | None) -> Headline:
    """Return the headline of a page and where it stands: the given one, or a line that comes twice, or a first line that looks like one."""
    head = range(min(len(units), HEAD_UNITS))
    if given:
        return _of(given, units, head)
    return _twice(units, head) or _first(units) or Headline()


def looks_like_headline(text: str) -> bool:
    """Tell whether a line has the length of a headline and does not end like a sentence."""
    least, most = TITLE_WORDS
    return least <= len(text.split()) <= most and text[-1] not in ".,;:" and any(c.isalpha() for c in text)


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
        if plain(before).rstrip(".") == wanted and 0 < len(after.split()) <= OUTLET_WORDS:
            return after
        if plain(after).rstrip(".") == wanted and 0 < len(before.split()) <= OUTLET_WORDS:
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
    """Take the first line that looks like a headline, if the article follows; one of three words only if there is none longer."""
    head = list(itertools.takewhile(lambda unit: not unit.sentence, units[:HEAD_UNITS]))
    if len(head) == len(units):
        return None
    found = [index for index, unit in enumerate(head) if looks_like_headline(_bare(unit.text)[0])]
    index = next((i for i in found if head[i].words > TITLE_WORDS[0]), found[0] if found else None)
    return None if index is None else Headline(*_bare(head[index].text), (index,), sure=False)


def _bare(text: str) -> tuple[str, str | None]:
    """Part a headline from the site's name where the separator leaves no doubt."""
    parts = SURE_SEPARATOR.split(text)
    if len(parts) == 2 and len(parts[1].split()) <= OUTLET_WORDS < len(text.split()):
        return parts[0].strip(), parts[1].strip()
    return text, None
