"""Page furniture leaves text in whole ranges, and nothing of the article goes with it. All pages here are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.article.pages import BODY, LAST, LEAD, SECOND, THIRD, TITLE

from dragoman.article.clean import Cleaned, Source, clean


def kinds(cleaned: Cleaned) -> dict[str, int]:
    """Return how much of each kind went."""
    return {item.kind: item.count for item in cleaned.furniture}


# ---- pages as crawls deliver them ------------------------------------------------------------------------------------------------------


def test_a_weblog_loses_its_chrome() -> None:
    page = f"""{TITLE} | The Strelsau Post

Skip to content
Home
Politics
Sport
Contact us

{TITLE}

By Flavia Holm in Strelsau
May 3, 2021 at 5:40 pm
Share on Facebook
Tweet

{LEAD}

Photo: R. Hentzau / Strelsau Post

{SECOND}

Read more: The bridge nobody crosses

{THIRD}

{LAST}

Tags: Graustark, Ruritania, Zenda

Flavia Holm

Flavia Holm is a reporter for the Strelsau Post and has covered the border since her youth. She lives in Zenda.

Related Articles

Soup prices rise for the third month

King opens a railway

3 thoughts on “{TITLE}”

Rupert says: I never believed in that bridge, and I have crossed it more often than anybody in this town.

Leave a Reply

Your email address will not be published. Required fields are marked *

9 + 4 =

