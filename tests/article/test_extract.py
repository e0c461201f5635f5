"""Web pages: body, headline, site, author and day. All pages here are invented."""

import time

import pytest
from tests.article.pages import BODY, LAST, LEAD, SECOND, THIRD, TITLE

from dragoman.article.extract import Page, read_page
from dragoman.article.metadata import published_in_address

PARAGRAPHS = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
NAVIGATION = "<nav><ul><li><a href=/>Home</a></li><li><a href=/p>Politics</a></li></ul></nav>"
FOOTER = "<footer><p>© Strelsau Post. All rights reserved.</p></footer>"


def page(
    body: str = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>",
    head: str = f"<title>{TITLE} | Strelsau Post</title>",
    address: str = "https://post.example/zenda",
) -> Page:
    """Read a page made of a head and a body."""
    return read_page(f"<html><head>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>", address)


def test_the_body_comes_in_paragraphs_and_the_rest_is_counted() -> None:
    found = page()
    assert found.text == f"{TITLE}\n\n{BODY}"
    (rest,) = found.furniture
    assert (rest.kind, rest.count, rest.sample) == ("page", 3, "Home")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<table><tr><td width=140><a href=/>Home</a><br>Weather<td>{PARAGRAPHS}</table>", BODY),  # laid out by a table
        (f"<article><div class=b>{PARAGRAPHS}</div><div class=ad>Buy soup</div><div class=b>{PARAGRAPHS.replace('<p>', '<p>Later: ')}</div></article>",
         BODY + "\n\n" + "\n\n".join("Later: " + p for p in BODY.split("\n\n"))),  # a body in two pieces
        (f"<article>{PARAGRAPHS}<ul><li><a href=/a>Soup prices rise</a></li><li><a href=/b>King opens a railway</a></li></ul></article>", BODY),
        (f"<article>{PARAGRAPHS}<p style='display: none'>Hidden words of nobody, which no reader of this page ever sees.</p></article>", BODY),
        (f"<article><p>{LEAD}</p><ul><li>Open the bridge for carts and horses at once.</li><li>Exchange the prisoners before the winter comes.</li></ul><p>{THIRD}</p><p>{LAST}</p></article>",
         f"{LEAD}\n\nOpen the bridge for carts and horses at once.\n\nExchange the prisoners before the winter comes.\n\n{THIRD}\n\n{LAST}"),
    ],
    ids=["table", "pieces", "links", "hidden", "list"],
)  # fmt: skip
def test_odd_markup_gives_the_same_body(body: str, text: str) -> None:
    assert page(body).text == text


@pytest.mark.parametrize(
    ("head", "body", "title", "outlet"),
    [
        (f"<title>{TITLE} | Strelsau Post</title>", f"<h1>{TITLE}</h1>", TITLE, "Strelsau Post"),
        (f"<title>{TITLE} - Strelsau Post</title><meta property=og:site_name content='The Strelsau Post'>", "", TITLE, "The Strelsau Post"),
        (f'<title>x</title><meta property="og:title" content="{TITLE}">', "", TITLE, None),
        (f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "publisher": {{"name": "Strelsau Post"}}}}</script>', "", TITLE, "Strelsau Post"),
        ("<title>STRELSAU POST -- page 2</title>", f"<b>Strelsau Post</b><br><b>{TITLE}</b><p>By Ana Lima</p>", TITLE, "Strelsau Post"),
        (f"<title>{TITLE}</title>", "<b>The bridge nobody crosses</b>", TITLE, None),
    ],
)  # fmt: skip
def test_headline_and_site(head: str, body: str, title: str, outlet: str | None) -> None:
    metadata = page(f"{body}<div>{PARAGRAPHS}</div>", head).metadata
    assert (metadata.title, metadata.outlet) == (title, outlet)


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ("<meta name=author content='Ana Lima'>", "", "Ana Lima"),
        ("<meta name=author content='https://post.example/ana'>", "<span class=byline>By Ana Lima</span>", "Ana Lima"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": [{"name": "Ana Lima"}, {"name": "B. Costa"}]}]}</script>', "", "Ana Lima, B. Costa"),
        ("", "<a rel=author>Ana Lima</a>", "Ana Lima"),
        ("", "<span class=byline>by Ana Lima | May 3, 2021 5:40 PM Print</span>", "Ana Lima"),
        ("<meta name=author content='Zo&amp;euml; Lima'>", "", "Zoë Lima"),
        ("", "<p>By Ana Lima in Zenda</p>", "Ana Lima"),
        ("", "", None),
    ],
)  # fmt: skip
def test_author(head: str, body: str, byline: str | None) -> None:
    assert page(f"{body}<article>{PARAGRAPHS}</article>", head).metadata.byline == byline


LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("head", "body", "address", "published", "basis"),
    [
        (LINKED % "2024-03-14T18:42:00+05:00", "", "", "2024-03-14T18:42:00+05:00", "metadata"),
        (LINKED % "soon" + "<meta property=article:published_time content=2024-03-14>", "", "", "2024-03-14", "metadata"),
        ("", "<time datetime=2024-03-14T08:00>today</time>", "", "2024-03-14T08:00:00", "metadata"),
        ("", "<time datetime=2024-03-14>a</time><time datetime=2024-03-15>b</time>", "", None, "none"),
        ("", "", "https://post.example/2024/03/14/zenda", "2024-03-14", "url"),
        ("<link rel=canonical href='https://post.example/2024-03-14-zenda'>", "", "crawl/1.html", "2024-03-14", "url"),
        ("", "<p>By Ana Lima, 14 March 2024</p>", "", "2024-03-14", "text"),
        ("", "<p>On 14 March 2024 there was soup.</p>", "", None, "none"),
        ("<meta name=date content='03/04/2024'>", "", "", None, "none"),
    ],
)  # fmt: skip
def test_day(head: str, body: str, address: str, published: str | None, basis: str) -> None:
    metadata = page(f"{body}<article>{PARAGRAPHS}</article>", head, address).metadata
    assert (metadata.published, metadata.basis) == (published, basis)


def test_what_stands_for_a_date_and_is_none_is_kept_for_the_report() -> None:
    assert page(head="<meta name=date content='03/04/2024'>").metadata.bad_date == "03/04/2024"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://post.example/2024/04/25/soup", "2024-04-25"),
        ("https://post.example/news/20240425/soup", "2024-04-25"),
        ("https://post.example/2024/4/5", "2024-04-05"),
        ("mirror/post.example/2024/04/25/soup.html", "2024-04-25"),
        ("2024/04/25/soup.txt", None),  # whoever sorted these files may have sorted them by another day
        ("https://post.example/2024/13/45/soup", None),
        ("https://post.example/id/2024/soup", None),
        ("https://post.example/?d=2024/04/25", None),
    ],
)
def test_day_in_an_address(address: str, day: str | None) -> None:
    assert published_in_address(address) == day


# ---- hostile pages ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + PARAGRAPHS,
        PARAGRAPHS + "<table><tr><td>" * 10_000,
        "<p>" + "<span>" * 20_000 + LEAD,
        PARAGRAPHS + "<div>a</div>" * 50_000,
        PARAGRAPHS + '<a href="x">link</a> ' * 50_000,
        f"<div {' '.join(f'a{n}=1' for n in range(50_000))}>{PARAGRAPHS}</div>",
        PARAGRAPHS + "<" * 200_000,
        PARAGRAPHS + "<!--" * 50_000,
        PARAGRAPHS.replace(" ", " \0"),
        PARAGRAPHS + "&lt;&#x41;&bogus;&#99999999;" * 20_000,
        PARAGRAPHS + "<script>" * 10_000,
        PARAGRAPHS + "<br>x" * 30_000,
    ],
    ids=["deep", "tables", "spans", "many", "links", "attributes", "brackets", "comments", "nul", "entities", "scripts", "breaks"],
)  # fmt: skip
def test_hostile_markup_takes_seconds_and_loses_nothing(body: str) -> None:
    started = time.process_time()
    found = page(body)
    assert time.process_time() - started < 10
    assert LEAD in found.text


@pytest.mark.parametrize(
    "html",
    ["", "<", "<html>", "<html><body></body></html>", "<p></p>" * 9, "<!DOCTYPE html>", "\0", "<script>x</script>"],
)
def test_a_page_without_text_is_empty(html: str) -> None:
    assert read_page(html, "").text == ""
    assert SECOND not in read_page(html, "").text
