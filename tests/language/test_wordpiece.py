"""Words are cut into the longest pieces of the vocabulary, with the characters that they come from."""

import pytest

from dragoman.language.wordpiece import Vocabulary

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##afford", "##able", "elan", "-", "of", "##f", "o", "the", ".")
VOCABULARY = Vocabulary(PIECES)


def _cut(text: str) -> list[str]:
    return [PIECES[i] for i in VOCABULARY.encode(text)[0]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("unaffordable", ["un", "##afford", "##able"]),
        ("Élan", ["elan"]),  # lower case, without accents
        ("off-the", ["of", "##f", "-", "the"]),
        ("theory", ["[UNK]"]),  # a word with a piece that is not there is unknown as a whole
        ("the…", ["the", "[UNK]"]),
        ("o" * 200, ["[UNK]"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert _cut(text) == ["[CLS]", *pieces, "[SEP]"]


def test_each_piece_has_the_characters_of_its_word() -> None:
    text = "The élan of"
    ids, spans = VOCABULARY.encode(text)
    assert len(ids) == len(spans)
    assert [text[a:b] for a, b in spans] == ["", "The", "élan", "of", ""]
