"""The lexicon covers the whole ontology, and says nothing that the ontology does not have."""

import pytest

from dragoman.events.patterns import load_lexicon
from dragoman.lexicon.ontology import load_ontology

LEXICON, ONTOLOGY = load_lexicon(), load_ontology()
PAIRS = [(name, mode) for name, kind in ONTOLOGY.types.items() for mode in kind.modes]
CODINGS = {
    *(f"{p.type}/{m}" for p in LEXICON.patterns.values() for m in (*p.modes, "")),
    *(coding for p in LEXICON.patterns.values() for coding in p.also),
    *(f"{r.type}/{r.mode}" for rows in LEXICON.refinements.values() for r in rows),
}
OUTCOMES = {o for operator in LEXICON.operators.values() for o in operator.outcome.values()}


def test_the_ontology_is_whole() -> None:
    assert (len(ONTOLOGY.types), len(PAIRS), len(ONTOLOGY.contexts)) == (16, 67, 37)


@pytest.mark.parametrize(("kind", "mode"), PAIRS)
def test_every_pair_has_an_entry(kind: str, mode: str) -> None:
    assert f"{kind}/{mode}" in CODINGS


@pytest.mark.parametrize("kind", [*ONTOLOGY.types])
def test_every_type_has_an_entry_with_an_example(kind: str) -> None:
    assert any(p.type == kind and p.examples for p in LEXICON.patterns.values())


@pytest.mark.parametrize("context", sorted(ONTOLOGY.contexts))
def test_every_context_has_cues_and_an_example(context: str) -> None:
    assert LEXICON.contexts[context].words
    assert LEXICON.contexts[context].examples


def test_entries_use_only_the_ontology() -> None:
    codings = [(p.type, p.modes, p.contexts) for p in LEXICON.patterns.values()]
    codings += [(c.split("/")[0], tuple(c.split("/")[1:]), ()) for c in (*OUTCOMES, *CODINGS) if not c.endswith("/")]
    codings += [(name, (), ()) for c in LEXICON.contexts.values() for name in c.types]
    assert not [ONTOLOGY.check(*coding) for coding in codings if ONTOLOGY.check(*coding)]
    assert set(LEXICON.contexts) == set(ONTOLOGY.contexts)


def test_cameo_hints_are_codes_of_the_crosswalk_or_scored() -> None:
    hints = {p.cameo for p in LEXICON.patterns.values() if p.cameo}
    assert not [code for code in hints if ONTOLOGY.goldstein(code) is None]
    appeals = "02"  # PLOVER has no appeals apart from requests
    assert not [code for code in hints if not ONTOLOGY.from_cameo(code) and not code.startswith(appeals)]


@pytest.mark.parametrize(
    ("hint", "coding", "cameo"),
    [
        ("070", ("AID", (), ("human_security",)), "073"),
        ("070", ("AID", (), ()), "070"),
        ("051", ("SUPPORT", (), ("diplomatic",)), "051"),
        ("", ("RETREAT", ("resign",), ()), None),
        ("", ("COERCE", ("arrest",), ("legal",)), "173"),
        ("020", ("REQUEST", ("assist",), ()), "021"),
        ("100", ("REQUEST", ("assist",), ()), "101"),
    ],
)
def test_cameo_is_as_deep_as_the_words(
    hint: str, coding: tuple[str, tuple[str, ...], tuple[str, ...]], cameo: str | None
) -> None:
    assert ONTOLOGY.deepest(hint, *coding) == cameo


@pytest.mark.parametrize("kind", [*ONTOLOGY.types])
def test_crosswalk_both_ways_keeps_the_type(kind: str) -> None:
    for mode in ("", *ONTOLOGY.types[kind].modes):
        code = ONTOLOGY.cameo(kind, (mode,) if mode else ())
        if code is not None:
            assert kind in {reading[0] for reading in ONTOLOGY.from_cameo(code)}, (kind, mode, code)
