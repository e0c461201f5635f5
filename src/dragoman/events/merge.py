"""One happening told twice in a sentence is one event: a verb absorbs the noun that it carries, an attack the killing that it was."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.events.draft import Draft
from dragoman.events.roles import same, told_beside, unique, without
from dragoman.events.scene import DEFINITE, Scene
from dragoman.records import ActorMention

# What happens beside an attack and is a happening of its own.
APART = frozenset({"abduct", "torture", "sexual"})
POINTING = DEFINITE - {"such"}  # "such attacks" are others of the kind
CONTINUES = frozenset({"advcl", "conj"})


def absorb(scene: Scene, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Merge the drafts of one type that tell one happening: "killed in an air strike", "attacked the convoy, killing five"."""
    return tuple(_without_posture(_repeats(scene, _results(scene, _continuations(_nouns([*drafts]))))))


def _nouns(kept: list[Draft]) -> list[Draft]:
    verbs = {d.clause.predicate: d for d in kept if d.clause.kind == "verbal" and d.within is None}
    for noun in [d for d in kept if d.clause.kind == "nominal"]:
        verb = verbs.get(noun.clause.parent) if noun.clause.parent is not None else None
        if verb is not None and verb.type == noun.type and verb.relation == noun.relation:
            verbs[verb.clause.predicate] = merged = _merged(verb, noun)
            kept = [merged if d.key == verb.key else d for d in kept if d.key != noun.key]
    return kept


