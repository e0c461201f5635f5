"""Standoff labels of whole articles: what a reader marked, or what a coder found, in one shape, so that one comparison serves both.

The files hold one article a line, spans as [part, start, end]; the text itself stays in the pool that it was drawn from.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DataError
from dragoman.records import ActorMention, Event, Evidence, Reading, Record, Statement

UNKNOWN = "name:"  # ids of actors without an entry, who are called what the text calls them


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Characters [start, end) of a part of the article."""

    part: str
    start: int
    end: int

    def overlap(self, other: "Span") -> int:
        """Return how many characters two spans share."""
        return 0 if self.part != other.part else max(0, min(self.end, other.end) - max(self.start, other.start))

    def jaccard(self, other: "Span") -> float:
        """Return shared over all characters of both."""
        shared = self.overlap(other)
        whole = self.end - self.start + other.end - other.start - shared
        return shared / whole if whole else 0.0


class ActorLabel(Record, kw_only=True):
    """A mention of an actor."""

    span: Span
    kind: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()
    identity: str = ""


class ReferenceLabel(Record, kw_only=True):
    """An expression that stands for an actor named elsewhere; `to` are identities, or the texts of first mentions; `at` is where a coder sees that actor."""

    span: Span
    type: str = ""
    to: tuple[str, ...] = ()
    at: Span | None = None


class EventLabel(Record, kw_only=True):
    """An event of one sentence."""

    type: str
    modes: tuple[str, ...] = ()
    trigger: Span
    sources: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    when: tuple[str, str] | None = None
    where: str | None = None
    negated: bool = False
    tense: str = "past"
    hypothetical: bool = False
    historical: bool = False
    relation: str | None = None
    current: bool = True
    sentence: Span | None = None  # of what a coder found


class StatementLabel(Record, kw_only=True):
    """A passage attributed to somebody."""

    content: tuple[Span, ...]
    speaker: Span | None = None
    cue: Span | None = None
    manner: str = ""


class PositionLabel(Record, kw_only=True):
    """A stance of a holder toward an object."""

    holder: Span
    stance: str
    object: Span


class DateLabel(Record, kw_only=True):
    """A time expression and the days it means."""

    span: Span
    first: str | None = None
    last: str | None = None


class PlaceLabel(Record, kw_only=True):
    """The name of a place that is used as a place."""

    span: Span
    country: str = ""
    name: str = ""


class Labels(Record, kw_only=True):
    """All labels of one article."""

    id: str
    actors: tuple[ActorLabel, ...] = ()
    references: tuple[ReferenceLabel, ...] = ()
    events: tuple[EventLabel, ...] = ()
    statements: tuple[StatementLabel, ...] = ()
    positions: tuple[PositionLabel, ...] = ()
    dates: tuple[DateLabel, ...] = ()
    places: tuple[PlaceLabel, ...] = ()


def read_labels(path: Path) -> dict[str, Labels]:
    """Read a file of labels by article id. Raises DataError with the line number where a line is not well-formed."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                labels = msgspec.json.decode(line, type=Labels)
            except msgspec.DecodeError as error:
                raise DataError(f"{path.name}, line {number}: {error}") from error
            found[labels.id] = labels
    return found


def labels_of(reading: Reading, article_id: str) -> Labels:
    """Return what a coder found in the shape of labels; dates and places as far as events have them."""
    return Labels(
        id=article_id,
        actors=tuple(_actor(m) for m in reading.actors),
        references=tuple(_found_references(reading.actors)),
        events=tuple(event_label(e) for e in reading.events),
        statements=tuple(statement_label(s) for s in reading.statements),
        positions=tuple(
            PositionLabel(holder=_span(p.holder.evidence), stance=p.stance, object=_span(p.object))
            for p in reading.positions
        ),
    )


def _span(evidence: Evidence) -> Span:
    return Span(part=evidence.part, start=evidence.start, end=evidence.end)


def _actor(mention: ActorMention) -> ActorLabel:
    """A person without an entry is one actor under the name that the text gives, which is what a reader writes too."""
    return ActorLabel(
        span=_span(mention.evidence),
        kind=mention.kind,
        country=mention.country,
        sectors=mention.sectors,
        identity=mention.name if mention.actor_id else "",
    )


def _refers(mention: ActorMention) -> bool:
    """Tell whether a phrase is said to stand for an actor who is known otherwise than by these words: a reference left open keeps its own."""
    known = mention.actor_id is not None and not mention.actor_id.startswith(UNKNOWN)
    return known or mention.name.lower() not in mention.evidence.quote.lower()


def _found_references(mentions: Sequence[ActorMention]) -> Iterator[ReferenceLabel]:
    """Yield what a coder resolved, each with the first mention of that name, by preference one in other words than a reference's."""
    first: dict[str, Span] = {}
    for mention in sorted(mentions, key=_refers):
        if mention.basis not in ("pronoun", "list"):
            first.setdefault(mention.name, _span(mention.evidence))
    for mention in filter(_refers, mentions):
        kind = mention.basis if mention.basis in ("pronoun", "description") else "name"
        yield ReferenceLabel(span=_span(mention.evidence), type=kind, to=(mention.name,), at=first.get(mention.name))


