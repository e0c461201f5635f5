"""Known names are found with their offsets, whatever the letters; what only looks like a state or place is none."""

import pytest
from tests.actors.conftest import Finder, by_words

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.resolve import ActorIndex
from dragoman.lexicon.tables import package_data, read_csv
from dragoman.records import Part

# Each sentence names a state, nation or city that acts in none of them.
FALSE_FRIENDS = [
    "China Airlines cancelled forty flights.",
    "Jordan scored forty points in the second half.",
    "Georgia Tech opened a new laboratory.",
    "The Congo River burst its banks.",
    "Paris Hilton was arrested on Monday.",
    "Kenya Airways fired two stewards.",
    "Michael Jordan sued the company.",
    "Brazil beat Germany in the World Cup final.",
    "England beat Australia by ten wickets.",
    "Turkish Airlines suspended flights.",
    "Jack London wrote novels.",
    "Chad Smith was charged with assault.",
    "The oil slick drifted across the Gulf of Mexico.",
    "She ate Swiss cheese and Turkish delight.",
    "Real Madrid fired its coach.",
    "The Persian Gulf was mined.",
    "The Panama Canal was closed.",
    "The Berlin Wall fell.",
    "The Vienna Philharmonic cancelled its concert.",
    "The Vietnam War ended.",
    "The French Open was postponed.",
    "American Express cut jobs.",
    "Paris Saint-Germain fired him.",
    "Lebanon, Pennsylvania, elected a mayor.",
    "Virginia Woolf protested.",
    "Sydney Poitier died.",
    "London Stock Exchange shares fell.",
    "Standard & Poor's cut its rating.",
    "The Egypt Air plane landed.",
    "The Washington Redskins traded him.",
    "The Times of India was sued.",
    "The Moscow Times closed its office.",
    "Israel Houghton sang.",
    "Cuba Gooding was charged with assault.",
    "He walked down Oxford Street.",
    "The exhibition opened at the London Zoo.",
    "Boeing sold the jets to Singapore Airlines.",
    "Manchester United condemned the attack.",
    "The Royal Bank of Scotland cut jobs.",
    "The Tour de France began.",
]


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_are_no_states(find: Finder, text: str) -> None:
    assert [m.record.evidence.quote for m in find(text).mentions if m.record.kind == "state"] == []


def test_no_phrase_of_the_list_of_false_friends_is_an_actor(find: Finder) -> None:
    phrases = [row["phrase"] for row in read_csv(package_data("actors/false_friends.csv"))]
    text = "".join(f"He spoke of {phrase} yesterday.\n\n" for phrase in phrases)
    found = [m.record for m in find(text).mentions]
    assert len(phrases) > 400
    assert [r.evidence.quote for r in found if r.country or not (r.actor_id or "name:").startswith("name:")] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Jordan signed the treaty with Israel.", "JOR"),
        ("China condemned the strike.", "CHN"),
        ("Georgia recalled its ambassador from Moscow.", "GEO"),
        ("Chad closed its border with Sudan.", "TCD"),
        ("The Kremlin denied the report.", "RUS"),
        ("The Élysée denied the report.", "FRA"),
        ("Foggy Bottom denied the report.", "USA"),
        ("The Blue House denied the report.", "KOR"),
        ("Downing Street denied the report.", "GBR"),
        ("Beijing denied the report.", "CHN"),
        ("The U.S. denied the report.", "USA"),
        ("KENYA ACCUSED SOMALIA OF ATTACKING ITS NAVAL VESSELS.", "KEN"),
        ("Côte d'Ivoire closed the border.", "CIV"),
        ("Nursultan denied the report.", "KAZ"),
        ("Transnistria asked for help.", "MDA"),
    ],
)
def test_states_by_their_names_and_metonyms(find: Finder, text: str, country: str) -> None:
    assert find(text).mentions[0].record.country == country


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("David Thompson scored twice. Police arrested David Thompson.", {"name:david-thompson"}),
        ("Mark Brown was wounded in the shooting.", {"name:mark-brown"}),
        ("Ben Wallace said Britain would send missiles.", {"person:ben-wallace"}),
        ("Prime Minister David Thompson resigned. David Thompson led the party for years.", {"person:david-thompson"}),
        ("David Thompson fell ill. The prime minister of Barbados had been in hospital.", {"person:david-thompson"}),
    ],
)
def test_a_name_that_many_bear_needs_its_country_or_title(find: Finder, text: str, ids: set[str]) -> None:
    found = (m.record for m in find(text, "2022-06-10").mentions)
    assert {r.actor_id for r in found if "Thompson" in r.name or "Brown" in r.name or "Wallace" in r.name} == ids


