"""Paragraphs and lines of a text, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article.units import cut, plain

WRAPPED = (
    "Two envoys met in the capital on Monday and signed an accord on the\n"
    "use of the river, which both countries need for their fields, and on\n"
    "the railway."
)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("Home\nNews\nSport", ["Home", "News", "Sport"]),
        (WRAPPED, [WRAPPED]),
        (f"Headline\n\n{WRAPPED}\n\nEnd", ["Headline", WRAPPED, "End"]),
        ("A long sentence that stands alone on its line here.\nAnother long sentence on a line of its own.", None),
        ("  padded \r\n\r\nnext", ["padded", "next"]),
    ],
)
def test_a_text_falls_into_its_units(text: str, units: list[str] | None) -> None:
    assert [u.text for u in cut(text)] == (text.split("\n") if units is None else units)


@pytest.mark.parametrize(
    ("text", "prose", "sentence"),
    [
        ("The two governments signed the accord after eleven hours of talks in the capital.", True, True),
        ("He was 83.", False, True),
        ("Two die in blast", False, False),
        ("“We will answer calmly, and at a time of our choosing, as we have always done,” he said.", True, True),
        ("word " * 30, True, True),
    ],
)
def test_prose_and_sentences_are_told_from_labels(text: str, prose: bool, sentence: bool) -> None:
    (unit,) = cut(text)
    assert (unit.prose, unit.sentence) == (prose, sentence)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_units_are_exact_and_cover_all_but_blanks(text: str) -> None:
    units = cut(text)
    assert all(text[u.start : u.end] == u.text for u in units)
    covered = {i for u in units for i in range(u.start, u.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


def test_plain_copies_compare() -> None:
    assert plain("“It’s\u00a0a  River” — Now") == '"it\'s a river" - now'
