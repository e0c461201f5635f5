"""Which place of the gazetteer a name means: its fame, what contains it in the text, and the company of the article's other places."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.language.forms import Sentence
from dragoman.when_where.gazetteer import Gazetteer, Place, fame
from dragoman.when_where.lookup import candidates
from dragoman.when_where.names import Name
from dragoman.when_where.words import words

EARTH_RADIUS_KM = 6371.0
NEAR_KM, REACH_KM = 60.0, 300.0  # company within the first counts in full, beyond the second not at all
SPELT_ALIKE, SPELT_LETTERS, SPELT_POPULATION = 88.0, 6, 5_000  # what another spelling of a name must reach
SHOWN = 5  # alternatives kept for `dragoman places`
ROUNDS = 3  # of weighing each name by where the others were put
# What speaks for a candidate, in units of ten times as many inhabitants. Set by hand and on the even half of two development sets.
FAME = 0.8
CONTAINED, KIND_SAID, KIND_OTHER = 8.0, 3.0, -2.0
SAME_COUNTRY, NAMED, SAME_PROVINCE, SAME_DISTRICT, CLOSE_BY, OUTLET = 2.0, 2.5, 4.0, 1.0, 3.0, 1.0
Weighed = tuple[tuple[Place, float], ...]
CountryAt = Callable[[Sentence, int], str]


class Resolved(NamedTuple):
    """A place name with the place it means, None where the gazetteer has none; what else it might mean; and what decided."""

    name: Name
    place: Place | None
    alternatives: tuple[tuple[Place, float], ...] = ()
    container: Name | None = None
    why: str = ""


class Scene(NamedTuple):
    """What is known of an article before its places are: how often each country is named, and the outlet's own."""

    countries: Counter[str]
    outlet: str = ""
    country_at: CountryAt = lambda _sentence, _token: ""


class Group(NamedTuple):
    """All mentions of one name: they mean one place, and what is said at one of them holds for all."""

    names: tuple[Name, ...]
    candidates: tuple[Place, ...]
    containers: tuple[tuple[Place, ...], ...]  # for each mention that has one, the candidates of what contains it
    kinds: frozenset[str]  # what kind of place the words beside it say
    countries: frozenset[str]  # of adjectives beside it: "the Syrian town of X"
    otherwise: bool = False  # its only candidate is spelt otherwise in the gazetteer


class Support(NamedTuple):
    """The company that a candidate finds: how the article's names share its countries, and the places chosen for the other names."""

    countries: dict[str, float]
    others: dict[str, Place]
    outlet: str


def resolve_places(names: Sequence[Name], places: Gazetteer, scene: Scene) -> tuple[Resolved, ...]:
    """Return each name with its place, in the order given."""
    groups = _groups(names, places, scene)
    chosen: dict[str, Place] = {}
    scores: dict[str, Weighed] = {}
    for _ in range(ROUNDS):
        support = _support(chosen, scene)
        scores = {key: _weighed(key, group, support) for key, group in groups.items()}
        chosen = {key: found[0][0] for key, found in scores.items() if found}
    chosen_countries = {p.country for p in chosen.values() if p.country}
    for key, group in groups.items():
        if not group.candidates and (spelt := _spelt_otherwise(group, places, chosen_countries)):
            groups[key], scores[key] = group._replace(candidates=(spelt[0],), otherwise=True), (spelt,)
    containers = _containers(names)
    return tuple(_resolved(n, groups[_key(n)], scores[_key(n)], containers.get(n.start)) for n in names)


def _spelt_otherwise(group: Group, places: Gazetteer, countries: set[str]) -> tuple[Place, float] | None:
    """Return the place that an unknown name spells otherwise, with their likeness: a well-known one in a country of the article, the only such."""
    text = group.names[0].text
    if len(text) < SPELT_LETTERS or text.isupper() or not countries:
        return None
    near = [(p, s) for p, s in places.near(text) if s >= SPELT_ALIKE and p.country in countries and _is_known(p)]
    if group.kinds:
        near = [(p, s) for p, s in near if p.kind in group.kinds]
    towns = {(p.country, p.admin1 if p.admin1 >= 0 else p.row) for p, _ in near}
    return near[0] if len(towns) == 1 else None


def _is_known(place: Place) -> bool:
    return place.population >= SPELT_POPULATION or place.kind == "admin1"


def _weighed(key: str, group: Group, support: Support) -> Weighed:
    """Return the candidates of a name with their scores, the best first."""
    found = ((place, _score(place, key, group, support)) for place in group.candidates)
    return tuple(sorted(found, key=lambda s: (-s[1], s[0].row)))


def _resolved(name: Name, group: Group, weighed: Weighed, container: Name | None) -> Resolved:
    place = weighed[0][0] if weighed else None
    contained = place is not None and any(holds(outer, place) for outers in group.containers for outer in outers)
    return Resolved(name, place, weighed[:SHOWN], container if contained else None, _why(group, place))


def _key(name: Name) -> str:
    return name.text.casefold()


def _groups(names: Sequence[Name], places: Gazetteer, scene: Scene) -> dict[str, Group]:
    by_key: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_key[_key(name)].append(name)
    containers = _containers(names)
    return {key: _group(tuple(same), containers, places, scene) for key, same in by_key.items()}


