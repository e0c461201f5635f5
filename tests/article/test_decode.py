"""From bytes to characters; what is doubtful is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article.decode import decode

TEXT = "Le président a quitté Québec — « enfin »."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf8_leave_no_doubt(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), html=False)
    assert (decoded.text, decoded.doubt) == (TEXT, "")


def test_a_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Дождь идёт'
    assert decode(page.encode("cp1251"), html=True) == (page, "", "")


def test_what_pages_call_latin_1_is_windows_1252() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Rain”'
    assert decode(page.encode("cp1252"), html=True).text == page


def test_an_undeclared_encoding_is_recognised_and_reported() -> None:
    decoded = decode((TEXT * 5).encode("cp1252"), html=False)
    assert decoded.text == TEXT * 5
    assert "is not UTF-8" in decoded.doubt
    assert decoded.done == "read as cp1252, which it looks like"


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    data = (TEXT * 100).encode()[:-1] + b"\xff."
    decoded = decode(data, html=False)
    assert decoded.text == (TEXT * 100)[:-1] + "\ufffd."
    assert decoded.done == "read as UTF-8; what is broken became U+FFFD"


def test_a_page_may_lie_about_its_encoding() -> None:
    page = '<meta charset="no-such-code"><p>Québec'
    decoded = decode(page.encode("cp1252"), html=True)
    assert "Qu" in decoded.text
    assert decoded.doubt


@given(st.binary(max_size=300), st.booleans())
def test_every_byte_string_becomes_storable_text(data: bytes, html: bool) -> None:
    decode(data, html=html).text.encode("utf-8")
