"""Words and phrases found in plain text, parsed or not: by their first word, on word boundaries, with the plural's s or without."""

import re
from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Phrases:
    """Lower-case words and phrases, each with what it shows."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, shows in rows:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, shows))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda row: -len(row[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, what it shows) of each phrase in a text; phrases may overlap."""
        words = [(m.start(), m.end(), m[0].lower()) for m in WORD.finditer(text)]
        for at, (start, _, word) in enumerate(words):
            for form in dict.fromkeys((word, word.removesuffix("'s"), word.removesuffix("s"), word.removesuffix("es"))):
                for phrase, shows in self._by_first.get(form, ()):
                    if all(_is(words, at + k, p) for k, p in enumerate(phrase[1:], 1)):
                        yield start, words[at + len(phrase) - 1][1], shows


def _is(words: list[tuple[int, int, str]], at: int, wanted: str) -> bool:
    return at < len(words) and words[at][2] in (wanted, f"{wanted}s", f"{wanted}es")
