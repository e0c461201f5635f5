"""References within an article: who "he", "the ministry", "both sides", "his counterpart" and a bare surname are, and when they stay open."""

import pytest
from tests.actors.conftest import Finder, by_words

from dragoman.actors.shared import abbreviates

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
    ("The Zaleski Workers Front (ZWF) marched.", "ZWF", "Zaleski Workers Front"),
    ("The Zaleski Workers Front marched. The ZWF wants higher wages.", "The ZWF", "Zaleski Workers Front"),
    ("Jürgen Möllers resigned. Mr Moellers blamed the press.", "Mr Moellers", "Jürgen Möllers"),
    ("Barasa Otieno Mutua was arrested. Barasa denied the charges.", "Barasa", "Barasa Otieno Mutua"),
    ("Though Wekesa denied it, police though sure waited. They jailed Odhiambo Wekesa.", "Wekesa", "Odhiambo Wekesa"),
    ("Odhiambo Wekesa gave an interview.\n\nOW: We lost.", "OW", "Odhiambo Wekesa"),
    ("The strikers blocked the port. They want higher wages.", "They", "strikers"),
    ("Odhiambo Wekesa was an ambassador.", "an ambassador", "Odhiambo Wekesa"),
    ("Odhiambo Wekesa, a lawyer and activist, was arrested.", "activist", "Odhiambo Wekesa"),
    ("The envoys called on Turkey to halt its flights.", "its", "Turkey"),
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


AT_HOME = [
    # text, words, country: classes and names of nobody's country are of the one that the article is about
    ("Kenya voted. Kenyan ministers lost in Mombasa and Nakuru. Kenya is calm. Farmers complained.", "Farmers", "KEN"),
    ("Kenya voted. Kenyan ministers lost in Mombasa and Nakuru. Kenya is calm. Odhiambo Wekesa won.", "Wekesa", "KEN"),
    ("Kenya voted. Kenyan ministers lost. Kenya is calm. Foreign investors complained.", "Foreign investors", ""),
    ("Kenya voted. Kenyan ministers lost. Kenya is calm. Farmers from Uganda complained.", "Farmers", "UGA"),
    ("Kenya and Uganda voted. Uganda is calm. Kenya is calm. Farmers complained.", "Farmers", ""),
    ("Kenya voted. Kenyan ministers lost in Mombasa. Kenya is calm. Customers complained.", "Customers", ""),
    ("Kenya voted. Kenyan farmers lost. Kenya is calm. The foreign ministers met.", "The foreign ministers", ""),
]


@pytest.mark.parametrize(("text", "words", "country"), AT_HOME)
def test_people_are_of_the_country_that_the_article_is_about(find: Finder, text: str, words: str, country: str) -> None:
    found = [m.record for m in find(text).mentions if m.record.evidence.quote.startswith((words, f"Odhiambo {words}"))]
    assert [r.country for r in found] == [country]


def test_a_name_is_the_same_where_no_country_is_known(find: Finder) -> None:
    known = find("Kenya voted. Kenyan ministers lost in Mombasa. Kenya is calm. Odhiambo Wekesa won.")
    unknown = find("Odhiambo Wekesa won.")
    assert known.mentions[-1].record.actor_id == unknown.mentions[-1].record.actor_id == "name:odhiambo-wekesa"


@pytest.mark.parametrize("words", ["The Kenyan authorities", "Kenya's cabinet", "The Kenyan government"])
def test_a_government_is_one_actor_under_all_its_names(find: Finder, words: str) -> None:
    (found,) = [m.record for m in find(f"{words} resigned.").mentions if m.record.sectors == ("GOV",)][-1:]
    assert (found.actor_id, found.country) == ("ken:government", "KEN")


def test_a_party_is_that_of_the_country_of_the_article(find: Finder) -> None:
    at_home = find("Norway votes on Monday. In Norway the Labour Party leads. Norway is calm.")
    assert "NOR" in {m.record.country for m in at_home.mentions if "Labour" in m.record.name}
    abroad = find("Britain votes on Monday. In Britain the Labour Party leads.")
    assert {m.record.country for m in abroad.mentions if "Labour" in m.record.name} == {"GBR"}


def test_an_organisation_is_named_where_it_qualifies_a_thing(find: Finder) -> None:
    names = {m.record.name for m in find("The ASEAN website was blocked. Kenyan coffee was burnt.").mentions}
    assert "ASEAN" in names
    assert "Kenya" not in names


def test_plural_acronyms_are_several(find: Finder) -> None:
    (found,) = [m for m in find("Angry MPs left.").mentions if m.record.sectors == ("LEG",)]
    assert found.several


@pytest.mark.parametrize(
    ("acronym", "words", "right"),
    [
        ("ZWF", "Zaleski Workers Front", True),
        ("OTSC", "Collective Security Treaty Organization", True),
        ("Harc", "Harbour Research Council", True),
        ("Zafront", "Zaleski Workers Front", True),
        ("Kenya", "Zaleski Workers Front", False),
        ("MBQ", "Zaleski Workers Front", False),
    ],
)
def test_acronyms(acronym: str, words: str, right: bool) -> None:
    assert abbreviates(acronym, words) is right
