"""Every entry of the event lexicon does what its examples say. All texts are coded once, together."""

from collections.abc import Iterator

import pytest

from dragoman.events.patterns import ContextCue, FactualityCue, Guard, Operator, Pattern, load_lexicon
from dragoman.pipeline import Coder
from dragoman.records import ActorMention, Event, RawDocument, Reading

LEXICON = load_lexicon()
Coded = dict[str, tuple[Event, ...]]


def sided() -> Iterator[tuple[str, str, str, str]]:
    """Yield (entry, text, source, recipient) of the entries that give an event of their own."""
    entries: tuple[Pattern | Operator, ...] = (*LEXICON.patterns.values(), *LEXICON.operators.values())
    for entry in entries:
        for example in entry.examples:
            yield entry.id, example.text, example.source, example.recipient


def texts() -> Iterator[str]:
    yield from (text for _, text, _, _ in sided())
    yield from (text for p in LEXICON.patterns.values() for text in p.counterexamples)
    yield from (e.text for rows in LEXICON.refinements.values() for r in rows for e in r.examples)
    entries: tuple[Guard | FactualityCue | ContextCue, ...] = (
        *LEXICON.guards,
        *LEXICON.cues,
        *LEXICON.contexts.values(),
    )
    for entry in entries:
        yield from entry.examples


@pytest.fixture(scope="module")
def coded(coder_as_given: Coder) -> Coded:
    wanted = list(dict.fromkeys(texts()))
    raws = [RawDocument(uri=f"example:{i}", text=text, cleaned=True) for i, text in enumerate(wanted)]
    readings = coder_as_given.code_many(raws)
    return {t: r.events for t, r in zip(wanted, readings, strict=True) if isinstance(r, Reading)}


def named(mentions: tuple[ActorMention, ...], words: str) -> bool:
    return not words or any(words in m.evidence.quote or m.evidence.quote in words for m in mentions)


def by_entry(event: Event, entry: str) -> bool:
    """Tell whether an event is the entry's, or that of an entry for the same coding that fits as well."""
    operator, pattern = LEXICON.operators.get(entry), LEXICON.patterns.get(entry)
    if pattern is not None:
        return event.type == pattern.type and set(pattern.modes) <= set(event.modes)
    return entry in event.why.note.split() or (
        operator is not None and event.relation in (operator.relation, "refused")
    )


@pytest.mark.parametrize(("entry", "text", "source", "recipient"), [*sided()])
def test_example_gives_its_event(coded: Coded, entry: str, text: str, source: str, recipient: str) -> None:
    found = coded[text]
    assert any(by_entry(e, entry) for e in found), [(e.type, e.modes, e.why.entry) for e in found]
    of_entry = found if entry in LEXICON.operators else [e for e in found if by_entry(e, entry)]
    sides = [([m.evidence.quote for m in e.sources], [m.evidence.quote for m in e.recipients]) for e in of_entry]
    assert any(named(e.sources, source) and named(e.recipients, recipient) for e in of_entry), sides


@pytest.mark.parametrize(
    ("entry", "text"), [(p.id, text) for p in LEXICON.patterns.values() for text in p.counterexamples]
)
def test_counterexample_is_not_taken(coded: Coded, entry: str, text: str) -> None:
    assert all(e.why.entry != entry or not e.current for e in coded[text])


@pytest.mark.parametrize(
    ("kind", "mode", "text"),
    [(r.type, r.mode, e.text) for rows in LEXICON.refinements.values() for r in rows for e in r.examples],
)
def test_refinement_adds_its_mode(coded: Coded, kind: str, mode: str, text: str) -> None:
    found = [(e.type, e.modes) for e in coded[text]]
    assert any(t == kind and mode in modes for t, modes in found), found


@pytest.mark.parametrize(("guard", "text"), [(g.id, text) for g in LEXICON.guards for text in g.examples])
def test_guarded_sentence_has_no_event(coded: Coded, guard: str, text: str) -> None:
    types = next(g.types for g in LEXICON.guards if g.id == guard)
    assert not [e.type for e in coded[text] if e.current and (not types or e.type in types)]


@pytest.mark.parametrize(
    ("effect", "text"), [(c.effect, text) for c in LEXICON.cues for text in c.examples if c.effect != "actual"]
)
def test_cue_has_its_effect(coded: Coded, effect: str, text: str) -> None:
    found = coded[text]
    shows = {
        "hypothetical": [e for e in found if e.hypothetical or e.relation is not None or e.type == "REQUEST"],
        "future": [e for e in found if e.tense == "future"],
        "negated": [e for e in found if e.negated],
        "historical": [e for e in found if e.historical],
    }
    assert shows[effect], [(e.type, e.tense, e.hypothetical, e.negated, e.historical) for e in found]


@pytest.mark.parametrize(("name", "text"), [(c.id, text) for c in LEXICON.contexts.values() for text in c.examples])
def test_context_has_its_span(coded: Coded, name: str, text: str) -> None:
    shown = [c for e in coded[text] for c in e.contexts if c.name == name]
    assert shown, [(e.type, [c.name for c in e.contexts]) for e in coded[text]]
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in shown)
