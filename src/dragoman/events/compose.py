"""What words do to events: promising aid is AGREE, refusing a meeting REJECT; the inner event stays, marked with its relation.

The table of outcomes is data (data/events/operators.toml); the reading of the manual behind it is docs/events.md.
"""

from collections.abc import Iterator, Mapping

import msgspec

from dragoman.events.ahead import REFUSED_MODE, lies_ahead
from dragoman.events.conditions import GOVERNING, commercial
from dragoman.events.counts import counted
from dragoman.events.draft import Draft
from dragoman.events.factuality import Judgement, judge
from dragoman.events.match import Candidate, of_time
from dragoman.events.patterns import NOUN_SOURCE, VERB_SOURCE, Operator
from dragoman.events.refine import refine
from dragoman.events.roles import participants, said_in, speakers, unique, without
from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Clause
from dragoman.records import ActorMention, Relation, Tense

OBLIGES = frozenset({"must", "should"})
DEMAND = "demand"  # the operator whose outcomes an obligation takes
ATTITUDES = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT"})  # towards what else happens
PREDICTIVE = frozenset({"expect", "predict", "anticipate", "hope"})
STATES = frozenset(
    {
        "be",
        "have",
        "know",
        "feel",
        "become",
        "remain",
        "win",
        "see",
        "expect",
        "benefit",
        "get",
        "look",
        "like",
        "enjoy",
        "receive",
    }
)  # what befalls one
BOUND = frozenset({"state", "organisation", "group", "person"})  # kinds of actors of whom one demands something


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
        judgement=_judged(scene, candidate),
        score=candidate.score,
        rule=candidate.clause.kind,
        entry=pattern.id,
        alone=candidate.lonely,
        contexts=pattern.contexts,
        counted=counted(pattern.counts, candidate.clause, pattern.recipient),
        cameo=pattern.cameo,
        also=pattern.also,
        inner=pattern.inner,
        words=candidate.words,
        fillers=candidate.fillers,
        note=candidate.note,
        lacking=candidate.lacking,
        short=candidate.short,
        unpublic=candidate.unpublic,
    )


def _judged(scene: Scene, candidate: Candidate) -> Judgement:
    """ "will not accept the apology": where an entry's words hold the negation, its event is the refusal, made today."""
    judgement = judge(scene, candidate.clause)
    if candidate.clause.negation not in candidate.words:
        return judgement
    tense: Tense = "present" if judgement.tense == "future" else judgement.tense
    open_still = judgement.hypothetical and not candidate.clause.modal  # "cannot accept" is no possibility
    return msgspec.structs.replace(judgement, negated=False, tense=tense, hypothetical=open_still)


def compose(scene: Scene, chosen: Mapping[int, Candidate]) -> tuple[Draft, ...]:
    """Apply the operators from the innermost outwards, then the rules for what lies ahead."""
    drafts = {predicate: draft(scene, c) for predicate, c in chosen.items()}
    contained: list[Draft] = []
    for clause in _innermost_first(scene):
        for operator in _operators(scene, clause):
            _apply(scene, clause, operator, drafts, contained)
        _oblige(scene, clause, drafts, contained)
    told = _not_told_by_a_verb(drafts, contained)
    ahead = [d for kept in told for d in _ahead(scene, kept)]
    held = [h for d in (*contained, *ahead) for h in _held(d, contained)]
    return tuple(refine(scene, each) for d in (*contained, *ahead, *held) for each in _with_twins(d))


def _ahead(scene: Scene, kept: Draft) -> tuple[Draft, ...]:
    """Return what a draft is today; one party to a mutual event only refuses it: "we will not negotiate"."""
    declined = kept.judgement.negated and kept.judgement.tense == "future"
    return () if kept.alone and not declined else tuple(lies_ahead(scene, kept))


def _held(outer: Draft, contained: list[Draft]) -> Iterator[Draft]:
    """ "pledged 33 million euros", "appealed for aid": the event that the words of the outer one hold, if none of theirs has told it."""
    relation, _, coding = outer.inner.partition(" ")
    kind, *modes = coding.split("/")
    if not kind or any(d.within == outer.key and d.type == kind for d in contained):
        return
    asked = relation == "demanded"
    yield msgspec.structs.replace(
        outer,
        key=f"{outer.key}<{kind}",
        type=kind,
        modes=tuple(modes),
        sources=outer.recipients if asked else outer.sources,
        recipients=outer.sources if asked else outer.recipients,
        judgement=msgspec.structs.replace(outer.judgement, tense="future", negated=relation == "refused"),
        within=outer.key,
        relation=msgspec.convert(relation, Relation),
        note=f"held by {outer.type}",
        counted=(),
        cameo="",
        also=(),
        inner="",
    )


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
    words = {*lemma.split(), *(k.lower for k in scene.sentence.kids(clause.predicate) if not of_time(scene, k))}
    words |= {scene.token(a.phrase.head).lemma for a in clause.arguments if not a.shared}
    words |= {k.lower for c in scene.inner_clauses(clause.predicate) for k in scene.sentence.kids(c.predicate, "mark")}
    return all(word in words for word in rest)


