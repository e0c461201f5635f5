"""Whether a clause happened: its own negation, tense and mood, and what the words that govern it do to it."""

from collections.abc import Iterator
from typing import Literal

from dragoman.events.patterns import FactualityCue
from dragoman.events.retrospect import looks_back
from dragoman.events.scene import DEFINITE, Scene, noun_lemma
from dragoman.language.clauses import phrase_at
from dragoman.language.forms import Clause
from dragoman.records import Record, Tense

# Complements whose truth a governing verb decides. A relative or adverbial clause stands on its own.
COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "of", "from", "to", "for", "against", "into", "on", "in", "about", "acl", "pcomp", "oprd"}
)
ANYBODY = frozenset({"anyone", "anybody", "whoever", "everyone", "everybody", "someone"})
DUE = frozenset({"due", "set", "scheduled", "slated", "likely", "expected"})
UNGOVERNED = frozenset(
    {"subject", "during", "after", "before", "since", "amid", "despite", "following", "at"}
)  # when and where
ASSEMBLES = frozenset(
    {"gather", "turn out", "assemble", "march", "rally", "converge", "congregate", "flock", "mass", "take to"}
)
OPEN = frozenset({"can", "may", "would", "if", "should"})
DUE_VERBS = frozenset({"schedule", "expect", "set", "slate", "plan"})
PREDICTS = frozenset({"can", "may", "must", "would", "should", "if"})


class Judgement(Record, kw_only=True):
    """The factuality columns of an event and the tokens behind them."""

    negated: bool = False
    tense: Tense = "past"
    hypothetical: bool = False
    historical: bool = False
    words: tuple[int, ...] = ()


EffectKind = Literal["hypothetical", "future", "negated", "actual"]


class _Effect(Record, kw_only=True):
    kind: EffectKind
    word: int


def judge(scene: Scene, clause: Clause) -> Judgement:
    """Return the factuality of a clause from itself outwards."""
    effects = [*_own(scene, clause), *_assembled(scene, clause), *_governors(scene, clause)]
    actual = next((e for e in effects if e.kind == "actual"), None)
    kept = [e for e in effects if e is not actual]
    future = any(e.kind == "future" for e in kept)
    past = looks_back(scene, clause)
    words = (*(e.word for e in kept), *(() if past is None else (past,)))
    return Judgement(
        negated=sum(e.kind == "negated" for e in kept) % 2 == 1,  # "did not fail to attack"
        tense="future" if future else _base_tense(scene, clause, actual=actual is not None),
        hypothetical=any(e.kind == "hypothetical" for e in kept),
        historical=past is not None,
        words=tuple(dict.fromkeys(words)),
    )


def _base_tense(scene: Scene, clause: Clause, *, actual: bool) -> Tense:
    """An infinitive that came true ("began to shell") has the tense of what governs it."""
    if not actual or clause.finite or clause.tense != "future" or clause.parent is None:
        return clause.tense
    parent = scene.clause_of.get(clause.parent)
    return parent.tense if parent else "past"


