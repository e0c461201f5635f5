"""From a raw document to an article: decode, extract or clean, and settle what is known of its publication."""

from typing import NamedTuple
from urllib.parse import urlsplit

from dragoman.article.clean import Source, clean
from dragoman.article.decode import decode
from dragoman.article.extract import read_page
from dragoman.article.identity import article_id, text_hash
from dragoman.article.language import language_of
from dragoman.article.metadata import Metadata, published_in_address
from dragoman.article.moments import parse_moment
from dragoman.config import Config
from dragoman.errors import ConfigError
from dragoman.inputs.detect import encoding_of, is_binary
from dragoman.records import Article, Furniture, Problem, ProblemKind, PublishedBasis, RawDocument, TextMap

SHORT_TEXT = 500  # characters; the title helps to tell its language
SHOWN = 60  # characters of a bad value in a message


class Body(NamedTuple):
    """The text to code, what its page says of itself, what was removed, and where the text stood in the decoded input."""

    text: str
    metadata: Metadata
    furniture: tuple[Furniture, ...] = ()
    map: tuple[TextMap, ...] = ()


def read_article(raw: RawDocument, config: Config) -> tuple[Article | None, tuple[Problem, ...]]:
    """Return the article of a raw document, or None, and what was wrong with it (at least one Problem where it is None).

    Raises ConfigError where `config.published` is wanted and is no date.
    """
    name = article_id(raw)
    refused = _refused(raw)
    if refused:
        return None, (refused,)
    text, problems = _characters(raw, name)
    if not text.strip():
        return None, (*problems, _problem(raw.uri, "empty", "there is nothing but blanks in it"))
    body = _html_body(text, raw, config) if raw.media == "html" else _text_body(text, raw, config)
    if not body.text.strip():
        return None, (*problems, _problem(raw.uri, "no_body", "no article text was found on this page"))
    article, date_problems = _article(name, raw, body, config)
    return article, (*problems, *date_problems)


def _refused(raw: RawDocument) -> Problem | None:
    if raw.data is None:
        return None if raw.text else _problem(raw.uri, "empty", "it has no text")
    if not raw.data:
        return _problem(raw.uri, "empty", "it is empty")
    if is_binary(raw.data) and not encoding_of(raw.data):
        return _problem(raw.uri, "binary", "it is binary data, not text")
    return None


def _characters(raw: RawDocument, name: str) -> tuple[str, tuple[Problem, ...]]:
    if raw.data is None:
        return _storable(raw.text or "", name)
    decoded = decode(raw.data, html=raw.media == "html")
    if not decoded.doubt:
        return decoded.text, ()
    return decoded.text, (_problem(name, "unreadable", decoded.doubt, decoded.done),)


def _storable(text: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Replace lone surrogates, which no file can hold, by as many U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
        return whole, (
            _problem(name, "unreadable", "the text holds halves of characters (lone surrogates)", "each became U+FFFD"),
        )
    return text, ()


def _html_body(html: str, raw: RawDocument, config: Config) -> Body:
    page = read_page(html, raw.uri)
    known = page.metadata
    if not config.clean:
        return Body(page.text, known, page.furniture)
    source: Source = "extracted" if page.extracted else "page"
    cleaned = clean(page.text, title=raw.title or known.title, byline=raw.byline or known.byline, source=source)
    said = known if page.extracted else _over(known, cleaned.metadata)
    return Body(cleaned.text, said, (*page.furniture, *cleaned.furniture))


def _over(known: Metadata, said: Metadata) -> Metadata:
    """Return what is known, with what the text says where nothing is."""
    dated = known if known.published else known._replace(published=said.published, basis=said.basis)
    return dated._replace(
        title=known.title or said.title, outlet=known.outlet or said.outlet, byline=known.byline or said.byline
    )


def _text_body(text: str, raw: RawDocument, config: Config) -> Body:
    address = published_in_address(raw.uri)
    known = Metadata(published=address, basis="url" if address else "none")
    if not config.clean:
        return Body(text, known, (), (TextMap(text_start=0, input_start=0, length=len(text)),))
    cleaned = clean(text, title=raw.title, byline=raw.byline, source="clean" if raw.cleaned else "page")
    return Body(cleaned.text, _over(known, cleaned.metadata), cleaned.furniture, cleaned.map)


def _article(name: str, raw: RawDocument, body: Body, config: Config) -> tuple[Article, tuple[Problem, ...]]:
    page = body.metadata
    title = raw.title or page.title or ""
    published, basis, problems = _published(name, raw, page, config)
    return (
        Article(
            id=name,
            text_hash=text_hash(body.text),
            uri=raw.uri,
            outlet=raw.outlet or page.outlet or config.outlet or _host(raw.uri),
            title=title,
            byline=raw.byline or page.byline,
            published=published,
            published_basis=basis,
            language=language_of(body.text if len(body.text) > SHORT_TEXT else f"{title} {body.text}"),
            text=body.text,
            furniture=body.furniture,
            map=body.map,
        ),
        problems,
    )


def _published(
    name: str, raw: RawDocument, page: Metadata, config: Config
) -> tuple[str | None, PublishedBasis, tuple[Problem, ...]]:
    """Take the container's date, else the page's, else the one given for articles that state none; report what is no date."""
    problems = []
    if raw.published:
        found = parse_moment(raw.published)
        if found:
            return found, "metadata", ()
        problems.append(_bad_date(name, raw.published))
    if page.published:
        return page.published, page.basis, tuple(problems)
    if page.bad_date:
        problems.append(_bad_date(name, page.bad_date))
    if config.published:
        return _given(config.published), "given", tuple(problems)
    return None, "none", tuple(problems)


def _given(published: str) -> str:
    """Return the day that the user gives for articles that state none. Raises ConfigError if it is none."""
    found = parse_moment(published)
    if found is None:
        raise ConfigError(f"published: {published!r} is not a date; write it like 2024-03-14")
    return found


def _host(uri: str) -> str | None:
    """Return the site of a web address, without "www."."""
    parts = urlsplit(uri) if uri.startswith(("http://", "https://")) else None
    return (parts.hostname or "").removeprefix("www.") or None if parts else None


def _bad_date(name: str, value: str) -> Problem:
    return _problem(name, "bad_date", f"{value[:SHOWN]!r} is not a date, or could be two", "that date is not used")


def _problem(subject: str, kind: ProblemKind, message: str, done: str = "left out") -> Problem:
    return Problem(subject=subject, stage="article", kind=kind, message=message, done=done)
