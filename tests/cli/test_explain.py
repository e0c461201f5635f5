"""`dragoman explain`: every decision of a sentence is told, in order, at 80 columns, and plainly where there is no terminal."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.explain import same_event
from dragoman.dataset.queries import open_dataset

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)
SENTENCE = "Turkey agreed to send aid to Syria on Monday but refused to withdraw its troops, the foreign minister said."


def part(text: str, heading: str) -> str:
    """Return a section of an account: from its heading up to the next one."""
    found = re.search(rf"^{heading}\b.*?\n(.*?)(?=^[A-Z]{{4,}}\b|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


@pytest.fixture
def told(cli: Cli) -> str:
    done = cli("explain", SENTENCE, "--published", "2024-03-14")
    assert (done.status, done.err) == (0, "")
    return str(done.out)


def test_it_fits_eighty_columns_and_is_plain(told: str) -> None:
    assert max(map(len, told.splitlines())) <= 80
    assert "\x1b" not in told
    assert [line for line in told.splitlines() if line != line.rstrip()] == []


def test_every_step_of_the_decision_is_told(told: str) -> None:
    outcome = told.split("\n\nCLAUSES", maxsplit=1)[0]
    assert re.search(r"[●○][¹²³] Turkey \(TUR GOV\) → AID → Syria \(SYR GOV\)  \[promised in", outcome)
    assert re.search(r"❝  (the )?foreign minister .*: said", outcome)
    assert "send  verb, active, infinitive, future" in part(told, "CLAUSES")
    assert "“Turkey” is Turkey (TUR GOV)  state:turkey\n    a name that the knowledge base has" in part(told, "ACTORS")
    assert re.search(r"✓  AID +0\.\d\d  \S+ “send.*”: wins", part(told, "CANDIDATES"))
    assert re.search(r"✗  MOBILIZE/\S+ +0\.\d\d  \S+ “send[^”]*”: none of ", part(told, "CANDIDATES"))
    assert re.search(r"part of     event [¹²³], as promised", part(told, "EVENTS"))
    assert "11 Mar 2024, “Monday”, counted from the day of publication" in part(told, "EVENTS")
    assert "cue         “said”, of the class say" in part(told, "STATEMENTS")


def test_nothing_has_its_reason(cli: Cli) -> None:
    done = cli("explain", "The cat sat on the mat.")
    assert done.status == 0
    assert "no word of it opens an event" in " ".join(done.out.split())


def test_a_sentence_longer_than_a_file_name_may_be_is_no_file(cli: Cli) -> None:
    assert cli("explain", "Kenya met Sudan. " * 300).status == 0


def test_a_file_is_pointed_to_code(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    done = cli("explain", "a.txt")
    assert done.status == 2
    assert "To code the file: dragoman code a.txt" in done.err


# ---- an event of a dataset --------------------------------------------------------------------------------------------------------


@pytest.fixture
def dataset(cli: Cli, tmp_path: Path) -> Path:
    text = f"Kenya recalled its ambassador from Sudan.\n\n{SENTENCE}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert cli("code", "a.txt", "--out", "k", "--published", "2024-03-14").status == 0
    return tmp_path / "k"


def test_an_event_of_a_dataset_is_told_in_its_article(cli: Cli, dataset: Path) -> None:
    with open_dataset(dataset) as opened:
        event = opened.events.filter("type = 'REJECT'").project("id").fetchall()[0][0]
    done = cli("explain", "k", event[:8])
    assert (done.status, done.err) == (0, "")
    assert "a.txt" in done.out.split("CLAUSES")[0]
    events = part(done.out, "EVENTS")
    assert events.count("because") == 1
    assert "REJECT" in events
    assert "Kenya recalled" not in done.out


def test_the_beginning_of_an_id_must_be_that_of_one_event(cli: Cli, dataset: Path) -> None:
    several = cli("explain", "k", "e")
    assert (several.status, several.out) == (2, "")
    assert "'e' begins the ids of several events: e" in several.err
    assert "no event of the dataset has an id that begins with 'e000'" in cli("explain", "k", "e000").err
    assert "is not the id of an event" in cli("explain", "k", "e' OR '1'='1").err


def test_an_event_that_is_not_found_again_is_said_to_be_lost(
    cli: Cli, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.cli.explain.same_event", lambda *_: False)
    with open_dataset(dataset) as opened:
        event = opened.events.filter("type = 'SANCTION'").project("id").fetchall()[0][0]
    done = cli("explain", "k", event)
    assert done.status == 1
    assert f"the coder as it is now does not find event {event} in this sentence; it was coded by verbal" in done.err


def test_one_event_is_itself(reading: Any) -> None:
    first, second = reading.events[1], reading.events[2]
    assert same_event(first, first)
    assert not same_event(first, second)
