"""The table of page furniture: which lines of a page are no part of its article, and how much each takes with it."""

import re
from functools import cache, lru_cache
from typing import Any, Literal

from dragoman.errors import DataError
from dragoman.lexicon.tables import package_data, read_toml
from dragoman.records import Record

Place = Literal["anywhere", "edges"]
Takes = Literal["line", "section", "paragraph", "rest"]
LONGEST = 700  # characters; longer paragraphs are never furniture by their wording
# Both are possessive (no way back into what they took): a line of digits and dots would otherwise be tried in exponentially many ways.
BETWEEN = r"[\s|,;:/·•&>»›()\[\].…*+!-]*+"
AROUND = "()[]{}*•·▪►▶>|:…- "
NUMBER = r"(?<!\w)\d[\d.,]*+[km]?+(?!\w)"
KNOWN = {"id", "kind", "patterns", "words", "needs", "least", "place", "takes", "with", "obvious", "examples", "stays"}


class Rule(Record, kw_only=True):
    """One kind of line: its pattern holds for the whole plain copy of a line (`units.plain`)."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    least: int = 1
    place: Place = "anywhere"
    takes: Takes = "line"
    needs_kind: str = ""
    obvious: bool = False
    examples: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()

    def matches(self, plain: str) -> bool:
        """Tell whether a line in its plain copy is of this kind, with or without the bullet or bracket around it."""
        return any(self._holds(form) for form in _forms(plain))

    def _holds(self, form: str) -> bool:
        if not self.pattern.fullmatch(form):
            return False
        return self.needs is None or len(self.needs.findall(form)) >= self.least


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules of the package's table, in its order. Raises DataError for an entry that is not well-formed."""
    entries = read_toml(package_data("article/furniture.toml"))["rule"]
    return tuple(_rule(entry) for entry in entries)


@lru_cache(maxsize=20_000)  # the same menu stands on every page of a site
def first_match(plain: str, *, edge: bool, obvious_only: bool = False) -> Rule | None:
    """Return the first rule that a line falls under; `edge` tells whether it stands before or behind the article's prose."""
    if len(plain) > LONGEST:
        return None
    for rule in load_rules():
        if (edge or rule.place == "anywhere") and (rule.obvious or not obvious_only) and rule.matches(plain):
            return rule
    return None


@cache
def _menu_words() -> frozenset[str]:
    entries = read_toml(package_data("article/furniture.toml"))["rule"]
    return frozenset(word for entry in entries if entry["kind"] == "navigation" for word in entry.get("words", []))


def _forms(plain: str) -> tuple[str, ...]:
    bare = plain.strip(AROUND)
    return (plain,) if bare == plain else (plain, bare)


def is_menu_word(plain: str) -> bool:
    """Tell whether a line is a single entry of menus ("politics", "contact us")."""
    return plain.strip(AROUND) in _menu_words()


def _rule(entry: dict[str, Any]) -> Rule:
    unknown = entry.keys() - KNOWN
    if unknown:
        raise DataError(f"furniture.toml, rule {entry.get('id')!r}: unknown keys {sorted(unknown)}")
    words = entry.get("words", [])
    try:
        return Rule(
            id=entry["id"],
            kind=entry["kind"],
            pattern=_of_words(words) if words else re.compile("|".join(f"(?:{p})" for p in entry["patterns"])),
            needs=_needed(entry.get("needs", words)) if words else None,
            least=entry.get("least", 1),
            place=entry.get("place", "anywhere"),
            takes=entry.get("takes", "line"),
            needs_kind=entry.get("with", ""),
            obvious=entry.get("obvious", False),
            examples=tuple(entry["examples"]),
            stays=tuple(entry["stays"]),
        )
    except (KeyError, re.error) as error:
        raise DataError(f"furniture.toml, rule {entry.get('id')!r}: {error}") from error


def _of_words(words: list[str]) -> re.Pattern[str]:
    """Return the pattern of lines that hold nothing but these words, numbers and separators."""
    one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{BETWEEN}(?:(?:(?<!\w)(?:{one})(?!\w)|{NUMBER}){BETWEEN})++")


def _needed(words: list[str]) -> re.Pattern[str]:
    one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)")
