"""Quotation marks of every make. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotations import find_quotations

CASES = [
    ("curly", "“We will leave,” she said.", ["We will leave,"]),
    ("straight", 'She said "we will leave" and left.', ["we will leave"]),
    ("two", '"Never," he said. "Not once."', ["Never,", "Not once."]),
    ("single", "‘We won’t leave,’ she said.", ["We won’t leave,"]),
    ("straight single", "She called it 'a serious mistake' on Monday.", ["a serious mistake"]),
    ("ticks", "``We will leave,'' she said.", ["We will leave,"]),
    ("two apostrophes", "''We will leave,'' she said.", ["We will leave,"]),
    ("angles", "Il a dit : « Nous partons » hier.", [" Nous partons "]),
    ("angles reversed", "Er sagte: »Wir gehen« und ging.", ["Wir gehen"]),
    ("low", "Er sagte: „Wir gehen“, und ging.", ["Wir gehen"]),
    ("reversed", "They restore ”order“ there.", ["order"]),
    ("reversed with blanks", "They restore order and ” calm “, they say.", [" calm "]),
    ("closed by an opening mark after a blank", "“You acted well for the citizens. “, the leader said.", ["You acted well for the citizens. "]),
    ("mismatched", 'He promised “peace" and left.', ["peace"]),
    ("opened by one make, closed by another", 'He said "we will leave», and "we will not return".', ["we will leave", "we will not return"]),
    ("blank before the stop", "They fear the “great wall” . It grows.", ["great wall"]),
    ("nested", "“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
    ("nested, same make", "“He told me “never again” and left,” she said.", ["He told me “never again” and left,"]),
    ("straight in curly", '“He told me "never" and left,” she said.', ['He told me "never" and left,']),
    ("apostrophes only", "The rebels' leaders don't trust the army's word.", []),
    ("typographic apostrophes only", "The rebels’ leaders don’t trust the army’s word.", []),
    ("plural possessive inside", "‘The rebels’ leaders must go,’ she said.", ["The rebels’ leaders must go,"]),
    ("plural noun at the end", "The so-called ‘volunteers’ crossed the border.", ["volunteers"]),
    ("clipped words", "In the '90s they gave 'em food.", []),
    ("brackets", 'The plan ("a farce") failed.', ["a farce"]),
    ("dash", "The plan —“a farce”— failed.", ["a farce"]),
    ("ellipsis first", "He wrote: “...and so we left.”", ["...and so we left."]),
    ("stray closing mark", "The plan failed.” They left.", []),
    ("none", "Nothing is quoted here.", []),
    ("paragraph reopened", "“First part.\n\n“Second part,” he said.", ["First part.", "Second part,"]),
    ("paragraph not reopened", "“First part.\n\nSecond part,” he said.", ["First part.", "Second part,"]),
    ("missing end before the next", "“First part. “Second part,” he said.", ["First part.", "Second part,"]),
    ("scare", "China rejects a “color revolution” there.", ["color revolution"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text, "text")] == expected


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("“We leave,” he said.", [True]),
        ("“We leave, he said.", [False]),
        ("“First part. “Second part,” he said.", [False, True]),
        ("“First part.\n\n“Second part,” he said.", [True, True]),
        ("“We leave.\n\nThe army came.", [False]),
    ],
)
def test_says_where_an_end_was_assumed(text: str, balanced: list[bool]) -> None:
    assert [q.balanced for q in find_quotations(text, "text")] == balanced


@given(st.text(alphabet="ab s.,:\n“”\"'‘’«»„`()-…19", max_size=80))
def test_spans_are_inside_ordered_and_apart(text: str) -> None:
    at = 0
    for quotation in find_quotations(text, "text"):
        assert at <= quotation.outer_start <= quotation.start < quotation.end <= quotation.outer_end <= len(text)
        at = quotation.outer_end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(q.part == "title" for q in find_quotations(text, "title"))
