"""The examples of the date rules: each says what its expression means on a given day. All sentences are invented."""

import re
from datetime import date

import pytest

from dragoman.calendar.cascade import rules
from dragoman.calendar.expressions import find_dates

EXAMPLE = re.compile(r"(?:(?P<anchor>\d{4}-\d{2}-\d{2}): )?(?P<text>.*) => (?P<days>\S+)")
CASES = [
    pytest.param(rule.id, example, id=f"{rule.id}-{n}") for rule in rules() for n, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example_means_what_it_says(rule: str, example: str) -> None:
    match = EXAMPLE.fullmatch(example)
    assert match, f"{rule}: not of the form 'DAY: text with {{expression}} => DAYS'"
    anchor = date.fromisoformat(match["anchor"]) if match["anchor"] else None
    marked = match["text"]
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    found = [e for e in find_dates(text, anchor) if e.start < end and start < e.end]
    assert [f"{e.quote} => {_days(e.first, e.last)}" for e in found] == [f"{text[start:end]} => {match['days']}"]


def _days(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "?"
    if first == last:
        return str(first)
    return f"{first or ''}..{last or ''}"


def test_every_rule_has_an_example() -> None:
    assert [rule.id for rule in rules() if not rule.examples] == []
