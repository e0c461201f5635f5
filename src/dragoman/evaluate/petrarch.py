"""PETRARCH's unit records, read with its own dictionary as a user's pack: who acts on whom in sentences about countries that do not exist.

The records' event codes are of an older scheme, so only structure counts: source and recipient by their first three letters, in the right direction.
"""

import csv
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.score import ErrorCase, Figure, Score, share
from dragoman.evaluate.tasks import CoderLike, Options, code_all
from dragoman.pipeline import Coder
from dragoman.records import Event, Reading

DICTIONARY = "PETR.Validate.actors.txt"
CODE = re.compile(r"\[([A-Z]{3})([A-Z]{3})?[A-Z]*\s*(?:(<|>)\s*(\d+)|(\d{6,8})\s*-\s*(\d{6,8}))?\s*\]")
NAME = re.compile(r"\+?([A-Z][A-Z0-9_. '-]+?)_?\s*(?=\[|#|$)")
ACRONYM = 4  # letters up to which an entry stays in capitals
Pair = tuple[str, str]


class Entry(NamedTuple):
    """An entry of the dictionary: its names, and its codes with the days that they hold for."""

    names: tuple[str, ...]
    codes: tuple[tuple[str, str, str, str], ...]  # country, sector, since, until


def unit_records(gold: Path, _: CoderLike, options: Options) -> Score:
    """Score the pairs of actors of the records, and whether what holds no event stays empty."""
    folder = gold if gold.is_dir() else gold.parent
    rows = [r for r in read_jsonl(folder / "unit.jsonl", limit=options.limit) if r["expect"] != "error"]
    with tempfile.TemporaryDirectory() as scratch:
        pack = Path(scratch) / "petrarch.csv"
        write_pack(entries((folder / DICTIONARY).read_text(encoding="utf-8")), pack)
        coder = Coder(msgspec.structs.replace(options.config, actors=(str(pack),), gate=False))
        readings = code_all(coder, [as_given(r["id"], r["text"], published=r["date"]) for r in rows])
    found = [_pairs(r) for r in readings]
    return Score(
        task="petr_unit",
        set="petr_unit",
        n=len(rows),
        figures=tuple(_figures(rows, found)),
        errors=tuple(_errors(rows, found)),
        notes=(
            "its dictionary loaded as a pack of the user's; structure alone, since its event codes are of an older scheme",
        ),
    )


# ---- its dictionary as a pack -----------------------------------------------------------------------------------------------------


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a dictionary: a name, further names behind +, codes beside or below them."""
    names: list[str] = []
    codes: list[tuple[str, str, str, str]] = []
    for line in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).splitlines():
        plain = line.partition("#")[0].rstrip()
        name = NAME.match(plain)
        if name and not plain.startswith("+"):
            if names and codes:
                yield Entry(tuple(names), tuple(codes))
            names, codes = [], []
        if name:
            names.append(_written(name[1].strip()))
        codes += (_code(found) for found in CODE.finditer(plain))
    if names and codes:
        yield Entry(tuple(names), tuple(codes))


def _written(name: str) -> str:
    words = name.replace("_", " ").split()
    return " ".join(
        w if len(w) <= ACRONYM and len(words) == 1 and w.isalpha() and w in ("IMF", "PLO") else w.title() for w in words
    )


def _code(found: re.Match[str]) -> tuple[str, str, str, str]:
    before = _day(found[4]) if found[3] == "<" else _day(found[6])
    after = _day(found[4]) if found[3] == ">" else _day(found[5])
    return found[1], found[2] or "", after, before


def _day(digits: str | None) -> str:
    """Return 950601 or 19950601 as an ISO day."""
    if not digits:
        return ""
    whole = digits if len(digits) == 8 else f"19{digits}"
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:]}"


def write_pack(found: Iterator[Entry], path: Path) -> None:
    """Write entries as a pack: one row for each code, all names on the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "name", "aliases", "kind", "country", "sectors", "since", "until"))
        for entry in found:
            for i, (country, sector, since, until) in enumerate(entry.codes):
                first = (entry.names[0], "; ".join(entry.names[1:])) if not i else ("", "")
                kind = "state" if len(entry.codes) == 1 and not sector else "organisation"
                rows.writerow(
                    (f"petr:{entry.names[0].lower().replace(' ', '-')}", *first, kind, country, sector, since, until)
                )


# ---- pairs ------------------------------------------------------------------------------------------------------------------------


def _pairs(reading: Reading | None) -> list[Pair]:
    return [p for e in reading.events for p in _of_event(e)] if reading is not None else []


def _of_event(event: Event) -> Iterator[Pair]:
    """Yield who acts on whom by country; in a mutual event everyone on everyone else."""
    sources = [m.country for m in event.sources if m.country]
    recipients = [m.country for m in event.recipients if m.country]
    if not event.recipients and len(sources) > 1:
        recipients = sources
    yield from ((s, r) for s in sources for r in recipients if s != r or len(sources) == 1)


def _wanted(row: dict[str, Any]) -> list[Pair]:
    """Return the pairs of a record whose sides are both named, each once."""
    pairs = ((e["source"][:3], e["target"][:3]) for e in row["events"])
    return list(dict.fromkeys(p for p in pairs if all(side.isalpha() for side in p)))


def _figures(rows: list[dict[str, Any]], found: list[list[Pair]]) -> Iterator[Figure]:
    wanted = [
        (row["category"].rstrip("xS"), p, pairs) for row, pairs in zip(rows, found, strict=True) for p in _wanted(row)
    ]
    yield share("pairs found in the right direction", sum(p in pairs for _, p, pairs in wanted), len(wanted))
    turned = sum(p not in pairs and (p[1], p[0]) in pairs for _, p, pairs in wanted)
    yield share("pairs turned around", turned, len(wanted))
    for category in sorted({c for c, _, _ in wanted}):
        own = [(p, pairs) for c, p, pairs in wanted if c == category]
        yield share(f"  {category.lower()}", sum(p in pairs for p, pairs in own), len(own))
    empty = [pairs for row, pairs in zip(rows, found, strict=True) if row["expect"] == "noevents"]
    yield share("records without an event left without a pair", sum(not pairs for pairs in empty), len(empty))


def _errors(rows: list[dict[str, Any]], found: list[list[Pair]]) -> Iterator[ErrorCase]:
    for row, pairs in zip(rows, found, strict=True):
        missed = [p for p in _wanted(row) if p not in pairs]
        if missed:
            yield ErrorCase(id=row["id"], kind="missed", text=row["text"], expected=str(missed), found=str(pairs))
