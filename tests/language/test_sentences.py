"""Sentences: boundaries, exact offsets. All texts are invented."""

import pytest

from dragoman.language.sentences import split
from dragoman.records import Article

CASES = {
    "titles": ("They praised Ms. Diaz. Critics named Govs. Ruiz and Lee.", ["They praised Ms. Diaz.", "Critics named Govs. Ruiz and Lee."]),
    "title at the end": ("He only said Ms.", ["He only said Ms."]),
    "paragraphs": ("One line\n\nAnother line", ["One line", "Another line"]),
    "short lines end on purpose": ("Mali, Niger hold talks\nFloods in Peru", ["Mali, Niger hold talks", "Floods in Peru"]),
    "wrapped lines go on": (
        "The ministers of Mali and Niger held talks about the\nborder on Friday in Niamey.",
        ["The ministers of Mali and Niger held talks about the\nborder on Friday in Niamey."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_split(name: str) -> None:
    text, expected = CASES[name]
    sentences = split(Article(id="a", text_hash="", uri="", text=text))
    assert [s.text for s in sentences] == expected
    assert all(text[s.start : s.end] == s.text for s in sentences)
