"""The examples of the date rules: each says what its expression means on a given day. All sentences are invented."""

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.calendar.build import BUILDERS
from dragoman.calendar.cascade import rules, run
from dragoman.calendar.expressions import FOUND, find_dates
from dragoman.calendar.tokens import Item
from dragoman.calendar.vocabulary import Word, vocabulary

EXAMPLE = re.compile(r"(?:(?P<anchor>\d{4}-\d{2}-\d{2}): )?(?P<text>.*) => (?P<days>\S+)")
CASES = [
    pytest.param(rule.id, example, id=f"{rule.id}-{n}") for rule in rules() for n, example in enumerate(rule.examples)
]
# One word of each class that tells no time alone: text without other words is not even read.
SILENT = [*{entry.kind: entry for w, entry in vocabulary().words.items() if w not in vocabulary().telling}.values()]


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


def _told(words: list[Word]) -> list[Item]:
    items = [Item(word.kind, 2 * n, 2 * n + 1, word.value) for n, word in enumerate(words)]
    return [item for item in run(items, BUILDERS) if item.kind in FOUND]


def test_two_silent_words_tell_no_time() -> None:
    apart = (Word("other"), Word("other"))
    assert _told([word for pair in product(SILENT, SILENT) for word in (*pair, *apart)]) == []


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*SILENT, Word("other"), Word("poss"), Word("break")]), min_size=3, max_size=8))
def test_many_silent_words_tell_no_time(words: list[Word]) -> None:
    assert _told(words) == []


@pytest.mark.parametrize("words", ["that we all saw there in the", "Mayor May will march, may he not?"])
@pytest.mark.parametrize("date_told", ["yesterday", "the second half of 1992", "9 p.m. EST", "“2005”"])
def test_what_stands_between_dates_does_not_matter(words: str, date_told: str) -> None:
    text = f"It said in {date_told} {words} and in {date_told} {words}, in {date_told}."
    alone = [e.quote for e in find_dates(f"It said in {date_told} .", date(2022, 1, 12))]
    assert [e.quote for e in find_dates(text, date(2022, 1, 12))] == alone * 3
