"""How a place name stands in its sentence: what the phrase around it locates, if it locates anything, and what acts in it."""

import re
from typing import NamedTuple

from dragoman.language.forms import Sentence, Token
from dragoman.when_where.names import Name
from dragoman.when_where.words import words

STEPS = 8  # a name deeper in a phrase than this places nothing else
# What the ways out of a phrase cost.
MODIFIER, OWNER, OTHERS, BESIDE, ROUTE, EXAMPLE = 0.7, 1.0, 3.0, 0.4, 2.5, 0.3
DWELLING = 0.5  # "residents of X marched" is at X, if nothing else is said
AS_SUBJECT = 0.5  # "the town of X saw clashes"
MEASURED = 2.5  # "30 kilometres north of X" is at X only if nothing nearer is said
ROUTES = frozenset({"to", "from", "towards", "toward", "between"})
EXAMPLES = frozenset({"including", "like"})
BORDERS = frozenset({"border", "frontier", "boundary"})
CALLED = frozenset({"call", "name", "know", "dub"})
DWELLERS = frozenset({"resident", "villager", "inhabitant", "people", "local", "dweller", "townspeople"})
DISTANCE = re.compile(
    r"\b(?:km|kms|kilomet(?:er|re)s?|miles?)\b(?:\s*\([^()]*\))?"
    r"(?:\s+(?:away|down|up|inland|outside|from|of|to|the|capital|city|town|border|north\w*|south\w*|east\w*|west\w*))*\s*$"
)


class Site(NamedTuple):
    """A place name with the verb or noun that it locates, and what the way there costs."""

    name: Name
    governor: int
    cost: float


class At(NamedTuple):
    """How far the climb out of a phrase has come: a word that is still the place or a part of it."""

    token: Token
    cost: float


def site_of(sentence: Sentence, name: Name, *, state: bool = False) -> Site | None:
    """Climb from a name out of the phrase it stands in to what that phrase locates; None where it locates nothing.

    A state's name before a noun says whose it is, not where: "the U.S. bombing"; "the Cameroon town of X" is there.
    """
    step: At | Site | None = At(name.head, MEASURED if _is_measured(sentence, name) else 0.0)
    for _ in range(STEPS):
        if not isinstance(step, At):
            return step
        step = _step(sentence, name, step, state=state)
    return None


def _is_measured(sentence: Sentence, name: Name) -> bool:
    """Tell whether a name only says from where a distance is counted."""
    return DISTANCE.search(sentence.text[: name.start - sentence.start]) is not None


def _step(sentence: Sentence, name: Name, at: At, *, state: bool) -> At | Site | None:
    token, head = at.token, sentence.tokens[at.token.head]
    if token.dep == "pobj":
        return _out_of_phrase(sentence, name, at)
    if token.dep in ("compound", "nmod", "amod", "poss"):
        return _modifying(name, at, head, state=state)
    if token.dep in ("appos", "conj") and head.pos in ("NOUN", "PROPN"):
        return At(head, at.cost + BESIDE)
    if token.dep == "oprd" and head.lemma in CALLED and head.dep == "acl":
        return At(sentence.tokens[head.head], at.cost)
    if token.dep in ("npadvmod", "advmod"):
        if head.i and sentence.tokens[head.i - 1].tag == "HYPH":  # "the U.S.-led coalition"
            return None
        return Site(name, head.i, at.cost)
    return _in_clause(name, at, head)


def _modifying(name: Name, at: At, head: Token, *, state: bool) -> At | Site | None:
    """Go on to the noun that a name stands before: "its Nairobi office", "Kenya's coast", "the Beirut bombing"."""
    owner = at.token.dep == "poss"
    if head.lemma in words().belongings or (state and not owner and not _is_land(head)):
        return None
    if not owner and head.lemma in words().happenings and not _is_located(name, head):
        return Site(name, head.i, at.cost + MODIFIER)
    if owner and not (head.pos == "PROPN" or is_of_place(head) or _is_part(head) or head.lemma in words().happenings):
        return At(head, at.cost + OTHERS)
    return At(head, at.cost + (OWNER if owner else MODIFIER))


def _is_located(name: Name, noun: Token) -> bool:
    """Tell whether a noun stands in a phrase of place: "in the Beirut bombing", not "after the Beirut bombing"."""
    return noun.dep == "pobj" and name.sentence.tokens[noun.head].lower in words().locative


