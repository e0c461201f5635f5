"""The examples of lexicon entries as tests: each is coded by the real coder, and compared with what its entry says it must give."""

from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from typing import NamedTuple

from dragoman.evaluate.expectations import Coded, same_words, told
from dragoman.evaluate.tasks import CoderLike
from dragoman.events.patterns import ContextCue, EventLexicon, FactualityCue, Guard, Operator, Pattern, Refinement
from dragoman.events.patterns import Example as EventExample
from dragoman.records import ActorMention, Event, Problem, RawDocument, Reading, Statement
from dragoman.statements.cues import Cue, CueExample, Cues
from dragoman.statements.stances import StanceEntry, StanceExample

Check = Callable[[Reading], str]  # a reading → what is wrong with it, "" if nothing is


class Trial(NamedTuple):
    """An example sentence, the entry that it belongs to, and how to tell whether it came out right."""

    table: str
    entry: str
    text: str
    check: Check


class Failure(NamedTuple):
    """A trial that went wrong, and how."""

    trial: Trial
    message: str


def failures(trials: Iterable[Trial], coder: CoderLike) -> Iterator[Failure]:
    """Code each example and yield those that did not give what their entry says, in order. Needs a coder of text as given."""
    for group in batched(trials, 64):
        raws = [
            RawDocument(uri=f"example:{t.table}:{t.entry}:{n}", text=t.text, cleaned=True) for n, t in enumerate(group)
        ]
        for trial, coded in zip(group, coder.code_many(raws), strict=True):
            message = coded.message if isinstance(coded, Problem) else trial.check(coded)
            if message:
                yield Failure(trial, message)


# ---- events -----------------------------------------------------------------------------------------------------------------------


def event_trials(lexicon: EventLexicon) -> Iterator[Trial]:
    """Yield the examples and counterexamples of all event entries."""
    for pattern in lexicon.patterns.values():
        yield from (Trial("pattern", pattern.id, e.text, gives(pattern, e)) for e in pattern.examples)
        yield from (Trial("pattern", pattern.id, text, gives_not(pattern)) for text in pattern.counterexamples)
    for operator in lexicon.operators.values():
        yield from (Trial("operator", operator.id, e.text, relates(operator, e)) for e in operator.examples)
    for cue in lexicon.cues:
        yield from (Trial("factuality", cue.id, text, has_effect(cue)) for text in cue.examples)
    for guard in lexicon.guards:
        yield from (Trial("guard", guard.id, text, keeps_out(guard)) for text in guard.examples)
    for refinement in (r for rows in lexicon.refinements.values() for r in rows):
        yield from (Trial("refinement", refinement.id, e.text, refines(refinement)) for e in refinement.examples)
    for context in lexicon.contexts.values():
        yield from (Trial("context", context.id, text, shows(context)) for text in context.examples)


def gives(pattern: Pattern, example: EventExample) -> Check:
    """Return the check that a pattern's example gives an event of its type and modes, with the named source and recipient."""

    def check(reading: Reading) -> str:
        typed = [e for e in reading.events if e.type == pattern.type and set(pattern.modes) <= set(e.modes)]
        if any(_sided(e, example) for e in typed):
            return ""
        wanted = f"{pattern.outcome} {example.source or '-'} → {example.recipient or '-'}"
        return f"{example.text!r} should give {wanted}, but gives {_events(reading)}"

    return check


def gives_not(pattern: Pattern) -> Check:
    """Return the check that a pattern gives no current event in its counterexample."""

    def check(reading: Reading) -> str:
        hit = next((e for e in reading.events if e.why.entry == pattern.id and e.current), None)
        return f"must not win in {reading.article.text!r}, but gives {told(Coded('event', hit))}" if hit else ""

    return check


def relates(operator: Operator, example: EventExample) -> Check:
    """Return the check that an operator's example holds an event in its relation, or an event of a type that the operator makes."""
    made = {outcome.partition("/")[0] for outcome in operator.outcome.values()}

    def check(reading: Reading) -> str:
        hits = [e for e in reading.events if e.relation == operator.relation or e.type in made]
        if any(_sided(e, example) for e in hits) or (hits and any(_sided(e, example) for e in reading.events)):
            return ""
        return f"{example.text!r} should give an event {operator.relation}, but gives {_events(reading)}"

    return check


def has_effect(cue: FactualityCue) -> Check:
    """Return the check that an event of the example has the factuality that the cue gives it."""

    def check(reading: Reading) -> str:
        if any(_has(e, cue.effect) for e in reading.events):
            return ""
        return f"{reading.article.text!r} should give an event that is {cue.effect}, but gives {_events(reading)}"

    return check


