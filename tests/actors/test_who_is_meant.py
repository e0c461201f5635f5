"""Who is meant where grammar alone does not say: topics of an article, bodies by what they are called, classes named again, leaders by their family name."""

import pytest
from tests.actors.conftest import Finder, by_words

MEANT = [
    # text, words of the last mention of them, name
    (
        "The union, Vereinigung Zaleski, called a strike. The union wants higher wages.",
        "The union",
        "Vereinigung Zaleski",
    ),
    ("Lufthansa rejected the offer. The airline said it would wait.", "The airline", "Lufthansa"),
    ("Zaleski Holdings lost money. The company dismissed workers.", "The company", "Zaleski Holdings"),
    ("Two Kenyan soldiers were killed. The soldiers had guarded a bridge.", "The soldiers", "Two Kenyan soldiers"),
    ("Viktor Orban said his country would refuse.", "his country", "Hungary"),
    ("Viktor Orban dismissed his government.", "his government", "Hungarian government"),
    ("It is too early for Kenya to withdraw its troops.", "its", "Kenya"),
    ("In its report, Amnesty International criticised Kenya.", "its", "Amnesty International"),
    ("Odhiambo Wekesa told the workers that their strike was over.", "their", "workers"),
    ("Angela Merkel left Berlin. Voters waited in the rain. Somebody thanked her.", "her", "Angela Merkel"),
    (
        "Kenyan lawmaker Barasa Mutua won. His mother, Achieng Mutua, wept. Mutua thanked the voters.",
        "Mutua",
        "Barasa Mutua",
    ),
    ("The government of Kenya resigned.", "The government", "Kenyan government"),
    ("Kenya's first all-party government resigned.", "Kenya's first all-party government", "Kenyan government"),
    ("The Israeli parliament passed the bill.", "The Israeli parliament", "Knesset"),
    ("Lukashenko refused.", "Lukashenko", "Alexander Lukashenko"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT)
def test_who_is_meant(find: Finder, text: str, words: str, name: str) -> None:
    assert [m.record.name for m in by_words(find(text, "2021-05-03"), words)[-1:]] == [name]


NOT_MEANT = [
    # text, words of the last mention of them, who it is not
    ("Odhiambo Wekesa resigned. “He wants to be president,” Barasa Mutua said. “He lies.”", "He", "Barasa Mutua"),
    ("Odhiambo Wekesa said Barasa Mutua had lied because he was afraid.", "he", "Odhiambo Wekesa"),
    ("The airline and union, Vereinigung Zaleski, met.", "The airline", "Vereinigung Zaleski"),
    (
        "Australia votes. Victoria's Premier welcomed it. The new Treasurer did not.",
        "The new Treasurer",
        "Josh Frydenberg",
    ),
    ("Russian troops crossed the river.", "Russian troops", "Russia"),
]


@pytest.mark.parametrize(("text", "words", "name"), NOT_MEANT)
def test_who_is_not_meant(find: Finder, text: str, words: str, name: str) -> None:
    assert [m.record.name for m in by_words(find(text, "2021-05-03"), words)[-1:]] != [name]


def test_he_is_the_one_of_whom_an_article_speaks(find: Finder) -> None:
    text = "Barasa Mutua was born in Kisumu. Mutua worked as a teacher. Mutua founded a union. The schools closed. He died."
    assert [m.record.name for m in by_words(find(text), "He")] == ["Barasa Mutua"]


COUNTRIES = [
    # text, words of the last mention of them, country
    ("Carlos Brunt, a spokesman for NATO in Kabul, spoke.", "Carlos Brunt", "IGO"),
    ("Gen. Carlos Brunt, a spokesman for NATO, spoke.", "Gen. Carlos Brunt", "IGO"),
    ("The Russian navy, air force and marines took part.", "air force", "RUS"),
    ("Lufthansa rejected the offer. The airline's pilots went on strike.", "The airline's pilots", "DEU"),
    ("Lufthansa rejected the offer. A spokesman for the airline said so.", "A spokesman", "DEU"),
    ("Britain has 7,000 soldiers in Iraq.", "7,000 soldiers", "GBR"),
    ("Spain accused Kenya, whose new ministry refused to answer.", "whose new ministry", "KEN"),
    ("Displaced civilians near the border with Chad were attacked.", "Displaced civilians", ""),
    ("Congress passed the bill. The United States and Kenya signed it.", "Congress", "USA"),
    (
        "Pakistan and India met. A bomb exploded in Mumbai. Pune and Nagpur were closed. Pakistan condemned it. Police searched homes.",
        "Police",
        "IND",
    ),
    ("Zimbabwe voted in Harare and Bulawayo. Zimbabwe is calm. Mr Putin wants war.", "Mr Putin", ""),
]


@pytest.mark.parametrize(("text", "words", "country"), COUNTRIES)
def test_whose_somebody_is(find: Finder, text: str, words: str, country: str) -> None:
    assert [m.record.country for m in by_words(find(text), words)[-1:]] == [country]


def test_a_spokesman_for_nobody_known_has_no_sector(find: Finder) -> None:
    (found,) = by_words(find("Barasa Mutua, spokesman for Zaleski Partners, spoke."), "Barasa Mutua")
    assert found.record.sectors == ()


def test_a_state_that_only_says_whose_is_no_mention(find: Finder) -> None:
    assert [m.record.evidence.quote for m in find("Kenya's president left.").mentions] == ["Kenya's president"]
    assert "Kenya" in {m.record.evidence.quote for m in find("Kenya's refusal surprised Spain.").mentions}
    assert by_words(find("He was flown to London on Monday."), "London") == []
    assert by_words(find("Spain awaits a message to London."), "London") != []


def test_nobody_is_there_yet(find: Finder) -> None:
    assert by_words(find("The parties agreed to form a government."), "a government") == []
    assert by_words(find("A government fell."), "A government") != []


def test_a_name_goes_on_behind_its_head(find: Finder) -> None:
    index = find("The Zaleski Confederation of Free Labour called a strike.")
    assert [m.record.evidence.quote for m in index.mentions] == ["The Zaleski Confederation of Free Labour"]


def test_given_names_where_people_are_called_by_them(find: Finder) -> None:
    (found,) = by_words(find("Thailand voted. Thaksin thanked the voters.", "2004-05-03"), "Thaksin")
    assert found.record.actor_id == "person:thaksin-shinawatra"


def test_who_wants_an_office_does_not_hold_it(find: Finder) -> None:
    index = find(
        "Kenya voted. Kenya is calm. Odhiambo Wekesa, a candidate for Kenyan president, wants to be President."
    )
    assert "person:uhuru-kenyatta" not in {m.record.actor_id for m in index.mentions}
    (held,) = by_words(find("The Kenyan president resigned."), "The Kenyan president")
    assert held.record.actor_id == "person:uhuru-kenyatta"
