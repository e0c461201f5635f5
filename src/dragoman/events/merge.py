"""One happening told twice in a sentence is one event: the verb absorbs the noun of the same type that it carries."""

from collections.abc import Iterable

import msgspec

from dragoman.events.draft import Draft
from dragoman.events.roles import unique, without


def absorb(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Merge a noun's draft into its governing verb's where both have one type: "killed in an air strike", "the attack wounded"."""
    kept = list(drafts)
    verbs = {d.clause.predicate: d for d in kept if d.clause.kind == "verbal" and d.within is None}
    for noun in [d for d in kept if d.clause.kind == "nominal"]:
        verb = verbs.get(noun.clause.parent) if noun.clause.parent is not None else None
        if verb is not None and verb.type == noun.type and verb.relation == noun.relation:
            merged = _merged(verb, noun)
            verbs[verb.clause.predicate] = merged
            kept = [merged if d.key == verb.key else d for d in kept if d.key != noun.key]
    return tuple(kept)


def _merged(verb: Draft, noun: Draft) -> Draft:
    sources = verb.sources or without(noun.sources, verb.recipients)
    return msgspec.structs.replace(
        verb,
        modes=tuple(dict.fromkeys((*verb.modes, *noun.modes))),
        sources=sources,
        recipients=unique((*verb.recipients, *without(noun.recipients, sources))),
        contexts=tuple(dict.fromkeys((*verb.contexts, *noun.contexts))),
        note="; ".join(filter(None, (verb.note, f"with {noun.entry}"))),
    )
