"""One name, many spellings: folding of accents, and the words under which transliterations of one name meet."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

# Letters that Unicode does not take apart, and marks that stand for an apostrophe, a hyphen or a blank.
ALONE = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ə": "a", "Ə": "A", "ŧ": "t", "ŋ": "n",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "\u2010": "-", "\u2011": "-", "–": "-", "\u00a0": " ", "\u2009": " ",
}  # fmt: skip
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
# Endings of names that Cyrillic and Greek transliterate in several ways, and the one that stands for all.
ENDINGS = (
    ("skyy", "sky"),
    ("skiy", "sky"),
    ("skii", "sky"),
    ("skij", "sky"),
    ("ski", "sky"),
    ("yev", "ev"),
    ("iev", "ev"),
    ("eff", "ev"),
    ("off", "ov"),
    ("ey", "ei"),
    ("iy", "y"),
    ("ii", "y"),
)
ENDING = re.compile("(" + "|".join(e for e, _ in ENDINGS) + ")$")
STANDS_FOR = dict(ENDINGS)
LAST_TWO = frozenset(e[-2:] for e, _ in ENDINGS)
LEAST = 5  # letters of a word that may have such an ending


def _folding() -> dict[int, str]:
    table = {ord(k): v for k, v in ALONE.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    return table


FOLDING = _folding()


def fold(text: str) -> str:
    """Return a copy of the same length without accents and with plain apostrophes, hyphens and blanks."""
    return text if text.isascii() else text.translate(FOLDING)


class Met(dict[str, str]):
    """Words and the word that stands for each; one not seen before stands for itself, with the common spelling of its ending."""

    def __missing__(self, word: str) -> str:
        """Take a new word in."""
        if word[-2:] in LAST_TWO and len(word) >= LEAST and word[0].isupper():
            found = self[word] = ENDING.sub(_common_ending, word)
        else:
            found = self[word] = word
        return found


class Spelling:
    """Which words are spellings of one word, so that a name in a text and a name of the base meet whatever their transliteration.

    `classes` are the words of given names and particles that vary; endings of family names vary by rule.
    """

    def __init__(self, classes: Iterable[tuple[str, ...]]) -> None:
        self._known = Met({fold(form): fold(forms[0]) for forms in classes for form in forms})

    def words(self, name: str) -> list[str]:
        """Return the words of a name as they meet: folded, hyphens gone, the letter after a hyphen raised, spellings unified."""
        folded = fold(name)
        known = self._known
        if folded.isalnum():  # half of the names: one word
            return [known[folded]]
        if folded.replace(" ", "").isalnum():  # nearly all others: no marks to part
            return [known[w] for w in folded.split()]
        if "-" in folded:
            folded = raise_after_hyphens(folded)
        return [known[w] for w in TOKEN.findall(folded) if w != "-"]

    def word(self, word: str) -> str:
        """Return the word that stands for a folded word and its other spellings."""
        return self._known[word]


def _common_ending(match: re.Match[str]) -> str:
    return STANDS_FOR[match[0]]


def raise_after_hyphens(text: str) -> str:
    """Return a same-length copy with capitals after hyphens: "Jong-un" and "Jong-Un" are one name."""
    return re.sub(r"-[^\W\d_]", lambda m: m[0].upper() if len(m[0].upper()) == 2 else m[0], text)


def other_names(name: str) -> Iterable[str]:
    """Yield what else a person's name is written as: "Bashar al-Assad" without the article."""
    for article in (" al-", " el-", " Al-", " El-"):
        if article in name:
            yield name.replace(article, " ")


def classes(rows: Iterable[Mapping[str, str]]) -> list[tuple[str, ...]]:
    """Return the rows of spellings.csv as classes of words."""
    return [tuple(row["forms"].split(";")) for row in rows]