Back to top"""
    cleaned = clean(page)
    assert cleaned.text == BODY
    assert cleaned.metadata[:5] == (TITLE, "The Strelsau Post", "Flavia Holm", "2021-05-03T17:40:00", "text")
    assert kinds(cleaned) == {
        "repeated_headline": 2, "navigation": 5, "byline": 1, "date_line": 1, "share_bar": 2, "photo_credit": 1, "related": 4, "tags": 1,
        "author_bio": 2, "comments": 3, "comment_form": 1, "captcha": 1, "back_to_top": 1,
    }  # fmt: skip


def test_lines_without_blank_lines_between_them_are_told_apart() -> None:
    page = f"Strelsau Post\n{TITLE}\n3 min read\n{LEAD}\n{SECOND}\nADVERTISEMENT\n{THIRD}\n{LAST}\nSubscribe to our newsletter\n© 2021 Strelsau Post"
    cleaned = clean(page, title=TITLE)
    assert cleaned.text == f"{LEAD}\n{SECOND}\n{THIRD}\n{LAST}"
    assert kinds(cleaned) == {
        "navigation": 1,
        "repeated_headline": 1,
        "reading_time": 1,
        "advertisement": 1,
        "newsletter": 1,
        "copyright": 1,
    }


def test_a_gap_between_paragraphs_survives_what_stood_in_it() -> None:
    assert clean(f"{LEAD}\nADVERTISEMENT\n\n{THIRD}").text == f"{LEAD}\n\n{THIRD}"
    assert clean(f"{LEAD}\n\nADVERTISEMENT\n{THIRD}").text == f"{LEAD}\n\n{THIRD}"


def test_long_menus_go_and_the_headline_below_them_is_found() -> None:
    menu = "News\nPolitics\nCourts\nGraustark\nMarkets\nRiver levels\nSport\nChess\nLetters\nZenda line opens"
    cleaned = clean(f"{menu}\n\n{BODY}")
    assert (cleaned.text, cleaned.metadata.title) == (BODY, "Zenda line opens")
    assert kinds(cleaned) == {"navigation": 9, "repeated_headline": 1}


def test_a_pulled_quotation_and_a_doubled_paragraph_are_read_once() -> None:
    pulled = "Nobody will wait at that bridge again, my friends."
    page = f"{LEAD}\n\n{SECOND.replace('again', 'again, my friends').replace('friends,”', 'friends.”')}\n\n{pulled}\n\n{THIRD}\n\n{THIRD}\n\n{LAST}"
    assert kinds(clean(page)) == {"pull_quote": 1, "repeated_paragraph": 1}


def test_a_comment_heading_needs_a_form_below_it() -> None:
    said = "The envoy of Graustark said that he had nothing to add to what his colleague had told the assembled press."
    page = f"{BODY}\n\nComments\n\n{said}"
    assert clean(page).text == page
    assert clean(f"{page}\n\nPost comment\n\nName *").text == BODY


def test_the_site_is_found_on_either_side_of_the_headline() -> None:
    assert clean(f"Strelsau Post – {TITLE}\n\n{TITLE}\n\n{BODY}").metadata.outlet == "Strelsau Post"
    assert clean(f"{TITLE} - Strelsau Post\n\n{BODY}", title=TITLE).metadata.outlet == "Strelsau Post"
    assert clean(f"{TITLE} | Strelsau Post\n\n{BODY}").metadata[:2] == (TITLE, "Strelsau Post")


def test_a_first_line_may_be_the_headline() -> None:
    assert clean(f"{TITLE}\n\n{BODY}").metadata.title == TITLE
    assert clean(BODY).metadata.title is None


# ---- what must stay --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "A bridge for nobody",  # a subheading
        "The six who died:\nRudolf Elphberg, 41\nFritz Tarlenheim, 38\nAntoinette Mauban, 29\nJohann Strofzin, 52\nHelga Strofzin, 50\nMax Holf, 17",
        "1. Withdraw the guards.\n2. Open the bridge.\n3. Exchange the prisoners.",
        "He was 83.",
        "“No.”",
        "Votes: Yes 61, No 39",
        "Rudolf Elphberg\n\nThe king opened the talks with a speech about his grandfather, who had built the bridge.",
    ],
)
def test_short_lines_of_an_article_stay(between: str) -> None:
    page = f"{LEAD}\n\n{SECOND}\n\n{between}\n\n{THIRD}\n\n{LAST}"
    assert clean(page).text == page


def test_short_sentences_at_the_end_stay_even_behind_furniture() -> None:
    assert clean(f"{BODY}\n\nREAD MORE: The bridge nobody crosses\n\nHe was 83.").text == f"{BODY}\n\nHe was 83."


def test_an_article_goes_on_below_a_box_of_related_links() -> None:
    page = f"{LEAD}\n\n{SECOND}\n\nRelated Articles\n\nSoup prices rise\n\nKing opens a railway\n\n{THIRD}\n\n{LAST}"
    assert clean(page).text == BODY


def test_a_person_of_the_article_is_not_its_author() -> None:
    told = "The editor of the Strelsau Post, who writes about the border, was the first to cross it on Tuesday morning."
    page = f"{BODY}\n\nFritz Tarlenheim met him there.\n\nFritz Tarlenheim\n\n{told}"
    assert clean(page).text == page


def test_a_gallery_of_portraits_is_no_list_of_authors() -> None:
    told = "He studied law, edited a newspaper for years and keeps bees; he says that the bridge should belong to everybody."
    page = f"{BODY}\n\nFritz Tarlenheim\n\n{told}\n\nRudolf Elphberg\n\n{told.replace('He', 'Rudolf')}\n\nRelated Articles\n\nKing opens a railway"
    assert clean(page).text == page.split("\n\nRelated", maxsplit=1)[0]


def test_a_list_at_the_end_stays_behind_an_advertisement() -> None:
    page = f"{BODY}\n\nADVERTISEMENT\n\nYes: 61 votes\n\nNo: 39 votes"
    assert clean(page).text == f"{BODY}\n\nYes: 61 votes\n\nNo: 39 votes"


def test_the_name_of_the_site_is_not_the_headline() -> None:
    cleaned = clean(f"The Strelsau Post\n\n{TITLE}\n\n{BODY}")
    assert (cleaned.metadata.title, cleaned.text) == (TITLE, BODY)


def test_a_text_without_any_prose_keeps_its_lines() -> None:
    assert clean("Two die in Zenda blast").text == "Two die in Zenda blast"


def test_text_called_clean_loses_only_what_is_obvious() -> None:
    text = (
        f"{TITLE}\n\nAssociated Press\n\n{LEAD}\n\nShare Tweet Email\n\nRead more: The bridge nobody crosses\n\n{LAST}"
    )
    assert clean(text, source="clean").text == text.replace("Share Tweet Email\n\n", "")
    assert clean(text, title=TITLE, source="clean").text.startswith("Associated Press")


# ---- always ----------------------------------------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [LEAD, SECOND, THIRD, TITLE, f"{TITLE} | Post", "By Ana Lima", "3 May 2021", "Menu", "Home", "News", "Related Articles", "King opens a railway", "Leave a Reply",
     "9 + 4 =", "Share", "", "  ", "\t", "\r", "About the author", "Ana Lima", "Photo: AP", "He was 83.", "ADVERTISEMENT", "\u00a0", "No\u2028where"]
)  # fmt: skip
PAGES = st.lists(LINES | st.text(alphabet=st.characters(codec="utf-8"), max_size=40), max_size=30).map("\n".join)


@settings(max_examples=300)
@given(PAGES, st.sampled_from(["page", "extracted", "clean"]), st.sampled_from([None, TITLE]))
def test_cleaning_only_deletes_ranges_and_the_map_gives_the_text_back(
    page: str, source: Source, title: str | None
) -> None:
    cleaned = clean(page, title=title, source=source)
    assert "".join(page[m.input_start : m.input_start + m.length] for m in cleaned.map) == cleaned.text
    starts = [m.text_start for m in cleaned.map]
    assert starts == [sum(m.length for m in cleaned.map[:n]) for n in range(len(cleaned.map))]
    ends = [m.input_start + m.length for m in cleaned.map]
    assert all(end <= following.input_start for end, following in zip(ends, cleaned.map[1:], strict=False))
    assert sum(item.characters for item in cleaned.furniture) + len(cleaned.text) <= len(page)


@given(PAGES)
def test_cleaning_what_is_clean_changes_little(page: str) -> None:
    once = clean(page, source="clean").text
    assert clean(once, source="clean").text == once


def test_what_is_too_long_for_a_page_stays_as_it_is() -> None:
    text = "News\nHome\n" * 60_000
    assert clean(text).text == text
