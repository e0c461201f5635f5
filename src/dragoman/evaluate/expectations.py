"""What a golden case expects against what was coded: one comparison for tests, the quality gate and the challenge set."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dragoman.evaluate.cases import Expected
from dragoman.records import ActorMention, Event, Evidence, Position, Reading, Statement

Thing = Event | Statement | Position
NOBODY = "-"  # source="-": nobody may stand there
DETERMINERS = ("the ", "a ", "an ", "its ", "his ", "her ", "their ")


class Coded(NamedTuple):
    """One thing of a reading, with its kind as golden cases call it."""

    kind: str
    thing: Thing


def coded_of(reading: Reading) -> tuple[Coded, ...]:
    """Return everything that golden cases speak of, in order: events, statements, positions."""
    parts: tuple[tuple[str, Sequence[Thing]], ...] = (
        ("event", reading.events),
        ("statement", reading.statements),
        ("position", reading.positions),
    )
    return tuple(Coded(kind, thing) for kind, things in parts for thing in things)


def fits(expected: Expected, coded: Coded) -> bool:
    """Tell whether what was coded is what was expected, in every field that the expectation names.

    An event's label is TYPE or TYPE/mode+mode, a statement's its manner or cue class, a position's its stance. Mentions are given by their
    words, several parted by ";", none by "-"; flags as yes or no. Raises KeyError for a field that this kind does not have.
    """
    if expected.kind != coded.kind:
        return False
    return _label_fits(expected.label, coded.thing) and all(
        _FIELDS[coded.kind][name](coded.thing, value) for name, value in expected.fields
    )


def told(coded: Coded) -> str:
    """Return one line that says what was coded, spans by their words."""
    thing = coded.thing
    if isinstance(thing, Event):
        return f"event {label(thing)} {_names(thing.sources)} -> {_names(thing.recipients)} by {thing.trigger.quote!r}{_flags(thing)}"
    if isinstance(thing, Statement):
        content = " … ".join(e.quote for e in thing.content)
        return f"statement {thing.manner}/{thing.cue_class} {_names([thing.speaker] if thing.speaker else [])}: {content!r}"
    return f"position {thing.stance} {_names([thing.holder])} on {thing.object.quote!r}"


def label(event: Event) -> str:
    """Return TYPE or TYPE/mode+mode."""
    return f"{event.type}/{'+'.join(event.modes)}" if event.modes else event.type


def same_words(wanted: str, quote: str) -> bool:
    """Tell whether two phrases name the same span: equal but for determiners, or one the beginning or end of the other."""
    one, other = _bare(wanted), _bare(quote)
    return one == other or (bool(one) and (f" {one} " in f" {other} " or f" {other} " in f" {one} "))


def _bare(words: str) -> str:
    words = " ".join(words.split()).strip("“”\"'.,")
    lower = words.lower()
    cut = next((len(d) for d in DETERMINERS if lower.startswith(d)), 0)
    return words[cut:]


def _flags(event: Event) -> str:
    when = f"{event.when.first}..{event.when.last}" if event.when.first else ""
    flags = [
        "negated" if event.negated else "",
        event.tense if event.tense != "past" else "",
        "hypothetical" if event.hypothetical else "",
        "historical" if event.historical else "",
        event.relation or "",
        when,
        event.where.name,
        *(f"{c.kind} {c.best if c.best is not None else f'{c.low}+'}" for c in event.counts),
    ]
    return "".join(f" [{flag}]" for flag in flags if flag)


def _names(mentions: Sequence[ActorMention]) -> str:
    return "; ".join(m.evidence.quote for m in mentions) or NOBODY


def _label_fits(wanted: str, thing: Thing) -> bool:
    if not wanted:
        return True
    if isinstance(thing, Event):
        kind, _, modes = wanted.partition("/")
        return kind == thing.type and (not modes or set(modes.split("+")) <= set(thing.modes))
    if isinstance(thing, Statement):
        return wanted in (thing.manner, thing.cue_class)
    return wanted == thing.stance


# ---- fields -----------------------------------------------------------------------------------------------------------------------


def _mentions(mentions: Sequence[ActorMention], wanted: str) -> bool:
    """Each wanted phrase needs its own mention, and none may be left over."""
    if wanted == NOBODY:
        return not mentions
    phrases = [w.strip() for w in wanted.split(";")]
    left = list(mentions)
    for phrase in phrases:
        hit = next((m for m in left if same_words(phrase, m.evidence.quote)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _one(mention: ActorMention | None, wanted: str) -> bool:
    return _mentions([mention] if mention else [], wanted)


def _span(evidence: Evidence | None, wanted: str) -> bool:
    return evidence is None if wanted == NOBODY else evidence is not None and same_words(wanted, evidence.quote)


def _content(statement: Statement, wanted: str) -> bool:
    return same_words(wanted, " ".join(e.quote for e in statement.content))


def _yes(flag: bool, wanted: str) -> bool:  # noqa: FBT001  (the value of a yes-or-no field)
    return flag == (wanted == "yes")


Check = Callable[[Thing, str], bool]


def _of[T: Thing](kind: type[T], test: Callable[[T, str], bool]) -> Check:
    return lambda thing, wanted: isinstance(thing, kind) and test(thing, wanted)


_FIELDS: Mapping[str, Mapping[str, Check]] = {
    "event": {
        "source": _of(Event, lambda e, w: _mentions(e.sources, w)),
        "recipient": _of(Event, lambda e, w: _mentions(e.recipients, w)),
        "trigger": _of(Event, lambda e, w: _span(e.trigger, w)),
        "negated": _of(Event, lambda e, w: _yes(e.negated, w)),
        "tense": _of(Event, lambda e, w: e.tense == w),
        "hypothetical": _of(Event, lambda e, w: _yes(e.hypothetical, w)),
        "historical": _of(Event, lambda e, w: _yes(e.historical, w)),
        "current": _of(Event, lambda e, w: _yes(e.current, w)),
        "relation": _of(Event, lambda e, w: (e.relation or NOBODY) == w),
        "when": _of(Event, lambda e, w: (e.when.first or NOBODY) == w),
        "where": _of(Event, lambda e, w: (e.where.name or NOBODY) == w),
        "cameo": _of(Event, lambda e, w: (e.cameo or NOBODY) == w),
        "context": _of(Event, lambda e, w: w in [c.name for c in e.contexts]),
        "killed": _of(Event, lambda e, w: _counted(e, "killed", w)),
        "injured": _of(Event, lambda e, w: _counted(e, "injured", w)),
        "arrested": _of(Event, lambda e, w: _counted(e, "arrested", w)),
        "displaced": _of(Event, lambda e, w: _counted(e, "displaced", w)),
        "participants": _of(Event, lambda e, w: _counted(e, "participants", w)),
    },
    "statement": {
        "speaker": _of(Statement, lambda s, w: _one(s.speaker, w)),
        "cue": _of(Statement, lambda s, w: _span(s.cue, w)),
        "content": _of(Statement, _content),
        "addressee": _of(Statement, lambda s, w: _one(s.addressee, w)),
        "via": _of(Statement, lambda s, w: _span(s.via, w)),
        "manner": _of(Statement, lambda s, w: s.manner == w),
        "class": _of(Statement, lambda s, w: s.cue_class == w),
    },
    "position": {
        "holder": _of(Position, lambda p, w: _one(p.holder, w)),
        "object": _of(Position, lambda p, w: _span(p.object, w)),
    },
}


def _counted(event: Event, kind: str, wanted: str) -> bool:
    """Compare "12", or "10+" for at least ten."""
    least = wanted.endswith("+")
    number = int(wanted.rstrip("+"))
    counts = [c for c in event.counts if c.kind == kind]
    return any(c.low == number if least else c.best == number for c in counts)
