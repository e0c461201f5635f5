"""Sides that a speaker takes by what is said, without a word of stance: "the vote was fair", "the ministry should resign".

Whose side it is, the statement around it tells; these sides have no holder of their own.
"""

from collections.abc import Iterator

from dragoman.language.forms import Clause, Sentence, Token
from dragoman.records import Stance
from dragoman.statements.content import compact
from dragoman.statements.draft import Ground, lemma_of
from dragoman.statements.sides import COPULAS, OPEN_MARKS, Side, is_personal
from dragoman.statements.wishes import wanted

POINTING = frozenset(
    {"it", "this", "that", "these", "those", "there", "which", "what", "who", "whom", "i", "we", "you", "one"}
)
LOOKS = COPULAS | {"appear", "look", "sound"}
DUTIES = frozenset({"must", "should", "ought"})
OBLIGED = frozenset(
    {"have", "ought"}
)  # with "to"; who "needs to" do something lacks it, but what "needs to be done" is a duty
ASIDE = frozenset({"advcl", "mark", "cc", "conj", "punct", "preconj", "intj", "parataxis"})


def find_told_sides(ground: Ground, sentence: Sentence) -> Iterator[Side]:
    """Yield the sides that a parsed sentence takes for whoever says it; none where it asks."""
    if sentence.text.rstrip("\"”’' ").endswith("?"):
        return
    for clause in ground.parsed.clauses[sentence.index]:
        if clause.kind == "verbal" and not _open(sentence, clause):
            yield from _by_evaluation(ground, sentence, clause)
            yield from _by_duty(ground, sentence, clause)
            yield from _by_breach(ground, sentence, clause)


