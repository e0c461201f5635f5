"""How many were killed, injured, arrested: the numeral on the phrase that the event counts, and its hedge."""

from dragoman.events.draft import Draft
from dragoman.events.scene import Scene
from dragoman.language.forms import Argument, Token
from dragoman.records import Count

WORDS = {
    "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12,
}  # fmt: skip
PLURALS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}  # the least that the word can mean
AT_LEAST = frozenset({"least", "than", "over"})
AT_MOST = frozenset({"most", "to"})
KINDS = ("killed", "injured", "arrested", "displaced", "participants")


def count(scene: Scene, draft: Draft) -> tuple[Count, ...]:
    """Return the count of a draft whose entry counts its recipients (its sources for participants), if a number is given."""
    if draft.counts not in KINDS:
        return ()
    slots = ("subject",) if draft.counts == "participants" else ("object", "indirect", "of")
    for argument in draft.clause.slots(*slots):
        found = _count(scene, draft, argument)
        if found is not None:
            return (found,)
    return ()


def _count(scene: Scene, draft: Draft, argument: Argument) -> Count | None:
    number = _numeral(scene, argument)
    if number is None or draft.counts not in KINDS:
        return None
    token, value = number
    hedges = {k.lower for k in scene.sentence.kids(token.i)} | {
        k.lower for k in scene.sentence.kids(argument.phrase.head, "advmod", "quantmod")
    }
    vague = token.lower in PLURALS
    evidence = scene.evidence(min([token.i, *(k.i for k in scene.sentence.kids(token.i))]), argument.phrase.last)
    return Count(
        kind=draft.counts,  # type: ignore[arg-type]  # one of KINDS
        best=None if vague else value,
        low=value if vague or hedges & AT_LEAST or not hedges & AT_MOST else None,
        high=None if vague or hedges & AT_LEAST else value,
        evidence=evidence,
    )


def _numeral(scene: Scene, argument: Argument) -> tuple[Token, int] | None:
    head = scene.token(argument.phrase.head)
    for token in (head, *scene.sentence.kids(head.i, "nummod"), *_quantity_above(scene, head)):
        value = _value(scene, token)
        if value is not None:
            return token, value
    return None


def _quantity_above(scene: Scene, head: Token) -> tuple[Token, ...]:
    """ "dozens of protesters": the number governs the noun."""
    of = scene.token(head.head)
    return (scene.token(of.head),) if head.dep == "pobj" and of.lower == "of" else ()


def _value(scene: Scene, token: Token) -> int | None:
    if token.lower in PLURALS:
        return PLURALS[token.lower]
    plain = token.lower.replace(",", "")
    if plain.isdecimal():
        base = int(plain)
    elif token.lower in WORDS:
        base = WORDS[token.lower]
    else:
        return None
    if 1900 <= base <= 2100 and token.dep != "nummod":
        return None  # a year
    factor = next((WORDS[k.lower] for k in scene.sentence.kids(token.i, "compound") if k.lower in WORDS), None)
    return base * factor if factor else base  # "two thousand": the smaller number hangs on the larger
