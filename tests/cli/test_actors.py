"""`dragoman actors` with a name, `list` and `unknown`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)


def test_a_person_on_a_day(cli: Cli) -> None:
    done = cli("actors", "Wang Yi", "--on", "2022-01-10")
    words = " ".join(done.out.split())
    assert done.status == 0
    assert "GOV; Foreign Minister on 2022-01-10" in words
    assert "2013-03-16" in words
    assert "own knowledge" in words


def test_a_state_says_what_it_is_a_member_of(cli: Cli) -> None:
    done = cli("actors", "Kazakhstan", "--on", "2022-01-10")
    assert "Collective Security Treaty Organization" in " ".join(done.out.split())


def test_list_of_a_country_on_a_day(cli: Cli) -> None:
    done = cli("actors", "list", "--country", "kaz", "--on", "2022-01-10", "--kind", "person")
    rows = done.out.splitlines()
    assert (done.status, rows[0]) == (0, "id,name,kind,country,sectors,title,since,until")
    assert any(
        r.startswith("person:kassym-jomart-tokayev,Kassym-Jomart Tokayev,person,KAZ,GOV,President,") for r in rows
    )
    assert all(",person," in row for row in rows[1:])


def test_a_list_of_nobody(cli: Cli) -> None:
    done = cli("actors", "list", "--country", "XXX")
    assert (done.status, done.out.count("\n")) == (1, 1)


def test_names_of_a_dataset_without_an_entry(cli: Cli) -> None:
    assert cli("code", "-q", "--out", "news.dragoman", *_written()).status == 0
    done = cli("actors", "unknown", "news.dragoman")
    assert "# 2 mentions in 2 articles, first as: Kenyan lawmaker Odhiambo Wekesa" in done.out
    assert ",Odhiambo Wekesa,,person,KEN,LEG,lawmaker," in done.out
    assert "# 1 mention in 1 article, first as: Wangari Otieno" in done.out


def _written() -> list[str]:
    texts = {
        "a.txt": "Kenyan lawmaker Odhiambo Wekesa accused police.",
        "b.txt": "Police arrested Odhiambo Wekesa and Wangari Otieno.",
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    return list(texts)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "--kind", "robot"], "'robot' is not a kind of actor"),
        (["list", "Kenya"], "actors list takes options only"),
        (["unknown"], "name one dataset"),
    ],
)
def test_misuse(cli: Cli, words: list[str], message: str) -> None:
    done = cli("actors", *words)
    assert done.status == 2
    assert message in done.err
