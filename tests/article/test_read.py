"""From a raw document to an article, or to a problem."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.article.pages import BODY, LEAD, TITLE

from dragoman.article.identity import article_id
from dragoman.article.language import language_of, name_of
from dragoman.article.read import read_article
from dragoman.config import Config
from dragoman.errors import ConfigError
from dragoman.inputs.files import read
from dragoman.records import Article, RawDocument

CONFIG = Config()
PAGE = f"<html><title>{TITLE} | Post</title><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY.split(chr(10) * 2))}</html>"
FRENCH = "Le ministre a rencontré hier son homologue dans la capitale, et les deux hommes ont parlé du pont pendant des heures."


def article_of(raw: RawDocument, config: Config = CONFIG) -> Article:
    """Read an article about which nothing may be wrong."""
    article, problems = read_article(raw, config)
    assert not problems
    assert article is not None
    return article


def text(content: str, **known: object) -> RawDocument:
    """Return a raw text."""
    return RawDocument(uri="u", text=content, **known)  # type: ignore[arg-type]


def test_an_article_is_named_by_address_and_content() -> None:
    raw = RawDocument(uri="u", data=b"abc")
    assert article_id(raw) == hashlib.sha256(b"u\0abc").hexdigest()[:16]
    assert article_id(RawDocument(uri="u", text="abc")) == article_id(raw)
    assert article_id(RawDocument(uri="v", data=b"abc")) != article_id(raw)
    assert article_of(text(BODY)).text_hash == article_of(text(BODY, outlet="Post")).text_hash


def test_a_page_of_text_and_one_of_html_give_the_same_article() -> None:
    plain = article_of(text(f"{TITLE} | Post\n\n{TITLE}\n\n{BODY}"))
    html = article_of(RawDocument(uri="u", media="html", data=PAGE.encode()))
    for article in (plain, html):
        assert (article.title, article.outlet, article.text, article.language) == (TITLE, "Post", BODY, "en")
    assert plain.map
    assert not html.map


@pytest.mark.parametrize("media", ["text", "html"])
def test_without_cleaning_the_text_is_as_given(media: str) -> None:
    given_text = f"{TITLE}\n\nShare Tweet\n\n{BODY}\n "
    raw = text(given_text, title="Other") if media == "text" else RawDocument(uri="u", media="html", text=PAGE)
    article = article_of(raw, Config(clean=False))
    assert article.text == (given_text if media == "text" else BODY)
    if media == "text":
        assert (article.map[0].length, article.title, article.furniture) == (len(given_text), "Other", ())


def test_what_the_container_says_wins_and_options_fill_gaps() -> None:
    page = f"{TITLE} | Post\n\n{TITLE}\n\nBy Ana Lima\n\n{BODY}"
    known = article_of(text(page, title=TITLE, outlet="Courier", byline="B. Costa"), Config(outlet="Option"))
    assert (known.outlet, known.byline) == ("Courier", "B. Costa")
    assert article_of(text(BODY), Config(outlet="Option")).outlet == "Option"


def test_an_address_names_the_site_where_nothing_else_does() -> None:
    raw = RawDocument(uri="https://www.post.example/x", text=BODY)
    assert article_of(raw).outlet == "post.example"
    assert article_of(raw, Config(outlet="Option")).outlet == "Option"
    assert article_of(text(BODY)).outlet is None


def test_an_option_that_is_no_date_is_misuse() -> None:
    with pytest.raises(ConfigError, match="'soon' is not a date; write it like 2024-03-14"):
        read_article(text(BODY), Config(published="soon"))


@pytest.mark.parametrize(
    ("raw", "option", "published", "basis"),
    [
        (text(BODY, published="14 March 2024"), "2020-01-01", "2024-03-14", "metadata"),
        (text(f"{TITLE}\n\nMarch 14, 2024\n\n{BODY}"), "2020-01-01", "2024-03-14", "text"),
        (RawDocument(uri="https://p.example/2024/03/14/x", text=BODY), None, "2024-03-14", "url"),
        (text(BODY), "2020-01-01", "2020-01-01", "given"),
        (text(BODY), None, None, "none"),
    ],
)
def test_the_day_says_where_it_comes_from(
    raw: RawDocument, option: str | None, published: str | None, basis: str
) -> None:
    article = article_of(raw, Config(published=option))
    assert (article.published, article.published_basis) == (published, basis)


@pytest.mark.parametrize(
    ("raw", "kind", "message", "kept"),
    [
        (RawDocument(uri="u", data=b""), "empty", "it is empty", False),
        (text(""), "empty", "it has no text", False),
        (text(" \n\t "), "empty", "there is nothing but blanks in it", False),
        (RawDocument(uri="u", data=bytes(range(32)) * 9), "binary", "it is binary data, not text", False),
        (RawDocument(uri="u", media="html", text="<p>Home</p>"), "no_body", "no article text was found on this page", False),
        (RawDocument(uri="u", data=b"\xff" + BODY.encode()), "unreadable", "byte 0 is not UTF-8 (invalid start byte)", True),
        (text("\ud800" + BODY), "unreadable", "the text holds halves of characters (lone surrogates)", True),
        (text(BODY, published="03/04/2024"), "bad_date", "'03/04/2024' is not a date, or could be two", True),
        (RawDocument(uri="u", media="html", text=PAGE.replace("<h1>", "<meta name=date content=soon><h1>")), "bad_date", "'soon' is not", True),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_problem(raw: RawDocument, kind: str, message: str, kept: bool) -> None:
    article, (problem,) = read_article(raw, CONFIG)
    assert (problem.kind, problem.stage) == (kind, "article")
    assert problem.message.startswith(message)
    assert (article is not None) == kept
    assert problem.subject == (article_id(raw) if kept else "u")


def test_a_date_that_is_none_costs_the_date_and_not_the_article() -> None:
    _, (problem,) = read_article(text(BODY, published="03/04/2024"), CONFIG)
    assert problem.done == "that date is not used"


@pytest.mark.parametrize(("code", "name"), [("it", "Italian"), ("und", "language unknown"), ("vo", "vo")])
def test_languages_go_by_their_names(code: str, name: str) -> None:
    assert name_of(code) == name


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (LEAD, "en"),
        (LEAD.upper(), "en"),
        (FRENCH, "fr"),
        ("Soldiers left.", "und"),
        ("12 + 3 = 15 " * 20, "und"),
        ("Agência Estado, Nebojša Pavković, Ménaka, Sørlandet", "und"),
    ],
)
def test_language_is_known_or_open(content: str, language: str) -> None:
    assert language_of(content) == language


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text", "html"]), st.booleans())
def test_nothing_raises_and_everything_can_be_stored(data: bytes, media: str, clean: bool) -> None:
    article, problems = read_article(RawDocument(uri="u", media=media, data=data), Config(clean=clean))  # type: ignore[arg-type]
    assert article is not None or problems
    if article is not None:
        article.text.encode("utf-8")
        (article.title + (article.byline or "") + (article.outlet or "")).encode("utf-8")


# ---- the bundled archive ---------------------------------------------------------------------------------------------------------------

ARCHIVE = Path(__file__).parents[2] / "src" / "dragoman" / "data" / "examples" / "archive"


@pytest.mark.parametrize(
    ("name", "outlet", "published", "basis", "first", "last", "paragraphs"),
    [
        ("tashkent-water-accord.html", "The Meridian Courier", "2024-03-14T18:42:00+05:00", "metadata", "The two countries agreed", "before both governments abandoned it.", 11),
        ("ansongo-market-strike.html", "The Tamarind Dispatch", "2024-04-02T16:10:00+00:00", "metadata", "GAO, Mali — Malian warplanes", "nobody has been tried for those murders.", 8),
        ("cusco-curfew.html", "Altiplano Ledger", "2024-05-22T20:15:00-05:00", "metadata", "The Peruvian government imposed", "the wrong title of Mr Mamani Ttito.", 9),
        ("minsk-expulsions.html", "Pripyat Weekly Bugle", "2024-05-17", "text", "MINSK – Belarus ordered", "behind bars for political reasons.", 8),
        ("sanctions-need-a-door.html", "Lantern & Quay", "2024-05-24", "metadata", "Every government that is punished", "The wall will still be there.", 6),
        ("carnations-fifty-years.html", "Vistula Evening Bell", "2024-04-25", "url", "LISBON. On the morning", "There were eleven of them.", 7),
        ("tegucigalpa-verdict.txt", "Isthmus Record", "2024-06-11T17:40:00", "text", "A court in Tegucigalpa sentenced", "and agreed to testify.", 8),
        ("bissau-mutiny.txt", "Atlantic Monitor Online", "2024-02-27T21:08:00+00:00", "text", "BISSAU, 27 February - Mutinous", "between the two rounds of an election.", 8),
        ("herning-handball.txt", "Kattegat Sport", "2024-01-19", "text", "Denmark destroyed Croatia", "sold out in eleven minutes.", 7),
    ],
)  # fmt: skip
def test_every_page_of_the_archive_is_read(
    name: str, outlet: str, published: str, basis: str, first: str, last: str, paragraphs: int
) -> None:
    (raw,) = read([str(ARCHIVE / name)])
    assert isinstance(raw, RawDocument)
    article = article_of(raw)
    assert (article.outlet, article.published, article.published_basis) == (outlet, published, basis)
    assert article.text.startswith(first)
    assert article.text.endswith(last)
    assert len(article.text.split("\n\n")) == paragraphs
    assert article.title not in article.text


def test_the_wire_of_the_archive_is_taken_as_it_is() -> None:
    for raw in read([str(ARCHIVE / "wire.jsonl")]):
        assert isinstance(raw, RawDocument)
        article = article_of(raw)
        assert article.text == raw.text
        assert article.published_basis == "metadata"
