"""How many were killed, injured, arrested: the numeral on the phrase that the event counts, and its hedges."""

from collections.abc import Iterator

from dragoman.events.draft import Draft
from dragoman.events.scene import Scene
from dragoman.language.forms import Argument, Clause, Token
from dragoman.records import Count, CountKind

WORDS = {
    "no": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12,
}  # fmt: skip
SCALES = frozenset({"hundred", "thousand", "million", "dozen"})
# Words that only say that there were many: the least that each can mean.
PLURALS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "several": 3, "tens": 20}
MANY = {"thousands": 1_000, "millions": 1_000_000}
TENS = {"tens": 20, "hundreds": 200}  # of thousands
AT_LEAST = frozenset({"least", "over", "above", "minimum"})
AT_MOST = frozenset({"most", "under", "below"})
MORE, LESS = "more", frozenset({"fewer", "less"})
ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "approximately", "roughly", "estimated", "close"})
VERB_SLOTS = ("object", "indirect", "of")
SUBJECT_SLOTS = ("subject", "by", "of")
YEARS = range(1900, 2100)


def count(scene: Scene, draft: Draft) -> tuple[Count, ...]:
    """Return the counts of a draft, one a kind: only where a number is given, and never more exact than the words."""
    found: dict[CountKind, Count] = {}
    for kind, clause, slots in draft.counted:
        for argument in clause.slots(*slots):
            counted = _count(scene, kind, argument)
            if counted is not None:
                found.setdefault(kind, counted)
    return tuple(found.values())


def counted(
    kind: CountKind | None, clause: Clause, recipient: tuple[str, ...]
) -> tuple[tuple[CountKind, Clause, tuple[str, ...]], ...]:
    """Return what an entry counts in a clause: those it is done to, or those who take part."""
    if kind is None:
        return ()
    victims = VERB_SLOTS if "subject" not in recipient else ("subject",)
    return ((kind, clause, SUBJECT_SLOTS if kind == "participants" else victims),)


def _count(scene: Scene, kind: CountKind, argument: Argument) -> Count | None:
    numeral = next(_numerals(scene, argument), None)
    if numeral is None:
        return None
    token, low, high = numeral
    first = min([token.i, *(k.i for k in scene.sentence.kids(token.i) if k.i < token.i)])
    evidence = scene.evidence(min(first, argument.phrase.first), max(argument.phrase.last, token.i + 1))
    hedges = _hedges(scene, token, argument)
    best = low if low == high else None
    if MORE in hedges or hedges & AT_LEAST:
        high = None
    elif hedges & LESS or hedges & AT_MOST:
        low, best = None, None
    elif hedges & ABOUT:
        low = high = None
    return Count(kind=kind, best=best, low=low, high=high, evidence=evidence)


def _hedges(scene: Scene, token: Token, argument: Argument) -> frozenset[str]:
    """Return the words around a number that make it more or less than it says."""
    near = {
        *scene.sentence.kids(token.i),
        *scene.sentence.kids(argument.phrase.head, "advmod", "quantmod", "amod", "det"),
    }
    near |= {k for n in list(near) for k in scene.sentence.kids(n.i)}
    before = {
        t
        for t in scene.sentence.tokens[max(0, token.i - 3) : token.i]
        if t.lower in ("more", "least", "most", "fewer", "less")
    }
    return frozenset(t.lower for t in {*near, *before} if t.i < token.i)


def _numerals(scene: Scene, argument: Argument) -> Iterator[tuple[Token, int | None, int | None]]:
    """Yield (token, low, high) of the numbers of a phrase, its own before that of "dozens of protesters"."""
    head = scene.token(argument.phrase.head)
    for token in (*_between(scene, head), *scene.sentence.kids(head.i, "nummod"), head, *_quantity_above(scene, head)):
        span = _span(scene, token)
        if span is not None:
            yield token, *span


def _between(scene: Scene, head: Token) -> tuple[Token, ...]:
    return tuple(k for k in scene.sentence.kids(head.i, "nummod") if _range(scene, k) is not None)


def _quantity_above(scene: Scene, head: Token) -> tuple[Token, ...]:
    """ "dozens of protesters", "tens of thousands of people": the number governs the noun."""
    of = scene.token(head.head)
    return (scene.token(of.head),) if head.dep == "pobj" and of.lower == "of" else ()


def _span(scene: Scene, token: Token) -> tuple[int | None, int | None] | None:
    """Return the least and the most that a number word means, None for either that it leaves open."""
    if token.lower in PLURALS:
        return _vague(scene, token), None
    bounds = _range(scene, token)
    if bounds is not None:
        return bounds
    value = _value(scene, token)
    return None if value is None else (value, value)


def _vague(scene: Scene, token: Token) -> int:
    """Return the least that a plural means: thousands 2,000, tens of thousands 20,000."""
    near = {k.lower for k in scene.sentence.kids(token.i, "quantmod")}
    near |= {n.lower for k in scene.sentence.kids(token.i, "prep") for n in scene.sentence.kids(k.i, "pobj")}
    of = scene.token(token.head)
    near |= {scene.token(of.head).lower} if token.dep == "pobj" else set()
    many = next((w for w in (token.lower, *near) if w in MANY), token.lower)
    tens = next((TENS[w] for w in (token.lower, *near) if w in TENS and w != many), None)
    return tens * MANY[many] if tens and many in MANY else PLURALS[token.lower]


def _range(scene: Scene, token: Token) -> tuple[int, int] | None:
    """ "between 20 and 30 people", "20 to 30 people", "20-30": both ends."""
    value = _value(scene, token)
    if value is None:
        return None
    for kid in scene.sentence.kids(token.i):
        other = (
            _value(scene, kid)
            if kid.pos == "NUM" and kid.dep in ("conj", "quantmod", "nummod", "compound", "dep")
            else None
        )
        joined = any(
            t.lower in ("and", "to", "-", "or")
            for t in scene.sentence.tokens[min(kid.i, token.i) : max(kid.i, token.i)]
        )
        if other is not None and joined and kid.lower not in SCALES:
            return min(value, other), max(value, other)
    return None


def _value(scene: Scene, token: Token) -> int | None:
    """Return the number that a token means with what multiplies it: "two thousand", "1.5 million"; None for a year or no number."""
    base = _number(token)
    if base is None or (base in YEARS and token.dep != "nummod"):
        return None
    for kid in scene.sentence.kids(token.i, "compound", "nummod", "quantmod"):
        other = _number(kid)
        if other is not None and (token.lower in SCALES or kid.lower in SCALES):
            return round(base * other)
    return round(base)


def _number(token: Token) -> float | None:
    """Return the number of one word or numeral."""
    plain = token.lower.replace(",", "")
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    if token.lower in WORDS and (token.pos == "NUM" or token.lower in SCALES):
        return float(WORDS[token.lower])
    return None
