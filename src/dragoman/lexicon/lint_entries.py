"""Checking the entries of the event and statement lexicons: codings that the ontology has, words that can match, entries that can win.

Entries are read as they are written (`lint.Entry`); the record types that give their form belong to the layers above and are handed in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.lexicon.lint import Entry, Finding, meant, strings
from dragoman.lexicon.ontology import Ontology

SURFACES = ("verbs", "nouns")
EFFECTS = ("hypothetical", "future", "negated", "actual", "historical")
STANDING = ("*actor", "*owned", "*any", "*number", "*state", "*person", "*organisation", "*group", "*class", "*government", "*armed", "*rebel", "*dignitary", "*official", "*business", "*media", "*lawmakers", "*thing", "*name")  # what events/conditions.py knows  # fmt: skip
# Keys that can tell two entries of the same words apart.
SLOTS = {
    "verbs": ("source", "recipient", "voice", "when", "unless", "reciprocal", "weight", "bare"),
    "nouns": ("noun_source", "noun_recipient", "when", "unless", "reciprocal", "weight", "bare"),
}


def check_entries(
    entries: Sequence[Entry], ontology: Ontology, sets: Mapping[str, Any], *, with_examples: Iterable[str]
) -> Iterator[Finding]:
    """Yield what is wrong with entries beyond their form.

    `sets` are the word sets that "@name" may stand for; entries of the tables in `with_examples` must have an example.
    """
    checks = {
        "pattern": _pattern,
        "operator": _operator,
        "factuality": _factuality,
        "guard": _guard,
        "refinement": _refinement,
        "context": _context,
    }
    tested = frozenset(with_examples)
    for entry in entries:
        yield from _identity(entry)
        yield from _surfaces(entry)
        yield from _sets(entry, sets)
        if entry.table in tested and not entry.raw.get("examples"):
            yield entry.finding("has no example; an example sentence is its test")
        if entry.table in checks:
            yield from checks[entry.table](entry, ontology)
    yield from never_win([e for e in entries if e.table == "pattern"])


def _identity(entry: Entry) -> Iterator[Finding]:
    if not entry.id:
        yield entry.finding(f"a {entry.table} needs an id")
    elif entry.id != entry.id.strip():
        yield entry.finding(f"the id {entry.id!r} has blanks around it", "id")


def _surfaces(entry: Entry) -> Iterator[Finding]:
    """Yield surfaces that can never match (not lower case, stray blanks) or stand twice."""
    for key in SURFACES:
        surfaces = strings(entry.raw.get(key))
        for surface, times in Counter(surfaces).items():
            if times > 1:
                yield entry.finding(f"{surface!r} stands {times} times in {key}", key)
            if surface != " ".join(surface.split()) or not surface:
                yield entry.finding(f"{surface!r} in {key} has blanks that no text has", key)
            if surface != surface.lower():
                yield entry.finding(f"{surface!r} in {key} should be a lemma in lower case", key)
    if entry.table in ("pattern", "operator") and not any(entry.raw.get(key) for key in SURFACES):
        yield entry.finding("has neither verbs nor nouns, so nothing can match it")


def _sets(entry: Entry, sets: Mapping[str, Any]) -> Iterator[Finding]:
    for key in ("when", "unless"):
        conditions = entry.raw.get(key)
        for words in conditions.values() if isinstance(conditions, dict) else ():
            for word in strings(words):
                if word.startswith("@") and word[1:] not in sets:
                    yield entry.finding(f"there is no set {word}{meant(word[1:], sets)}", key)
                if word.startswith("*") and word not in STANDING:
                    yield entry.finding(f"{word!r} is not known; the words are {', '.join(STANDING)}", key)


# ---- tables -----------------------------------------------------------------------------------------------------------------------


def _pattern(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    modes, contexts = strings(entry.raw.get("modes")), strings(entry.raw.get("contexts"))
    for coding in strings(entry.raw.get("also")):
        if _miscoded(coding, ontology):
            yield entry.finding(_miscoded(coding, ontology), "also")
    wrong = ontology.check(str(entry.raw.get("type", "")), modes, contexts)
    if wrong:
        yield entry.finding(wrong, "contexts" if "context" in wrong else "modes" if "mode" in wrong else "type")


def _operator(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    outcome = entry.raw.get("outcome", {})
    for inner, outer in outcome.items() if isinstance(outcome, dict) else ():
        for coding in (inner, str(outer)):
            wrong = "" if coding == "*" else _miscoded(coding, ontology)
            if wrong:
                yield entry.finding(f"outcome {inner} = {outer!r}: {wrong}", "outcome")
    for kind in strings(entry.raw.get("undoes")):
        if ontology.check(kind):
            yield entry.finding(ontology.check(kind), "undoes")


def _miscoded(coding: str, ontology: Ontology) -> str:
    """Return what is wrong with a coding written as "TYPE" or "TYPE/mode", "" if nothing is."""
    kind, *modes = coding.split("/")
    return ontology.check(kind, modes)


def _refinement(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    wrong = ontology.check(str(entry.raw.get("type", "")), [str(entry.raw.get("mode", ""))])
    if wrong:
        yield entry.finding(wrong, "mode" if "mode" in wrong else "type")
    yield from _words(entry)


def _context(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    if entry.id not in ontology.contexts:
        yield entry.finding(f"there is no such context{meant(entry.id, ontology.contexts)}", "id")
    yield from _types(entry, ontology)
    yield from _words(entry)


def _factuality(entry: Entry, _: Ontology) -> Iterator[Finding]:
    if entry.raw.get("effect") not in EFFECTS:
        yield entry.finding(f"effect {entry.raw.get('effect')!r} is not one of {', '.join(EFFECTS)}", "effect")


def _guard(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    words = strings(entry.raw.get("words"))
    yield from _types(entry, ontology)
    yield from _words(entry)
    least = entry.raw.get("least", 2)
    if isinstance(least, int) and least > len(set(words)):
        yield entry.finding(
            f"asks for {least} of its {len(set(words))} words, so it can never rule anything out", "least"
        )


def _types(entry: Entry, ontology: Ontology) -> Iterator[Finding]:
    for kind in strings(entry.raw.get("types")):
        if ontology.check(kind):
            yield entry.finding(ontology.check(kind), "types")


def _words(entry: Entry) -> Iterator[Finding]:
    for word, times in Counter(strings(entry.raw.get("words"))).items():
        if times > 1:
            yield entry.finding(f"{word!r} stands {times} times in words", "words")


# ---- entries that can never win ---------------------------------------------------------------------------------------------------


def never_win(patterns: Sequence[Entry]) -> Iterator[Finding]:
    """Yield the patterns each of whose words another pattern claims under the same conditions: of two equals the earlier name wins."""
    claims: dict[tuple[str, str], list[Entry]] = {}
    for pattern in patterns:
        for key, surface in _claims(pattern):
            claims.setdefault((key, surface), []).append(pattern)
    for pattern in patterns:
        rivals = [_rival(pattern, key, claims[key, surface]) for key, surface in _claims(pattern)]
        if rivals and all(rivals):
            names = ", ".join(dict.fromkeys(rivals))
            yield pattern.finding(f"can never win: {names} claims all its words under the same conditions")


def _claims(pattern: Entry) -> Iterator[tuple[str, str]]:
    for key in SURFACES:
        yield from ((key, surface) for surface in strings(pattern.raw.get(key)))


def _rival(pattern: Entry, key: str, claimants: Iterable[Entry]) -> str:
    """Return the id of a pattern that always wins where this one fits, "" if there is none."""
    return next(
        (
            other.id
            for other in claimants
            if other.id < pattern.id and all(_same(pattern, other, k) for k in SLOTS[key])
        ),
        "",
    )


def _same(one: Entry, other: Entry, key: str) -> bool:
    return one.raw.get(key) == other.raw.get(key)