def _group(same: tuple[Name, ...], containers: dict[int, Name], places: Gazetteer, scene: Scene) -> Group:
    found = [outer for n in same if (beside := containers.get(n.start)) and (outer := candidates(beside.text, places))]
    return Group(
        names=same,
        candidates=candidates(same[0].text, places),
        containers=tuple(found),
        kinds=frozenset(k for n in same for k in _kinds_said(n)),
        countries=frozenset(c for n in same if (c := _country_said(n, scene))),
    )


def _containers(names: Sequence[Name]) -> dict[int, Name]:
    """Return, by the start of a name, the name after it that may contain it: "Paris, Texas", "Springfield (Ill.)"."""
    found = {}
    for inner, outer in pairwise(names):
        if inner.sentence.index == outer.sentence.index and inner.sentence.part == outer.sentence.part:
            between = inner.sentence.text[inner.end - inner.sentence.start : outer.start - inner.sentence.start].strip()
            if between in (",", "(", ", in", "in"):
                found[inner.start] = outer
    return found


# ---- what is said beside a name -----------------------------------------------------------------------------------------------------


def _kinds_said(name: Name) -> Iterator[str]:
    """Yield the kinds that nouns beside a name say: "X province", "the town of X", "the port X"."""
    tokens = name.sentence.tokens
    kinds = words().kinds
    if name.last < len(tokens) and tokens[name.last].lower in kinds:
        yield kinds[tokens[name.last].lower]
    if name.first and tokens[name.first - 1].lemma in kinds:
        yield kinds[tokens[name.first - 1].lemma]
    if name.first > 1 and tokens[name.first - 1].lower == "of" and tokens[name.first - 2].lemma in kinds:
        yield kinds[tokens[name.first - 2].lemma]


def _country_said(name: Name, scene: Scene) -> str:
    """Return the country of an adjective or possessor of the kind noun before a name: "the Syrian town of X", "Kenya's port of X"."""
    tokens = name.sentence.tokens
    for at in (name.first - 1, name.first - 2):
        if at >= 0 and tokens[at].lemma in words().kinds:
            owners = name.sentence.kids(at, "amod", "poss", "compound", "nmod")
            return next((c for o in owners if (c := scene.country_at(name.sentence, o.i))), "")
    return ""


# ---- weighing --------------------------------------------------------------------------------------------------------------------------


def _support(chosen: dict[str, Place], scene: Scene) -> Support:
    counts = Counter(scene.countries)
    counts.update(p.country for p in chosen.values() if p.country)
    total = sum(counts.values())
    return Support({c: n / total for c, n in counts.items()}, chosen, scene.outlet)


def _score(place: Place, key: str, group: Group, support: Support) -> float:
    total = FAME * fame(place)
    total += CONTAINED * any(holds(outer, place) for outers in group.containers for outer in outers)
    if group.kinds and place.kind not in ("country", "continent"):
        total += KIND_SAID if place.kind in group.kinds else KIND_OTHER
    total += CONTAINED * (place.country in group.countries)
    total += SAME_COUNTRY * support.countries.get(place.country, 0.0) + OUTLET * (place.country == support.outlet)
    return total + _company(place, key, support)


def _company(place: Place, key: str, support: Support) -> float:
    """Return what the other places of the article add: one that contains it, those of its province and district, and how near the nearest lies."""
    others = [p for k, p in support.others.items() if k != key and p.row != place.row]
    if not others:
        return 0.0
    named = any(p.row in (place.admin1, place.admin2) for p in others)
    province = sum(p.admin1 == place.admin1 >= 0 or p.row == place.admin1 for p in others) / len(others)
    district = any(p.admin2 == place.admin2 >= 0 for p in others)
    nearest = min((d for p in others if p.precision >= 3 and (d := distance(place, p)) is not None), default=REACH_KM)
    closeness = min(1.0, max(0.0, (REACH_KM - nearest) / (REACH_KM - NEAR_KM))) * (place.precision >= 3)
    return NAMED * named + SAME_PROVINCE * province + SAME_DISTRICT * district + CLOSE_BY * closeness


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether one place contains another, as far as the gazetteer knows."""
    if outer.row == inner.row:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "admin1":
        return inner.admin1 == outer.row
    if outer.kind == "admin2":
        return inner.admin2 == outer.row
    if outer.kind == "city" and inner.kind not in ("city", "district"):
        return False
    apart = distance(outer, inner)
    reach = REACH_OF.get(outer.kind, 0.0)
    return apart is not None and apart < reach and (not outer.country or outer.country == inner.country)


REACH_OF = {"subregion": 400.0, "islands": 300.0, "region": 1500.0, "continent": 4000.0, "city": 25.0}


def distance(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places along a great circle, None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _why(group: Group, place: Place | None) -> str:
    if place is None:
        return "no such name in the gazetteer"
    if group.otherwise:
        return "another spelling of a place in a country of the article"
    if len(group.candidates) == 1:
        return "the only place of that name"
    if any(holds(outer, place) for outers in group.containers for outer in outers):
        return "what contains it is named beside it"
    if place.country in group.countries:
        return "its country is named beside it"
    return (
        "the best known"
        if fame(place) == max(map(fame, group.candidates))
        else "the company of the article's other places"
    )