def _results(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """Merge a relative clause's assault into that which its antecedent tells: "hit the camp with shells that killed nine"."""
    for later in [d for d in kept if d.type == "ASSAULT" and d.clause.kind == "verbal"]:
        above = told_beside(scene, later.clause)
        earlier = next(
            (d for d in kept if {d.clause.predicate, d.clause.light}.intersection(above) and _joins(later, d)), None
        )
        if earlier is not None:
            merged = _merged(earlier, later)
            kept = [merged if d.key == earlier.key else d for d in kept if d.key != later.key]
    return kept


def _repeats(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """ "submitted her resignation, and her resignation was accepted": what a sentence refers to again happened once."""
    for again in [d for d in kept if d.clause.kind == "nominal" and _referring(scene, d)]:
        held = any(d.within == again.key for d in kept)
        earlier = next((d for d in kept if d.first < again.first and _one_happening(d, again)), None)
        if earlier is not None and not held:
            merged = _merged(earlier, again)
            kept = [merged if d.key == earlier.key else d for d in kept if d.key != again.key]
    return kept


def _referring(scene: Scene, draft: Draft) -> bool:
    kids = scene.sentence.kids(draft.clause.predicate, "det", "poss")
    return any(k.lower in POINTING or k.tag == "PRP$" for k in kids)


def _one_happening(earlier: Draft, again: Draft) -> bool:
    """Tell whether a noun may refer to what another draft tells: of one type and mode, and with no other parties."""
    alike = earlier.type == again.type and (earlier.type == "ASSAULT" or earlier.modes == again.modes)
    return (
        alike
        and (earlier.relation, earlier.within) == (again.relation, again.within)
        and _one_time(earlier, again)
        and not APART.intersection((*earlier.modes, *again.modes))
        and _may_be(again.sources, earlier.sources)
        and _may_be(again.recipients, earlier.recipients)
    )


def _may_be(some: Sequence[ActorMention], others: Sequence[ActorMention]) -> bool:
    return not some or all(any(same(m, o) for o in others) for m in some)


def _joins(later: Draft, earlier: Draft) -> bool:
    told = (later.relation, later.within) == (earlier.relation, earlier.within)
    return (
        earlier.type == "ASSAULT"
        and told
        and _one_time(later, earlier)
        and not APART.intersection((*later.modes, *earlier.modes))
    )


def _without_posture(kept: list[Draft]) -> list[Draft]:
    """Leave out troops that move in where the same actor attacks: a show of force is none beside its use (PLOVER, MOBILIZE)."""
    attacks = [d for d in kept if d.type == "ASSAULT" and d.relation is None]
    return [d for d in kept if d.type != "MOBILIZE" or not any(_same_force(d, a) for a in attacks)]


def _same_force(posture: Draft, attack: Draft) -> bool:
    """Tell whether a posture and an attack are the same actor's, told as equally real."""
    return (
        posture.relation is None
        and bool(posture.sources)
        and _one_time(posture, attack)
        and _one_source(posture, attack)
        and bool(attack.sources)
    )


def _continuations(kept: list[Draft]) -> list[Draft]:
    """Merge an assault or a verdict into the one that its clause continues: the later verb tells what the earlier one did."""
    for key in [d.key for d in sorted(kept, key=lambda d: -d.first)]:
        later = next(d for d in kept if d.key == key)
        earlier = next((d for d in kept if _continues(later, d)), None)
        if earlier is not None:
            merged = _merged(earlier, later)
            kept = [merged if d.key == earlier.key else d for d in kept if d.key != later.key]
    return kept


def _continues(later: Draft, earlier: Draft) -> bool:
    return _causes(later, earlier) or (
        _one_kind(later, earlier)
        and later.key != earlier.key
        and later.clause.kind == earlier.clause.kind == "verbal"
        and later.clause.parent == earlier.clause.predicate
        and later.clause.relation in CONTINUES
        and (later.relation, later.within) == (earlier.relation, earlier.within)
        and _one_time(later, earlier)
        and _one_source(later, earlier)
        and not APART.intersection((*later.modes, *earlier.modes))
    )


def _causes(later: Draft, earlier: Draft) -> bool:
    """ "Four were killed when a mine exploded": who suffered stands in one clause, what was done to them in the other."""
    return (
        later.type == earlier.type == "ASSAULT"
        and later.key != earlier.key
        and later.clause.kind == earlier.clause.kind == "verbal"
        and later.clause.parent == earlier.clause.predicate
        and later.clause.relation in ("advcl", "after")
        and (later.relation, later.within) == (earlier.relation, earlier.within)
        and _one_time(later, earlier)
        and not earlier.sources
        and not later.recipients
        and not APART.intersection((*later.modes, *earlier.modes))
    )


def _one_kind(later: Draft, earlier: Draft) -> bool:
    """ "convicted him of spying and sentenced him to death": a verdict and its sentence, like an attack and its deaths."""
    return later.type == earlier.type and (
        later.type == "ASSAULT" or ("convict" in later.modes and "convict" in earlier.modes)
    )


def _one_time(later: Draft, earlier: Draft) -> bool:
    one, other = later.judgement, earlier.judgement
    return (one.negated, one.hypothetical, one.tense) == (other.negated, other.hypothetical, other.tense)


def _one_source(later: Draft, earlier: Draft) -> bool:
    """Tell whether the same actors do both; a participle without a subject has that of the verb it follows."""
    if not later.sources or not earlier.sources:
        return any(a.shared for a in later.clause.slots("subject", "object")) or not later.clause.slots("subject")
    return all(any(same(m, o) for o in earlier.sources) for m in later.sources)


def _merged(kept: Draft, other: Draft) -> Draft:
    sources = kept.sources or without(other.sources, kept.recipients)
    further = (
        m for m in other.recipients if m.basis != "pronoun" or not kept.recipients
    )  # "shot five and buried them"
    return msgspec.structs.replace(
        kept,
        modes=tuple(dict.fromkeys((*kept.modes, *other.modes))),
        sources=sources,
        recipients=unique((*kept.recipients, *without(tuple(further), sources))),
        contexts=tuple(dict.fromkeys((*kept.contexts, *other.contexts))),
        counted=(*kept.counted, *other.counted),
        note="; ".join(filter(None, (kept.note, f"with {other.entry}"))),
    )