def _open(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause is a condition or a question."""
    marks = {k.lower for k in sentence.kids(clause.predicate, "mark", "advmod")}
    return clause.modal == "if" or bool(marks & (OPEN_MARKS | {"when", "how", "why", "where"}))


def _side(sentence: Sentence, token: Token, stance: Stance, members: tuple[int, ...], rule: str) -> Side:
    return Side(
        sentence=sentence.index,
        at=token.i,
        cue=(token.start, token.end),
        entry=rule,
        stance=stance,
        strength=0.6,
        holder=None,
        object=members,
        rule=f"told {rule}",
        score=0.6,
    )


# ---- is fair, is unacceptable -----------------------------------------------------------------------------------------------------------


def _by_evaluation(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "The vote was fair", "it is wrong to wait"."""
    verb = sentence.tokens[clause.predicate]
    subject = next(iter(sentence.kids(verb.i, "nsubj", "csubj")), None)
    if lemma_of(verb) not in LOOKS or subject is None or clause.modal in ("can", "may", "might"):
        return
    predicate = next(iter(sentence.kids(verb.i, "acomp", "attr", "oprd")), None)
    stance = _value(ground, sentence, predicate, negated=clause.negation is not None) if predicate else None
    members = _evaluated(sentence, verb, subject, predicate) if predicate and stance else ()
    if predicate is not None and stance is not None and members:
        yield _side(sentence, predicate, stance, members, "evaluation")


def _value(ground: Ground, sentence: Sentence, predicate: Token, *, negated: bool) -> Stance | None:
    """Return the side that a predicate takes; "not fair" opposes, "not illegal" leaves it open."""
    sets = ground.cues.stances.sets
    heads = (predicate, *sentence.kids(predicate.i, "conj"))
    words = {lemma_of(h) for h in heads} | {
        lemma_of(k)
        for h in heads
        if h.pos == "NOUN"
        for k in sentence.kids(h.i, "amod")
        if lemma_of(k) != "transparent"  # "a transparent attempt"
    }
    good, bad = bool(words & sets["approves"]), bool(words & sets["disapproves"])
    denied = negated or any(
        k.lower in ("no", "not", "hardly") for k in sentence.kids(predicate.i, "det", "neg", "advmod")
    )
    if good == bad or (denied and bad):
        return None
    return "support" if good and not denied else "oppose"


def _evaluated(sentence: Sentence, verb: Token, subject: Token, predicate: Token) -> tuple[int, ...]:
    """Return what is judged: the subject; behind "it is wrong" the clause that "it" stands for; nothing where a pronoun points elsewhere."""
    if subject.lower == "it":
        clauses = (
            k
            for h in (verb, predicate)
            for k in sentence.kids(h.i, "ccomp", "xcomp", "advcl", "csubj")
            if k.i > predicate.i
        )
        told = next((k for k in clauses if _introduced(sentence, k)), None)
        return sentence.subtree(told.i) if told is not None else ()
    return () if subject.lower in POINTING else compact(sentence, subject.i)


def _introduced(sentence: Sentence, verb: Token) -> bool:
    return any(k.tag == "TO" or k.lower in ("that", "for") for k in sentence.kids(verb.i, "aux", "mark"))


def _by_breach(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "The raid violates the treaty": who says so opposes the raid."""
    verb = sentence.tokens[clause.predicate]
    subject = next(iter(sentence.kids(verb.i, "nsubj")), None)
    if lemma_of(verb) not in ground.cues.stances.sets["breaches"] or subject is None or subject.lower in POINTING:
        return
    if clause.negation is None and clause.modal not in ("can", "may", "might") and sentence.kids(verb.i, "dobj"):
        yield _side(sentence, verb, "oppose", compact(sentence, subject.i), "breach")


# ---- should, must -----------------------------------------------------------------------------------------------------------------------


def _by_duty(ground: Ground, sentence: Sentence, clause: Clause) -> Iterator[Side]:
    """ "The ministry should resign", "the site must be closed", "they have to leave"."""
    verb, duty = _duty(sentence, clause)
    if verb is None or lemma_of(verb) in ground.cues.stances.sets["no_deeds"] or sentence.kids(verb.i, "acomp", "attr"):
        return
    subject = next(iter(sentence.kids(clause.predicate, "nsubjpass", "nsubj")), None)
    passive = bool(sentence.kids(verb.i, "auxpass"))
    if (
        subject is None
        or subject.lower in ("you", "there", "it", "one")
        or (not passive and not is_personal(ground, sentence, subject.i))
    ):
        return
    negated = clause.negation is not None
    stance, object_ = wanted(ground, sentence, "support", sentence.subtree(verb.i))
    if stance == "support" or negated:
        object_ = _deed(sentence, clause.predicate, min(sentence.subtree(subject.i)), negated=negated)
    yield _side(sentence, duty, "oppose" if negated else stance, object_, "duty")


def _deed(sentence: Sentence, verb: int, first: int, *, negated: bool) -> tuple[int, ...]:
    """Return what should be done, from who should do it on; of what should not be done the deed alone."""
    left_out = {*ASIDE, "neg", *(("aux", "auxpass", "nsubj") if negated else ())}
    below = (i for k in sentence.kids(verb) if k.dep not in left_out for i in sentence.subtree(k.i))
    return tuple(sorted(i for i in {*below, verb} if i >= first))


def _duty(sentence: Sentence, clause: Clause) -> tuple[Token | None, Token]:
    """Return the verb that is to be done and the word that says so; None for "must have been", which guesses, and "we must", which yields."""
    verb = sentence.tokens[clause.predicate]
    if clause.modal in DUTIES and clause.modality is not None:
        guessed = any(lemma_of(k) == "have" for k in sentence.kids(verb.i, "aux"))
        forced = clause.modal == "must" and bool({k.lower for k in sentence.kids(verb.i, "nsubj")} & {"i", "we"})
        return (None if guessed or forced else verb), sentence.tokens[clause.modality]
    inner = next(
        (k for k in sentence.kids(verb.i, "xcomp") if any(a.tag == "TO" for a in sentence.kids(k.i, "aux"))), None
    )
    own = {k.lower for k in sentence.kids(verb.i, "nsubj")} & {"i", "we"}
    yet = any(k.lower == "yet" for k in sentence.kids(verb.i, "advmod"))  # "had yet to act": nobody's duty
    lacking = lemma_of(verb) == "need" and inner is not None and bool(sentence.kids(inner.i, "auxpass"))
    said = (
        (lacking or lemma_of(verb) in OBLIGED) and not own and clause.negation is None and not clause.modal and not yet
    )
    return (inner if said else None), verb
