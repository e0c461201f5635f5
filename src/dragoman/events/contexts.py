"""Contexts of an event: what its own words show, then cue words of its sentence, else of those beside it in the paragraph."""

from collections.abc import Iterator, Sequence

from dragoman.events.patterns import EventLexicon
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.records import Context, Evidence

# Crime is for what no narrower context of crime covers (plover.md 4.3).
NARROWER_THAN_CRIME = frozenset({"corruption", "illegal_drugs", "trafficking", "terrorism"})


class ContextFinder:
    """The contexts that an article's sentences show, each looked up once."""

    def __init__(self, parsed: ParsedArticle, lexicon: EventLexicon) -> None:
        self._sentences = parsed.sentences
        self._lexicon = lexicon
        self._article_id = parsed.article_id
        self._known: dict[int, tuple[Context, ...]] = {}

    def near(self, index: int) -> tuple[Context, ...]:
        """Return the contexts shown by a sentence; where it shows none, by its neighbours in the same paragraph."""
        own = self._sentences[index]
        if self._of(own):
            return self._of(own)
        beside = (s for s in self._sentences[max(0, index - 1) : index + 2] if s.index != index and _together(s, own))
        return tuple(c for s in beside for c in self._of(s))

    def _of(self, sentence: Sentence) -> tuple[Context, ...]:
        if sentence.index not in self._known:
            self._known[sentence.index] = tuple(self._find(sentence))
        return self._known[sentence.index]

    def _find(self, sentence: Sentence) -> Iterator[Context]:
        for start, end, name in self._lexicon.context_words.find(sentence.text):
            evidence = Evidence(
                article_id=self._article_id,
                part=sentence.part,
                start=sentence.start + start,
                end=sentence.start + end,
                quote=sentence.text[start:end],
            )
            yield Context(name=name, evidence=evidence)


def _together(one: Sentence, other: Sentence) -> bool:
    return one.part == other.part and one.paragraph == other.paragraph


def contexts(
    event_type: str, shown: Sequence[str], trigger: Evidence, near: Sequence[Context], lexicon: EventLexicon
) -> tuple[Context, ...]:
    """Return one context a name: those that the entry shows (by the trigger), then those that words nearby show."""
    found = {name: Context(name=name, evidence=trigger) for name in shown}
    for context in near:
        cue = lexicon.contexts.get(context.name)
        if cue is not None and (not cue.types or event_type in cue.types):
            found.setdefault(context.name, context)
    if NARROWER_THAN_CRIME.intersection(found) and "cyber" not in found:
        found.pop("crime", None)
    return tuple(found.values())
