"""Same-length copies of text for the parser: offsets into the copy are offsets into the original."""

import re
from collections.abc import Callable, Iterable

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
CAPITALISED = 0.8  # share of a headline's longer words that begin with a capital
LONGER = 4  # letters; shorter words stay small in headlines

Spans = Iterable[tuple[int, int]]


class Speller:
    """Makes same-length copies in the spelling that the parser was trained on.

    `is_name` tells which lower-cased words begin with a capital, `names` where known names stand in a text, and `is_word` which
    lower-cased forms are ordinary words: what is none of these in a headline keeps its capital.
    """

    def __init__(
        self,
        is_name: Callable[[str], bool] = lambda _: False,
        names: Callable[[str], Spans] = lambda _: (),
        is_word: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._is_name = is_name
        self._names = names
        self._is_word = is_word

    def plain(self, text: str) -> str:
        """Return a copy with plain quotation marks and blanks, and in sentence case where the text is all capitals or title case."""
        copy = text.translate(PLAIN)
        if shouts(copy):
            return sentence_case(copy, self._is_name)
        return self._lowered_headline(copy) if _headlined(copy) else copy

    def _lowered_headline(self, copy: str) -> str:
        kept = [span for span in self._names(copy) if copy[span[0]].isupper()]

        def recase(match: re.Match[str]) -> str:
            lower = match[0].lower()
            named = any(start <= match.start() < end for start, end in kept)
            if match.start() == 0 or named or len(lower) != len(match[0]) or not match[0].istitle():
                return match[0]
            return lower if len(lower) < LONGER or self._is_word(lower) else match[0]

        return WORD.sub(recase, copy)


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


def _headlined(text: str) -> bool:
    longer = [w for w in WORD.findall(text) if len(w) >= LONGER]
    return len(longer) >= 3 and sum(w[0].isupper() for w in longer) >= CAPITALISED * len(longer)


def shouts(text: str) -> bool:
    """Tell whether a text is all capitals, but for a few letters."""
    letters = "".join(filter(str.isalpha, text))
    return len(letters) > 12 and sum(map(str.isupper, letters)) > SHOUTING * len(letters)
