"""Passages that look back: anniversaries, memorials, recollections, history. What they tell is not news, whatever its tense."""

import re
from collections.abc import Iterator

from dragoman.events.scene import Scene, noun_lemma
from dragoman.language.forms import Clause, Token

YEAR = re.compile(r"(1\d{3}|20\d\d)s?")
AGES = frozenset({"decade", "century", "generation", "millennium"})
YEARS = frozenset({"year"})
FEW = frozenset({"a", "one", "last", "this", "past"})  # "a year ago" may still be news
TEMPORAL = frozenset({"before", "after", "when", "while", "until", "as"})
REACH = 12  # steps up the tree
DATED_BY = frozenset({"in", "during", "of", "from", "between", "until", "throughout", "by", "on", "under"})


def looks_back(scene: Scene, clause: Clause) -> int | None:
    """Return the token that shows a clause to be told in retrospect, None if nothing does."""
    return next(
        (i for show in (_governing_cue, _years_ago, _opening_year, _bygone) if (i := show(scene, clause)) is not None),
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
    main = clause.relation in ("root", "conj", "after", "before") or _dated_with(scene, clause)
    if not scene.published or (clause.kind == "verbal" and not main):
        return None
    opening = scene.sentence.tokens[:3]
    if not opening or opening[0].lower not in ("in", "during", "by", "since", "throughout", "between", "around"):
        return None
    year = next((t for t in opening[1:] if YEAR.fullmatch(t.lower)), None)
    return year.i if year is not None and _of_another_year(scene, year) else None


def _bygone(scene: Scene, clause: Clause) -> int | None:
    """ "was killed in 1993", "the 2003 invasion", "during World War II", for the clause or for what it is a part of."""
    above = scene.token(scene.token(clause.predicate).head)
    if clause.relation == "relcl" and _of_another_year(scene, above):
        return above.i  # "until 1979, when Tanzania invaded"
    for each in _with_what_it_is_part_of(scene, clause):
        tokens = tuple(_told_of_time(scene, each))
        year = next(
            (t.i for t in tokens if _of_another_year(scene, t) or (t.lower == "past" and t.dep == "pobj")), None
        )
        if year is not None:
            return year
        acting = [scene.token(a.phrase.head) for a in each.slots("subject", "possessive", "by")]
        words = sorted({t.i: t for t in (*tokens, *acting)}.values(), key=lambda t: t.i)
        if next(scene.lexicon.bygone.find(" ".join(t.lower for t in words)), None):
            return words[0].i
    return None


def _with_what_it_is_part_of(scene: Scene, clause: Clause) -> Iterator[Clause]:
    yield clause
    while clause.parent in scene.clause_of and (
        clause.kind == "nominal"
        or clause.relation == "xcomp"
        or (clause.relation == "conj" and not _own_subject(clause))
        or (clause.relation == "advcl" and _dated_with(scene, clause))
    ):
        clause = scene.clause_of[clause.parent]
        yield clause


def _dated_with(scene: Scene, clause: Clause) -> bool:
    """ "enlisted in 1999 before his unit was sent": what is told to date the other is of its time."""
    return any(k.lower in TEMPORAL for k in scene.sentence.kids(clause.predicate, "mark", "advmod"))


def _own_subject(clause: Clause) -> bool:
    return any(a.slot in ("subject", "object") and not a.shared for a in clause.arguments)


def _told_of_time(scene: Scene, clause: Clause) -> Iterator[Token]:
    """Yield the words that may date a clause: what its prepositions govern, adverbial nouns, and what modifies an event noun."""
    kids = scene.sentence.kids
    for kid in kids(clause.predicate, "prep", "npadvmod", "nummod", "compound", "amod", "nmod"):
        nouns = kids(kid.i, "pobj") if kid.dep == "prep" and kid.lower in DATED_BY else ()
        for noun in nouns if kid.dep == "prep" else (kid,):
            yield from kids(noun.i, "compound", "amod", "nummod", "nmod")
            yield noun
            yield from (year for of in kids(noun.i, "prep") if of.lower == "of" for year in kids(of.i, "pobj"))


def _of_another_year(scene: Scene, token: Token) -> bool:
    if not scene.published or not YEAR.fullmatch(token.lower):
        return False
    return int(token.lower[:4]) < int(scene.published[:4]) - 1