def statement_label(statement: Statement) -> StatementLabel:
    """Return a statement that was found in the shape of a label."""
    return StatementLabel(
        content=tuple(_span(c) for c in statement.content),
        speaker=_span(statement.speaker.evidence) if statement.speaker else None,
        cue=_span(statement.cue) if statement.cue else None,
        manner=statement.manner,
    )


def event_label(event: Event) -> EventLabel:
    """Return an event that was coded in the shape of a label."""
    return EventLabel(
        type=event.type,
        modes=event.modes,
        trigger=_span(event.trigger),
        sources=tuple(_span(m.evidence) for m in event.sources),
        recipients=tuple(_span(m.evidence) for m in event.recipients),
        when=(event.when.first, event.when.last or event.when.first) if event.when.first else None,
        where=event.where.name or None,
        negated=event.negated,
        tense=event.tense,
        hypothetical=event.hypothetical,
        historical=event.historical,
        relation=event.relation,
        current=event.current,
        sentence=_span(event.sentence_evidence),
    )


# ---- what readers write -----------------------------------------------------------------------------------------------------------

SPAN_FIELDS = ("span", "trigger", "speaker", "cue", "holder", "object")
SPANS_FIELDS = ("sources", "recipients", "content")


def standoff(written: Mapping[str, Any], parts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Turn a reader's [quote, occurrence, part] spans into offsets; return the labels and what could not be found."""
    wrong: list[str] = []
    found: dict[str, Any] = {"id": written["id"]}
    for kind in ("actors", "references", "events", "statements", "positions", "dates", "places"):
        rows = (_resolved(row, parts, f"{kind} {n}", wrong) for n, row in enumerate(written.get(kind, []), 1))
        found[kind] = [row for row in rows if row is not None]
    return found, wrong


def _resolved(row: Mapping[str, Any], parts: Mapping[str, str], where: str, wrong: list[str]) -> dict[str, Any] | None:
    """Return a row with offsets, None where a span that it cannot do without is not in the text."""
    done = dict(row)
    if isinstance(done.get("to"), str):
        done["to"] = [done["to"]]
    for name in (n for n in SPAN_FIELDS if row.get(n) is not None):
        done[name] = locate(row[name], parts)
        if done[name] is None:
            wrong.append(f"{where}: {row[name]!r} is not there")
            if name not in ("cue", "speaker"):
                return None
    for name in (n for n in SPANS_FIELDS if n in row):
        spans = [(s, locate(s, parts)) for s in row[name]]
        wrong.extend(f"{where}: {s!r} is not there" for s, place in spans if place is None)
        done[name] = [place for _, place in spans if place is not None]
    return done if done.get("content") != [] else None


def locate(span: list[Any], parts: Mapping[str, str]) -> list[Any] | None:
    """Return [part, start, end] of the n-th occurrence of a quote, on word boundaries first, or None."""
    quote, number, *rest = [*span, 1] if len(span) == 1 else span
    part = rest[0] if rest else "text"
    places = list(_occurrences(parts.get(part, ""), quote))
    return [part, places[number - 1], places[number - 1] + len(quote)] if 0 < number <= len(places) else None


def _occurrences(text: str, quote: str) -> Iterator[int]:
    """Yield where a quote stands as whole words; anywhere if it never does."""
    anywhere = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        anywhere.append(at)
        at = text.find(quote, at + 1)
    whole = [a for a in anywhere if not _inside_word(text, a, a + len(quote))]
    yield from whole or anywhere


def _inside_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return before or after