def test_a_name_that_goes_on_behind_a_hyphen_is_another(find: Finder) -> None:
    index = find("Park Jin-young released an album. Putin-backed rebels advanced.", "2022-06-10")
    assert "person:park-jin" not in [m.record.actor_id for m in index.mentions]
    assert index.mentions[0].record.name == "Park Jin-young"


@pytest.mark.parametrize("text", ["Christian Lindholm resigned.", "Maya Okello resigned."])
def test_a_given_name_is_no_people(find: Finder, text: str) -> None:
    assert [m.record.kind for m in find(text).mentions] == ["person"]


def test_places_give_way_to_what_stands_around_them(find: Finder) -> None:
    american = find("Police in Atlanta, Georgia, arrested two men.")
    assert american.mentions[0].record.country == "USA"
    open_one = find("Farmers in Punjab blocked roads.")
    assert [m.record.country for m in open_one.mentions] == [""]
    settled = find("Farmers in Punjab blocked roads. Pakistan sent troops.")
    assert settled.mentions[0].record.country == "PAK"


def test_evidence_is_exact(find: Finder) -> None:
    text = "  The Kenyan army shelled Kismayo.\n\n“Somalia’s president” denied it, Nairobi said."
    index = find(text)
    assert _all_exact(index, text, "text")
    assert len(index.mentions) >= 3


def _all_exact(index: ActorIndex, text: str, part: Part) -> bool:
    evidence = [m.record.evidence for m in index.mentions]
    return all(e.part == part and text[e.start : e.end] == e.quote for e in evidence)


@pytest.mark.parametrize("blank", ["\n", "\u3000 ", "\x1f ", "\u2028\t", "\u200b ", "\xa0\x85"])
def test_no_mention_is_or_begins_with_a_blank(find: Finder, blank: str) -> None:
    text = f"{blank}soldiers said {blank}counterpart {blank}minister, {blank}police of Kenya {blank}. It {blank}was the{blank}ministry."
    quotes = [m.record.evidence.quote for m in find(text).mentions]
    assert quotes
    assert [q for q in quotes if not q.strip() or q != q.strip() or not any(map(str.isalnum, q))] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WASHINGTON (Reuters) - U.S. Senator Ted Cruz left.", "U.S. Senator Ted Cruz"),
        ("NAIROBI – Kenyan soldiers left.", "Kenyan soldiers"),
    ],
)
def test_a_phrase_does_not_reach_back_over_a_dateline(find: Finder, text: str, words: str) -> None:
    assert [m.record.evidence.quote for m in find(text).mentions if m.subject] == [words]


def test_acronyms_that_are_words_in_capitals_are_none_there(knowledge: Knowledge) -> None:
    found = knowledge.find_shouted("THE PLAN TOOK TIME AND PACE BUT NATO AND KENYA ACTED")
    assert [readings[0].actor_id for _, _, readings in found] == ["org:nato", "state:kenya"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Man held in Nakuru ANA Reporter NAKURU, April 16 (ANA) – A man was held by ANA's neighbours on Sunday.", ""),
        ("The general said on Sunday that ANA had retaken the district.", "AFG"),
        ("KABUL, April 16 (Reuters) – The ANA retook the district.", "AFG"),
    ],
)
def test_the_agency_of_a_dateline_is_nobody_of_its_name(find: Finder, text: str, country: str) -> None:
    found = [m.record.country for m in find(text).mentions if m.record.evidence.quote.endswith("ANA")]
    assert set(found) <= {country}
    assert bool(found) or not country


def test_longest_name_wins(knowledge: Knowledge) -> None:
    found = [text for text in ("New South Wales Police", "Papua New Guinea") if len(list(knowledge.find(text))) == 1]
    assert found == ["New South Wales Police", "Papua New Guinea"]


def test_a_name_within_a_word_is_none(knowledge: Knowledge) -> None:
    assert list(knowledge.find("Chinatown and Chadwick")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Barricades went up in parts of Nairobi.", "Nairobi"),
        ("He walked through the centre of Mombasa.", "Mombasa"),
        ("The Kenyan constitution forbids it.", "Kenyan"),
        ("Odhiambo Wekesa ran for president.", "president"),
        ("He served as prime minister.", "prime minister"),
        ("She aimed at the office of chancellor.", "chancellor"),
        ("His party has been in government for years.", "government"),
    ],
)
def test_what_only_says_which_place_or_thing_is_meant_is_no_actor(find: Finder, text: str, words: str) -> None:
    assert not by_words(find(text), words)


def test_a_part_of_a_state_is_still_its_own(find: Finder) -> None:
    assert by_words(find("Kenya fears the loss of parts of Kenya."), "Kenya")
