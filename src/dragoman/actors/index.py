"""Finding names in text: longest first, word by word, whatever their accents, hyphens and transliterations."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.actors.spelling import TOKEN, Spelling, fold, raise_after_hyphens

# In a text that is all capitals these cannot be told from everyday words ("US" from "us"): longer names only, and a few that can.
SHORT = 3
SHORT_BUT_CLEAR = frozenset(
    {
        "UN",
        "EU",
        "USA",
        "UK",
        "PLO",
        "CIA",
        "FBI",
        "IMF",
        "FSB",
        "UAE",
        "NATO",
        "OPEC",
        "ASEAN",
        "ISIS",
        "OSCE",
        "IAEA",
        "FARC",
        "UNITA",
        "FATAH",
    }
)
ACRONYM = 5  # letters up to which an acronym may be an everyday word in capitals: "PLAN", "TIME"


class Match(NamedTuple):
    """A name in a text: its characters, end exclusive, and the key of what it stands for."""

    start: int
    end: int
    key: str


class NameIndex:
    """The names of the base by their words. `surfaces` are given with what they stand for, in order of likelihood."""

    def __init__(self, surfaces: Iterable[tuple[str, object]], spelling: Spelling) -> None:
        self._spelling = spelling
        self._lowered: NameIndex | None = None
        # Most names stand for one thing and most first words begin names of one length: no container is made for these.
        standing: dict[str, object] = {}
        several: dict[str, list[object]] = {}
        lengths: dict[str, int] = {}  # bits: 1 << number of words
        for surface, stands in surfaces:
            words = spelling.words(surface)
            if words:
                key = " ".join(words)
                if standing.setdefault(key, stands) is not stands:
                    several.setdefault(key, [standing[key]]).append(stands)
                lengths[words[0]] = lengths.get(words[0], 0) | 1 << len(words)
        self._standing, self._several, self._lengths = standing, several, lengths

    def standing(self, key: str) -> list[object]:
        """Return what a name stands for, by the key of a match."""
        return self._several.get(key) or [self._standing[key]]

    def key(self, name: str) -> str:
        """Return the key under which a name would stand."""
        return " ".join(self._spelling.words(name))

    def find(self, text: str) -> Iterator[Match]:
        """Yield the names in a text from left to right, of those that begin at one word the longest."""
        folded = fold(text)
        if "-" in folded:
            folded = raise_after_hyphens(folded)
        words, spans = self._words(folded)
        yield from self._matches(words, spans)

    def find_shouted(self, text: str) -> Iterator[Match]:
        """Yield the names in a text that is all capitals."""
        lower = fold(text).lower()
        if len(lower) == len(text):  # a few letters grow when lowered
            index = self._in_lower_case()
            words, spans = index._words(lower)  # noqa: SLF001  (the same class)
            for match in index._matches(words, spans):  # noqa: SLF001
                yield Match(match.start, match.end, str(index.standing(match.key)[0]))

    def _words(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        words, spans = [], []
        for match in TOKEN.finditer(text):
            if match[0] != "-":
                words.append(self._spelling.word(match[0]))
                spans.append(match.span())
        return words, spans

    def _matches(self, words: list[str], spans: list[tuple[int, int]]) -> Iterator[Match]:
        at = 0
        while at < len(words):
            found = self._longest(words, at) if words[at] in self._lengths else None
            if found is None:
                at += 1
                continue
            length, key = found
            yield Match(spans[at][0], spans[at + length - 1][1], key)
            at += length

    def _longest(self, words: list[str], at: int) -> tuple[int, str] | None:
        lengths = self._lengths[words[at]]
        for length in range(lengths.bit_length() - 1, 0, -1):
            if lengths >> length & 1 and at + length <= len(words):
                key = " ".join(words[at : at + length])
                if key in self._standing:
                    return length, key
        return self._around_initial(words, at)

    def _around_initial(self, words: list[str], at: int) -> tuple[int, str] | None:
        """A middle initial that the base does not have: "Barack H. Obama"."""
        initial = words[at + 1 : at + 3]
        if len(initial) < 2 or initial[1] != "." or len(initial[0]) != 1 or not initial[0].isupper():
            return None
        key = f"{words[at]} {' '.join(words[at + 3 : at + 4])}"
        return (4, key) if key in self._standing else None

    def _in_lower_case(self) -> "NameIndex":
        if self._lowered is None:
            keys = (k for k in self._standing if _clear_in_capitals(k))
            self._lowered = NameIndex(((k.lower(), k) for k in keys), Spelling(()))
        return self._lowered

    def knows(self, key: str) -> bool:
        """Tell whether anything stands under a key."""
        return key in self._standing

    def words(self) -> Iterator[str]:
        """Yield the words of all names, as they meet."""
        for key in self._standing:
            yield from key.split()


def _clear_in_capitals(key: str) -> bool:
    """Tell whether a name is no everyday word when all is written in capitals."""
    return key in SHORT_BUT_CLEAR or (len(key) > SHORT and not (len(key) <= ACRONYM and key.isupper()))
