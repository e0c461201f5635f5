"""Who wrote an article and when, from the lines that say nothing else."""

import re
from typing import NamedTuple

from dragoman.article.moments import find_moment

_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|al|el|ag|y|e|zu|ten|ter)"
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*|(?:al|el|ag|d|l)['’-]\w+)"
NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{1,4}}"
NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME}){{0,5}}"
_BY = r"(?i:by|from|written by|reported by|story by|report by|text by|words by|posted by|published by|from our (?:\w+ )?correspondent|by our (?:\w+ )?correspondent|author|(?:text|words)(?=:))"
BYLINE = re.compile(rf"(?:[-–—|•] ?)?{_BY}\s*:?\s+(?P<names>{NAMES})(?P<rest>.*)")
LONE_NAME = re.compile(NAME)
# What may stand beside a name or a date on such a line: the verbs of publishing, roles, agencies, places and separators.
AROUND_NAME = re.compile(
    r"(?i:\b(?:in|for|at|special to|of|the|reuters|ap|afp|associated press|staff|senior|chief|political|foreign|diplomatic|world|news|"
    r"editor|writer|reporter|correspondent|columnist|contributor|journalist|analyst|desk|bureau|updated?|published|posted|on|minutes? ago|hours? ago|"
    r"cnn|bbc|online|digital|business|media|network)\b)|[A-Z][\w.'’-]*|[\s|,;:·•/()&.–—-]+|\d{1,2} min read"
)
AROUND_DATE = re.compile(
    r"(?i:\b(?:(?:first |originally |last )?(?:published|posted|updated|modified|created|released|issued|uploaded|added|edited|changed|revised|reviewed|submitted)|"
    r"date|dated|publication date|on|at|in|by|from|last|update|story|this|is|article|since|am|pm|local time|time|gmt|utc|est|edt|pst|pdt|cet|bst|ist|et|pt|hrs?|h|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|min(?:ute)?s? read|comments?|views?|ago|admin|print|edition)\b)|"
    r"[\s|,;:·•/()&.–—@+-]+|\d{1,2}[:.]\d\d|\d+"
)
ROLE = re.compile(
    r"(?i:(?:(?:the|staff|senior|chief|political|foreign|diplomatic|world|news|national|deputy|managing|special|contributing|associate|associated|business|online|digital|"
    r"editor|writer|reporter|correspondent|columnist|contributor|journalist|analyst|reuters|ap|afp|press|cnn|bbc)[ -]?)+)"
)
CAPITALISED = re.compile(r"\b[A-Z]\w+")
MOST_CAPITALISED = 6  # words of a place, a role and an agency; more is a headline in capitals
LATER = re.compile(r"(?i)\b(?:updated|modified|last (?:update|edited|changed)|revised)\b.*")
LONGEST = 160  # characters of a line about the author or the day


class Credit(NamedTuple):
    """What a line says of the article: its authors, the day or moment it was published; nothing else stands on the line."""

    byline: str = ""
    published: str = ""
    labelled: bool = False  # the line says that this is when it was published


def read_credit(line: str) -> Credit | None:
    """Return what a byline or date line says, None for any other line."""
    text = " ".join(line.split())
    if len(text) > LONGEST:
        return None
    byline = BYLINE.fullmatch(text)
    if byline and (rest := _around(byline["rest"])) is not None:
        return Credit(_people(byline["names"]), rest.published, rest.labelled)
    dated = _only_date(text)
    return dated if dated and dated.published else None


def _people(names: str) -> str:
    """Return the names without the roles and agencies behind them."""
    parts = names.split(", ")
    return ", ".join(part for n, part in enumerate(parts) if n == 0 or not ROLE.fullmatch(part))


def _around(rest: str) -> Credit | None:
    """Read what stands behind the names: a date, a role, a place; None if it is something else."""
    found = find_moment(LATER.sub("", rest))
    left = rest[: found[1]] + " " + rest[found[2] :] if found else rest
    if AROUND_NAME.sub("", AROUND_DATE.sub("", left)).strip() or len(CAPITALISED.findall(left)) > MOST_CAPITALISED:
        return None
    return Credit(published=found[0] if found else "")


def _only_date(text: str) -> Credit | None:
    """Read a line that holds a date, a time and the words of publishing."""
    first = LATER.sub("", text)
    found = find_moment(first) or find_moment(text)
    if found is None:
        return None
    where = first if find_moment(first) else text
    left = where[: found[1]] + " " + where[found[2] :]
    if AROUND_DATE.sub("", left).strip():
        return None
    return Credit(published=found[0], labelled=bool(re.search(r"(?i)publish|posted|date|this story", where)))
