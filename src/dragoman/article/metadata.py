"""What a web page says of itself: JSON-LD first, then meta elements, then marked elements, and then its address."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from resiliparse.parse.html import HTMLTree

from dragoman.article.moments import parse_moment
from dragoman.records import PublishedBasis

TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "title")
OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher")
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "pubdate", "publishdate", "publish-date", "publication_date",
    "published_time", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date",
    "article.published", "date", "originalpublicationdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
ARTICLE_TYPES = re.compile(r"Article$|Posting$|^Report$|^Review$|Article\b")
ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=[/_.-]|$)|/((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/_.-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)"
)
HOST = re.compile(r"(?:^|/)(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
URL = re.compile(r"https?://|www\.", re.IGNORECASE)
BY = re.compile(r"^(?:(?:by|text|words|story|written by|reported by|author)\s*:?\s+|[–—-]\s*)", re.IGNORECASE)


class Metadata(NamedTuple):
    """Title, outlet, byline, publication (ISO, and where it stands); None for what the page does not say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    basis: PublishedBasis = "none"
    bad_date: str = ""  # what stands where the date should be and is none


def read_metadata(tree: HTMLTree, address: str) -> Metadata:
    """Return what a page says of itself; `address` is where it was found."""
    meta = dict(_meta(tree))
    things = list(_linked_data(tree))
    articles = [t for t in things if _is_article(t)]
    published, bad = _published(tree, meta, articles)
    from_address = None if published else published_in_address(_canonical(tree, meta) or address)
    return Metadata(
        title=_title(tree, meta, articles),
        outlet=_outlet(meta, articles, things),
        byline=_byline(tree, meta, articles),
        published=published or from_address,
        basis="metadata" if published else "url" if from_address else "none",
        bad_date="" if published or from_address else bad,
    )


def published_in_address(address: str) -> str | None:
    """Return the day that a web address names in its path (/2024/04/25/), None if it names none."""
    path = address if HOST.search(address) else urlsplit(address).path if "://" in address else ""
    for match in ADDRESS_DAY.finditer(path):
        year, month, day = (part for part in match.groups() if part)
        found = parse_moment(f"{year}-{int(month):02}-{int(day):02}")
        if found:
            return found
    return None


# ---- where things stand ------------------------------------------------------------------------------------------------------------


def _meta(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of the meta elements, last first, so that the first of a name wins in a dict."""
    elements = list(tree.document.query_selector_all("meta[content]"))
    for element in reversed(elements):
        name = element.getattr("property") or element.getattr("name") or element.getattr("itemprop")
        content = _squeezed(element.getattr("content"))
        if name and content:
            yield name.strip().lower(), content


def _linked_data(tree: HTMLTree) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, those of a @graph and of lists one by one."""
    for script in tree.document.query_selector_all('script[type="application/ld+json"]'):
        try:
            yield from _objects(msgspec.json.decode((script.text or "").strip().strip(";")))
        except (msgspec.DecodeError, RecursionError):
            continue


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _is_article(thing: dict[str, Any]) -> bool:
    return any(ARTICLE_TYPES.search(t) for t in _strings(thing.get("@type")))


def _canonical(tree: HTMLTree, meta: dict[str, str]) -> str | None:
    link = tree.document.query_selector('link[rel="canonical"][href]')
    return (link.getattr("href") if link else None) or meta.get("og:url")


def _published(tree: HTMLTree, meta: dict[str, str], articles: list[dict[str, Any]]) -> tuple[str | None, str]:
    """Return the first date that is one, and the first value that is none."""
    bad = ""
    for value in _date_values(tree, meta, articles):
        found = parse_moment(value)
        if found:
            return found, ""
        bad = bad or value
    return None, bad


def _date_values(tree: HTMLTree, meta: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    yield from (v for a in articles for v in _strings(a.get("datePublished")))
    yield from (meta[name] for name in DATE_NAMES if name in meta)
    for selector in ('[itemprop="datePublished"]', "time[pubdate]", "article time[datetime]", "time[datetime]"):
        element = tree.document.query_selector(selector)
        if element is not None:
            yield element.getattr("content") or element.getattr("datetime") or _squeezed(element.text)


def _title(tree: HTMLTree, meta: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    named = [v for a in articles for v in _strings(a.get("headline"))]
    heading = tree.document.query_selector("h1")
    candidates = (
        *named,
        *(meta.get(n, "") for n in TITLE_NAMES),
        _squeezed(heading.text) if heading else "",
        _squeezed(tree.title),
    )
    return next((c for c in candidates if c), None)


def _outlet(meta: dict[str, str], articles: list[dict[str, Any]], things: list[dict[str, Any]]) -> str | None:
    publishers = [n for a in articles for n in _names(a.get("publisher"))]
    organisations = [n for t in things if any("Organization" in k for k in _strings(t.get("@type"))) for n in _names(t)]
    return next(
        (n for n in (*(meta.get(o, "") for o in OUTLET_NAMES), *publishers, *organisations) if n and not URL.match(n)),
        None,
    )


def _byline(tree: HTMLTree, meta: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    names = [n for a in articles for n in _names(a.get("author"))]
    names = names or [meta[n] for n in AUTHOR_NAMES if n in meta and not URL.match(meta[n])][:1]
    names = names or list(_marked_authors(tree))
    cleaned = dict.fromkeys(BY.sub("", n).strip(" ,;|") for n in names)
    return ", ".join(n for n in cleaned if n) or None


def _marked_authors(tree: HTMLTree) -> Iterator[str]:
    for selector in ('[itemprop="author"]', '[rel="author"]', ".byline", ".author"):
        found = [_squeezed(e.text) for e in tree.document.query_selector_all(selector)]
        if any(found) and sum(map(len, found)) < 200:
            yield from found
            return


def _names(value: Any) -> list[str]:
    """Return the names in a JSON-LD value that may be a text, an object or a list of either."""
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _strings(value.get("name"))
    return [v for v in _strings(value) if not URL.match(v)]


def _strings(value: Any) -> list[str]:
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [_squeezed(v) for v in values if isinstance(v, str) and v.strip()]


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())
