"""Gold texts as parsed articles, for tasks that measure a stage below the coded events."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.actors.knowledge import Knowledge, load
from dragoman.actors.resolve import ActorIndex, find_actors
from dragoman.language.clauses import find_clauses
from dragoman.language.forms import ParsedArticle, Sentence
from dragoman.language.parse import Parser
from dragoman.language.sentences import split
from dragoman.records import Article


class GoldText(NamedTuple):
    """A gold text to parse exactly as it is given."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None


class Parsed(NamedTuple):
    """A gold text with its parse and its actors."""

    article: Article
    parsed: ParsedArticle
    actors: ActorIndex


def parse_texts(texts: Iterable[GoldText], model: str = "md") -> Iterator[Parsed]:
    """Parse every sentence of the texts as one stream and yield them in order."""
    parser, knowledge = _loaded(model)
    articles = [_article(text) for text in texts]
    sentences = [split(article) for article in articles]
    stream = parser.parse(s for here in sentences for s in here)
    for article, here in zip(articles, sentences, strict=True):
        parsed = _parsed(article, [next(stream) for _ in here])
        yield Parsed(article, parsed, find_actors(parsed, article, knowledge))


@cache
def _loaded(model: str) -> tuple[Parser, Knowledge]:
    """Load the parser and the knowledge once, however many sets are scored."""
    knowledge = load()
    return Parser(model, is_name=knowledge.is_name), knowledge


def _article(given: GoldText) -> Article:
    return Article(
        id=given.id,
        text_hash="",
        uri=f"gold:{given.id}",
        outlet=given.outlet,
        published=given.published,
        published_basis="given" if given.published else "none",
        language="en",
        text=given.text,
    )


def _parsed(article: Article, sentences: Sequence[Sentence]) -> ParsedArticle:
    return ParsedArticle(
        article_id=article.id,
        sentences=tuple(sentences),
        clauses=tuple(find_clauses(s) for s in sentences),
        quotations=(),
    )
