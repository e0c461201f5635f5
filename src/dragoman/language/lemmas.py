"""Lemmas from suffix rules, exceptions and a word index, remembered per form and part of speech.

The method is that of WordNet's morphy as spaCy's rule lemmatizer applies it; the tables are the model's own. Kept apart from the parser's
pipeline because there it costs nearly as much as the parse (docs/decisions/0001).
"""

from collections.abc import Mapping, Sequence

Rules = Mapping[str, Sequence[Sequence[str]]]
BASE_TAGS = frozenset({"NN", "VB", "VBP", "JJ", "RB"})  # already the dictionary form
FORMS_OF_BE = frozenset({"am", "are"})  # in the present the one verb whose plain form is not its base form
POS_TABLES = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}


class Lemmas:
    """Look up lemmas; `rules`, `exceptions` and `index` are keyed by lower-case part of speech."""

    def __init__(
        self, rules: Rules, exceptions: Mapping[str, Mapping[str, Sequence[str]]], index: Mapping[str, Sequence[str]]
    ) -> None:
        self._rules = rules
        self._exceptions = exceptions
        self._index = {pos: frozenset(words) for pos, words in index.items()}
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, lower: str, tag: str, pos: str) -> str:
        """Return the lemma of a lower-cased form with its Penn tag and universal part of speech."""
        table = POS_TABLES.get(pos)
        if table is None or (tag in BASE_TAGS and table != "verb"):
            return lower
        key = (lower, tag if tag in BASE_TAGS else table)
        if key not in self._known:
            self._known[key] = self._exception(lower, table) if tag in BASE_TAGS else self._derive(lower, table)
        return self._known[key]

    def knows(self, lower: str) -> bool:
        """Tell whether a lower-cased form is an English word of an open class, inflected or not."""
        return any(
            lower in index or lower in self._exceptions.get(table, {}) or self._derive(lower, table) in index
            for table, index in self._index.items()
        )

    def _exception(self, lower: str, table: str) -> str:
        """Return the base form of what is already one but for contractions and clitics ("'re", "'ve")."""
        if table == "verb" and lower in FORMS_OF_BE:
            return "be"
        return lower if lower.isalpha() else self._derive(lower, table)

    def _derive(self, lower: str, table: str) -> str:
        exceptional = self._exceptions.get(table, {}).get(lower)
        if exceptional:
            return str(exceptional[0])
        known: list[str] = []
        unknown: list[str] = []
        for old, new in self._rules.get(table, ()):
            if lower.endswith(old):
                form = lower[: len(lower) - len(old)] + new
                (known if form in self._index.get(table, frozenset()) else unknown).append(form)
        if lower in self._index.get(table, frozenset()) and not known:
            return lower
        if (
            not known and table == "verb" and lower.startswith("re") and len(lower) > 5
        ):  # "readmitted" is admit done again
            rest = self._derive(lower[2:], table)
            if rest in self._index.get(table, frozenset()):
                return f"re{rest}"
        return next(iter(known), next((form for form in unknown if form), lower))
