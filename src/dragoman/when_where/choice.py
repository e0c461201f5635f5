"""Which of a sentence's places is the one of a verb or noun in it: the nearest by grammar, and of a chain the narrowest."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.language.forms import Sentence, Token
from dragoman.when_where.gazetteer import Place
from dragoman.when_where.names import Name
from dragoman.when_where.places import holds
from dragoman.when_where.sites import ROUTES, Site, site_of
from dragoman.when_where.words import words

# What it costs to leave a clause for what governs it, and to enter one from there: "shelled X, killing five" is one scene, "said that" two.
LEAVING = {"advcl": 0.3, "acl": 0.5, "relcl": 1.5, "parataxis": 2.0, "ccomp": 3.5}
ENTERING = {"advcl": 2.0, "acl": 1.0, "relcl": 2.0, "parataxis": 2.0, "ccomp": 4.0}
LIMIT = 5.0  # beyond it a name places something else
UP, DOWN = 1.0, 0.8
TOPIC = 3.0  # what a protest or a warning is about lies elsewhere
TOPICS = frozenset({"against", "about", "over"})
SLACK = 1.0  # a narrower place may stand so much farther
OUTER = frozenset({"country", "admin1", "region", "subregion", "continent"})
QUARTERS = frozenset({"neighborhood", "neighbourhood", "quarter", "slum", "ward"})
LANDS = frozenset({"subregion", "admin1", "admin2"})
CHAIN = 14  # words between two names of a chain
CHAIN_TAGS = frozenset(
    {"IN", "DT", "JJ", "NN", "NNS", "CD", ",", "RB", "-LRB-", "-RRB-", "HYPH", "POS", "NNP", "TO", "JJS", "SYM", "_SP"}
)
CHAIN_BREAKS = frozenset(
    {"against", "by", "for", "when", "as", "with", "into", "to", "after", "before", "during", "on", "about", "over"}
)
LIST_WORDS = frozenset({",", "and", "or", "&", "the"})
NOTHING_KNOWN: Mapping[Name, Place] = MappingProxyType({})


def places_of(
    sentence: Sentence,
    trigger: int,
    names: Sequence[Name],
    known: Mapping[Name, Place] = NOTHING_KNOWN,
    limit: float = LIMIT,
) -> tuple[Name, ...]:
    """Return the names of the places where what a token tells of happens: the best and those coordinated with it; () where none is said.

    `known`: the places that the names mean, so that a town is preferred to the country that holds it. `limit`: how far in the sentence a
    place may stand from the event.
    """
    found = (site_of(sentence, name, state=_is_state(known.get(name))) for name in names)
    sites = [site for site in found if site is not None]
    ranked = sorted((_cost(sentence, trigger, site), site.name.first, site.name) for site in sites)
    near = [(cost, name) for cost, _, name in ranked if cost <= limit]
    if not near:
        return ()
    best = _narrowest(near, known)
    best = _before_in_chain(sentence, best, names, known)
    best = _named_after_kind(sentence, best, names, known) or best
    listed = set(_listed_with(sentence, best, names, known))
    return (best, *(n for n in names if n is not best and (n in listed or _coordinated(sentence, n, best))))


def _is_state(place: Place | None) -> bool:
    return place is not None and place.kind == "country"


# ---- of several names -------------------------------------------------------------------------------------------------------------------


def _narrowest(near: Sequence[tuple[float, Name]], known: Mapping[Name, Place]) -> Name:
    """Return the nearest name, or one hardly farther that it contains: "In Iraq, thousands marched in Basra"."""
    least, best = near[0]
    for cost, name in near[1:]:
        if cost > least + SLACK:
            break
        if _narrows(known.get(best), known.get(name)) or (_is_land(best) and name not in known and not _is_land(name)):
            best = name
    return best


def _is_land(name: Name) -> bool:
    """Tell whether the words beside a name say that it is a stretch of land: "the Homs countryside", "the province of X"."""
    tokens = name.sentence.tokens
    head = tokens[name.head.head]
    kind = tokens[head.head] if head.lower == "of" else head
    return words().kinds.get(kind.lemma) in LANDS


def _narrows(outer: Place | None, inner: Place | None) -> bool:
    """Tell whether a place lies in another; a name that the gazetteer lacks is taken for a spot in the country or province told with it."""
    if outer is None:
        return False
    return outer.kind in OUTER if inner is None else holds(outer, inner)


def _before_in_chain(sentence: Sentence, name: Name, names: Sequence[Name], known: Mapping[Name, Place]) -> Name:
    """Return the first name of a chain that narrows a place down: of "in Cinar in southeast Turkey" and "in A, a town 60 km from B" the first."""
    at = list(names).index(name)
    while at and _leads_to(sentence, names[at - 1], names[at], state=_is_state(known.get(names[at - 1]))):
        at -= 1
    return names[at]


def _leads_to(sentence: Sentence, first: Name, second: Name, *, state: bool) -> bool:
    """Tell whether only words that place the first by the second stand between two names."""
    between = sentence.tokens[first.last : second.first]
    opening = sentence.tokens[first.first - 1].lower if first.first else ""
    return (
        0 < len(between) <= CHAIN
        and site_of(sentence, first, state=state) is not None
        and opening not in ROUTES
        and all(t.tag in CHAIN_TAGS and t.lower not in CHAIN_BREAKS for t in between)
        and any(t.pos == "ADP" for t in between)
    )


def _named_after_kind(
    sentence: Sentence, best: Name, names: Sequence[Name], known: Mapping[Name, Place]
) -> Name | None:
    """Return the finer name that the noun after a name leads to: Nablus of "the West Bank city of Nablus", not Kabul of "the X area of Kabul"."""
    kind = sentence.tokens[best.head.head]
    if best.head.dep not in ("compound", "nmod", "amod", "poss") or kind.lemma not in words().kinds:
        return None
    inside = {t.i for t in _named_by(sentence, kind)}
    name = next((n for n in names if n is not best and n.head.i in inside), None)
    if name is None or _narrows(known.get(best), known.get(name)):
        return name
    takes_name = words().kinds[kind.lemma] == "city" or kind.lemma in QUARTERS
    return name if takes_name and not _narrows(known.get(name), known.get(best)) else None


def _named_by(sentence: Sentence, kind: Token) -> Iterator[Token]:
    """Yield the heads of the names that a noun introduces: "town of X", "the suburb X"."""
    yield from sentence.kids(kind.i, "appos")
    for preposition in sentence.kids(kind.i, "prep"):
        if preposition.lower == "of":
            yield from sentence.kids(preposition.i, "pobj")


def _coordinated(sentence: Sentence, name: Name, with_: Name) -> bool:
    token = name.head
    while token.dep == "conj":
        token = sentence.tokens[token.head]
        if with_.first <= token.i < with_.last:
            return True
    return False


def _listed_with(sentence: Sentence, best: Name, names: Sequence[Name], known: Mapping[Name, Place]) -> Iterator[Name]:
    """Yield the names of a list that begins with one: "A, B, C and D". Commas alone make no list: "Tripoli, Libya"."""
    held: list[Name] = []
    end = best.last
    for name in names[list(names).index(best) + 1 :]:
        between = [t.lower for t in sentence.tokens[end : name.first]]
        if not between or not set(between) <= LIST_WORDS or _narrows(known.get(name), known.get(best)):
            return
        held.append(name)
        end = name.last
        if "and" in between or "or" in between:
            yield from held
            return


# ---- how near it stands to the event -------------------------------------------------------------------------------------------------


def _cost(sentence: Sentence, trigger: int, site: Site) -> float:
    """Return how far a site stands from an event: steps up and down the tree, more across a clause."""
    up, down = _path(sentence, trigger), _path(sentence, site.governor)
    meeting = next(t for t in down if t in up)
    above, below = up[: up.index(meeting)], down[: down.index(meeting)]
    if _siblings(sentence, above, below):
        above, below = above[:-1], below[:-1]
    steps = UP * _words(sentence, above) + DOWN * _words(sentence, below)
    out = sum(LEAVING.get(sentence.tokens[t].dep, 0.0) for t in above)
    into = sum(ENTERING.get(sentence.tokens[t].dep, 0.0) for t in below)
    return site.cost + steps + out + into + TOPIC * _is_topic(sentence, meeting, below)


def _is_topic(sentence: Sentence, meeting: int, below: list[int]) -> bool:
    """Tell whether the way down leads into what a protest is about: "protested against the war on X"."""
    if not below or sentence.tokens[meeting].lemma not in words().voicing:
        return False
    first = sentence.tokens[below[-1]]
    return first.dep == "dobj" or first.lower in TOPICS


def _words(sentence: Sentence, path: list[int]) -> int:
    """Count the steps of a path, prepositions apart."""
    return sum(sentence.tokens[t].pos != "ADP" for t in path)


def _siblings(sentence: Sentence, above: list[int], below: list[int]) -> bool:
    """Tell whether two clauses are told by one "said": they belong to one report."""
    return bool(above and below) and all(sentence.tokens[path[-1]].dep == "ccomp" for path in (above, below))


def _path(sentence: Sentence, i: int) -> list[int]:
    """Return a token and what governs it, up to the root."""
    path = [i]
    while sentence.tokens[path[-1]].head != path[-1]:
        path.append(sentence.tokens[path[-1]].head)
    return path