# ---- an operator and its inner events ---------------------------------------------------------------------------------------------


def _apply(scene: Scene, clause: Clause, operator: Operator, drafts: dict[int, Draft], contained: list[Draft]) -> None:
    own = drafts.get(clause.predicate)
    governed = (d for d in _inner(scene, clause, operator, drafts) if operator.governs(d.type, d.modes))
    inner = [d for d in governed if own is None or not _claims(own, d)]
    outer = _outer(scene, clause, operator, inner[0], own) if inner else None
    declined = bool(inner) and _declines(operator, inner[0], judge(scene, clause))
    for each in inner:
        drafts.pop(each.clause.predicate, None)
        if not each.alone or operator.outcome_of(each.type, each.modes):  # "condemned a meeting with X": whose is open
            contained.append(_contained(each, operator, outer, declined=declined))
    if outer is not None:
        drafts[clause.predicate] = outer


def _claims(own: Draft, inner: Draft) -> bool:
    """Tell whether an inner noun is part of the verb's own entry: "pledged support", "ordered an inquiry"."""
    noun = inner.clause.predicate
    return noun in own.words or (noun in own.fillers and own.type == inner.type)


def _inner(scene: Scene, clause: Clause, operator: Operator, drafts: dict[int, Draft]) -> Iterator[Draft]:
    """Yield the drafts that an operator governs: those of its complement clauses and of the event nouns in its slots."""
    for inner in scene.inner_clauses(clause.predicate):
        fits = inner.relation in operator.clauses and not (
            operator.infinitive and (inner.finite or _own_wish(clause, operator, inner))
        )
        if fits:
            yield from _with_conjuncts(scene, inner.predicate, drafts)
    for argument in clause.arguments:
        if argument.slot in operator.slots and not argument.shared:
            yield from _with_conjuncts(scene, argument.phrase.head, drafts)
            if scene.token(argument.phrase.head).lemma in operator.through:
                for told in scene.inner_clauses(argument.phrase.head):
                    yield from _with_conjuncts(scene, told.predicate, drafts)


def _own_wish(clause: Clause, operator: Operator, inner: Clause) -> bool:
    """ "I want to express my sympathy": nobody is told to."""
    acting = {a.phrase.head for a in clause.slots("subject")}
    asks = operator.relation == "demanded" and clause.voice == "active"
    return asks and any(a.shared and a.phrase.head in acting for a in inner.slots("subject"))


def _with_conjuncts(scene: Scene, predicate: int, drafts: dict[int, Draft]) -> Iterator[Draft]:
    if predicate in drafts:
        yield drafts[predicate]
    for token in scene.sentence.kids(predicate, "conj"):
        yield from _with_conjuncts(scene, token.i, drafts)


def _declines(operator: Operator, inner: Draft, judgement: Judgement) -> bool:
    """ "does not intend to withdraw", "has not agreed to talks": who does not promise it refuses it."""
    return operator.relation == "promised" and judgement.negated and inner.type in REFUSED_MODE


def _contained(inner: Draft, operator: Operator, outer: Draft | None, *, declined: bool = False) -> Draft:
    """Mark an inner event. Failing, stopping and resuming leave it in the record; only a relation says what became of it."""
    undone = inner.type in operator.undoes or declined
    judgement = inner.judgement
    if operator.tense == "future":
        judgement = msgspec.structs.replace(judgement, tense="future")
    if operator.negates or undone:
        judgement = msgspec.structs.replace(judgement, negated=declined or not judgement.negated)
    if operator.retrospective:
        judgement = msgspec.structs.replace(judgement, historical=True)
    relation: Relation = "refused" if undone else operator.relation
    if relation == "promised" and outer is not None and outer.type == "THREATEN":
        relation = "threatened"
    return msgspec.structs.replace(
        inner,
        key=f"{inner.key}<{operator.id}",
        judgement=judgement,
        within=outer.key if outer is not None else None,
        relation=relation,
    )


