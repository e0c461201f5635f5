"""Checking the tables of actors: columns by what they hold, identities, names that stand for two actors, roles that cannot have been."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dragoman.lexicon.lint import Finding, Row, meant, repeated

NON_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})  # PLOVER's codes of those that are no state's
PRECISIONS = ("day", "month", "year")
PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
WIKIDATA = re.compile(r"Q[1-9]\d*")
ORDERED = ("countries", "people", "roles", "organisations", "agents", "false_friends")
KEYS = {
    "people": "id",
    "organisations": "id",
    "agents": "noun",
    "false_friends": "phrase",
    "false_friend_suffixes": "suffix",
}


def check_columns(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Finding]:
    """Yield the columns that a table lacks and those that it has too many; `columns` are those of the package's table."""
    if not rows:
        return
    found = list(rows[0].fields)
    for column in columns:
        if column not in found:
            yield Finding(file=rows[0].file, message=f"has no column {column!r}; the columns are {', '.join(columns)}")
    for column in found:
        if column not in columns:
            yield Finding(file=rows[0].file, message=f"there is no column {column!r}{meant(column, columns)}")


def check_pack(rows: Sequence[Row], columns: Sequence[str], actions: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a pack of the user's: columns and actions that do not exist, rows about nobody."""
    for column in rows[0].fields if rows else ():
        if column not in columns:
            known = ", ".join(columns)
            yield Finding(
                file=rows[0].file,
                message=f"there is no column {column!r}{meant(column, columns)}; the columns are {known}",
            )
    for row in rows:
        action = row.fields.get("action") or actions[0]
        if action not in actions:
            yield row.finding(
                f"{action!r} is not an action{meant(action, actions)}; write {', '.join(actions)} or nothing"
            )
        if not (row.fields.get("id") or row.fields.get("name")):
            yield row.finding("has neither id nor name, so nobody knows who the row is about")


def check_rows(
    rows: Iterable[Row],
    countries: frozenset[str],
    sectors: frozenset[str],
    kinds: frozenset[str],
    *,
    partial: bool = False,
) -> Iterator[Finding]:
    """Yield what is wrong with single rows: codes that do not exist, days that are none, roles that end before they begin.

    `kinds` are the values that the column `kind` may have; `partial` dates may be a year or a month only.
    """
    for row in rows:
        yield from _codes(row, countries | NON_STATES, sectors, kinds)
        yield from _days(row, partial=partial)
        wikidata = row.fields.get("wikidata", "")
        if wikidata and not WIKIDATA.fullmatch(wikidata):
            yield row.finding(f"{wikidata!r} is not a Wikidata id, which look like Q142")


def _codes(row: Row, countries: frozenset[str], sectors: frozenset[str], kinds: frozenset[str]) -> Iterator[Finding]:
    for column, known in (("code", countries), ("country", countries), ("countries", countries), ("sectors", sectors)):
        for code in split(row.fields.get(column, "")):
            if code not in known:
                what = "a sector" if column == "sectors" else "a country code"
                yield row.finding(f"{code!r} is not {what}{meant(code, known)}")
    kind = row.fields.get("kind", "")
    if kind and kind not in kinds:
        yield row.finding(f"there is no kind {kind!r}{meant(kind, kinds)}; the kinds are {', '.join(sorted(kinds))}")


def _days(row: Row, *, partial: bool) -> Iterator[Finding]:
    days = {column: row.fields.get(column, "") for column in ("since", "until")}
    for column, day in days.items():
        if day and not is_day(day) and not (partial and PARTIAL.fullmatch(day)):
            yield row.finding(f"{column} {day!r} is not a day; write it as 2024-03-14")
    if days["until"] and days["until"] < days["since"]:
        yield row.finding(f"ends on {days['until']}, before it begins on {days['since']}")
    precision = row.fields.get("precision", "")
    if precision and precision not in PRECISIONS:
        yield row.finding(f"precision {precision!r} is not one of {', '.join(PRECISIONS)}")


def is_day(words: str) -> bool:
    """Tell whether a text is a day of the calendar in ISO form."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def check_identities(tables: Mapping[str, Sequence[Row]]) -> Iterator[Finding]:
    """Yield ids that stand twice in a table, roles of nobody, the same role twice, and names that stand for two actors."""
    for name, key in KEYS.items():
        yield from repeated(tables.get(name, ()), key)
    people = {row.fields.get("id", "") for row in tables.get("people", ())}
    for row in tables.get("roles", ()):
        if row.fields.get("actor") not in people:
            yield row.finding(f"nobody has this id{meant(row.key, people)}")
    yield from repeated(tables.get("roles", ()), "actor", "title", "country", "organisation", "since")
    yield from ambiguous([*tables.get("people", ()), *tables.get("organisations", ())])


def ambiguous(rows: Iterable[Row]) -> Iterator[Finding]:
    """Yield the names that two actors of one country have: in a text nothing tells them apart, so the first is always taken."""
    owners: dict[tuple[str, str], Row] = {}
    for row in rows:
        country = row.fields.get("country", "")
        for name in dict.fromkeys((row.fields.get("name", ""), *split(row.fields.get("aliases", "")))):
            first = owners.setdefault((name, country), row)
            if name and first.key != row.key:
                where = f"{first.file}:{first.line}"
                yield row.finding(
                    f"{name!r} is {first.key} too, of the same country ({where}); only that one is ever found"
                )


def split(field: str) -> tuple[str, ...]:
    """Return the parts of a field of several."""
    return tuple(part.strip() for part in field.split(";") if part.strip())
