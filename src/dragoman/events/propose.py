"""Words that no entry of the lexicon explains, or whose entries lack something: where the trained encoder reads an event in one of them, it becomes a candidate too.

The model says which words of a sentence may tell something, what each tells, and which words are its source and its recipient. A candidate is made only of actors
that were found in the sentence, and says of itself that the model vouches for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from dragoman.events.match import MAY_STAY_OPEN, NOBODY, OF_NO_CONCERN, Candidate, guarded, short_of_actors
from dragoman.events.patterns import NOUN_RECIPIENT, NOUN_SOURCE, VERB_SOURCE, Pattern
from dragoman.events.roles import participants, unique, without
from dragoman.events.scene import Scene
from dragoman.language.clauses import nominal_clause
from dragoman.language.forms import Clause
from dragoman.language.questions import NONE, Span, Spot, Verdict
from dragoman.lexicon.ontology import MUTUAL
from dragoman.records import ActorMention

NO_ENTRY = "no entry"  # what stands in place of an entry's id
REACHED = ("object", "indirect", "to", "against", "with", "on", "from", "for", "at", "of", "into", "over")
BETWEEN = MUTUAL - {"AGREE"}  # takes two; a promise has one maker
TELLING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})  # parts of speech that tell events


Sides = tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]


class Word(NamedTuple):
    """A word, or some side by side, that may tell an event: its clause and its tokens [first, last)."""

    clause: Clause
    first: int
    last: int


def open_words(
    scene: Scene, spots: Sequence[Spot], known: frozenset[int], taken: frozenset[int], least: float
) -> Iterator[Word]:
    """Yield the words that may tell something, by the model's shares of at least `least`.

    `known` are tokens that have entries: each is a word of its own ("sparked violent protests"). `taken` are tokens that others already explain.
    """
    telling = frozenset(_tokens_of(scene, (s.span for s in spots if s.trigger >= least)))
    # Side by side means one more each time: the distance of a token from its rank stays the same.
    for _, run in groupby(enumerate(sorted(telling)), key=lambda each: each[1] - each[0]):
        tokens = [i for _, i in run]
        heads = [i for i in tokens if i in known]
        yield from (Word(_clause(scene, i), i, i + 1) for i in heads if i not in taken)
        head = _head(scene, tokens)
        if head is not None and not heads and not taken & set(tokens):
            yield Word(_clause(scene, head), tokens[0], tokens[-1] + 1)


def _tokens_of(scene: Scene, spans: Iterable[Span]) -> Iterator[int]:
    """Yield the tokens that stand within spans of the sentence's text."""
    start = scene.sentence.start
    for first, last in spans:
        yield from (t.i for t in scene.sentence.tokens if t.start < start + last and start + first < t.end)


def _head(scene: Scene, tokens: Sequence[int]) -> int | None:
    """Return the topmost of the tokens that may tell an event, None if none may."""
    able = [i for i in tokens if scene.token(i).pos in TELLING]
    outside = [i for i in able if scene.token(i).head not in able]
    return next(iter(outside or able), None)


def _clause(scene: Scene, head: int) -> Clause:
    return scene.clause_of.get(head) or nominal_clause(scene.sentence, head, scene.clauses)


class Part(NamedTuple):
    """From which shares the model is believed (`Settings` has them)."""

    alone: float  # of a type
    role: float  # of an actor's part
    doubt: float  # below which it is none, though grammar says so


def proposed(scene: Scene, word: Word, found: Sequence[Candidate], verdict: Verdict, part: Part) -> Candidate | None:
    """Return the candidate that the model makes of a word: of an entry of that type which lacks neighbours or actors, else without an entry.

    None where the model is not sure enough, or where the word's entries tell other types.
    """
    kind = verdict.likeliest
    share = verdict.types[kind]
    if kind == NONE or share < part.alone or guarded(scene, kind):
        return None
    entries = [c for c in found if c.clause.predicate == word.clause.predicate]
    lacking = max((c for c in entries if c.lacking and c.pattern.type == kind), key=lambda c: c.score, default=None)
    if lacking is None and entries:
        return None
    candidate = lacking or _without_entry(scene, word, kind)
    sources, recipients = _filled(scene, candidate, verdict, part)
    short = short_of_actors(scene, candidate.clause, candidate.pattern, sources, recipients)
    unpublic = short in OF_NO_CONCERN
    # A word that neither the lexicon nor anybody's part in it explains tells nothing.
    open_ = short in MAY_STAY_OPEN and (lacking is not None or short != NOBODY)
    reason = candidate.rejected or NO_ENTRY
    return msgspec.structs.replace(
        candidate,
        sources=sources,
        recipients=recipients,
        score=round(0.6 * share, 3),
        rejected="" if open_ or unpublic else short,
        short=open_,
        unpublic=unpublic,
        note=f"{reason}; {kind} by the model ({share:.2f})",
    )


def _without_entry(scene: Scene, word: Word, kind: str) -> Candidate:
    return Candidate(
        clause=word.clause,
        pattern=Pattern(id=NO_ENTRY, type=kind, reciprocal=kind in BETWEEN),
        surface=scene.sentence.quote(word.first, word.last).lower(),
        first=word.first,
        last=word.last,
        words=(word.clause.predicate,),
    )


def _filled(scene: Scene, candidate: Candidate, verdict: Verdict, part: Part) -> Sides:
    """Return who takes part: those whom the entry found, and where a side is open those whom grammar and model put there; all on one side where the entry is reciprocal."""
    sources, recipients = sides(scene, candidate.clause, verdict, part)
    sources = candidate.sources or without(sources, candidate.recipients)
    recipients = candidate.recipients or without(recipients, sources)
    return (unique((*sources, *recipients)), ()) if candidate.pattern.reciprocal else (sources, recipients)


def sides(scene: Scene, clause: Clause, verdict: Verdict, part: Part) -> Sides:
    """Return who stands on the sides of a word: those whom grammar puts there, where the model does not doubt it, else those whom the model sees there."""
    told = [
        (m, verdict.role("source", span), verdict.role("recipient", span))
        for m, span in ((m, within(scene, m)) for m in scene.actors.in_sentence(scene.sentence.index))
    ]
    doers, receivers = _by_grammar(scene, clause)
    sources = tuple(m for m in doers if verdict.role("source", within(scene, m)) >= part.doubt)
    recipients = tuple(m for m in receivers if verdict.role("recipient", within(scene, m)) >= part.doubt)
    sources = sources or without(unique(m for m, s, r in told if s >= part.role and s >= r), recipients)
    recipients = recipients or without(unique(m for m, s, r in told if r >= part.role and r > s), sources)
    return sources, recipients


def _by_grammar(scene: Scene, clause: Clause) -> Sides:
    """Return the actors in the slots where most words have their sources and recipients."""
    doing, done_to = (VERB_SOURCE, REACHED) if clause.kind == "verbal" else (NOUN_SOURCE, NOUN_RECIPIENT)
    sources = participants(scene, clause, doing, owners=False)
    return sources, without(participants(scene, clause, done_to, owners=False), sources)


def within(scene: Scene, mention: ActorMention) -> Span:
    """Return the characters of a mention as places in the sentence's text."""
    return mention.evidence.start - scene.sentence.start, mention.evidence.end - scene.sentence.start
