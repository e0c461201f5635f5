"""What a web page says of itself: JSON-LD first, then meta elements, then marked elements, and then its address."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from lxml.html import HtmlElement

from dragoman.article.moments import parse_moment
from dragoman.article.titles import SEPARATORS, without_site
from dragoman.article.units import plain
from dragoman.records import PublishedBasis

TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title")
OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre")
AUTHOR_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "authors",
)
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "publication-date", "published_time", "published-date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "article.published", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "citation_publication_date", "date",
)  # fmt: skip
ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})|-(\d\d)-(\d\d)|(\d\d)(\d\d))(?=[/_.-]|$)")
HOST = re.compile(r"(?:^|/)(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
URL = re.compile(r"https?://|www\.|//|@", re.IGNORECASE)
BY = re.compile(r"^(?:(?:by|text|words|story|written by|reported by|author)\s*:?\s+|[–—|•-]\s*)+", re.IGNORECASE)
BEHIND_NAME = re.compile(
    r"\s*(?:[|@•]|\b\d|(?:updated|published|posted)\b).*", re.IGNORECASE
)  # a date, an account, buttons
AUTHOR_CLASSES = {"byline", "author", "article-author", "author-name", "byline-name", "post-author", "entry-author"}
LONGEST_BYLINE = 150  # characters; more is a biography


class Metadata(NamedTuple):
    """Title, outlet, byline, publication (ISO, and where it stands); None for what the page does not say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    basis: PublishedBasis = "none"
    bad_date: str = ""  # what stands where the date should be and is none
    titles: tuple[str, ...] = ()  # the parts of the page's <title>, where nothing marks the headline


class Marked(NamedTuple):
    """The elements of a page that may say something of it, in document order."""

    meta: dict[str, str]
    things: list[dict[str, Any]]  # objects of the JSON-LD
    headings: list[str]
    page_title: str
    authors: list[str]
    dates: list[str]
    address: str | None


def read_metadata(tree: HtmlElement, address: str) -> Metadata:
    """Return what a page says of itself; `address` is where it was found."""
    page = _marked(tree)
    articles = [t for t in page.things if any(ARTICLE_TYPE.search(k) for k in _strings(t.get("@type")))]
    published, bad = _published(page, articles)
    from_address = None if published else published_in_address(page.address or address)
    outlet = _outlet(page, articles)
    headline = _headline(page, articles)
    title, site = without_site(headline or page.page_title, page.headings, outlet)
    return Metadata(
        title=title or None,
        outlet=outlet or site or _site_behind(title, page.page_title),
        byline=_byline(page, articles),
        published=published or from_address,
        basis="metadata" if published else "url" if from_address else "none",
        bad_date="" if published or from_address else bad,
        titles=() if headline else tuple(SEPARATORS.split(page.page_title)),
    )


def published_in_address(address: str) -> str | None:
    """Return the day that a web address (or the path of a mirrored site) names, /2024/04/25/ or alike; None if it names none."""
    path = urlsplit(address).path if "://" in address else address if HOST.search(address) else ""
    for match in ADDRESS_DAY.finditer(path):
        year, month, day = (part for part in match.groups() if part)
        found = parse_moment(f"{year}-{int(month):02}-{int(day):02}")
        if found:
            return found
    return None


# ---- where things stand --------------------------------------------------------------------------------------------------------------


def _marked(tree: HtmlElement) -> Marked:
    """Walk the page once and keep what may say something of it."""
    page = Marked({}, [], [], _squeezed(tree.findtext(".//title")), [], [], None)
    address = ""
    times: list[str] = []
    for element in tree.iter():
        tag = element.tag
        if tag == "meta":
            _meta(element, page.meta)
        elif tag == "script":
            page.things.extend(_linked_data(element))
        elif tag == "link" and element.get("rel") == "canonical":
            address = element.get("href") or address
        elif tag == "h1":
            page.headings.append(text_of(element))
        elif isinstance(tag, str):
            _attributes(element, tag, page, times)
    page.dates.extend(times if len({t[:10] for t in times}) == 1 else ())
    return page._replace(address=address or page.meta.get("og:url"))


