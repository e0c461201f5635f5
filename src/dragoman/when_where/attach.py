"""Give each event of an article its days and its place."""

from dragoman.actors.resolve import ActorIndex
from dragoman.language.forms import ParsedArticle
from dragoman.records import Article, Event
from dragoman.when_where.dates import Told, published_day
from dragoman.when_where.when import date_events


def attach(
    parsed: ParsedArticle, article: Article, _actors: ActorIndex, events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return the events with `when`, `where` and `historical`; what is not known stays `unresolved`."""
    if not events:
        return events
    told = Told(parsed, article, published_day(article))
    return date_events(parsed, told, events)
