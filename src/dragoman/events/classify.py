"""The event between two marked actors: the sentence is coded with the marks as its actors, and the event that joins them best is taken."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.resolve import ActorIndex, find_actors
from dragoman.events.code import code_scenes
from dragoman.events.decide import Decider, Settings, modes_of
from dragoman.events.draft import Draft
from dragoman.events.match import Candidate
from dragoman.events.patterns import EventLexicon
from dragoman.events.scene import Scene
from dragoman.language.clauses import find_clauses
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.language.parse import Parser
from dragoman.language.questions import NONE, Question, Verdict, alone
from dragoman.language.sentences import split
from dragoman.lexicon.ontology import Ontology
from dragoman.records import ActorMention, Article, Evidence, Record, Why

Span = tuple[int, int]


class Classification(NamedTuple):
    """What stands between two marked actors: the event's type and modes, and how sure the coder is: the lexicon's score, or shares of lexicon and model."""

    type: str
    modes: tuple[str, ...]
    score: float


class Marks(NamedTuple):
    """Where the two actors stand in the text; None for a side that is not marked."""

    source: Span | None
    recipient: Span | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans that are there, source first."""
        return tuple(s for s in self if s is not None)

    def touch(self, sentence: Sentence) -> bool:
        """Tell whether a mark stands in a sentence."""
        return any(sentence.start < end and start < sentence.end for start, end in self.spans)


class Loaded(Protocol):
    """What classifying asks of a coder."""

    knowledge: Knowledge
    lexicon: EventLexicon
    ontology: Ontology
    parser: Parser
    decider: Decider | None


class MarkedIndex(ActorIndex):
    """An actor index in which the marked spans are actors, whatever else was found there."""

    def __init__(self, found: ActorIndex, marks: dict[tuple[int, int], ActorMention], parsed: ParsedArticle) -> None:
        super().__init__((), parsed)
        self._found = found
        self._marks = marks

    def record_at(self, sentence: int, token: int) -> ActorMention | None:
        """Return the mention whose head is that token; a mark wins."""
        return self._marks.get((sentence, token)) or self._found.record_at(sentence, token)


LITTLE, UNSAID = 0.05, 0.3  # the least that a side's part in a word's event counts; what a missing side counts
BOTH = 6  # the fit of a coding that has both marks on its sides


class Choice(Record, kw_only=True):
    """A coding that could be the answer, how many of the marks it has on the right side, and how near its trigger is to them."""

    type: str
    modes: tuple[str, ...]
    fit: int
    nearness: int
    score: float


def classify(coder: Loaded, text: str, source_span: Span | None, recipient_span: Span | None) -> Classification | None:
    """Return what the source at `source_span` does to the recipient, by grammar, lexicon and model; None to abstain.

    Spans count code points of `text`, end exclusive; a side without one asks for nothing. Events told by the words that join the marks in
    the sentence go before others, and of these the one with both marks on its sides before one with a single mark. The model, where there is one, gives every
    type its share; the lexicon's answer adds to that of its type, the more the better it fits the marks.
    """
    parsed = _parsed(coder, text)
    marks = Marks(source_span, recipient_span)
    choices = [c for s in parsed.sentences if marks.touch(s) for c in _choices(coder, parsed, s, marks)]
    best = max(choices, key=lambda c: (c.nearness == 0, c.fit, c.nearness, c.score), default=None)
    if coder.decider is None:
        return None if best is None else Classification(best.type, best.modes, best.score)
    verdict = _verdict(coder.decider, parsed, marks)
    return _together(best, verdict, coder.decider.settings) if verdict is not None else None


def _verdict(decider: Decider, parsed: ParsedArticle, marks: Marks) -> Verdict | None:
    """Return the model's word on the marks in the sentence that holds most of them."""
    touched = [s for s in parsed.sentences if marks.touch(s)]
    if not touched:
        return None
    sentence = max(touched, key=lambda s: sum(_inside(s, span) for span in marks.spans))
    sides = tuple(
        ((span[0] - sentence.start, span[1] - sentence.start),) if span is not None and _inside(sentence, span) else ()
        for span in marks
    )
    return _asked(decider, sentence.text, sides[0], sides[1])


