"""Word pieces, as BERT's uncased vocabularies cut them (Wu et al. 2016; Devlin et al. 2019): greedy, longest piece first.

The whole module is plain Python without imports from the package, since training reads the same file in its own environment: what the model
learned on and what it is given later are cut by the same code. (The usual library brings a dozen packages for downloading from a hub.)
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

# Punctuation as BERT sees it: all ASCII marks, and what Unicode calls punctuation (up to the scripts that newspapers in Latin letters quote).
PUNCTUATION = re.escape(
    "".join(
        c for c in map(chr, range(33, 0x3100)) if unicodedata.category(c)[0] == "P" or (c < "\x7f" and not c.isalnum())
    )
)
WORD = re.compile(f"[{PUNCTUATION}]|[^\\s{PUNCTUATION}]+")  # every mark by itself
LONGEST_WORD = 100  # letters; longer ones are unknown, as in BERT

Span = tuple[int, int]


class Vocabulary:
    """A list of pieces in the order of their ids; pieces within a word begin with ##."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self._unknown = self._ids["[UNK]"]
        self._begin, self._end = self._ids["[CLS]"], self._ids["[SEP]"]
        self._cut = lru_cache(maxsize=50_000)(self._cut_word)

    def encode(self, text: str) -> tuple[list[int], list[Span]]:
        """Return piece ids between the marks of begin and end, and for each the characters of its word (empty for the marks)."""
        ids, spans = [self._begin], [(0, 0)]
        for match in WORD.finditer(text):
            pieces = self._cut(match[0])
            ids.extend(pieces)
            spans.extend([match.span()] * len(pieces))
        return [*ids, self._end], [*spans, (0, 0)]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        if len(plain) > LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        at = 0
        while at < len(plain):
            piece = self._longest(plain, at)
            if piece is None:
                return (self._unknown,)
            pieces.append(self._ids[piece])
            at += len(piece.removeprefix("##")) if at else len(piece)
        return tuple(pieces)

    def _longest(self, word: str, at: int) -> str | None:
        """Return the longest piece that begins at a letter."""
        for end in range(len(word), at, -1):
            piece = ("##" if at else "") + word[at:end]
            if piece in self._ids:
                return piece
        return None


def read_vocabulary(path: Path | Traversable) -> Vocabulary:
    """Return the vocabulary of a file of one piece a line."""
    return Vocabulary(path.read_text(encoding="utf-8").split("\n"))
