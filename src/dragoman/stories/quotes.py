"""The sentences that show positions: where they stand in their articles, and which of their characters are holder, cue and object."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.dataset.queries import Dataset
from dragoman.language.forms import Sentence
from dragoman.language.sentences import split
from dragoman.records import Article, Part, Record

ASKED = """
SELECT p.id AS position_id, p.sentence, p.holder, p.cue, p.object, a.id AS article_id, a.text_hash, a.uri, a.title, a.text, a.outlet
FROM positions p JOIN articles a ON a.id = p.article_id WHERE p.id IN (SELECT unnest(?)) ORDER BY a.id, p.id
"""

Span = tuple[int, int]


class Quote(Record, kw_only=True):
    """The sentence of a position. Offsets count in `part` of the article; a span is None where it stands in another sentence."""

    position: str
    article_id: str
    uri: str
    title: str
    outlet: str
    part: Part
    start: int
    text: str
    holder: Span | None
    cue: Span | None
    object: Span | None


def quotes_of(dataset: Dataset, positions: Iterable[str]) -> dict[str, Quote]:
    """Return the sentence of each position by its id."""
    wanted = list(positions)
    rows = dataset.sql(ASKED, [wanted]).rows() if wanted else iter(())
    return {quote.position: quote for quote in _quotes(rows)}


def _quotes(rows: Iterator[dict[str, Any]]) -> Iterator[Quote]:
    """Yield a quote for each row; rows of one article stand together, so that it is cut into sentences once."""
    at = ""
    sentences: tuple[Sentence, ...] = ()
    for row in rows:
        if row["article_id"] != at:
            at, sentences = row["article_id"], split(_article(row))
        yield _quote(row, sentences[row["sentence"]])


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["article_id"], text_hash=row["text_hash"], uri=row["uri"], title=row["title"], text=row["text"]
    )


def _quote(row: Mapping[str, Any], sentence: Sentence) -> Quote:
    def span(evidence: Mapping[str, Any] | None) -> Span | None:
        if evidence is None or evidence["part"] != sentence.part:
            return None
        inside = sentence.start <= evidence["start"] < evidence["end"] <= sentence.end
        return (evidence["start"], evidence["end"]) if inside else None

    return Quote(
        position=row["position_id"],
        article_id=row["article_id"],
        uri=row["uri"],
        title=row["title"] or "",
        outlet=row["outlet"] or "",
        part=sentence.part,
        start=sentence.start,
        text=sentence.text,
        holder=span(row["holder"]["evidence"]),
        cue=span(row["cue"]),
        object=span(row["object"]),
    )