def _asked(decider: Decider, text: str, source: tuple[Span, ...], recipient: tuple[Span, ...]) -> Verdict:
    """Return what passes between two sides: as the model sees it without a trigger, blended with what each word that may tell something tells of them.

    A word counts by how likely it tells anything, and by how much the model sees the two on its sides when it is asked about the word alone.
    """
    (spots,) = decider.judge.spots([text])
    words = [s for s in spots if s.trigger >= decider.settings.spot]
    told = [(source, recipient, w.span) for w in words]
    question = Question(text=text, pairs=((source, recipient, None), *told, *(alone(w.span) for w in words)))
    whole, *rest = decider.judge.judge([question])[0]
    between, by_word = rest[: len(words)], rest[len(words) :]
    weights = [
        w.trigger * _part(v, "source", source) * _part(v, "recipient", recipient)
        for w, v in zip(words, by_word, strict=True)
    ]
    return _blended(whole, between, weights, decider.settings.words)


def _part(verdict: Verdict, role: str, side: tuple[Span, ...]) -> float:
    """Return how much a side has its role in what a word tells; a side that nobody takes says little either way."""
    return max(LITTLE, verdict.role(role, side[0])) if side else UNSAID


def _blended(whole: Verdict, told: Sequence[Verdict], weights: Sequence[float], share: float) -> Verdict:
    """Return a verdict whose types are those of the sides, and by `share` those of the words, as these weigh."""
    total = sum(weights)
    if not total:
        return whole
    by_words = {t: sum(w * v.types[t] for w, v in zip(weights, told, strict=True)) / total for t in whole.types}
    return msgspec.structs.replace(
        whole, types={t: (1 - share) * p + share * by_words[t] for t, p in whole.types.items()}
    )


