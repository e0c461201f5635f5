"""Check the tables of office holders: against themselves, and against a folder of public facts that stays outside the project.

    python tools/check_facts.py [FACTS] [--list] [--country AFG]

Without FACTS only the tables themselves are checked: each role has its actor, no role ends before it begins, no two people hold a
single-holder office at once for more than a day, no name stands for two people. FACTS is a folder with CountryInfo.120116.txt,
world-leaders-2022.wikidata.csv, world-leaders-2022.wikipedia.csv and world-leaders-2026-08.json; each fact in it that our tables contradict
(by more than the precision of both allows) or do not have is counted by source and, with --list, listed. Exit status 1: the tables fault.
"""

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

TABLES = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "actors"
SINGLE = frozenset(
    [
        "President",
        "Prime Minister",
        "King",
        "Queen",
        "Emperor",
        "Emir",
        "Sultan",
        "Chancellor",
        "Premier",
        "Foreign Minister",
        "Defence Minister",
        "Secretary of State",
        "Secretary of Defense",
        "Foreign Secretary",
        "Defence Secretary",
        "Supreme Leader",
        "Secretary-General",
        "Pope",
        "Governor-General",
        "Taoiseach",
    ]
)
SLACK = {"day": 7, "month": 40, "year": 370, "list": 130}  # days that two dates of that precision may be apart
BEGIN = "1990-01-01"
NAMESAKES = {"David Johnston"}  # two people are really called so; the article decides
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "de",
        "da",
        "do",
        "dos",
        "la",
        "van",
        "von",
        "der",
        "den",
        "ul",
        "u",
        "e",
        "of",
        "the",
        "haji",
        "sir",
        "dr",
    ]
)
Row = dict[str, str]


@dataclass(frozen=True)
class Fact:
    """One source's word that somebody held an office; ISO days, "" = open or unknown."""

    source: str
    country: str
    office: str
    name: str
    since: str
    until: str
    precision: str


# ---- the tables themselves --------------------------------------------------------------------------------------------------------


def read_table(stem: str) -> list[Row]:
    """Return the rows of people.csv, people-africa.csv, … with the file's name as `file`."""
    found: list[Row] = []
    for path in sorted((*TABLES.glob(f"{stem}.csv"), *TABLES.glob(f"{stem}-*.csv"))):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        found += [{**row, "file": path.name} for row in csv.DictReader(lines)]
    return found


def faults(people: list[Row], roles: list[Row]) -> Iterator[str]:
    """Yield what is wrong with the tables, whatever the world was like."""
    ids = Counter(p["id"] for p in people)
    yield from (f"{i}: {n} rows of this id" for i, n in ids.items() if n > 1)
    for role in roles:
        where = f"{role['file']}: {role['actor']}, {role['title']}"
        if role["actor"] not in ids:
            yield f"{where}: no such person"
        if role["until"] and role["since"] > role["until"]:
            yield f"{where}: ends on {role['until']}, before it begins on {role['since']}"
        if any(day and not is_day(day) for day in (role["since"], role["until"])):
            yield f"{where}: not an ISO day: {role['since']} or {role['until']}"
    yield from shared_names(people)
    yield from overlaps(roles)


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar in ISO form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def shared_names(people: list[Row]) -> Iterator[str]:
    """Yield each name that stands for more than one person."""
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in (person["name"], *person["aliases"].split(";")):
            owners[name.strip()].add(person["id"])
    owners.pop("", None)
    yield from (
        f"{name!r} names {', '.join(sorted(o))}" for name, o in owners.items() if name not in NAMESAKES and len(o) > 1
    )


def overlaps(roles: list[Row]) -> Iterator[str]:
    """Yield each pair of people who hold a single-holder office at once for more than a day (or what the precision leaves open)."""
    offices: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for role in roles:
        if role["title"] in SINGLE and role["since"]:
            offices[role["country"], role["organisation"], role["title"]].append(role)
    for office, held in offices.items():
        held.sort(key=lambda r: (r["since"], r["until"] or "9999"))
        for i, one in enumerate(held):
            for other in held[i + 1 :]:
                if shared_days(one, other) > 1:
                    yield f"{office}: {one['actor']} {one['since']}…{one['until']} and {other['actor']} {other['since']}…{other['until']}"


def shared_days(one: Row, other: Row) -> int:
    """Return for how many days two roles run side by side, less what their precision leaves open."""
    end = min(day_of(one["until"] or "9999-01-01"), day_of(other["until"] or "9999-01-01"))
    coarse = [r["precision"] for r in (one, other) if r["precision"] != "day"]
    return (end - day_of(other["since"])).days - (max(SLACK[p] for p in coarse) if coarse else 0)


