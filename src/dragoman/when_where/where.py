"""The place of an event: the name that a locative phrase of its own clause gives, the narrowest of a chain; apart from where actors are from."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from dragoman.language.forms import ParsedArticle, Sentence, Token
from dragoman.records import Event, Evidence, Where, WhereBasis, WhereRole
from dragoman.when_where.find import Places
from dragoman.when_where.gazetteer import Gazetteer, Place
from dragoman.when_where.names import Name
from dragoman.when_where.places import Resolved, holds
from dragoman.when_where.tree import head_of
from dragoman.when_where.words import words

# What it costs to leave a clause for what governs it, and to enter one from there: "shelled X, killing five" is one scene, "said that" two.
LEAVING = {"advcl": 0.3, "acl": 0.5, "relcl": 1.5, "parataxis": 2.0, "ccomp": 3.5}
ENTERING = {"advcl": 1.5, "acl": 1.0, "relcl": 2.0, "parataxis": 2.0, "ccomp": 4.0}
AT_HOME = frozenset({"PROTEST", "COERCE"})  # what a state and its people do at home; its troops may fight anywhere
STATELESS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Events that a reporter goes to; what is only said may be said anywhere.
AT_THE_SCENE = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "COERCE"})
STEPS = 8  # a name deeper in a phrase than this places nothing else
# Costs of the ways from an event to a name; beyond LIMIT the name places something else.
LIMIT = 5.0
LIMIT_OF_WORDS = 0.5  # what is said about something elsewhere is not said there
MATERIAL = (2, 4)  # quads
UP, DOWN = 1.0, 0.8
MODIFIER, OWNER, BESIDE, OBJECT, ROUTE = 0.7, 1.0, 0.4, 0.2, 2.5


SLACK = 1.5  # a narrower place may stand so much farther
CHAIN = 14  # words between two names of a chain
CHAIN_TAGS = frozenset(
    {"IN", "DT", "JJ", "NN", "NNS", "CD", ",", "RB", "-LRB-", "-RRB-", "HYPH", "POS", "NNP", "TO", "JJS", "SYM", "_SP"}
)
CHAIN_BREAKS = frozenset(
    {"against", "by", "for", "when", "as", "with", "into", "to", "after", "before", "during", "on", "about", "over"}
)
ROUTES = frozenset({"to", "from", "towards", "toward", "between"})
DWELLERS = frozenset({"resident", "villager", "inhabitant", "people", "local", "dweller", "townspeople"})
DWELLING = 0.5  # "residents of X marched" is at X, if nothing else is said
NOTHING_KNOWN: Mapping[Name, Place] = MappingProxyType({})


class Site(NamedTuple):
    """A place name with the verb or noun that it locates, and what the way there costs."""

    name: Name
    governor: int
    cost: float


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
    found = (_site(sentence, name, state=_is_state(known.get(name))) for name in names)
    sites = [site for site in found if site is not None]
    ranked = sorted((_cost(sentence, trigger, site), site.name.first, site.name) for site in sites)
    near = [(cost, name) for cost, _, name in ranked if cost <= limit]
    if not near:
        return ()
    best = _narrowest(near, known)
    best = _before_in_chain(sentence, best, names)
    return (best, *(n for n in names if n is not best and _coordinated(sentence, n, best)))


def _narrowest(near: Sequence[tuple[float, Name]], known: Mapping[Name, Place]) -> Name:
    """Return the nearest name, or one hardly farther that it contains: "In Iraq, thousands marched in Basra"."""
    least, best = near[0]
    for cost, name in near[1:]:
        outer, inner = known.get(best), known.get(name)
        if cost <= least + SLACK and outer is not None and inner is not None and holds(outer, inner):
            best = name
    return best


def _before_in_chain(sentence: Sentence, name: Name, names: Sequence[Name]) -> Name:
    """Return the first name of a chain that narrows a place down: of "in Cinar in southeast Turkey" and "in A, a town 60 km from B" the first."""
    at = list(names).index(name)
    while at and _leads_to(sentence, names[at - 1], names[at]):
        at -= 1
    return names[at]


def _leads_to(sentence: Sentence, first: Name, second: Name) -> bool:
    """Tell whether only words that place the first by the second stand between two names."""
    between = sentence.tokens[first.last : second.first]
    opening = sentence.tokens[first.first - 1].lower if first.first else ""
    return (
        0 < len(between) <= CHAIN
        and _site(sentence, first) is not None
        and opening not in ROUTES
        and all(t.tag in CHAIN_TAGS and t.lower not in CHAIN_BREAKS for t in between)
        and any(t.pos == "ADP" for t in between)
    )


def _coordinated(sentence: Sentence, name: Name, with_: Name) -> bool:
    token = name.head
    while token.dep == "conj":
        token = sentence.tokens[token.head]
        if with_.first <= token.i < with_.last:
            return True
    return False


# ---- how a name stands ------------------------------------------------------------------------------------------------------------------


def _is_state(place: Place | None) -> bool:
    return place is not None and place.kind == "country"


def _site(sentence: Sentence, name: Name, *, state: bool = False) -> Site | None:
    """Climb from a name out of the phrase it stands in to what that phrase locates.

    A state's name before a noun says whose it is, not where: "the U.S. bombing"; "the Cameroon town of X" is there.
    """
    token, cost = name.head, 0.0
    for _ in range(STEPS):
        head = sentence.tokens[token.head]
        if token.dep == "pobj":
            preposition = _outermost(sentence, head)
            if preposition.lower != "of":
                return _located(name, preposition, cost)
            token = sentence.tokens[preposition.head]
            if not _is_of_place(token):
                return None
        elif token.dep in ("compound", "nmod", "amod", "poss"):
            if head.lemma in words().belongings or (state and token.dep != "poss" and not _is_of_place(head)):
                return None
            token, cost = head, cost + (OWNER if token.dep == "poss" else MODIFIER)
        elif token.dep in ("appos", "conj") and head.pos in ("NOUN", "PROPN"):
            token, cost = head, cost + BESIDE
        elif token.dep in ("dobj", "nsubjpass") and head.lemma in words().reaching:
            return Site(name, head.i, cost + OBJECT)
        elif token.dep in ("nsubj", "nsubjpass") and token.lemma in DWELLERS:
            return Site(name, head.i, cost + DWELLING)
        else:
            return Site(name, head.i, cost) if token.dep in ("npadvmod", "advmod") else None
    return None


def _outermost(sentence: Sentence, preposition: Token) -> Token:
    """Return the first of a chain of prepositions: "from inside X"."""
    while preposition.dep in ("prep", "pcomp") and sentence.tokens[preposition.head].pos == "ADP":
        preposition = sentence.tokens[preposition.head]
    return preposition


def _is_of_place(noun: Token) -> bool:
    """Tell whether a noun before "of" is the place itself or a part of it: "the town of", "the outskirts of"."""
    return noun.lemma in words().kinds or noun.lower in words().sides or noun.lemma in DWELLERS


def _located(name: Name, preposition: Token, cost: float) -> Site | None:
    if preposition.lower not in words().locative:
        return None
    return Site(
        name, preposition.head, cost + ROUTE * (preposition.lower in ("to", "from", "towards", "toward", "between"))
    )


def stands_for_actor(name: Name) -> bool:
    """Tell whether a place's name acts or is acted on in its sentence: "Moscow said", "talks with Beijing", "urged by Paris"."""
    head = name.head
    if head.dep in ("nsubj", "nsubjpass", "agent", "dative") or (head.dep == "dobj" and not _reached(name)):
        return True
    preposition = name.sentence.tokens[head.head]
    return head.dep == "pobj" and preposition.lower in ("by", "with", "against")