def _in_clause(name: Name, at: At, verb: Token) -> Site | None:
    """Return the site of a name that a verb has for its object or subject: only some verbs happen there."""
    token = at.token
    if token.dep in ("dobj", "nsubjpass") and verb.lemma in words().reaching:
        return Site(name, verb.i, at.cost)
    if token.dep not in ("nsubj", "nsubjpass"):
        return None
    if token.lemma in DWELLERS:
        return Site(name, verb.i, at.cost + DWELLING)
    there = verb.lemma in words().witnessing or (token is not name.head and token.lemma in words().kinds)
    return Site(name, verb.i, at.cost + AS_SUBJECT) if there else None


# ---- prepositions -----------------------------------------------------------------------------------------------------------------------


def _out_of_phrase(sentence: Sentence, name: Name, at: At) -> At | Site | None:
    preposition = sentence.tokens[at.token.head]
    governor = sentence.tokens[preposition.head]
    if at.token.lemma in DWELLERS and at.token is not name.head:
        return Site(name, governor.i, at.cost + DWELLING)
    if preposition.lower in EXAMPLES or (preposition.lower == "as" and _opens_examples(sentence, preposition)):
        return _example(name, at, governor)
    outermost = _outermost(sentence, preposition)
    if outermost.lower == "of":
        return _part_of(name, at, sentence.tokens[outermost.head])
    if preposition.lower == "with" and governor.lemma in BORDERS:
        return At(governor, at.cost)
    if outermost.lower == "from" and governor.pos in ("NOUN", "PROPN") and governor.lemma not in words().happenings:
        return None  # where somebody is from: "warships from X"
    if governor.lemma in words().happenings and preposition.lower in ("on", "for"):
        return Site(name, governor.i, at.cost)
    way = (preposition, outermost)
    if not any(p.lower in words().locative for p in way):
        return None
    return Site(name, outermost.head, at.cost + ROUTE * (outermost.lower in ROUTES))


def _opens_examples(sentence: Sentence, preposition: Token) -> bool:
    """Tell whether "as" opens examples or a name: "towns such as X", "an area known as X"."""
    before = sentence.tokens[preposition.i - 1] if preposition.i else preposition
    return before.lower == "such" or (before.lemma in CALLED and before.dep == "acl")


def _example(name: Name, at: At, governor: Token) -> At | Site:
    """Go on to what a name is an example of: "cities including X"."""
    if governor.pos in ("NOUN", "PROPN"):
        return At(governor, at.cost + EXAMPLE)
    place = name.sentence.tokens[governor.head] if governor.dep == "acl" else None
    return At(place, at.cost) if place is not None else Site(name, governor.i, at.cost + EXAMPLE)


def _outermost(sentence: Sentence, preposition: Token) -> Token:
    """Return the first of a chain of prepositions: "from inside X"."""
    while preposition.dep in ("prep", "pcomp") and sentence.tokens[preposition.head].pos == "ADP":
        preposition = sentence.tokens[preposition.head]
    return preposition


def _part_of(name: Name, at: At, noun: Token) -> At | Site | None:
    """Go on from "of" to the noun before it, where that is a place, a part of one, or what happens to one."""
    if noun.pos in ("ADP", "ADV"):
        return Site(name, noun.head, at.cost) if noun.lower in words().locative else None
    if noun.lemma in words().happenings:
        return Site(name, noun.i, at.cost)
    some = noun.pos in ("NUM", "PRON") and at.token is not name.head  # "one of X's bridges"
    return At(noun, at.cost) if some or is_of_place(noun) or _is_part(noun) else None


def _is_land(noun: Token) -> bool:
    """Tell whether a noun after a state's name is a piece of it and not what it has abroad: "the Kenya town", not "the U.S. base"."""
    return is_of_place(noun) and words().kinds.get(noun.lemma) != "district"


def is_of_place(noun: Token) -> bool:
    """Tell whether a noun before "of" is the place itself or a part of it: "the town of", "the outskirts of", "the gates of"."""
    table = words()
    return noun.lemma in table.kinds or noun.lower in table.sides or noun.lemma in table.sides or noun.lemma in DWELLERS


def _is_part(noun: Token) -> bool:
    """Tell whether a noun is a part of a place or a building in it: "the gates of", "the headquarters of"."""
    return noun.lemma in words().parts or noun.lemma in words().facilities or noun.lemma in words().dwellings


# ---- names that act ---------------------------------------------------------------------------------------------------------------------


def stands_for_actor(name: Name) -> bool:
    """Tell whether a place's name acts or is acted on in its sentence: "Moscow said", "talks with Beijing", "urged by Paris"."""
    head = name.head
    if head.dep in ("nsubj", "nsubjpass", "agent", "dative") or (head.dep == "dobj" and not _reached(name)):
        return True
    preposition = name.sentence.tokens[head.head]
    return head.dep == "pobj" and preposition.lower in ("by", "with", "against")


def _reached(name: Name) -> bool:
    return name.sentence.tokens[name.head.head].lemma in words().reaching
