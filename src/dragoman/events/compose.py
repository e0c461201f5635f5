"""What words do to events: promising aid is AGREE, refusing a meeting REJECT; the inner event stays, marked with its relation.

The table of outcomes is data (data/events/operators.toml); the reading of the manual behind it is docs/events.md.
"""

from collections.abc import Iterator

import msgspec

from dragoman.events.factuality import Judgement, judge
from dragoman.events.match import Candidate, alone
from dragoman.events.patterns import NOUN_SOURCE, VERB_SOURCE, Operator
from dragoman.events.roles import participants, unique, without
from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Clause
from dragoman.records import ActorMention, Record, Relation

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
REFUSED_MODE = {
    "AID": ("assist",),
    "COOPERATE": ("assist",),
    "CONSULT": ("meet",),
    "AGREE": ("meet",),
    "RETREAT": ("yield",),
    "CONCEDE": ("yield",),
}


class Draft(Record, kw_only=True):
    """An event before it is written down: a candidate that won, or what an operator made of one."""

    key: str  # unique within the sentence
    type: str
    modes: tuple[str, ...]
    clause: Clause
    first: int
    last: int
    sources: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    judgement: Judgement
    score: float
    rule: str
    entry: str
    note: str = ""
    alone: bool = False  # a mutual event of which only one party is known: counts only inside another
    contexts: tuple[str, ...] = ()
    counts: str | None = None
    within: str | None = None
    relation: Relation | None = None


def draft(scene: Scene, candidate: Candidate) -> Draft:
    """Return the draft of a winning candidate, on its own."""
    pattern = candidate.pattern
    return Draft(
        key=f"{candidate.clause.predicate}",
        type=pattern.type,
        modes=pattern.modes,
        clause=candidate.clause,
        first=candidate.first,
        last=candidate.last,
        sources=candidate.sources,
        recipients=candidate.recipients,
        judgement=judge(scene, candidate.clause),
        score=candidate.score,
        rule=candidate.clause.kind,
        entry=pattern.id,
        alone=pattern.reciprocal and alone(scene, candidate.sources),
        contexts=pattern.contexts,
        counts=pattern.counts,
    )


def compose(scene: Scene, chosen: dict[int, Candidate]) -> tuple[Draft, ...]:
    """Apply the operators from the innermost outwards, then the rules for what lies ahead."""
    drafts = {predicate: draft(scene, c) for predicate, c in chosen.items()}
    contained: list[Draft] = []
    for clause in _innermost_first(scene):
        for operator in _operators(scene, clause):
            _apply(scene, clause, operator, drafts, contained)
    ahead = [d for kept in drafts.values() if not kept.alone for d in lies_ahead(kept)]
    return (*contained, *ahead)


def _innermost_first(scene: Scene) -> Iterator[Clause]:
    clauses = [*scene.clauses, *scene.nominals.values()]
    return iter(sorted(clauses, key=lambda c: -_depth(scene, c.predicate)))


def _depth(scene: Scene, i: int) -> int:
    depth = 0
    while scene.token(i).head != i:
        i = scene.token(i).head
        depth += 1
    return depth


def _operators(scene: Scene, clause: Clause) -> tuple[Operator, ...]:
    index = scene.lexicon.operators_by_verb if clause.kind == "verbal" else scene.lexicon.operators_by_noun
    lemma = clause.lemma if clause.kind == "verbal" else noun_lemma(scene.token(clause.predicate))
    return tuple(
        operator for surface, operator in index.get(lemma.split()[0], ()) if _says(scene, clause, lemma, surface)
    )


def _says(scene: Scene, clause: Clause, lemma: str, surface: str) -> bool:
    """Tell whether a clause has all words of an operator: "call for" needs its preposition."""
    rest = surface.split()[1:]
    words = {*lemma.split(), *(k.lower for k in scene.sentence.kids(clause.predicate))}
    words |= {scene.token(a.phrase.head).lemma for a in clause.arguments if not a.shared}
    return all(word in words for word in rest)


# ---- an operator and its inner events ---------------------------------------------------------------------------------------------


def _apply(scene: Scene, clause: Clause, operator: Operator, drafts: dict[int, Draft], contained: list[Draft]) -> None:
    inner = [d for d in _inner(scene, clause, operator, drafts) if d.clause.predicate in drafts]
    outer = _outer(scene, clause, operator, inner[0], drafts.get(clause.predicate)) if inner else None
    for each in inner:
        marked = _contained(each, operator, outer)
        del drafts[each.clause.predicate]
        contained.append(marked)
    if outer is not None:
        drafts[clause.predicate] = outer