def _own(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    if clause.negation is not None:
        yield _Effect(kind="negated", word=clause.negation)
    else:
        yield from _nor(scene, clause)
    if clause.modal in PREDICTS and clause.modality is not None:
        kind: EffectKind = "future" if _future_in_the_past(scene, clause) else "hypothetical"
        yield _Effect(kind=kind, word=clause.modality)
    if clause.relation in ("csubj", "csubjpass") and not clause.finite:
        yield _Effect(kind="hypothetical", word=clause.predicate)  # "Attacking civilians is a crime"
    if clause.tense == "future":
        condition = next((c for c in scene.inner_clauses(clause.predicate) if c.modal == "if"), None)
        if condition is not None and condition.modality is not None:
            yield _Effect(kind="hypothetical", word=condition.modality)
    last = scene.sentence.tokens[-1]
    if clause.kind == "verbal" and last.text == "?" and clause.relation in ("root", "conj"):
        yield _Effect(kind="hypothetical", word=last.i)
    yield from _generic(scene, clause)
    yield from _undecided(scene, clause)
    yield from _preferred(scene, clause)
    if clause.kind == "nominal":
        yield from _awaited(scene, clause)
        yield from _modified(scene, clause)
    if clause.kind == "nominal" and clause.light is not None and _is_light(scene, clause.light):
        yield from _own_tense_of_light(scene, clause)


def _nor(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "has not met the rebels, nor has it recognised them": the second is denied as the first."""
    if clause.kind != "verbal" or clause.relation != "conj" or clause.parent is None:
        return
    joining = (k for k in scene.sentence.kids(clause.parent, "cc") if k.lower == "nor" and k.i < clause.predicate)
    yield from (_Effect(kind="negated", word=k.i) for k in joining)


def _assembled(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "gathered to protest", "turned out to march": who came together for it did it."""
    parent = scene.clause_of.get(clause.parent) if clause.parent is not None else None
    if parent is None or clause.finite or clause.relation not in ("advcl", "xcomp", "purpose"):
        return
    if parent.lemma in ASSEMBLES and parent.tense != "future" and parent.negation is None and not parent.modal:
        yield _Effect(kind="actual", word=parent.predicate)


def _future_in_the_past(scene: Scene, clause: Clause) -> bool:
    """ "said it would withdraw": no condition, the will of then."""
    if clause.modal != "would" or clause.relation != "ccomp" or clause.parent is None:
        return False
    parent = scene.clause_of.get(clause.parent)
    conditioned = any(c.modal == "if" for c in scene.inner_clauses(clause.predicate))
    return parent is not None and parent.tense == "past" and parent.lemma in scene.lexicon.speech and not conditioned


def _generic(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "Anyone who attacks a policeman faces prison": nobody has."""
    for argument in clause.slots("subject"):
        head = scene.token(argument.phrase.head)
        if head.lower in ANYBODY:
            yield _Effect(kind="hypothetical", word=head.i)
    if clause.relation == "acl" and not clause.finite:
        yield from _of_whomsoever(scene, scene.token(clause.predicate).head)


def _undecided(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "decides whether to accept", "our demand is the release of …": not yet."""
    token = scene.token(clause.predicate)
    whether = next((k for k in scene.sentence.kids(token.i, "mark", "advmod") if k.lower == "whether"), None)
    if whether is not None:
        yield _Effect(kind="hypothetical", word=whether.i)
    for noun in scene.sentence.kids(token.head, "nsubj") if clause.kind == "nominal" and token.dep == "attr" else ():
        cue = _cue(scene.lexicon.cues_by_noun.get(noun_lemma(noun), ()), noun_lemma(noun))
        if cue is not None and cue.effect != "historical":
            yield _Effect(kind=cue.effect, word=noun.i)  # type: ignore[arg-type]


def _of_whomsoever(scene: Scene, noun: int) -> Iterator[_Effect]:
    """ "will free all people detained without charge": a kind of people; "all nine people detained" are those nine."""
    each = next((k for k in scene.sentence.kids(noun, "det") if k.lower in ("all", "any", "every")), None)
    if each is not None and not scene.sentence.kids(noun, "nummod"):
        yield _Effect(kind="hypothetical", word=each.i)


def _preferred(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "talks rather than an attack", "instead of withdrawing": that it was not."""
    first = phrase_at(scene.sentence, clause.predicate).first if clause.kind == "nominal" else clause.predicate
    before = tuple(t.lower for t in scene.sentence.tokens[max(0, first - 2) : first])
    if before in (("rather", "than"), ("instead", "of")):
        yield _Effect(kind="negated", word=first - 2)


def _awaited(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "The trial will open in May", "talks are due to start": the noun's event is as far ahead as what is told of it."""
    token = scene.token(clause.predicate)
    verb = scene.clause_of.get(token.head) if token.dep in ("nsubj", "nsubjpass") else None
    if verb is None:
        return
    due = next((k for k in scene.sentence.kids(verb.predicate, "acomp") if k.lower in DUE), None)
    scheduled = verb.lemma in DUE_VERBS and verb.voice == "passive"
    if verb.tense == "future" or due is not None or scheduled:
        yield _Effect(kind="future", word=due.i if due else verb.predicate)
    elif verb.modal in OPEN and verb.modality is not None and _indefinite(scene, token.i):
        yield _Effect(kind="hypothetical", word=verb.modality)


def _indefinite(scene: Scene, noun: int) -> bool:
    """ "An attack could come": none has happened yet; of "the attack" it may be told what it could lead to."""
    return not any(k.lower in DEFINITE or k.dep == "poss" for k in scene.sentence.kids(noun, "det", "poss"))


def _modified(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "a possible attack", "the planned march"."""
    for kid in scene.sentence.kids(clause.predicate, "amod", "compound"):
        cue = scene.lexicon.cues_by_adjective.get(kid.lower)
        if cue is not None:
            yield _Effect(kind=cue.effect, word=kid.i)  # type: ignore[arg-type]


def _own_tense_of_light(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "will hold talks", "to hold talks": the noun's tense is its verb's."""
    verb = scene.clause_of[clause.light if clause.light is not None else -1]
    if verb.tense == "future":
        auxiliary = next(iter(scene.sentence.kids(verb.predicate, "aux")), None)
        yield _Effect(kind="future", word=auxiliary.i if auxiliary else verb.predicate)


def _is_light(scene: Scene, verb: int) -> bool:
    return scene.clause_of[verb].lemma in scene.lexicon.light_verbs


def _governors(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """Climb from a clause to what governs it while its truth depends on that."""
    yield from _governing_nouns(scene, clause)
    told_before = clause.kind == "nominal" and clause.light is None and not _indefinite(scene, clause.predicate)
    current = _first_conjunct(scene, clause)
    while current.parent is not None:
        parent = scene.clause_of.get(current.parent)
        if parent is None or not _depends(current):
            return
        effects = _effects_of_verb(scene, parent, current)
        yield from (e for e in effects if not told_before or e.kind != "future")  # "to recover from its war"
        current = _first_conjunct(scene, parent)


def _first_conjunct(scene: Scene, clause: Clause) -> Clause:
    """ "need to put aside … and stop fighting": the second infinitive hangs where the first does."""
    while (
        clause.kind == "verbal" and clause.relation == "conj" and not clause.finite and clause.parent in scene.clause_of
    ):
        before = scene.clause_of[clause.parent]
        if before.finite:
            break
        clause = before
    return clause


def _depends(clause: Clause) -> bool:
    if clause.kind == "nominal":
        return True
    return clause.relation in COMPLEMENTS


def _effects_of_verb(scene: Scene, parent: Clause, inner: Clause) -> Iterator[_Effect]:
    cue = _cue(scene.lexicon.cues_by_verb.get(parent.lemma.split()[0], ()), _with_particles(scene, parent))
    object_of = inner.kind == "verbal" or _is_argument(parent, inner)
    if cue is not None and object_of and cue.effect != "historical":  # that is `looks_back`'s
        yield _Effect(kind=cue.effect, word=parent.predicate)  # type: ignore[arg-type]  # the loader's lint checks the names
    carried = inner.kind == "nominal" and inner.light == parent.predicate and _is_light(scene, parent.predicate)
    controlled = inner.kind == "verbal" and not inner.finite and inner.relation != "acl"
    if controlled and not carried:
        yield from (e for e in _own(scene, parent) if e.kind != "negated" or inner.relation == "xcomp")
        if parent.tense == "future":
            yield _Effect(kind="future", word=parent.predicate)
    elif inner.kind == "verbal" and inner.relation == "ccomp" and parent.negation is not None:
        yield _Effect(kind="hypothetical", word=parent.negation)


def _with_particles(scene: Scene, clause: Clause) -> str:
    """Return a verb with the word behind it that the parser may not have taken for a particle: "went on to claim"."""
    after = scene.token(min(clause.predicate + 1, len(scene.sentence.tokens) - 1))
    return f"{clause.lemma} {after.lower}" if after.lower in ("on", "ahead") else clause.lemma


def _is_argument(parent: Clause, inner: Clause) -> bool:
    return any(
        a.phrase.head == inner.predicate or a.phrase.first <= inner.predicate < a.phrase.last
        for a in parent.arguments
        if a.slot not in UNGOVERNED
    )


def _governing_nouns(scene: Scene, clause: Clause) -> Iterator[_Effect]:
    """ "the threat of an invasion", "plans to strike", "fears of a coup"."""
    token = scene.token(clause.predicate)
    while token.head != token.i and token.dep in ("pobj", "prep", "acl", "pcomp", "conj"):
        token = scene.token(token.head)
        if token.pos == "NOUN":
            cue = _cue(scene.lexicon.cues_by_noun.get(noun_lemma(token), ()), noun_lemma(token))
            if cue is not None and cue.effect != "historical":
                yield _Effect(kind=cue.effect, word=token.i)  # type: ignore[arg-type]


def _cue(rows: tuple[tuple[str, FactualityCue], ...], lemma: str) -> FactualityCue | None:
    return next((cue for surface, cue in rows if surface == lemma or surface == lemma.split(maxsplit=1)[0]), None)
