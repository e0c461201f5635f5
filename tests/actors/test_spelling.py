"""Spellings of one name meet; different names do not."""

import pytest

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.spelling import Spelling, fold

SAME = [
    ("Sergei Lavrov", "Sergey Lavroff"),
    ("Volodymyr Zelensky", "Vladimir Zelenskyy"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Muammar Gaddafi", "Moammar Qaddafi"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Nicolás Maduro", "Nicolas Maduro"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Barack Obama", "Barack H. Obama"),
    ("Kassym-Jomart Tokayev", "Kassym-Jomart Tokaev"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_find_one_person(knowledge: Knowledge, one: str, other: str) -> None:
    found = [
        [r.actor_id for _, _, readings in knowledge.find(f"Yesterday {name} spoke.") for r in readings]
        for name in (one, other)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 1


def test_folding_keeps_the_length() -> None:
    text = "Łódź – Đà Nẵng’s İzmir"
    assert len(fold(text)) == len(text)
    assert fold(text) == "Lodz - Da Nang's Izmir"


def test_hyphens_and_blanks_are_one() -> None:
    spelling = Spelling([])
    assert spelling.words("Guinea-Bissau") == spelling.words("Guinea Bissau")
    assert spelling.words("Kim Jong-un") == spelling.words("Kim Jong-Un")


def test_classes_of_words() -> None:
    spelling = Spelling([("Dmitry", "Dmitri")])
    assert spelling.words("Dmitri Medvedev") == spelling.words("Dmitry Medvedev")
    assert spelling.words("Dmitry Medvedev") != spelling.words("Anton Medvedev")
