"""What a sentence takes over from the one before it: "A bomb went off in X on Monday. The blast killed five", "Police shot three there"."""

from collections.abc import Container, Iterator, Sequence

from dragoman.language.forms import ParsedArticle, Sentence, Token
from dragoman.records import Where
from dragoman.when_where.words import words

REACH = 2  # sentences back in which the place must be told
POINTING = frozenset({"the", "this", "that", "these", "those"})
TOWNS = frozenset({"city", "town", "village", "hamlet", "settlement", "municipality", "port"})
AREAS = frozenset(
    {
        "area",
        "district",
        "neighborhood",
        "neighbourhood",
        "province",
        "region",
        "camp",
        "suburb",
        "island",
        "valley",
        "scene",
    }
)
CITY = 4  # precision of a town


def carried_place(parsed: ParsedArticle, sentence: Sentence, told: Sequence[tuple[int, Where]]) -> Where | None:
    """Return the place told in the last sentences that a sentence refers back to; None where it does not, or where several were told.

    `told`: the places stated for events of force and protest, each with the number of its sentence.
    """
    back = set(_before(parsed, sentence))
    if not back:
        return None
    last = max((i for i, _ in told if i in back), default=None)
    here = [where for i, where in told if i == last]
    if not here or len({w.name for w in here}) != 1:
        return None
    return here[0] if any(_refers_to(sentence, token, here[0]) for token in sentence.tokens) else None


def goes_on_from(parsed: ParsedArticle, sentence: Sentence, trigger: int, told: Container[int]) -> int | None:
    """Return the last sentence before, of those that tell events, whose happening a word tells of or its doer is: "The blast killed five"."""
    verb = sentence.tokens[trigger]
    while verb.dep == "conj" and not sentence.kids(verb.i, "nsubj", "nsubjpass"):
        verb = sentence.tokens[verb.head]
    tokens = (sentence.tokens[trigger], *sentence.kids(verb.i, "nsubj", "nsubjpass"))
    if not any(t.lemma in words().happenings and _points_back(sentence, t) for t in tokens):
        return None
    return max((i for i in _before(parsed, sentence) if i in told), default=None)


def _before(parsed: ParsedArticle, sentence: Sentence) -> Iterator[int]:
    """Yield the numbers of the sentences before one that it may go on from."""
    for before in parsed.sentences[max(0, sentence.index - REACH) : sentence.index]:
        if before.part == sentence.part:
            yield before.index


def _refers_to(sentence: Sentence, token: Token, where: Where) -> bool:
    """Tell whether a word points back to a place or to what happened there: "there", "in the town", "the blast"."""
    if token.lower == "there":
        return token.tag == "RB" and token.dep in ("advmod", "pcomp", "pobj")
    if token.pos != "NOUN" or not _points_back(sentence, token):
        return False
    if token.lemma in words().happenings:
        return True
    located = token.dep == "pobj" and sentence.tokens[token.head].lower in (
        "in",
        "at",
        "inside",
        "outside",
        "near",
        "around",
        "into",
    )
    return located and (where.precision == CITY if token.lemma in TOWNS else token.lemma in AREAS)


def _points_back(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is known from before: it has "the" or "this", and nothing that says which one is meant."""
    kids = sentence.kids(noun.i)
    if not any(k.lower in POINTING and k.dep == "det" for k in kids):
        return False
    return not any(
        k.dep in ("prep", "relcl", "acl", "appos", "poss", "nmod") or k.pos in ("PROPN", "ADJ") for k in kids
    )
