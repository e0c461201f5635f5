"""Lemmas from tables of their own: what needs no parser to tell."""

import pytest

from dragoman.language.lemmas import Lemmas

LEMMAS = Lemmas(
    {"verb": [["s", ""], ["ed", ""]]}, {"verb": {"are": ["be"], "found": ["find"]}}, {"verb": ["be", "find", "found"]}
)


@pytest.mark.parametrize(
    ("form", "tag", "pos", "lemma"),
    [
        ("are", "VBP", "AUX", "be"),
        ("am", "VBP", "VERB", "be"),
        ("found", "VB", "VERB", "found"),  # "to found a party"
        ("found", "VBD", "VERB", "find"),
        ("are", "NN", "NOUN", "are"),  # a hundred square metres
    ],
)
def test_lemma(form: str, tag: str, pos: str, lemma: str) -> None:
    assert LEMMAS.lemma(form, tag, pos) == lemma