def _has(event: Event, effect: str) -> bool:
    """Tell whether an event has an effect; one that is contained in a demand or a promise is not told as a fact either."""
    unreal = {
        "hypothetical": event.hypothetical or event.relation is not None or event.type == "REQUEST",
        "future": event.tense == "future",
        "negated": event.negated,
        "historical": event.historical,
    }
    return not any(unreal.values()) if effect == "actual" else unreal[effect]


def keeps_out(guard: Guard) -> Check:
    """Return the check that the example gives no current event of the guard's types."""

    def check(reading: Reading) -> str:
        hits = [e for e in reading.events if e.current and (not guard.types or e.type in guard.types)]
        return f"{reading.article.text!r} should give nothing, but gives {_events(reading)}" if hits else ""

    return check


def refines(refinement: Refinement) -> Check:
    """Return the check that an event of the example has the mode that the words add."""

    def check(reading: Reading) -> str:
        if any(e.type == refinement.type and refinement.mode in e.modes for e in reading.events):
            return ""
        return f"{reading.article.text!r} should give {refinement.type}/{refinement.mode}, but gives {_events(reading)}"

    return check


def shows(cue: ContextCue) -> Check:
    """Return the check that an event of the example has the context that the words show."""

    def check(reading: Reading) -> str:
        found = {context.name for event in reading.events for context in event.contexts}
        if cue.id in found:
            return ""
        return f"{reading.article.text!r} should show it, but shows {', '.join(sorted(found)) or 'no context'}"

    return check


def _sided(event: Event, example: EventExample) -> bool:
    return _stands(example.source, event.sources) and _stands(
        example.recipient, (*event.recipients, *event.sources[1:])
    )


def _stands(words: str, mentions: Iterable[ActorMention]) -> bool:
    """Tell whether somebody is named so, by the characters or by the name; nobody has to be where no words are given."""
    return not words or any(same_words(words, m.evidence.quote) or same_words(words, m.name) for m in mentions)


def _events(reading: Reading) -> str:
    return "; ".join(told(Coded("event", e)) for e in reading.events) or "nothing"


# ---- statements and positions -------------------------------------------------------------------------------------------------------------------


def cue_trials(cues: Cues) -> Iterator[Trial]:
    """Yield the examples and counterexamples of all cues and stances."""
    for cue in cues.cues.values():
        yield from (Trial("cue", cue.id, e.text, states(cue, e)) for e in cue.examples)
        yield from (Trial("cue", cue.id, text, states_not(cue)) for text in cue.counterexamples)
    for entry in cues.stances.entries.values():
        yield from (Trial("stance", entry.id, e.text, takes_side(entry, e)) for e in entry.examples)
        yield from (Trial("stance", entry.id, text, takes_none(entry)) for text in entry.counterexamples)


def states(cue: Cue, example: CueExample) -> Check:
    """Return the check that a cue's example gives its statement: speaker, content and addressee to the character."""

    def check(reading: Reading) -> str:
        if any(_states(s, cue, example) for s in reading.statements):
            return ""
        found = "; ".join(told(Coded("statement", s)) for s in reading.statements) or "no statement"
        return (
            f"{example.text!r} should give {example.speaker or '-'}: {' … '.join(example.content)!r}, but gives {found}"
        )

    return check


def _states(statement: Statement, cue: Cue, example: CueExample) -> bool:
    found = _quote(statement.speaker), tuple(c.quote for c in statement.content), _quote(statement.addressee)
    return statement.why.entry == cue.id and found == (example.speaker, example.content, example.addressee)


def _quote(mention: ActorMention | None) -> str:
    return mention.evidence.quote if mention else ""


def states_not(cue: Cue) -> Check:
    """Return the check that a cue gives no statement in its counterexample."""

    def check(reading: Reading) -> str:
        hit = next((s for s in reading.statements if s.why.entry == cue.id), None)
        return (
            f"must give no statement in {reading.article.text!r}, but gives {told(Coded('statement', hit))}"
            if hit
            else ""
        )

    return check


def takes_side(entry: StanceEntry, example: StanceExample) -> Check:
    """Return the check that a stance's example gives its positions: holders, stance and object to the character."""

    def check(reading: Reading) -> str:
        own = [p for p in reading.positions if p.why.entry == entry.id]
        found = [(p.holder.evidence.quote, p.stance, p.object.quote) for p in own]
        wanted = [(holder, example.stance or entry.stance, example.object) for holder in example.holders]
        return "" if found == wanted else f"{example.text!r} should give {wanted}, but gives {_positions(reading)}"

    return check


def takes_none(entry: StanceEntry) -> Check:
    """Return the check that a stance gives no position in its counterexample."""

    def check(reading: Reading) -> str:
        hit = any(p.why.entry == entry.id for p in reading.positions)
        return f"must give no position in {reading.article.text!r}, but gives {_positions(reading)}" if hit else ""

    return check


def _positions(reading: Reading) -> str:
    return "; ".join(told(Coded("position", p)) for p in reading.positions) or "no position"
