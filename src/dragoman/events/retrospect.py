"""Passages that look back: anniversaries, memorials, recollections, history. What they tell is not news, whatever its tense."""

import re
from collections.abc import Iterator

from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Clause, Token

YEAR = re.compile(r"(1\d{3}|20\d\d)s?")
AGES = frozenset({"decade", "century", "generation", "millennium"})
YEARS = frozenset({"year"})
FEW = frozenset({"a", "one", "last", "this", "past"})  # "a year ago" may still be news
REACH = 12  # steps up the tree


def looks_back(scene: Scene, clause: Clause) -> int | None:
    """Return the token that shows a clause to be told in retrospect, None if nothing does."""
    return next(
        (i for show in (_governing_cue, _years_ago, _opening_year) if (i := show(scene, clause)) is not None),
        None,
    )


def _governing_cue(scene: Scene, clause: Clause) -> int | None:
    """ "the anniversary of the invasion", "the memorial honours villagers shot by soldiers", "veterans recalled how …"."""
    for token in _above(scene, clause.predicate):
        lemma = noun_lemma(token) if token.pos in ("NOUN", "PROPN") else token.lemma
        cues = scene.lexicon.cues_by_noun if token.pos in ("NOUN", "PROPN") else scene.lexicon.cues_by_verb
        if any(cue.effect == "historical" and surface == lemma for surface, cue in cues.get(lemma, ())):
            return token.i
    return None


def _above(scene: Scene, i: int) -> Iterator[Token]:
    """Yield what governs a token, and the subject of each verb on the way: "the exhibition shows how …"."""
    for _ in range(REACH):
        token = scene.token(i)
        if token.head == i or token.dep in ("conj", "parataxis"):
            return
        i = token.head
        yield scene.token(i)
        yield from (k for k in scene.sentence.kids(i, "nsubj") if k.i != token.i and not _within(scene, token.i, k.i))


def _within(scene: Scene, i: int, top: int) -> bool:
    return i in scene.sentence.subtree(top)


def _years_ago(scene: Scene, clause: Clause) -> int | None:
    """ "seventy years ago", "a century earlier"; "a year ago" stays open."""
    for kid in scene.sentence.kids(clause.predicate, "advmod", "npadvmod", "prep"):
        for token in (kid, *(scene.token(i) for i in scene.sentence.subtree(kid.i))):
            if token.lemma in AGES or (token.lemma in YEARS and _long(scene, token)):
                ago = next(
                    (t for t in (kid, *scene.sentence.kids(token.i)) if t.lower in ("ago", "earlier", "before")), None
                )
                if ago is not None or token.lower in ("centuries", "decades"):
                    return token.i
    return None


def _long(scene: Scene, year: Token) -> bool:
    numbers = scene.sentence.kids(year.i, "nummod", "det", "amod")
    return bool(numbers) and all(n.lower not in FEW for n in numbers)


def _opening_year(scene: Scene, clause: Clause) -> int | None:
    """ "In 1968 …", "In the 1980s …" opens a sentence: its main clauses are of that time if the article is of another."""
    if not scene.published or (clause.relation not in ("root", "conj") and clause.kind == "verbal"):
        return None
    opening = scene.sentence.tokens[:3]
    if not opening or opening[0].lower not in ("in", "during", "by", "since", "throughout", "between", "around"):
        return None
    year = next((t for t in opening[1:] if YEAR.fullmatch(t.lower)), None)
    if year is None or int(year.lower[:4]) >= int(scene.published[:4]) - 1:
        return None
    return year.i
