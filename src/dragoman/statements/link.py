"""Join statements with events: what a statement's content tells is asserted or denied by its speaker."""

from collections.abc import Sequence

import msgspec

from dragoman.records import Event, Evidence, Statement

DENYING = frozenset({"deny", "refuse", "doubt"})
ALLEGED = frozenset({"claim", "accuse", "believe", "fear"})


def link_events(
    statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
    """Return statements with the ids of their events, and events with the statements that assert or deny them."""
    told = {s.id: [e for e in events if _told(s, e)] for s in statements}
    cued = {s.id: [e for e in events if s.cue is not None and _overlap(s.cue, e.trigger)] for s in statements}
    linked = tuple(
        msgspec.structs.replace(s, events=tuple(dict.fromkeys(e.id for e in (*cued[s.id], *told[s.id]))))
        for s in statements
    )
    return linked, tuple(_joined(e, [s for s in linked if e in told[s.id]]) for e in events)


def _told(statement: Statement, event: Event) -> bool:
    return any(_contains(c, event.trigger) for c in statement.content)


def _contains(outer: Evidence, inner: Evidence) -> bool:
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end


def _overlap(a: Evidence, b: Evidence) -> bool:
    return a.part == b.part and a.start < b.end and b.start < a.end


def _joined(event: Event, by: Sequence[Statement]) -> Event:
    if not by:
        return event
    denied = tuple(s.id for s in by if s.cue_class in DENYING)
    asserted = tuple(s.id for s in by if s.cue_class not in DENYING and not s.cue_class.startswith("not-"))
    innermost = min(by, key=lambda s: sum(c.end - c.start for c in s.content))
    relation = event.relation or ("alleged" if innermost.cue_class in ALLEGED else "reported")
    return msgspec.structs.replace(
        event, asserted_by=asserted, denied_by=denied, within=event.within or innermost.id, relation=relation
    )
