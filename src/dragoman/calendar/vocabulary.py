"""The words of time expressions, read from data/dates: each word's class and value."""

import re
from functools import cache
from typing import Any, NamedTuple

from dragoman.calendar.meanings import Meaning, NamedDay, Point, Vague
from dragoman.lexicon.tables import package_data, read_toml

LETTERS = re.compile(r"[^\W\d_]+")  # the words of a text, as `Vocabulary.known` has them
# Tables whose words share one class and carry a value.
VALUED = {
    "weekdays": "weekday", "short_weekdays": "short_weekday", "weekday_plurals": "weekday_plural", "units": "unit", "unit_plurals": "units", "numbers": "number", "tens": "tens",
    "multipliers": "multiplier", "ordinals": "ordinal", "spelled_decades": "spelled_decade", "day_parts": "day_part",
    "day_part_plurals": "day_part_plural", "seasons": "season", "deictics": "deictic", "recurrent": "recurrent",
    "currents": "current",
}  # fmt: skip


class Word(NamedTuple):
    """A word's class and what it is worth there."""

    kind: str
    value: Any = None


class Vocabulary(NamedTuple):
    """Words by lower-case form, phrases by first word, and the marks; `groups` are classes that patterns name together."""

    words: dict[str, Word]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Word], ...]]  # first word -> (all words, class), longest first
    capital: frozenset[str]
    abbreviations: frozenset[str]
    uncounted: frozenset[str]  # words in -s after which a number is no count
    telling: frozenset[str]  # words of which, or of a number, every time expression has at least one
    known: frozenset[str]  # all words of the vocabulary, those of phrases included
    groups: dict[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """Return the package's vocabulary."""
    tables = read_toml(package_data("dates/vocabulary.toml"))
    words = _words(tables)
    phrases = [*_phrases(tables["phrases"]), *_names()]
    silent = frozenset(tables["silent"]["classes"])
    return Vocabulary(
        words=words,
        phrases=_by_first_word(phrases),
        capital=frozenset(tables["capital"]["words"]),
        abbreviations=frozenset(tables["abbreviations"]["words"]),
        uncounted=frozenset(tables["uncounted"]["words"]),
        telling=frozenset(
            (
                *(w for w, entry in words.items() if entry.kind not in silent),
                *(
                    max(LETTERS.findall(p.lower()), key=len, default="")
                    for p, entry in phrases
                    if entry.kind not in silent
                ),
            )
        ),
        known=frozenset((*words, *(w for p, _ in phrases for w in LETTERS.findall(p.lower())))),
        groups={name: tuple(kinds) for name, kinds in tables["groups"].items()},
    )


def _words(tables: dict[str, Any]) -> dict[str, Word]:
    doubtful = frozenset(tables["doubtful"]["months"])
    found = {w: Word("month_name" if w in doubtful else "sure_month", n) for w, n in tables["months"].items()}
    for table, kind in VALUED.items():
        _add(found, {w: Word(kind, value) for w, value in tables[table].items()})
    _add(found, {w: Word(value, value) for w, value in tables["choices"].items()})
    for table in ("words", "marks"):
        for kind, words in tables[table].items():
            _add(found, dict.fromkeys(words, Word(kind)))
    return found


def _add(found: dict[str, Word], words: dict[str, Word]) -> None:
    """Add words; one that is there keeps its first class."""
    for word, entry in words.items():
        found.setdefault(word, entry)


def _phrases(table: dict[str, list[str]]) -> list[tuple[str, Word]]:
    return [(phrase, Word(kind)) for kind, phrases in table.items() for phrase in phrases]


def _names() -> list[tuple[str, Word]]:
    tables = read_toml(package_data("dates/names.toml"))
    days = [(name, Word("named_day", _day(entry))) for entry in tables["day"] for name in entry["names"]]
    vague = [
        (name, Word("vague", Vague(reference=entry["reference"])))
        for entry in tables["vague"]
        for name in entry["names"]
    ]
    nothing = [(name, Word("nothing")) for entry in tables["nothing"] for name in entry["names"]]
    return [*days, *vague, *nothing]


def _day(entry: dict[str, Any]) -> Meaning:
    if "year" in entry:
        return Point(year=entry["year"], month=entry["month"], day=entry["day"])
    return NamedDay(
        id=entry["id"],
        month=entry.get("month", 0),
        day=entry.get("day", 0),
        easter=entry.get("easter"),
        weekday=entry.get("weekday"),
        number=entry.get("number", 0),
    )


def _by_first_word(phrases: list[tuple[str, Word]]) -> dict[str, tuple[tuple[tuple[str, ...], Word], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for phrase, word in phrases:
        parts = tuple(phrase.lower().replace("’", "'").split())
        found.setdefault(parts[0], []).append((parts, word))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}
