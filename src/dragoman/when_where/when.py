"""The days of an event: from the date in its own clause, else in its sentence, else the day of a report that tells today's news."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from dragoman.calendar.meanings import DateExpression
from dragoman.language.forms import Clause, ParsedArticle, Sentence, Token
from dragoman.records import Event, Evidence, When, WhenBasis
from dragoman.when_where.dates import Told
from dragoman.when_where.tree import head_of

HISTORICAL = timedelta(days=365)
STATED_KINDS = ("explicit", "partial", "range")
# Steps from an event up to what governs it that keep its time: what a verb carries, what is coordinated, what accompanies.
SAME_TIME = frozenset({"dobj", "nsubjpass", "conj", "xcomp", "advcl", "pobj", "prep", "agent", "attr", "oprd", "pcomp", "appos", "compound", "nmod"})  # fmt: skip
REPORTING = frozenset(
    {"say", "tell", "report", "announce", "add", "state", "claim", "confirm", "note", "write", "explain"}
)


class Scene(NamedTuple):
    """A parsed sentence with its clauses by predicate and its time expressions by the token that they modify."""

    sentence: Sentence
    clauses: dict[int, Clause]
    dates: tuple[tuple[int, DateExpression], ...]


def date_events(parsed: ParsedArticle, told: Told, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with `when` and `historical` set."""
    scenes = {e.sentence: _scene(parsed, told, e.sentence) for e in events}
    return tuple(_dated(event, scenes[event.sentence], told.anchor) for event in events)


def _scene(parsed: ParsedArticle, told: Told, index: int) -> Scene:
    sentence = parsed.sentences[index]
    dates = tuple((_governor(sentence, e), e) for e in told.within(sentence) if e.resolved)
    return Scene(sentence, {c.predicate: c for c in parsed.clauses[index]}, dates)


def _governor(sentence: Sentence, expression: DateExpression) -> int:
    """Return the verb, or the noun, that a time expression modifies."""
    inside = [t for t in sentence.tokens if t.start < expression.end and t.end > expression.start]
    if not inside:
        return sentence.root().i
    members = {t.i for t in inside}
    top = next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])
    token = sentence.tokens[top.head]
    while token.pos == "ADP" and token.head != token.i:
        token = sentence.tokens[token.head]
    return token.i


def _dated(event: Event, scene: Scene, anchor: date | None) -> Event:
    trigger = head_of(scene.sentence, event.trigger)
    when = _from_grammar(event, scene, trigger) or _from_publication(event, scene, trigger, anchor) or When()
    return msgspec.structs.replace(event, when=when, historical=event.historical or _historical(when, anchor))


def _from_grammar(event: Event, scene: Scene, trigger: Token) -> When | None:
    """Climb from the trigger to what governs it, and take the first date that modifies something on the way."""
    for token in _same_time(scene, trigger):
        found = next((e for governor, e in scene.dates if governor == token.i), None)
        if found is not None:
            return _when(event, scene.sentence, found)
    return None


def _same_time(scene: Scene, token: Token) -> Iterator[Token]:
    yield token
    while token.head != token.i and token.dep in SAME_TIME:
        token = scene.sentence.tokens[token.head]
        yield token


def _when(event: Event, sentence: Sentence, expression: DateExpression) -> When:
    basis: WhenBasis = "stated" if expression.kind in STATED_KINDS else "relative"
    return When(
        first=expression.first.isoformat() if expression.first else None,
        last=expression.last.isoformat() if expression.last else None,
        granularity=expression.granularity,
        basis=basis,
        evidence=Evidence(
            article_id=event.article_id,
            part=sentence.part,
            start=expression.start,
            end=expression.end,
            quote=expression.quote,
        ),
    )


def _from_publication(event: Event, scene: Scene, trigger: Token, anchor: date | None) -> When | None:
    """Date the news of the day by the article's day: a main clause in the present or simple past, without any date in its sentence."""
    if anchor is None or scene.dates or event.tense == "future" or not _main(scene, trigger):
        return None
    return When(first=anchor.isoformat(), last=anchor.isoformat(), granularity="day", basis="publication")


def _main(scene: Scene, trigger: Token) -> bool:
    *_, top = _same_time(scene, trigger)
    clause = scene.clauses.get(top.i)
    if clause is None or _pluperfect(scene, clause):
        return False
    parent = scene.clauses.get(clause.parent) if clause.parent is not None else None
    return clause.relation == "root" or (
        clause.relation == "ccomp" and parent is not None and parent.lemma in REPORTING
    )


def _pluperfect(scene: Scene, clause: Clause) -> bool:
    return any(t.lower == "had" for t in scene.sentence.kids(clause.predicate, "aux"))


def _historical(when: When, anchor: date | None) -> bool:
    """Tell whether the event had ended more than a year before the article."""
    return anchor is not None and when.last is not None and date.fromisoformat(when.last) < anchor - HISTORICAL