def _inside(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span[0] and span[1] <= sentence.end


def _together(choice: Choice | None, verdict: Verdict, settings: Settings) -> Classification | None:
    """Return the type with the greatest share of lexicon and model together; None where neither sees anything."""
    shares = {kind: share for kind, share in verdict.types.items() if kind != NONE}
    if choice is not None:
        shares[choice.type] = shares.get(choice.type, 0.0) + _weight(choice, settings)
    elif verdict.none >= settings.nothing:
        return None
    kind = max(shares, key=shares.__getitem__)
    modes = choice.modes if choice is not None and choice.type == kind else ()
    whole = sum(shares.values()) + verdict.none
    return Classification(kind, modes or modes_of(kind, verdict, settings), round(shares[kind] / whole, 3))


def _weight(choice: Choice, settings: Settings) -> float:
    """Return what the lexicon's answer is worth beside the model's: more where its words join the marks, and where both stand on its sides."""
    return settings.lexicon * (1 + (choice.nearness == 0) + (choice.fit >= BOTH)) / 3


def _parsed(coder: Loaded, text: str) -> ParsedArticle:
    article = Article(id="classified", text_hash="", uri="", text=text)
    sentences = tuple(coder.parser.parse(split(article)))
    return ParsedArticle(
        article_id=article.id, sentences=sentences, clauses=tuple(find_clauses(s) for s in sentences), quotations=()
    )


def _choices(coder: Loaded, parsed: ParsedArticle, sentence: Sentence, marks: Marks) -> Iterator[Choice]:
    heads = [_heads(sentence, span) for span in marks.spans]
    (trace,) = code_scenes([_scene(coder, parsed, sentence, marks, heads)], coder.ontology)
    path = _path(sentence, heads)
    for draft in trace.drafts:
        yield _choice_of_draft(sentence, draft, marks, path)
    for candidate in trace.candidates:
        if candidate.sideless:
            yield _choice_of_candidate(sentence, candidate, path)


def _scene(
    coder: Loaded, parsed: ParsedArticle, sentence: Sentence, marks: Marks, heads: list[tuple[int, ...]]
) -> Scene:
    article = Article(id=parsed.article_id, text_hash="", uri="")
    found = find_actors(parsed, article, coder.knowledge)
    marked = {
        (sentence.index, head): _marked(found.record_at(sentence.index, head), sentence, parsed.article_id, span)
        for span, standing in zip(marks.spans, heads, strict=True)
        for head in standing
    }
    return Scene(
        article_id=parsed.article_id,
        sentence=sentence,
        clauses=parsed.clauses[sentence.index],
        actors=MarkedIndex(found, marked, parsed),
        lexicon=coder.lexicon,
    )


def _heads(sentence: Sentence, span: Span) -> tuple[int, ...]:
    """Return the tokens of a span that hang on something outside it; one, if the parser read the span as a phrase."""
    inside = {t.i for t in sentence.tokens if t.start < span[1] and span[0] < t.end}
    return tuple(i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i)


def _marked(known: ActorMention | None, sentence: Sentence, article_id: str, span: Span) -> ActorMention:
    """Return the mention of a mark: what is known of it, under the characters that were marked."""
    start, end = max(span[0], sentence.start), min(span[1], sentence.end)
    quote = sentence.text[start - sentence.start : end - sentence.start]
    evidence = Evidence(article_id=article_id, part=sentence.part, start=start, end=end, quote=quote)
    return ActorMention(
        evidence=evidence,
        actor_id=f"marked:{start}",
        name=known.name if known else quote,
        kind=known.kind if known else "unknown",
        country=known.country if known else "",
        sectors=known.sectors if known else (),
        why=Why(rule="marked", note="given by the caller"),
    )


def _path(sentence: Sentence, heads: list[tuple[int, ...]]) -> frozenset[int]:
    """Return the tokens between the marks in the tree: from each up to where they meet, the top included."""
    ways = [_upwards(sentence, standing[0]) for standing in heads if standing]
    if len(ways) < 2:
        return frozenset(i for way in ways for i in way)
    meeting = next(i for i in ways[0] if i in ways[1])
    return frozenset(i for way in ways for i in way[: way.index(meeting) + 1])


def _upwards(sentence: Sentence, i: int) -> list[int]:
    way = [i]
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        way.append(i)
    return way


def _choice_of_draft(sentence: Sentence, draft: Draft, marks: Marks, path: frozenset[int]) -> Choice:
    return Choice(
        type=draft.type,
        modes=draft.modes,
        fit=_fit(draft, marks) * 2 + (draft.within is None and draft.relation is None),
        nearness=_nearness(sentence, draft.clause.predicate, path),
        score=draft.score,
    )


def _choice_of_candidate(sentence: Sentence, candidate: Candidate, path: frozenset[int]) -> Choice:
    return Choice(
        type=candidate.pattern.type,
        modes=candidate.pattern.modes,
        fit=0,
        nearness=_nearness(sentence, candidate.clause.predicate, path),
        score=candidate.score,
    )


def _fit(draft: Draft, marks: Marks) -> int:
    """Grade the sides: 4 both marks where they belong, 3 both on some side, 2 the source as source, 1 one mark, 0 none."""
    either = (*draft.sources, *draft.recipients)
    acts = _has(draft.sources, marks.source)
    mutual = not draft.recipients and acts and _has(draft.sources, marks.recipient)
    if mutual or (acts and _has(draft.recipients, marks.recipient)):
        return 4
    if _has(either, marks.source) and _has(either, marks.recipient):
        return 3
    if acts and marks.source is not None:
        return 2
    return int(any(_has(either, span) for span in marks.spans))


def _has(mentions: tuple[ActorMention, ...], span: Span | None) -> bool:
    return span is None or any(m.evidence.start < span[1] and span[0] < m.evidence.end for m in mentions)


def _nearness(sentence: Sentence, predicate: int, path: frozenset[int]) -> int:
    """Return minus the number of steps up from a predicate to the path between the marks; far below it all is equally far."""
    for steps, i in enumerate(_upwards(sentence, predicate)):
        if i in path:
            return -steps
    return -99
