"""The examples of docs/actors.md do what the page says."""

import re
from pathlib import Path

import pytest
from tests.actors.conftest import Finder

from dragoman.actors.knowledge import Knowledge, load
from dragoman.actors.standing import person_on

PAGE = (Path(__file__).parents[2] / "docs/actors.md").read_text(encoding="utf-8")


def pack(tmp_path: Path, kind: str) -> Knowledge:
    """Load the page's example of a pack."""
    (example,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / f"mine.{kind}"
    file.write_text(example, encoding="utf-8")
    return load([str(file)])


@pytest.mark.parametrize("kind", ["csv", "toml"])
def test_a_person_is_added(tmp_path: Path, kind: str) -> None:
    base = pack(tmp_path, kind)
    (found,) = base.readings("Odhiambo Wekesa")
    assert person_on(base, found.actor_id, "2015-01-01").sectors == ("LEG",)
    assert person_on(base, found.actor_id, "2019-01-01").sectors == ("GOV",)


def test_what_the_table_overrides_and_removes(tmp_path: Path) -> None:
    base = pack(tmp_path, "csv")
    wang, lavrov = base.actor("person:wang-yi"), base.actor("person:sergey-lavrov")
    assert wang is not None
    assert [(r.title, r.since) for r in wang.roles] == [("Foreign Minister", "2013-03-16")]
    assert lavrov is not None
    assert "Foreign Minister" not in {r.title for r in lavrov.roles}
    assert [bool(base.readings(n)) for n in ("Odhis", "LKF", "NATO", "OTAN", "Xi Jinping")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_role_noun_is_added(tmp_path: Path) -> None:
    assert pack(tmp_path, "toml").agents["boda boda rider"].sectors == ("LAB",)


def composed() -> list[tuple[str, str, str]]:
    """Return the rows of the page's table of phrases."""
    table = PAGE.split("## Composition")[1].split("## Time")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return [row for row in rows if row[0] not in ("phrase", "---")]


@pytest.mark.parametrize(("phrase", "country", "sectors"), composed())
def test_phrases_of_the_page(find: Finder, phrase: str, country: str, sectors: str) -> None:
    found = [m.record for m in find(f"{phrase[0].upper()}{phrase[1:]} left.").mentions if m.subject]
    assert [r.country for r in found] == re.findall("[A-Z]{3}", country) or [""]
    assert {" ".join(r.sectors) for r in found} == {sectors}
