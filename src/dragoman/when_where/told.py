"""What a text tells of days and places, with the work shown: for `dragoman dates` and `dragoman places`."""

from collections.abc import Iterator
from datetime import date

from dragoman.actors.resolve import ActorIndex
from dragoman.calendar.directions import direction_in
from dragoman.calendar.expressions import candidate_years, find_dates, point_in_year, settle
from dragoman.calendar.meanings import DateExpression, Direction, Unclear
from dragoman.calendar.resolve import Context, described, resolve
from dragoman.language.forms import ParsedArticle
from dragoman.records import Article, Event, Granularity, Part, Record, Where, WhereRole
from dragoman.when_where.find import find_places
from dragoman.when_where.gazetteer import Gazetteer, Place
from dragoman.when_where.names import Name
from dragoman.when_where.places import Resolved
from dragoman.when_where.sites import stands_for_actor
from dragoman.when_where.where import where

DIRECTIONS: tuple[Direction, ...] = ("past", "future", "nearest")
YEARS = 1990, 2030  # years offered for a weekday with a day where the text's own day is not known


class ToldDate(Record, kw_only=True):
    """A time expression: its characters, its days (ISO, both inclusive, None for an open end or none), the rule, and other readings."""

    start: int
    end: int
    quote: str
    kind: str
    relation: str
    first: str | None
    last: str | None
    granularity: Granularity
    rule: str
    alternatives: tuple[str, ...] = ()


class ToldPlace(Record, kw_only=True):
    """A place name: what it means, as what it stands in its sentence, what decided, what contains it there, and what else it may mean.

    `use` is `actor` for a name that acts ("Moscow said"). Alternatives come with their scores, the best first; for a name that the
    gazetteer does not have they are other spellings with their likeness (0–100).
    """

    start: int
    end: int
    quote: str
    where: Where
    use: WhereRole | str
    why: str
    container: str = ""
    alternatives: tuple[tuple[Where, float], ...] = ()


# ---- days ---------------------------------------------------------------------------------------------------------------------------------


def dates_of(text: str, published: date | None) -> tuple[ToldDate, ...]:
    """Return the time expressions of a text in order, seen from the day it was published on (None: not known)."""
    found = find_dates(text, published, direction=direction_in(text))
    return tuple(_told_date(e, published) for e in found)


def _told_date(expression: DateExpression, published: date | None) -> ToldDate:
    days = _days(expression.first, expression.last)
    others = dict.fromkeys(a for a in _other_days(expression, published) if a != days)
    return ToldDate(
        start=expression.start,
        end=expression.end,
        quote=expression.quote,
        kind=expression.kind,
        relation=expression.relation,
        first=expression.first.isoformat() if expression.first else None,
        last=expression.last.isoformat() if expression.last else None,
        granularity=expression.granularity,
        rule=expression.rule,
        alternatives=tuple(others),
    )


def _other_days(expression: DateExpression, published: date | None) -> Iterator[str]:
    """Yield what the words might mean otherwise: on the other side of the text's day, read as another order, in another year."""
    for meaning in described(expression.meaning):
        if isinstance(meaning, Unclear):
            found = (resolve(reading, Context(published)) for reading in meaning.readings)
            yield from (_days(i.first, i.last) for i in found if i is not None)
    if published is None:
        days = (point_in_year(expression, year) for year in candidate_years(expression, *YEARS))
        yield from (day.isoformat() for day in days if day is not None)
        return
    for direction in DIRECTIONS:
        other = settle(expression, published, direction=direction)
        if other.resolved:
            yield _days(other.first, other.last)


def _days(first: date | None, last: date | None) -> str:
    """Return "2022-01-10", "2022-01-03..2022-01-09", "..2022-01-05" for an open end, "" for none."""
    if first is None and last is None:
        return ""
    return first.isoformat() if first is not None and first == last else f"{first or ''}..{last or ''}"


# ---- places -------------------------------------------------------------------------------------------------------------------------------


def places_of(
    parsed: ParsedArticle, article: Article, actors: ActorIndex, events: tuple[Event, ...], gazetteer: Gazetteer
) -> tuple[ToldPlace, ...]:
    """Return the place names of a parsed text in order."""
    scenes = {(e.where.evidence.part, e.where.evidence.start) for e in events if e.where.evidence is not None}
    found = find_places(parsed, article, actors, gazetteer)
    return tuple(_told_place(r, article.id, scenes, gazetteer) for r in found.all)


def _told_place(resolved: Resolved, article_id: str, scenes: set[tuple[Part, int]], gazetteer: Gazetteer) -> ToldPlace:
    name = resolved.name
    use = _use(name, scenes)
    role: WhereRole = "event" if use == "event" else "home" if use == "home" else "mentioned"
    return ToldPlace(
        start=name.start,
        end=name.end,
        quote=name.text,
        where=where(article_id, resolved, gazetteer, basis="stated", role=role),
        use=use,
        why=resolved.why,
        container=resolved.container.text if resolved.container is not None else "",
        alternatives=tuple(_others(resolved, article_id, gazetteer)),
    )


def _use(name: Name, scenes: set[tuple[Part, int]]) -> str:
    if (name.sentence.part, name.start) in scenes:
        return "event"
    if stands_for_actor(name):
        return "actor"
    return "home" if name.head.dep in ("compound", "nmod", "poss", "amod") or _of_somebody(name) else "mentioned"


def _of_somebody(name: Name) -> bool:
    """Tell whether a name says where somebody is from: "the mayor of Nairobi", "a farmer from Punjab"."""
    preposition = name.sentence.tokens[name.head.head]
    noun = name.sentence.tokens[preposition.head]
    return name.head.dep == "pobj" and preposition.lower in ("of", "from") and noun.pos in ("NOUN", "PROPN")


def _others(resolved: Resolved, article_id: str, gazetteer: Gazetteer) -> Iterator[tuple[Where, float]]:
    near: tuple[tuple[Place, float], ...] = ()
    if resolved.place is None:
        near = gazetteer.near(resolved.name.text)
    for place, score in (*resolved.alternatives[1:], *near):
        other = where(article_id, resolved._replace(place=place), gazetteer, basis="stated", role="mentioned")
        yield other, round(score, 1)