def _outer(scene: Scene, clause: Clause, operator: Operator, inner: Draft, own: Draft | None) -> Draft | None:
    outcome = operator.outcome_of(inner.type, inner.modes)
    if not outcome:
        return own
    judgement = judge(scene, clause)
    if _declines(operator, inner, judgement):
        outcome = "/".join(("REJECT", *REFUSED_MODE[inner.type]))
        judgement = msgspec.structs.replace(judgement, negated=False)
    kind, *modes = outcome.split("/")
    sources = participants(scene, clause, VERB_SOURCE if clause.kind == "verbal" else NOUN_SOURCE) or (
        own.sources if own else ()
    )
    if operator.relation == "promised" and clause.voice == "passive" and not sources:
        if clause.lemma in PREDICTIVE:
            return own  # "is expected to resign": nobody promises it
        sources = inner.sources  # "is scheduled to meet"
    recipients = without(participants(scene, clause, operator.recipient, owners=False), sources)
    recipients = recipients or without(unique((*_addressed(operator, inner), *inner.sources)), sources)
    if (not sources and not recipients) or commercial((*sources, *recipients)):
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
        judgement=judgement,
        score=max(inner.score, own.score if own else 0.0),
        rule=f"operator over {inner.type}",
        entry=operator.id,
        note=f"{operator.id} of {inner.entry}",
        contexts=inner.contexts,
        cameo=own.cameo if own is not None and own.type == kind else "",
    )


def _addressed(operator: Operator, inner: Draft) -> tuple[ActorMention, ...]:
    """ "demanded the release of the hostages", "an inquiry into the deaths of villagers": asked are others than these."""
    if operator.relation != "demanded":
        return inner.recipients
    freed = inner.type == "RETREAT" and "release" in inner.modes
    return () if freed else tuple(m for m in inner.recipients if m.kind != "class" or m.basis == "pronoun")


# ---- obligations ------------------------------------------------------------------------------------------------------------------


def _oblige(scene: Scene, clause: Clause, drafts: dict[int, Draft], contained: list[Draft]) -> None:
    """ "The UN said Israel must open the crossing": whoever says what another has to do demands it."""
    said = said_in(scene, clause) if clause.modal in OBLIGES and clause.relation == "ccomp" else None
    if said is None or said.predicate in drafts:
        return
    inner = drafts.pop(clause.predicate, None)
    sources = speakers(scene, clause)
    bound = without(participants(scene, clause, VERB_SOURCE, owners=False), sources)
    bound = tuple(m for m in bound if m.kind in BOUND and m.basis != "pronoun")
    demand = scene.lexicon.operators.get(DEMAND)
    if demand is None or not sources or not bound or not _asks(clause, inner, bound):
        if inner is not None:
            drafts[clause.predicate] = inner
        return
    kind, *modes = (demand.outcome_of(inner.type, inner.modes) if inner else "").split("/")
    outer = Draft(
        key=f"{said.predicate}",
        type=kind or "REQUEST",
        modes=tuple(modes),
        clause=said,
        first=clause.modality if clause.modality is not None else clause.predicate,
        last=(clause.modality if clause.modality is not None else clause.predicate) + 1,
        sources=sources,
        recipients=bound,
        judgement=judge(scene, said),
        score=0.6,
        rule="obligation",
        entry=DEMAND,
        note=f"{clause.modal} in what is said",
    )
    drafts[said.predicate] = outer
    if inner is not None:
        contained.append(_contained(inner, demand, outer))


def _asks(clause: Clause, inner: Draft | None, bound: tuple[ActorMention, ...]) -> bool:
    """ "must" always asks; "should" where what should be done is an event, or an act of a state or of those who govern."""
    if clause.modal == "must" or inner is not None:
        return True
    governs = any(m.kind == "state" or GOVERNING.intersection(m.sectors) for m in bound)
    return governs and clause.voice == "active" and clause.lemma.split()[0] not in STATES


# ---- one happening, one event -----------------------------------------------------------------------------------------------------


def _not_told_by_a_verb(drafts: Mapping[int, Draft], contained: list[Draft]) -> list[Draft]:
    """Leave out an event noun that belongs to the words of a verb's event: "signed the agreement", "halted its offensive"."""
    verbal = [d for d in (*drafts.values(), *contained) if d.clause.kind == "verbal"]
    return [d for d in drafts.values() if d.clause.kind == "verbal" or not any(_tells(v, d) for v in verbal)]


def _tells(verb: Draft, noun: Draft) -> bool:
    """Tell whether a verb's event is the noun's; what somebody welcomes or condemns is an event of its own."""
    if noun.clause.predicate in verb.words:
        return True
    return noun.clause.predicate in verb.fillers and (verb.type not in ATTITUDES or verb.type == noun.type)


def _with_twins(kept: Draft) -> Iterator[Draft]:
    """Yield a draft and the further codings of the same happening: who is sentenced to prison is also held."""
    yield kept
    if kept.relation is None:
        for coding in kept.also:
            kind, *modes = coding.split("/")
            yield msgspec.structs.replace(
                kept,
                key=f"{kept.key}+{coding}",
                type=kind,
                modes=tuple(modes),
                cameo="",
                also=(),
                note=f"with {kept.type}",
            )