def _meta(element: HtmlElement, found: dict[str, str]) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    content = _squeezed(element.get("content"))
    if name and content:
        found.setdefault(name.strip().lower(), content)


def _attributes(element: HtmlElement, tag: str, page: Marked, times: list[str]) -> None:
    """Keep an element that is marked as an author or a date; a `time` counts where all of the page's agree on the day."""
    attributes = element.attrib
    if not attributes:
        return
    marked = attributes.get("itemprop") or ""
    if marked == "datePublished" or (tag == "time" and "pubdate" in attributes):
        page.dates.append(attributes.get("content") or attributes.get("datetime") or text_of(element))
    elif tag == "time" and attributes.get("datetime"):
        times.append(attributes["datetime"])
    elif (
        marked == "author"
        or attributes.get("rel") == "author"
        or not AUTHOR_CLASSES.isdisjoint((attributes.get("class") or "").lower().split())
    ):
        page.authors.append(text_of(element))


def _linked_data(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD script, those of a @graph and of lists one by one."""
    if "ld+json" not in (script.get("type") or ""):
        return
    try:
        value = msgspec.json.decode((script.text or "").strip().strip(";"))
    except (msgspec.DecodeError, RecursionError, ValueError):
        return
    yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


# ---- what it says --------------------------------------------------------------------------------------------------------------------


def _published(page: Marked, articles: list[dict[str, Any]]) -> tuple[str | None, str]:
    """Return the first date that is one, and the first value that is none."""
    bad = ""
    for value in (
        *(v for a in articles for v in _strings(a.get("datePublished"))),
        *(page.meta[name] for name in DATE_NAMES if name in page.meta),
        *page.dates,
    ):
        found = parse_moment(value)
        if found:
            return found, ""
        bad = bad or value
    return None, bad


def _headline(page: Marked, articles: list[dict[str, Any]]) -> str:
    """Return the headline where something marks it as such."""
    named = [v for a in articles for v in _strings(a.get("headline"))]
    candidates = (
        *named,
        *(page.meta.get(n, "") for n in TITLE_NAMES),
        *(page.headings if len(page.headings) == 1 else ()),
    )
    return next((c for c in candidates if c), "")


def _outlet(page: Marked, articles: list[dict[str, Any]]) -> str | None:
    publishers = [n for a in articles for n in _names(a.get("publisher"))]
    organisations = [
        n for t in page.things if any("Organization" in k for k in _strings(t.get("@type"))) for n in _names(t)
    ]
    candidates = (*(page.meta.get(name, "") for name in OUTLET_NAMES), *publishers, *organisations)
    found = next((n for n in candidates if n and not URL.match(n)), None)
    return found.split(" | ")[0] if found else None


def _site_behind(title: str, page_title: str) -> str | None:
    """Return what stands behind (or before) the headline in the page's <title>."""
    return without_site(page_title, [title], None)[1] if title else None


def _byline(page: Marked, articles: list[dict[str, Any]]) -> str | None:
    names = [n for a in articles for n in _names(a.get("author"))]
    names = names or [page.meta[n] for n in AUTHOR_NAMES if n in page.meta and not URL.match(page.meta[n])][:1]
    names = names or ([a for a in page.authors if a] if sum(map(len, page.authors)) < LONGEST_BYLINE else [])
    cleaned = dict.fromkeys(BEHIND_NAME.sub("", BY.sub("", n)).strip(" ,;|") for n in names)
    kept = [n for n in cleaned if n and not any(n != other and plain(n) in plain(other) for other in cleaned)]
    return ", ".join(kept) or None


def _names(value: Any) -> list[str]:
    """Return the names in a JSON-LD value that may be a text, an object or a list of either."""
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [v for v in _strings(value) if not URL.match(v)]


def _strings(value: Any) -> list[str]:
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [_squeezed(v) for v in values if isinstance(v, str) and v.strip()]


def text_of(element: HtmlElement) -> str:
    """Return the text of an element and of all below it, blanks squeezed."""
    return _squeezed("".join(element.itertext()))


def _squeezed(text: str | None) -> str:
    """Squeeze blanks, and resolve the entities of pages that escape twice."""
    return " ".join((html.unescape(text) if text and "&" in text else text or "").split())
