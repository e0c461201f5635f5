"""Where a date without a year lies, guessed from the words around it: for text that nobody has parsed."""

import re
from functools import cache
from typing import NamedTuple

from dragoman.calendar.expressions import DirectionAt
from dragoman.calendar.meanings import Direction
from dragoman.lexicon.tables import package_data, read_toml

EDGE = re.compile(r"[.!?;\n]\s")
# "on Sunday issued", "Wednesday announced": a past tense straight after a day.
PARTICIPLE = re.compile(
    r"(?<!be )(?<!is )(?<!are )(?<!been )\b(?!expected|scheduled|planned|slated|intended|need)[a-z]{3,}ed\b(?=(?: [a-z]+)? (?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
BESIDE = re.compile(
    r"\w+(?: night| morning| evening| afternoon)? (?:[a-z]{2,}ed|said|told|met|won|lost|held|began|made|sent|gave|took|put)\b(?! to be)"
)


class Cues(NamedTuple):
    """Patterns of the words that look ahead, and of those that look back or end a look ahead."""

    future: re.Pattern[str]
    past: re.Pattern[str]


@cache
def cues() -> Cues:
    """Return the package's cues."""
    table = read_toml(package_data("dates/directions.toml"))
    return Cues(_pattern(table["future"]), _pattern(table["past"]))


def direction_in(text: str) -> DirectionAt:
    """Return a function from the offset of an expression to the direction that the words of its clause suggest."""
    words = cues()
    ahead = [m.start() for m in words.future.finditer(text)]
    back = sorted(m.start() for pattern in (words.past, PARTICIPLE) for m in pattern.finditer(text))
    edges = [m.start() for m in EDGE.finditer(text)]

    def direction(at: int) -> Direction:
        start = max((e for e in edges if e < at), default=0)
        end = min((e for e in edges if e >= at), default=len(text))
        before = max((f for f in ahead if start <= f < at), default=-1)
        if BESIDE.match(text, at):
            return "past"
        if before >= 0:
            return "future" if before > max((b for b in back if start <= b < at), default=-1) else "past"
        after = min((f for f in ahead if at <= f < end), default=-1)
        stated = any(start <= b < (after if after >= 0 else end) for b in back)
        return "future" if after >= 0 and not stated else "past"

    return direction


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest) + r")(?!\w)", re.IGNORECASE)