def _reached(name: Name) -> bool:
    return name.sentence.tokens[name.head.head].lemma in words().reaching


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
    return site.cost + steps + out + into


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


# ---- records ----------------------------------------------------------------------------------------------------------------------------


def place_events(
    parsed: ParsedArticle, places: Places, gazetteer: Gazetteer, events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return the events with `where` set: what their sentence says, else the dateline where the event is told of people of that country."""
    return tuple(msgspec.structs.replace(e, where=_where_of(parsed, places, gazetteer, e)) for e in events)


def _where_of(parsed: ParsedArticle, places: Places, gazetteer: Gazetteer, event: Event) -> Where:
    sentence = parsed.sentences[event.sentence]
    here = {r.name: r for r in places.within(sentence)}
    limit = LIMIT if event.quad in MATERIAL else LIMIT_OF_WORDS
    known = {name: r.place for name, r in here.items() if r.place is not None}
    found = places_of(sentence, head_of(sentence, event.trigger).i, tuple(here), known, limit)
    if found:
        return where(event.article_id, here[found[0]], gazetteer, basis="stated")
    line = places.dateline
    if line is not None and line.place is not None and _at_dateline(event, line.place):
        return where(event.article_id, line, gazetteer, basis="dateline")
    return _at_home(event) or Where()


def _at_home(event: Event) -> Where | None:
    """Place what both sides of one country do to each other in that country, as no more than that; troops may be anywhere."""
    sides = event.sources, event.recipients
    countries = {m.country for side in sides for m in side}
    if event.type not in AT_HOME or event.tense == "future" or not all(sides) or len(countries) != 1:
        return None
    (country,) = countries
    return Where(country=country, precision=1, basis="actor") if country and country not in STATELESS else None


def _at_dateline(event: Event, place: Place) -> bool:
    """Tell whether an event may be taken to happen where its report was written: a material one between people of that country."""
    countries = {m.country for m in (*event.sources, *event.recipients) if m.country}
    return event.type in AT_THE_SCENE and event.tense != "future" and countries <= {place.country}


def where(
    article_id: str, resolved: Resolved, gazetteer: Gazetteer, *, basis: WhereBasis, role: WhereRole = "event"
) -> Where:
    """Return the record of a resolved name. What is no finer than a country has no point; an unknown name has only its words."""
    name, place = resolved.name, resolved.place
    evidence = Evidence(article_id=article_id, part=name.sentence.part, start=name.start, end=name.end, quote=name.text)
    if place is None:
        return Where(name=name.text, role=role, basis=basis, evidence=evidence)
    pointed = place.precision > 1
    return Where(
        name=place.name,
        geonames=place.geonames,
        lat=place.lat if pointed else None,
        lon=place.lon if pointed else None,
        country=place.country,
        admin1=place.name if place.kind == "admin1" else gazetteer.name_of(place.admin1),
        precision=place.precision,
        role=role,
        basis=basis,
        evidence=evidence,
    )
