"""What the rules hand on: drafts of statements in characters and tokens, and the page they are read from."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.resolve import ActorIndex
from dragoman.language.forms import Clause, ParsedArticle, Phrase, Quotation, Sentence, Token
from dragoman.records import Article, Evidence, Part, Record
from dragoman.statements.cues import Cue, Cues
from dragoman.statements.labels import Labels, read_labels

Span = tuple[int, int]  # characters of a part, end exclusive

TRIM = " \t\r\n\u00a0,;:.-–—"
MARKS = "\"“”„‟«»‹›‘’‚'`"


class Draft(Record, kw_only=True):
    """A statement before it is written down. `sentence` is the one of the cue; spans are characters of its part."""

    sentence: int
    cue: Span
    entry: Cue
    content: tuple[Span, ...]
    speaker: Phrase | None = None
    speaker_sentence: int | None = None  # where it is not the cue's
    addressee: Phrase | None = None
    via: Phrase | None = None
    negated: bool = False
    nested: bool = False  # told by somebody within a quotation
    rule: str
    frame: str = ""
    score: float = 0.8
    note: str = ""


@dataclass(frozen=True)
class Ground:
    """What rules read of an article: parse, actors, cues."""

    parsed: ParsedArticle
    actors: ActorIndex
    cues: Cues

    @cached_property
    def quotations(self) -> dict[Part, tuple[Quotation, ...]]:
        """The quotations of each part, in order."""
        return {part: tuple(q for q in self.parsed.quotations if q.part == part) for part in ("title", "text")}

    @cached_property
    def _starts(self) -> dict[Part, tuple[list[int], tuple[Sentence, ...]]]:
        return {part: _by_start(s for s in self.parsed.sentences if s.part == part) for part in ("title", "text")}

    def quoted(self, part: Part, at: int) -> Quotation | None:
        """Return the quotation that covers a character, if one does."""
        return next((q for q in self.quotations[part] if q.outer_start <= at < q.outer_end), None)

    def touching(self, part: Part, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the quotations that overlap a stretch of characters, marks included."""
        return tuple(q for q in self.quotations[part] if q.outer_start < end and q.outer_end > start)

    def sentence_at(self, part: Part, at: int) -> Sentence | None:
        """Return the sentence that covers a character, or the last one before it."""
        starts, sentences = self._starts[part]
        found = bisect_right(starts, at)
        return sentences[found - 1] if found else None

    def clause_at(self, sentence: Sentence, predicate: int) -> Clause | None:
        """Return the clause whose predicate is that token."""
        return next((c for c in self.parsed.clauses[sentence.index] if c.predicate == predicate), None)

    def within(self, sentence: Sentence, span: Span) -> Evidence:
        """Return characters of one sentence as evidence."""
        start, end = span
        quote = sentence.text[start - sentence.start : end - sentence.start]
        return Evidence(article_id=self.parsed.article_id, part=sentence.part, start=start, end=end, quote=quote)


@dataclass(frozen=True)
class Page(Ground):
    """An article as the rules of statements read it: with its text, since quotations run over sentences."""

    article: Article

    @cached_property
    def labels(self) -> Labels:
        """The labels that open paragraphs of the text."""
        return read_labels(s.text for s in self.parsed.sentences if s.part == "text" and self.opens_paragraph(s))

    def opens_paragraph(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is the first of its paragraph."""
        before = self.parsed.sentences[sentence.index - 1] if sentence.index else None
        return before is None or before.part != sentence.part or before.paragraph != sentence.paragraph

    def evidence(self, part: Part, span: Span) -> Evidence:
        """Return the characters of a span as evidence."""
        start, end = span
        quote = self.article.part(part)[start:end]
        return Evidence(article_id=self.article.id, part=part, start=start, end=end, quote=quote)


def _by_start(sentences: Iterable[Sentence]) -> tuple[list[int], tuple[Sentence, ...]]:
    listed = tuple(sentences)
    return [s.start for s in listed], listed


def lemma_of(token: Token) -> str:
    """Return a token's lemma in lower case."""
    return token.lemma.lower()


def runs(sentence: Sentence, members: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield unbroken runs (first, last exclusive) of token indices; a gap of punctuation alone breaks none."""
    ordered = sorted(set(members))
    start = previous = None
    for i in ordered:
        if previous is not None and not _bridged(sentence, previous, i):
            yield start, previous + 1  # type: ignore[misc]
            start = i
        start = i if start is None else start
        previous = i
    if start is not None and previous is not None:
        yield start, previous + 1


def _bridged(sentence: Sentence, before: int, after: int) -> bool:
    return all(sentence.tokens[i].pos == "PUNCT" for i in range(before + 1, after))


def spans_of(sentence: Sentence, members: Iterable[int]) -> tuple[Span, ...]:
    """Return the characters of token indices as spans, punctuation at their ends and conjunctions that lead elsewhere trimmed away (quotation marks and brackets stay)."""
    found = []
    for first, last in runs(sentence, members):
        firm = [t for t in sentence.tokens[first:last] if not _loose(t)]
        while firm and firm[-1].dep == "cc":
            firm.pop()
        if firm:
            found.append((firm[0].start, firm[-1].end))
    return tuple(found)


def _loose(token: Token) -> bool:
    return not token.text.strip(TRIM)


def trimmed(text: str, span: Span, extra: str = "") -> Span:
    """Return a span without blanks and loose punctuation at its ends."""
    start, end = span
    while start < end and text[start] in TRIM + extra:
        start += 1
    while end > start and text[end - 1] in TRIM + extra:
        end -= 1
    return start, end
