"""Join statements with events: what a content tells is asserted or denied by its speaker, and a denial finds what it denies."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.records import ActorMention, Event, Evidence, Statement

# Speech acts whose content is put forward as true, and those that say that it is not.
ASSERTING = frozenset({
    "say", "announce", "report", "show", "explain", "confirm", "answer", "claim", "argue", "admit", "warn", "agree", "accuse", "believe", "fear",
})  # fmt: skip
ALLEGING = frozenset({"claim", "accuse", "believe", "fear"})
DENYING = frozenset({"deny"})
REJECTING = frozenset({"refuse"})  # deny where what is rejected is a claim
CLAIMS = re.compile(
    r"\b(?:it|this|that|them|charges?|accusations?|allegations?|claims?|reports?|involvement|responsibility|role|suggestions?|rumou?rs?)\b",
    re.IGNORECASE,
)
SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST"})  # events that are acts of speech
REACH = 4  # sentences that a denial looks back over
WORD = re.compile(r"[^\W\d_]{3,}")
EMPTY = frozenset(
    {
        "the",
        "his",
        "her",
        "its",
        "their",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "minister",
        "leader",
        "group",
    }
)


def link_events(
    statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
    """Return statements with the ids of their events, and events with the statements that assert or deny them.

    A denial of what another statement or the article told before is joined to that earlier event: one event, asserted and denied. The
    denied happening's own mention is then no event of its own.
    """
    told = {s.id: [e for e in events if _holds(s, e)] for s in statements}
    denied = {s.id: match for s in statements if (match := _denied(s, told[s.id], events)) is not None}
    repeated = _repeated(statements, told, denied)
    linked = tuple(_with_events(s, told[s.id], events, denied.get(s.id), repeated) for s in statements)
    kept = (_moved(e, repeated) for e in events if e.id not in repeated)
    return linked, tuple(_joined(e, linked, told, denied) for e in kept)


def _holds(statement: Statement, event: Event) -> bool:
    """Tell whether an event's trigger stands in a statement's content."""
    return any(_contains(c, event.trigger) for c in statement.content)


def _contains(outer: Evidence, inner: Evidence) -> bool:
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end


def _overlap(a: Evidence, b: Evidence) -> bool:
    return a.part == b.part and a.start < b.end and b.start < a.end


# ---- denials ------------------------------------------------------------------------------------------------------------------------


def _denies(statement: Statement) -> bool:
    if statement.cue_class in DENYING:
        return True
    return statement.cue_class in REJECTING and CLAIMS.search(statement.content[0].quote) is not None


def _denied(statement: Statement, told: Sequence[Event], events: Sequence[Event]) -> Event | None:
    """Return the earlier event that a denial denies: the same happening told again, or the last one laid to the speaker's charge."""
    if not _denies(statement):
        return None
    before = [e for e in events if e not in told and _precedes(e, statement)]
    deeds = [t for t in told if t.type not in SPEECH]  # "denied the charge" denies what is charged, not the charging
    again = [e for e in before if any(_same(e, t, statement) for t in deeds)]
    charged = [e for e in before if _charged(e, statement)] if CLAIMS.search(statement.content[0].quote) else []
    return next(iter([*reversed(again), *reversed(charged)]), None)


def _precedes(event: Event, statement: Statement) -> bool:
    near = 0 <= statement.sentence - event.sentence <= REACH
    at = statement.cue or statement.content[0]
    return near and event.trigger.part == at.part and event.trigger.start < at.start


def _same(earlier: Event, again: Event, statement: Statement) -> bool:
    if earlier.type != again.type or earlier.negated:
        return False
    return not earlier.sources or not again.sources or _share(earlier.sources, (*again.sources, *_speaker(statement)))


def _charged(event: Event, statement: Statement) -> bool:
    """Tell whether an event is what a speaker could deny: done by it, and told by somebody."""
    reported = event.relation in ("reported", "alleged", None)
    return reported and not event.negated and event.type not in SPEECH and _share(event.sources, _speaker(statement))


def _speaker(statement: Statement) -> tuple[ActorMention, ...]:
    return (statement.speaker,) if statement.speaker else ()


def _share(some: Iterable[ActorMention], others: Iterable[ActorMention]) -> bool:
    others = list(others)
    return any(_alike(a, b) for a in some for b in others)


def _alike(a: ActorMention, b: ActorMention) -> bool:
    """Tell whether two mentions may be of one side: the same actor, the same country, or a word in common ("rebels", "a rebel spokesman")."""
    if a.actor_id and a.actor_id == b.actor_id:
        return True
    if a.country and b.country:
        return a.country == b.country
    return bool(_words(a) & _words(b))


def _words(mention: ActorMention) -> frozenset[str]:
    words = (w.lower() for w in WORD.findall(f"{mention.name} {mention.evidence.quote}"))
    return frozenset(w.removesuffix("s") for w in words if w not in EMPTY)


def _repeated(
    statements: Sequence[Statement], told: dict[str, list[Event]], denied: dict[str, Event]
) -> dict[str, str]:
    """Map events that only repeat a denied happening to the event that told it first."""
    return {
        again.id: denied[s.id].id
        for s in statements
        if s.id in denied
        for again in told[s.id]
        if again.type == denied[s.id].type and again.relation in ("denied", None)
    }


def _moved(event: Event, repeated: dict[str, str]) -> Event:
    return msgspec.structs.replace(event, within=repeated[event.within]) if event.within in repeated else event


# ---- joining ------------------------------------------------------------------------------------------------------------------------


def _with_events(
    statement: Statement, told: Sequence[Event], events: Sequence[Event], denied: Event | None, repeated: dict[str, str]
) -> Statement:
    """Return a statement with its events: those its cue tells, those its content tells, the one it denies."""
    cued = [e.id for e in events if statement.cue is not None and _overlap(statement.cue, e.trigger)]
    inner = [e.id for e in told if e.id not in repeated]
    ids = (*cued, *inner, *((denied.id,) if denied else ()))
    return msgspec.structs.replace(statement, events=tuple(dict.fromkeys(ids)))


def _joined(
    event: Event, statements: Sequence[Statement], told: dict[str, list[Event]], denied: dict[str, Event]
) -> Event:
    by = [s for s in statements if any(e.id == event.id for e in told[s.id])]
    asserting = [s for s in by if s.cue_class in ASSERTING]
    against = [s for s in statements if (s in by and _denies(s)) or (s.id in denied and denied[s.id].id == event.id)]
    if not asserting and not against:
        return event
    return msgspec.structs.replace(
        _contained(event, asserting), asserted_by=tuple(s.id for s in asserting), denied_by=tuple(s.id for s in against)
    )


def _contained(event: Event, asserting: Sequence[Statement]) -> Event:
    """Give an event that only a statement tells its relation, unless the sentence's grammar gave it one already."""
    if event.relation is not None or not asserting:
        return event
    innermost = min(asserting, key=lambda s: sum(c.end - c.start for c in s.content))
    alleging = innermost.cue_class in ALLEGING and not _presupposed(event)
    relation = "alleged" if alleging else "reported"
    return msgspec.structs.replace(event, relation=relation, within=event.within or innermost.id)


def _presupposed(event: Event) -> bool:
    """ "claimed that the protests broke the law": that they took place is nobody's claim."""
    before = event.sentence_evidence.quote[: event.trigger.start - event.sentence_evidence.start].split()
    return event.why.rule == "nominal" and bool(
        {"the", "this", "these", "that", "those"} & {w.lower() for w in before[-2:]}
    )
