"""How it was done: words in an event's own clause add modes ("with machetes", "by telephone")."""

from collections.abc import Iterator

import msgspec

from dragoman.events.draft import Draft
from dragoman.events.patterns import Refinement
from dragoman.events.roles import usable
from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Token


def refine(scene: Scene, draft: Draft) -> Draft:
    """Return a draft with the modes that the words of its clause add."""
    modes = draft.modes
    for refinement in scene.lexicon.refinements.get(draft.type, ()):
        content = refinement.scope == "content"
        if refinement.mode not in modes and not (content and modes) and _applies(scene, draft, refinement):
            modes = (*modes, refinement.mode)
    return draft if modes == draft.modes else msgspec.structs.replace(draft, modes=modes)


def _applies(scene: Scene, draft: Draft, refinement: Refinement) -> bool:
    tokens = _content(scene, draft) if refinement.scope == "content" else _own(scene, draft)
    told = _told(tokens)
    words, unless = scene.lexicon.expand(refinement.words), scene.lexicon.expand(refinement.unless)
    return any(f" {w} " in told for w in words) and not any(f" {w} " in told for w in unless)


def _told(tokens: list[Token]) -> str:
    """Return the lemmas of tokens as one string, and after them their forms: phrases are found in either."""
    lemmas = " ".join(noun_lemma(t) for t in tokens if t.text != "-")
    forms = " ".join(t.lower for t in tokens if t.text != "-")
    return f" {lemmas} | {forms} "


def _own(scene: Scene, draft: Draft) -> list[Token]:
    """Return the tokens of a clause's arguments and trigger, without the clauses inside them."""
    inside = set(range(draft.first, draft.last))
    for argument in usable(scene, draft.clause):
        inside.update(range(argument.phrase.first, argument.phrase.last))
    for kid in scene.sentence.kids(draft.clause.predicate, "compound", "amod", "nmod"):
        inside.add(kid.i)
    return [scene.token(i) for i in sorted(inside)]


def _content(scene: Scene, draft: Draft) -> list[Token]:
    """Return what a predicate governs but for its subject."""
    subjects = {
        i
        for k in scene.sentence.kids(draft.clause.predicate, "nsubj", "nsubjpass")
        for i in scene.sentence.subtree(k.i)
    }
    below = [i for i in scene.sentence.subtree(draft.clause.predicate) if i not in subjects]
    return [scene.token(i) for i in _complemented(scene, draft, below)]


def _complemented(scene: Scene, draft: Draft, below: list[int]) -> Iterator[int]:
    """Leave out clauses that only accompany: "rejected talks, saying it would release …"."""
    aside = {
        i
        for k in scene.sentence.kids(draft.clause.predicate, "advcl", "parataxis", "conj", "ccomp")
        if k.dep != "ccomp" or k.i < draft.clause.predicate
        for i in scene.sentence.subtree(k.i)
    }
    yield from (i for i in below if i not in aside)
