"""Rules over classes of words: each level rewrites what it recognises into one item, the next level reads the result."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from dragoman.calendar.tokens import Item
from dragoman.calendar.vocabulary import vocabulary
from dragoman.errors import DataError
from dragoman.lexicon.tables import package_data, read_toml

RULE_FILES = ("dates/rules-atoms.toml", "dates/rules-compounds.toml")
CLASS_NAME = re.compile(r"[a-z_]+")
FIRST_SYMBOL = 0xE000  # each class is one character of Unicode's private area
# Classes that the tokeniser or an earlier level makes, beside those of the vocabulary.
MADE = ("other", "nothing", "break", "iso", "numeric", "clock", "decade", "digits", "day_digits", "day_ordinal", "year", "meridiem", "poss", "named_day", "vague", "date", "time", "span", "recurring", "bound", "approx")  # fmt: skip


class Found(NamedTuple):
    """The items that a rule matched."""

    items: tuple[Item, ...]

    def all(self, *kinds: str) -> list[Any]:
        """Return the values of the items of those classes, in text order."""
        return [i.value for i in self.items if i.kind in kinds]

    def first(self, *kinds: str) -> Any:
        """Return the value of the first item of those classes, or None."""
        return next(iter(self.all(*kinds)), None)

    def has(self, *kinds: str) -> bool:
        """Tell whether an item of one of those classes is among them."""
        return any(i.kind in kinds for i in self.items)


Builder = Callable[[Found], Any]


class Rule(NamedTuple):
    """A pattern over classes, the builder that says what a match means (None: nothing after all), and the class of the result.

    `core`: the expression proper begins with the first item of that class; what stands before is a word of relation.
    """

    id: str
    level: int
    pattern: re.Pattern[str]
    build: str
    yields: str
    core: str
    examples: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the package's rules in file order."""
    entries = [entry for file in RULE_FILES for entry in read_toml(package_data(file))["rule"]]
    return tuple(_rule(entry) for entry in entries)


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        level=entry["level"],
        pattern=compiled(entry["pattern"], entry["id"]),
        build=entry["build"],
        yields=entry.get("yields", "date"),
        core=entry.get("core", ""),
        examples=tuple(entry["examples"]),
    )


def compiled(pattern: str, rule: str) -> re.Pattern[str]:
    """Turn a pattern over class names into one over symbols. Raises DataError naming the rule for an unknown class or a bad pattern."""
    known = _symbols()

    def characters(match: re.Match[str]) -> str:
        try:
            return known[match.group()]
        except KeyError:
            raise DataError(f"date rule {rule}: no class {match.group()!r}") from None

    try:
        return re.compile(CLASS_NAME.sub(characters, pattern).replace(" ", ""))
    except re.error as error:
        raise DataError(f"date rule {rule}: {error}") from error


@cache
def _symbols() -> dict[str, str]:
    """Map each class to its character, and each group to the set of its classes' characters."""
    words = vocabulary()
    kinds = {w.kind for w in words.words.values()} | {w.kind for entries in words.phrases.values() for _, w in entries}
    symbols = {kind: chr(FIRST_SYMBOL + n) for n, kind in enumerate(sorted(kinds | set(MADE)))}
    groups = {name: "[" + "".join(symbols[m] for m in _members(name)) + "]" for name in words.groups}
    return symbols | groups


def _members(group: str) -> tuple[str, ...]:
    """Return the classes of a group, those of the groups in it included."""
    groups = vocabulary().groups
    return tuple(k for name in groups[group] for k in (_members(name) if name in groups and name != group else (name,)))


def run(items: list[Item], builders: dict[str, Builder]) -> list[Item]:
    """Apply all rules to the items, level by level; at each level the longest match wins, then the earlier rule."""
    for level in _levels() if items else ():
        items = _level(items, level, builders)
    return items


@cache
def _levels() -> tuple[tuple[Rule, ...], ...]:
    numbers = sorted({rule.level for rule in rules()})
    return tuple(tuple(rule for rule in rules() if rule.level == number) for number in numbers)


def _level(items: list[Item], level: tuple[Rule, ...], builders: dict[str, Builder]) -> list[Item]:
    symbols = _symbols()
    line = "".join(symbols[i.kind] for i in items)
    matches = [
        (m.start() - m.end(), order, m.start(), rule, m.end())
        for order, rule in enumerate(level)
        for m in rule.pattern.finditer(line)
    ]
    taken = bytearray(len(items))
    made: dict[int, tuple[int, Item]] = {}
    for _, _, start, rule, end in sorted(matches, key=lambda m: m[:3]):
        item = None if any(taken[start:end]) or start == end else _built(rule, tuple(items[start:end]), builders)
        if item is not None:
            taken[start:end] = b"\1" * (end - start)
            made[start] = (end, item)
    return _rewritten(items, made) if made else items


def _built(rule: Rule, items: tuple[Item, ...], builders: dict[str, Builder]) -> Item | None:
    value = builders[rule.build](Found(items))
    if value is None:
        return None
    core = next((i for i in items if i.kind == rule.core), items[0]) if rule.core else items[0]
    parts = tuple(i for i in items if i.kind == "date") if rule.build == "between" else ()
    return Item(rule.yields, core.start, items[-1].end, value, items[0].start, rule.id, parts)


def _rewritten(items: list[Item], made: dict[int, tuple[int, Item]]) -> list[Item]:
    kept, at = [], 0
    while at < len(items):
        end, item = made.get(at, (at + 1, items[at]))
        kept.append(item)
        at = end
    return kept
