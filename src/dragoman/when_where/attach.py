"""Give each event of an article its days and its place."""

from dragoman.actors.resolve import ActorIndex
from dragoman.language.forms import ParsedArticle
from dragoman.records import Article, Event
from dragoman.when_where.dates import Told, published_day
from dragoman.when_where.find import Places, find_places, outlet_country
from dragoman.when_where.gazetteer import Gazetteer, gazetteer
from dragoman.when_where.when import date_events
from dragoman.when_where.where import place_events


def attach(
    parsed: ParsedArticle,
    article: Article,
    actors: ActorIndex,
    events: tuple[Event, ...],
    places: Gazetteer | None = None,
) -> tuple[Event, ...]:
    """Return the events with `when`, `where` and `historical`; what is not known stays `unresolved`.

    `places`: another gazetteer than the package's, such as one with the user's own places.
    """
    if not events:
        return events
    known = places or gazetteer()
    there = find_places(parsed, article, actors, known)
    day = published_day(article, outlet_country(article) or _country_of(there))
    return place_events(parsed, there, known, date_events(parsed, Told(parsed, article, day), events))


def _country_of(places: Places) -> str:
    """Return the country that a report was written in, "" where it has no dateline."""
    line = places.dateline
    return line.place.country if line is not None and line.place is not None else ""
