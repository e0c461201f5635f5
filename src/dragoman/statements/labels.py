"""Labels that open paragraphs ("SMITH: …", "EG: …"): what makes an article a transcript."""

import re
from collections import Counter
from collections.abc import Iterable

from dragoman.records import Record

NAME = r"[A-Z][\w.'’&-]*"
OPENING = r"[\s\"“*:•]*"  # marks and bullets before a turn
BEFORE_COLON = re.compile(rf"{OPENING}({NAME}(?: (?:{NAME}|of|the|and|for)){{0,5}}(?: \([A-Z-]+\))?): +(?=\S)")
BARE_LABEL = re.compile(r"([A-Z]{2,5}|[A-Z][a-z]+) +(?=[A-Z])")
TURNS = 3  # so many paragraphs that open with a label and a colon make a transcript


class Labels(Record, kw_only=True):
    """How many paragraphs open with a label and a colon, if any label does so twice; and the labels that have lost their colon."""

    turns: int
    bare: frozenset[str]

    @property
    def transcript(self) -> bool:
        """Whether the article is one."""
        return self.turns >= TURNS


def read_labels(openings: Iterable[str]) -> Labels:
    """Return the labels of an article from the first sentences of its paragraphs."""
    listed = list(openings)
    colons = Counter(m[1] for text in listed if (m := BEFORE_COLON.match(text)))
    bare = Counter(m[1] for text in listed if (m := BARE_LABEL.match(text)))
    turns = sum(colons.values()) if max(colons.values(), default=0) > 1 else 0
    return Labels(turns=turns, bare=frozenset(w for w, n in bare.items() if n >= TURNS and turns >= TURNS))
