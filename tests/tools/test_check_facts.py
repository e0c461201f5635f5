"""The checker of office holders: what it finds wrong in tables, what it reads from facts, and that our tables are faultless."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "check_facts.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_facts", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_facts"] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


check = _load()


def _person(actor: str, name: str, aliases: str = "") -> dict[str, str]:
    return {"id": actor, "name": name, "aliases": aliases, "file": "people-test.csv"}


def _role(actor: str, since: str, until: str, title: str = "President", precision: str = "day") -> dict[str, str]:
    return {
        "actor": actor, "title": title, "country": "ABC", "organisation": "", "since": since, "until": until,
        "precision": precision, "file": "roles-test.csv",
    }  # fmt: skip


ADA, BEN = _person("person:ada", "Ada Moyo"), _person("person:ben", "Ben Oyelaran", "B. Oyelaran")


@pytest.mark.parametrize(
    ("people", "roles", "said"),
    [
        ([ADA], [_role("person:ada", "2001-01-01", "2005-01-01")], ""),
        ([ADA, BEN], [_role("person:ada", "2001-01-01", "2005-01-01"), _role("person:ben", "2005-01-02", "")], ""),
        ([ADA, BEN], [_role("person:ada", "2001-01-01", "2005-01-09"), _role("person:ben", "2005-01-01", "")], "person:ben"),
        ([ADA, BEN], [_role("person:ada", "2001-01-01", "2005-01-31", precision="month"), _role("person:ben", "2005-01-01", "")], ""),
        ([ADA], [_role("person:ada", "2005-01-01", "2001-01-01")], "before it begins"),
        ([ADA], [_role("person:ada", "2005-02-30", "")], "not an ISO day"),
        ([ADA], [_role("person:zoe", "2005-02-03", "")], "no such person"),
        ([ADA, ADA], [], "2 rows of this id"),
        ([ADA, _person("person:ada-two", "A. Moyo", "Ada Moyo")], [], "'Ada Moyo' names"),
    ],
)  # fmt: skip
def test_faults_of_tables_are_named(people: list[dict[str, str]], roles: list[dict[str, str]], said: str) -> None:
    found = list(check.faults(people, roles))
    assert len(found) == (1 if said else 0), found
    assert said in "".join(found)


@pytest.mark.parametrize(
    ("line", "block", "spells"),
    [
        ("\t\tADA_MOYO_\t[20010203 - 20050607]  [B:19400101]", "Leaders", [("2001-02-03", "2005-06-07")]),
        ("\t\tADA_MOYO_\t[>20010203]", "Leaders", [("2001-02-03", "")]),
        ("\t\tADA_MOYO_\t[20010203 - 20020304]  [20050607 - 20060708]", "Leaders", [("2001-02-03", "2002-03-04"), ("2005-06-07", "2006-07-08")]),
        ("\tADA_MOYO_\t[ABCGOV 20030401 - 20040631]\t# Minister of Foreign Affairs", "Government", [("2003-04-01", "2004-06-30")]),
        ("\tADA_MOYO_\t[ABCGOV 20030101 - 20040631]\t# Minister of Defense", "Government", [("", "2004-06-30")]),
        ("\tADA_MOYO_\t[ABCGOV 20030401 - 20040631]\t# Minister of Fisheries", "Government", []),
    ],
)  # fmt: skip
def test_a_line_of_facts_is_read(line: str, block: str, spells: list[tuple[str, str]]) -> None:
    facts = list(check.info_line(line, "ABC", block, "Presidents"))
    assert [(f.since, f.until) for f in facts] == spells
    assert {f.name for f in facts} <= {"Ada Moyo"}


@pytest.mark.parametrize(
    ("since", "until", "name", "status"),
    [
        ("2001-01-03", "2005-01-01", "Ada Moyo", "agrees"),
        ("2001-01-03", "", "Moyo, Adah", "agrees"),
        ("2001-03-03", "2005-01-01", "Ada Moyo", "differs"),
        ("1995-03-03", "1996-01-01", "Ada Moyo", "no role"),
        ("2001-01-01", "2005-01-01", "Zoe Quist", "missing"),
    ],
)
def test_tables_are_held_against_a_fact(since: str, until: str, name: str, status: str) -> None:
    holders = check.Holders([ADA], [_role("person:ada", "2001-01-01", "2005-01-01")])
    fact = check.Fact("made up", "ABC", "President", name, since, until, "day")
    assert check.verdict(fact, holders)[0] == status


def test_the_tables_of_office_holders_have_no_fault() -> None:
    assert list(check.faults(check.read_table("people"), check.read_table("roles"))) == []