def day_of(iso: str) -> date:
    """Return the day of an ISO text."""
    return date.fromisoformat(iso)


# ---- the facts --------------------------------------------------------------------------------------------------------------------

SPELL = re.compile(r"\[(?:[A-Z]{3,12} )?([<>])?(\d{8})(?: ?- ?(\d{8}))?\]")
MINISTRY = {
    "Minister of Foreign Affairs": "Foreign Minister",
    "Minister of Defense": "Defence Minister",
    "Minister of National Defense": "Defence Minister",
}


def read_facts(folder: Path) -> list[Fact]:
    """Return the facts of all files of the folder about offices held since 1990."""
    names = country_codes()
    facts = [
        *country_info(folder / "CountryInfo.120116.txt"),
        *leaders_2026(folder / "world-leaders-2026-08.json", names),
    ]
    for kind in ("wikidata", "wikipedia"):
        facts += leaders_2022(folder / f"world-leaders-2022.{kind}.csv", names)
    return [f for f in facts if (f.until or "9999") >= BEGIN]


def country_codes() -> dict[str, str]:
    """Return country codes by every name that countries.csv knows."""
    found: dict[str, str] = {}
    for row in read_table("countries"):
        for name in (row["name"], *row["names"].split(";")):
            found.setdefault(name.strip().lower(), row["code"])
    return found


def country_info(path: Path) -> Iterator[Fact]:
    """Yield the leaders, and the foreign and defence ministers, of CountryInfo."""
    country, block, office = "", "", ""
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("<Country>"):
            country = ""  # some dependencies at the end have no code
        elif found := re.match(r"<CountryCode>([A-Z]+)", line):
            country = {"KSV": "XKX", "TMP": "TLS"}.get(found[1], found[1])
        elif found := re.match(r"</?(Leaders|Government)>", line):
            block = "" if line.startswith("</") else found[1]
        elif block == "Leaders" and (found := re.match(r"\s+<([^/>]+)>", line)):
            office = found[1]
        elif len(country) == 3 and (block == "Leaders" or (block == "Government" and "# " in line)):
            yield from info_line(line, country, block, office)


def info_line(line: str, country: str, block: str, office: str) -> Iterator[Fact]:
    """Yield the facts of one line: NAME_ [19920628 - 19960927] [>20011222]."""
    body, _, comment = line.partition("#")
    name = re.match(r"\s*\{?([A-Z][^\[\]{}#]*?)_?[\s\}]*[\[{]", body)
    offices = [office] if block == "Leaders" else [MINISTRY[p] for p in comment.strip().split(" & ") if p in MINISTRY]
    spells = SPELL.findall(body)
    if not name or len(offices) != 1 or (block == "Government" and len(spells) != 1):
        return
    precision, source = ("day", "CountryInfo leaders") if block == "Leaders" else ("list", "CountryInfo ministers")
    for open_side, first, second in spells:
        since = "" if open_side == "<" or (source.endswith("ministers") and first == "20030101") else iso(first)
        until = iso(second or (first if open_side == "<" else ""))
        yield Fact(source, country, offices[0], name[1].replace("_", " ").title(), since, until, precision)


def iso(digits: str) -> str:
    """Return YYYYMMDD as an ISO day, 31 June as the 30th, "" as ""."""
    if not digits:
        return ""
    year, month, day = int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last)).isoformat()


def leaders_2022(path: Path, codes: dict[str, str]) -> Iterator[Fact]:
    """Yield the office holders of 2022, whose dates are years."""
    column = "positionLabel" if "wikidata" in path.name else "positionlabel"
    holder = column.replace("position", "officeholder")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        country = codes.get(row["country"].removeprefix("The ").lower(), "")
        first, last = row["start_year"], row["end_year"]
        since, until = (f"{first}-01-01" if first else ""), (f"{last}-12-31" if last else "")
        name = re.sub(r" \(.*", "", row[holder])
        yield Fact(path.stem, country, row[column], name, since, until, "year")


def leaders_2026(path: Path, codes: dict[str, str]) -> Iterator[Fact]:
    """Yield the office holders of August 2026."""
    for entry in json.loads(path.read_text(encoding="utf-8"))["countries"].values():
        for position in entry["positions"].values():
            holder = position["current_holder"]
            if holder:
                country = codes.get(entry["country"]["name_en"].lower(), "")
                yield Fact(
                    path.stem, country, position["title_en"], holder["name_en"], holder["since"] or "", "", "day"
                )


