"""Where each event happened: what its sentence says, else the dateline, else the country of both its sides; apart from where actors are from."""

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.language.forms import ParsedArticle
from dragoman.records import Event, Evidence, Where, WhereBasis, WhereRole
from dragoman.when_where.carried import carried_place
from dragoman.when_where.choice import LIMIT, places_of
from dragoman.when_where.find import Places
from dragoman.when_where.gazetteer import Gazetteer, Place
from dragoman.when_where.names import Name
from dragoman.when_where.places import Resolved, holds
from dragoman.when_where.sites import stands_for_actor
from dragoman.when_where.tree import head_of

AT_HOME = frozenset({"PROTEST", "COERCE"})  # what a state and its people do at home; its troops may fight anywhere
STATELESS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# Events that a reporter goes to; what is only said may be said anywhere.
AT_THE_SCENE = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "COERCE"})
LIMIT_OF_WORDS = 0.5  # what is said about something elsewhere is not said there
MATERIAL = (2, 4)  # quads
HOLDING = frozenset({"country", "admin1", "admin2", "subregion"})  # kinds of places that hold villages


def place_events(
    parsed: ParsedArticle, places: Places, gazetteer: Gazetteer, events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return the events with `where` set: what their sentence says, else what it goes on from, else the dateline or the country of both sides."""
    stated = [_stated(parsed, places, gazetteer, e) for e in events]
    scenes = [(e.sentence, w) for e, w in zip(events, stated, strict=True) if w is not None and e.type in AT_THE_SCENE]
    return tuple(
        msgspec.structs.replace(e, where=w or _carried(parsed, places, scenes, e) or _by_report(places, gazetteer, e))
        for e, w in zip(events, stated, strict=True)
    )


def _stated(parsed: ParsedArticle, places: Places, gazetteer: Gazetteer, event: Event) -> Where | None:
    """Return the place that an event's own sentence says."""
    sentence = parsed.sentences[event.sentence]
    here = {r.name: r for r in places.within(sentence)}
    limit = LIMIT if event.quad in MATERIAL else LIMIT_OF_WORDS
    known = {name: r.place for name, r in here.items() if r.place is not None}
    found = places_of(sentence, head_of(sentence, event.trigger).i, tuple(here), known, limit)
    if not found:
        return None
    told = where(event.article_id, here[found[0]], gazetteer, basis="stated")
    return told if told.country else msgspec.structs.replace(told, country=_country_beside(here))


def _country_beside(here: Mapping[Name, Resolved]) -> str:
    """Return the country of a place that the gazetteer lacks: the one in which all other places of its sentence are, "" where they differ.

    One town beside it says nothing ("between Goma and Kigali"): it takes a country or a part of one, or two places.
    """
    others = [r.place for name, r in here.items() if r.place is not None and not stands_for_actor(name)]
    countries = {place.country for place in others if place.country}
    telling = len(others) > 1 or any(place.kind in HOLDING for place in others)
    return countries.pop() if len(countries) == 1 and telling else ""


def _carried(parsed: ParsedArticle, places: Places, scenes: Sequence[tuple[int, Where]], event: Event) -> Where | None:
    """Return the place that the sentence of an event takes over, where it has none of its own that grammar might mean."""
    sentence = parsed.sentences[event.sentence]
    if event.type not in AT_THE_SCENE or event.tense == "future":
        return None
    if any(not stands_for_actor(r.name) for r in places.within(sentence)):
        return None
    found = carried_place(parsed, sentence, scenes)
    if found is None or not _is_alone(places, found):
        return None
    return msgspec.structs.replace(found, basis="nearby")


def _is_alone(places: Places, found: Where) -> bool:
    """Tell whether the sentence that a place was told in names no other that might be meant as well; what holds it does not count."""
    told = next((r for r in places.all if found.evidence is not None and _is_at(r, found.evidence)), None)
    if told is None:
        return False
    beside = (r for r in places.within(told.name.sentence) if r is not told and not stands_for_actor(r.name))
    return all(_belongs(r.place, told.place) or _belongs(told.place, r.place) for r in beside)


def _is_at(resolved: Resolved, evidence: Evidence) -> bool:
    return (resolved.name.sentence.part, resolved.name.start) == (evidence.part, evidence.start)


def _belongs(inner: Place | None, outer: Place | None) -> bool:
    return inner is not None and outer is not None and (holds(outer, inner) or outer.row == inner.row)


def _by_report(places: Places, gazetteer: Gazetteer, event: Event) -> Where:
    """Return the place of the dateline, or the country of both sides, where an event may be taken to be there."""
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
