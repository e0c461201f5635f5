"""Same-length copies of text for the parser: offsets into the copy are offsets into the original."""

import re
from collections.abc import Callable

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Same length each: the parser was trained on the plain forms.
PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "–": "-",
        "\t": " ",
        "\n": " ",
        "\r": " ",
    }
)
SHOUTING = 0.7


def plain(text: str, is_name: Callable[[str], bool]) -> str:
    """Return a same-length copy with plain quotation marks and blanks, and with sentence case where the text is all capitals.

    `is_name` tells which lower-cased words begin with a capital (names the knowledge base knows).
    """
    copy = text.translate(PLAIN)
    return sentence_case(copy, is_name) if _shouts(copy) else copy


def sentence_case(text: str, is_name: Callable[[str], bool]) -> str:
    """Return a same-length copy in lower case but for the first word and known names."""
    first = True

    def recase(match: re.Match[str]) -> str:
        nonlocal first
        lower = match[0].lower()
        if len(lower) != len(match[0]):  # a few letters grow when lowered: leave the word
            return match[0]
        capital, first = first or is_name(lower), False
        return lower[0].upper() + lower[1:] if capital else lower

    return WORD.sub(recase, text)


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > SHOUTING * len(letters)