# ---- comparing --------------------------------------------------------------------------------------------------------------------


def words(name: str) -> list[str]:
    """Return the words of a name without accents, particles and case."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    plain = plain.translate(str.maketrans("đıøłəæ", "diolae")).replace("'", "").replace("’", "")
    return [w for w in re.split(r"[^a-z]+", plain) if w and w not in PARTICLES]


def alike(one: list[str], other: list[str]) -> bool:
    """Tell whether two names are one person's: every word of the shorter has its like in the longer."""
    short, long = sorted((one, other), key=len)
    same = sum(any(close(s, w) for w in long) for s in short)
    joined = SequenceMatcher(None, "".join(one), "".join(other)).ratio()
    return joined >= 0.84 or (len(short) >= 2 and same == len(short)) or (len(short) == 1 and same == 1)


def close(one: str, other: str) -> bool:
    """Tell whether two words may be spellings of one name."""
    return one == other or (len(one) > 3 and SequenceMatcher(None, one, other).ratio() >= 0.75)


class Holders:
    """Our people by country of a role, and their roles."""

    def __init__(self, people: list[Row], roles: list[Row]) -> None:
        self.roles: dict[str, list[Row]] = defaultdict(list)
        for role in roles:
            self.roles[role["actor"]].append(role)
        self.named = {p["id"]: [words(n) for n in (p["name"], *p["aliases"].split(";")) if n] for p in people}
        self.countries: dict[str, set[str]] = defaultdict(set)
        for actor, held in self.roles.items():
            for role in held:
                self.countries[role["country"]].add(actor)

    def called(self, fact: Fact) -> list[Row]:
        """Return the roles of everybody of that country whose name is like the fact's."""
        wanted = words(fact.name)
        ids = [i for i in self.countries[fact.country] if any(alike(wanted, n) for n in self.named.get(i, []))]
        return [r for i in sorted(ids) for r in self.roles[i] if r["country"] == fact.country]


def verdict(fact: Fact, holders: Holders) -> tuple[str, str]:
    """Return how our tables stand to a fact (agrees, differs, no role, missing) and, where it helps, what they say."""
    roles = holders.called(fact)
    if not roles:
        return "missing", ""
    best = min(roles, key=lambda r: distance(fact, r))
    if distance(fact, best) == 0:
        return "agrees", f"{best['actor']}|{best['title']}|{best['since']}"
    said = f"{best['actor']} {best['title']} {best['since']}…{best['until']} ({best['precision']})"
    meets = (fact.since or "0") <= (best["until"] or "9999") and best["since"] <= (fact.until or "9999")
    return ("differs" if meets else "no role"), said


def distance(fact: Fact, role: Row) -> int:
    """Return by how many days a role and a fact are apart beyond what their precisions allow."""
    slack = max(SLACK[fact.precision], SLACK[role["precision"]])
    total = 0
    for said, ours in ((fact.since, role["since"]), (fact.until, role["until"])):
        if said and ours:
            total += max(0, abs((day_of(said) - day_of(ours)).days) - slack)
        elif said and not ours and said == fact.until:
            total += 10_000  # we say that it goes on
    return total


def report(facts: Iterable[Fact], holders: Holders, *, full: bool) -> None:
    """Print counts by source and, if asked, the facts that we contradict or lack."""
    counts: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        status, said = verdict(fact, holders)
        counts[fact.source, status] += 1
        if full and status != "agrees":
            print(
                f"{status}: {fact.country} {fact.office}: {fact.name} {fact.since}…{fact.until} [{fact.source}] {said}"
            )
    for source in sorted({s for s, _ in counts}):
        parts = ", ".join(
            f"{status} {counts[source, status]}" for status in ("agrees", "differs", "no role", "missing")
        )
        print(f"{source}: {parts}")


def main() -> int:
    """Run the checks; return the exit status."""
    parser = argparse.ArgumentParser(description="Check the tables of office holders.")
    parser.add_argument("facts", nargs="?", type=Path, help="folder of public facts")
    parser.add_argument("--list", action="store_true", help="list the facts that we contradict or lack")
    parser.add_argument("--country", default="", help="only facts about this country code")
    asked = parser.parse_args()
    people, roles = read_table("people"), read_table("roles")
    wrong = list(faults(people, roles))
    print("\n".join([*wrong, f"{len(people)} people, {len(roles)} roles, {len(wrong)} faults"]))
    if asked.facts:
        facts = [f for f in read_facts(asked.facts) if asked.country in ("", f.country)]
        report(facts, Holders(people, roles), full=asked.list)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
