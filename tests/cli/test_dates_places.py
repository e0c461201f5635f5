"""`dragoman dates` and `dragoman places` as a user sees them."""

from collections.abc import Callable
from typing import Any

Cli = Callable[..., Any]  # returns status, out, err (conftest.Result)


def test_dates_are_shown_with_what_else_they_may_mean(cli: Cli) -> None:
    done = cli("dates", "They met on Friday.", "--published", "2022-01-12")
    assert (done.status, done.err) == (0, "")
    assert [
        w for w in ("Friday  2022-01-07", "weekday, day, by the rule weekday", "2022-01-14") if w not in done.out
    ] == []


def test_a_text_without_dates(cli: Cli) -> None:
    done = cli("dates", "They met.")
    assert (done.status, done.out, done.err) == (1, "", "dragoman: no time expression in this text\n")


def test_nothing_to_read_is_misuse(cli: Cli) -> None:
    assert [cli(command, " ").status for command in ("dates", "places")] == [2, 2]


def test_places_are_shown_with_their_use(cli: Cli) -> None:
    done = cli("places", "Rebels attacked a convoy near Paris, Texas.")
    assert done.status == 0
    wanted = ("Paris, Texas, USA (city, GeoNames 4717560", "where an event happens", "Texas, USA (province")
    assert [w for w in wanted if w not in done.out] == []


def test_a_text_without_places(cli: Cli) -> None:
    done = cli("places", "They met.")
    assert (done.status, done.out) == (1, "")
