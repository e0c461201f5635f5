"""References within an article: who "he", "the ministry", "both sides", "his counterpart" and a bare surname are, and when they stay open."""

import pytest
from tests.actors.conftest import Finder, by_words

RESOLVED = [
    # text, words of the last mention of them, name
    ("President Xi Jinping called his Kazakh counterpart.", "his Kazakh counterpart", "Kassym-Jomart Tokayev"),
    ("Sergei Lavrov met his Chinese counterpart in Sochi.", "his Chinese counterpart", "Wang Yi"),
    ("Russia said it would leave.", "it", "Russia"),
    ("Russia withdrew its troops.", "its", "Russia"),
    ("Angela Merkel left. She thanked the voters.", "She", "Angela Merkel"),
    ("Odhiambo Wekesa was arrested. Wekesa denied the charges.", "Wekesa", "Odhiambo Wekesa"),
    ("Wekesa arrested. Police said Odhiambo Wekesa had stolen the car.", "Wekesa", "Odhiambo Wekesa"),
    ("The Zaleski Workers Front (ZWF) marched. The ZWF wants higher wages.", "The ZWF", "Zaleski Workers Front"),
    (
        "The Collective Security Treaty Organization (OTSC) met. The OTSC sent soldiers.",
        "The OTSC",
        "Collective Security Treaty Organization",
    ),
    (
        "Kazakhstan asked for help. The former Soviet republic is in turmoil.",
        "The former Soviet republic",
        "Kazakhstan",
    ),
    ("Kuwait cut output. The Gulf emirate said prices would rise.", "The Gulf emirate", "Kuwait"),
    (
        "The Kenyan foreign ministry protested. The ministry recalled an envoy.",
        "The ministry",
        "Kenyan foreign ministry",
    ),
    ("Hamas fired rockets. The group said it had hit a base.", "The group", "Hamas"),
    ("The teacher, Odhiambo Wekesa, was released.", "The teacher", "Odhiambo Wekesa"),
    ("President Bush flew to Baghdad.", "President Bush", "George W. Bush"),
    ("Donald Trump met James Mattis. Mr Trump promised disruption.", "Mr Trump", "Donald Trump"),
    ("Donald Trump spoke. Trump last week invited Russia.", "Trump", "Donald Trump"),
    ("Kraai van Niekerk spoke. Van Niekerk left.", "Van Niekerk", "Kraai van Niekerk"),
]


@pytest.mark.parametrize(("text", "words", "name"), RESOLVED)
def test_reference_is_resolved(find: Finder, text: str, words: str, name: str) -> None:
    day = "2005-03-03" if "Bush" in text else "2022-01-10"
    found = by_words(find(text, day), words)
    assert [m.record.name for m in found[-1:]] == [name]
    assert found[-1].record.why.rule


OPEN = [
    ("Odhiambo Wekesa and Barasa Mutua left. He was angry.", "He"),
    ("It is clear that Kenya will vote.", "It"),
    ("The bomb fell near Nairobi. It killed two.", "It"),
    ("“He is wrong,” said Odhiambo Wekesa.", "He"),
    ("Kenya and Somalia met. The country wants peace.", "The country"),
    ("Kenya, Somalia and Uganda met. Both sides agreed.", "Both sides"),
    ("Odhiambo Wekesa praised him.", "him"),
]


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_what_could_be_several_stays_open(find: Finder, text: str, words: str) -> None:
    assert [m.record.name for m in by_words(find(text), words) if m.record.actor_id] == []


def test_collectives_stand_for_each(find: Finder) -> None:
    index = find(
        "Russia and Ukraine held talks. Both sides agreed to meet again. The two countries exchanged prisoners."
    )
    assert [m.record.country for m in by_words(index, "Both sides")] == ["RUS", "UKR"]
    assert [m.record.country for m in by_words(index, "The two countries")] == ["RUS", "UKR"]
    assert {m.record.basis for m in by_words(index, "Both sides")} == {"list"}


def test_pronouns_carry_how_often_their_rule_was_right(find: Finder) -> None:
    (found,) = by_words(find("Russia said it would leave."), "it")
    score = found.record.why.score
    assert score is not None
    assert 0.8 < score < 1


def test_an_unknown_name_is_one_actor(find: Finder) -> None:
    index = find("Odhiambo Wekesa spoke. Kenyan lawmaker Odhiambo Wekesa left. Police arrested Odhiambo Wekesa.")
    people = [m.record for m in index.mentions if m.record.kind == "person"]
    assert {(p.actor_id, p.country, p.sectors) for p in people} == {("name:ken:odhiambo-wekesa", "KEN", ("LEG",))}
    again = find("Kenyan lawmaker Odhiambo Wekesa was released.")
    assert again.mentions[0].record.actor_id == "name:ken:odhiambo-wekesa"


def test_those_at_home_have_the_country_of_the_article(find: Finder) -> None:
    index = find("Kenya is in turmoil. Protesters clashed with police on Monday. Kenya blamed the opposition.")
    assert [m.record.country for m in index.mentions if m.record.kind == "class" or m.record.sectors == ("COP",)] == [
        "KEN"
    ] * 3
    (found,) = by_words(find("Kenya is in turmoil. Troops crossed the border. Somalia protested."), "Troops")
    assert found.record.country == ""


def test_references_follow_those_whose_country_the_article_tells(find: Finder) -> None:
    index = find("Kenya is in turmoil. Kenya lost. The government said it would act. It closed the border.")
    assert [m.record.actor_id for m in index.mentions if m.record.sectors == ("GOV",)][2:] == ["ken:government"] * 3


def test_what_is_called_foreign_is_not_of_the_country_of_the_article(find: Finder) -> None:
    (found,) = by_words(find("Kenya lost. Kenya accused a foreign government of spying."), "a foreign government")
    assert (found.record.country, found.record.actor_id) == ("", None)


def test_a_company_at_the_foot_of_a_page_says_nothing_of_the_country(find: Finder) -> None:
    (found,) = by_words(find("Police held two men. Share this on Facebook and Twitter."), "Police")
    assert found.record.country == ""


def test_a_government_named_after_its_head(find: Finder) -> None:
    index = find("The Obama administration criticised Kenya. Kenya protested. Kenya recalled an envoy.", "2012-05-05")
    assert index.mentions[0].record.country == "USA"
    unknown = find("The Wekesa administration criticised Kenya. Kenya protested.", "2012-05-05")
    assert unknown.mentions[0].record.country == ""
