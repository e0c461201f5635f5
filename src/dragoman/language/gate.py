"""Which sentences deserve a parse: those with a trigger or cue word, a quotation mark or a pronoun that may carry one on."""

import re
from collections.abc import Iterable, Sequence

from dragoman.language.forms import Sentence

WORD = re.compile(r"[^\W\d_]+")
QUOTATION_MARK = re.compile(r"[\"“”„«»]")
# "SMITH: …", "EG: …", "― Ann Lee": who speaks in a transcript, before a headline's colon, or signs a quotation.
LABEL = re.compile(r"[\s\"“*:•]*(?:[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,4}: +\S|(?:[―—–]|--)\s*[\"“]?[A-Z])")
# Regular endings stripped from a word of the text to meet a lemma of the lexicon; irregular forms are listed below.
ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly")
IRREGULAR = {
    "met": "meet", "said": "say", "told": "tell", "held": "hold", "shot": "shoot", "fought": "fight", "struck": "strike", "slain": "slay", "hung": "hang",
    "beat": "beat", "beaten": "beat", "sent": "send", "gave": "give", "given": "give", "lent": "lend", "took": "take", "taken": "take", "broke": "break",
    "left": "leave", "spoke": "speak", "spoken": "speak", "sold": "sell", "bought": "buy", "sought": "seek", "blew": "blow", "withdrew": "withdraw",
    "withdrawn": "withdraw", "threw": "throw", "thrown": "throw", "stood": "stand", "stole": "steal", "began": "begin", "begun": "begin", "brought": "bring",
    "laid": "lay", "fed": "feed", "fled": "flee", "flew": "fly", "lied": "lie", "swore": "swear", "burnt": "burn", "sank": "sink", "sunk": "sink", "tried": "try",
    "denied": "deny", "flown": "fly", "swapped": "swap", "led": "lead", "made": "make", "put": "put", "paid": "pay", "set": "set", "went": "go", "gone": "go", "had": "have",
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "shook": "shake", "hit": "hit", "let": "let", "quit": "quit", "cut": "cut",
}  # fmt: skip


class Gate:
    """Chooses sentences by the words that can start something. `words` are lemmas in lower case."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._known: dict[str, bool] = {}

    def choose(self, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        """Return the positions of the sentences worth a parse; the first of the text, which places and names the rest, always is."""
        first = next((i for i, s in enumerate(sentences) if s.part == "text"), -1)
        return tuple(i for i, s in enumerate(sentences) if i == first or self.passes(s.text))

    def passes(self, text: str) -> bool:
        """Tell whether a sentence holds a quotation mark, a speaker's label, or a word that can trigger an event, statement or position."""
        if QUOTATION_MARK.search(text) is not None or LABEL.match(text) is not None:
            return True
        return any(self._opens(w.lower()) for w in WORD.findall(text))

    def _opens(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = IRREGULAR.get(word, word) in self._words or any(
                stem in self._words for stem in _stems(word)
            )
        return self._known[word]


def _stems(word: str) -> Iterable[str]:
    """Yield what may be the lemma of a regular form: "bombed", "bombing", "carried", "stopping", "invading"."""
    for ending in ENDINGS:
        if ending and not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)] if ending else word
        yield stem
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if len(stem) > 3 and stem[-1] == stem[-2]:
            yield stem[:-1]