def _inner(scene: Scene, clause: Clause, operator: Operator, drafts: dict[int, Draft]) -> Iterator[Draft]:
    """Yield the drafts that an operator governs: those of its complement clauses and of the event nouns in its slots."""
    for inner in scene.inner_clauses(clause.predicate):
        fits = inner.relation in operator.clauses and not (operator.infinitive and inner.finite)
        if fits and inner.predicate in drafts:
            yield from _with_conjuncts(scene, inner.predicate, drafts)
    for argument in clause.arguments:
        if argument.slot in operator.slots and not argument.shared:
            yield from _with_conjuncts(scene, argument.phrase.head, drafts)


def _with_conjuncts(scene: Scene, predicate: int, drafts: dict[int, Draft]) -> Iterator[Draft]:
    if predicate in drafts:
        yield drafts[predicate]
    for token in scene.sentence.kids(predicate, "conj"):
        yield from _with_conjuncts(scene, token.i, drafts)


def _contained(inner: Draft, operator: Operator, outer: Draft | None) -> Draft:
    judgement = inner.judgement
    if operator.tense == "future":
        judgement = msgspec.structs.replace(judgement, tense="future")
    if operator.negates:
        judgement = msgspec.structs.replace(judgement, negated=not judgement.negated)
    within = outer.key if outer is not None else None
    # Failing, stopping and resuming leave the event itself in the record; only a relation says what became of it.
    return msgspec.structs.replace(
        inner, key=f"{inner.key}<{operator.id}", judgement=judgement, within=within, relation=operator.relation
    )


def _outer(scene: Scene, clause: Clause, operator: Operator, inner: Draft, own: Draft | None) -> Draft | None:
    outcome = operator.outcome.get(inner.type, operator.outcome.get("*", ""))
    if not outcome:
        return own
    kind, *modes = outcome.split("/")
    sources = participants(scene, clause, VERB_SOURCE if clause.kind == "verbal" else NOUN_SOURCE) or (
        own.sources if own else ()
    )
    recipients = without(participants(scene, clause, operator.recipient, owners=False), sources)
    recipients = recipients or without(unique((*inner.recipients, *inner.sources)), sources)
    if not sources and not recipients:
        return own
    if own is not None and own.type == kind and (own.modes or not modes):
        return msgspec.structs.replace(own, recipients=own.recipients or recipients)  # its own entry says as much
    return Draft(
        key=f"{clause.predicate}",
        type=kind,
        modes=tuple(modes),
        clause=clause,
        first=own.first if own else clause.predicate,
        last=own.last if own else clause.predicate + 1,
        sources=sources,
        recipients=recipients,
        judgement=judge(scene, clause),
        score=max(inner.score, own.score if own else 0.0),
        rule=f"operator over {inner.type}",
        entry=operator.id,
        note=f"{operator.id} of {inner.entry}",
        contexts=inner.contexts,
    )


# ---- what lies ahead --------------------------------------------------------------------------------------------------------------


def lies_ahead(kept: Draft) -> Iterator[Draft]:
    """Yield what a future event of its own source is today: AGREE for cooperation, CONCEDE for giving way, REJECT if negated.

    plover.md 4.1 (AGREE, CONCEDE), 4.9.6, 4.9.13: the inner event stays, marked as promised or refused.
    """
    ahead = kept.judgement.tense == "future" and not kept.judgement.hypothetical and bool(kept.sources)
    today = _today(kept) if ahead and kept.relation is None else None
    if today is None:
        yield kept
        return
    outcome, modes, relation = today
    present = msgspec.structs.replace(kept.judgement, tense="present", negated=False)
    outer = msgspec.structs.replace(
        kept,
        key=f"{kept.key}>{outcome}",
        type=outcome,
        modes=modes,
        judgement=present,
        rule=f"future {kept.type}",
        counts=None,
    )
    yield outer
    yield msgspec.structs.replace(kept, within=outer.key, relation=relation)


def _today(kept: Draft) -> tuple[str, tuple[str, ...], Relation] | None:
    if kept.judgement.negated:
        mode = REFUSED_MODE.get(kept.type)
        return ("REJECT", mode, "refused") if mode else None
    if kept.type in COOPERATIVE:
        return "AGREE", (), "promised"
    if kept.type == "RETREAT" and kept.modes != ("resign",):
        return "CONCEDE", (), "promised"
    return None
