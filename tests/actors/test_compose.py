"""Titles, nationalities and role nouns compose into country and sectors without an entry."""

import pytest
from tests.actors.conftest import Finder, by_words

PHRASES = [
    # phrase at the start of a sentence, country, sectors
    ("Kyrgyz border guards", "KGZ", "COP"),
    ("A senior Hungarian official", "HUN", "GOV"),
    ("Turkish-backed rebels in Idlib", "SYR", "REB"),
    ("Three US servicemen", "USA", "MIL"),
    ("The Sudanese opposition", "SDN", "OPP"),
    ("Pro-Russian separatists in Donetsk", "UKR", "REB"),
    ("A Somalia-based paramilitary group", "SOM", "PRM"),
    ("The former Gambian minister", "GMB", "ELI"),
    ("A former CIA official", "USA", "ELI"),
    ("Boko Haram gunmen", "NGA", "REB"),
    ("A Hamas spokesman", "PSE", "REB PTY"),
    ("A UN official", "UNO", "GOV"),
    ("The Kenyan defence minister", "KEN", "GOV MIL"),
    ("Zambian opposition lawmakers", "ZMB", "LEG OPP"),
    ("Togolese police", "TGO", "COP"),
    ("Chile's supreme court", "CHL", "JUD"),
    ("Nepali journalists", "NPL", "JRN"),
    ("Danish doctors", "DNK", "MED"),
    ("Peruvian farmers", "PER", "AGR"),
    ("Bolivian miners", "BOL", "LAB"),
    ("A Malian imam", "MLI", "REL"),
    ("Syrian refugees", "SYR", "REF"),
    ("Ghanaian students", "GHA", "EDU"),
    ("A Dutch oil company", "NLD", "BUS"),
    ("An Iraqi militia", "IRQ", "PRM"),
    ("Serbian spies", "SRB", "SPY"),
    ("A Mexican drug cartel", "MEX", "CRM"),
    ("A Swedish aid agency", "SWE", "SOC"),
    ("Burundi's ruling party", "BDI", "PTY GOV"),
    ("Police in Lahore", "PAK", "COP"),
    ("European Union legislators", "EUR", "LEG"),
    ("The president's wife", "", "ELI"),
    ("Members of the Kenyan army", "KEN", "MIL"),
    ("A group of armed men", "", "UAF"),
    ("Dozens of Thai protesters", "THA", "CVL"),
    ("Two of the Fijian soldiers", "FJI", "MIL"),
    ("The spokesman of the chief of the army of Ghana", "GHA", "MIL"),
    ("Two Latvians", "LVA", "CVL"),
    ("The Kenyan Red Cross", "KEN", "SOC"),
    ("The Hong Kong Journalists Association", "HKG", "JRN"),
    ("The French philosopher", "FRA", "CVL"),
    ("Agri SA president Lourie Bosman", "", ""),
    ("African Christian Democratic Party spokesman Steve Swart", "", "PTY"),
    ("Male nurses", "", "MED"),
]


@pytest.mark.parametrize(("phrase", "country", "sectors"), PHRASES)
def test_phrase(find: Finder, phrase: str, country: str, sectors: str) -> None:
    found = find(f"{phrase} arrived on Monday.").mentions
    record = next(m.record for m in found if m.subject)
    assert (record.country, " ".join(record.sectors)) == (country, sectors), record.why


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Hungarian and Romanian officials met.", ["HUN", "ROU"]),
        ("The presidents of Kazakhstan and Uzbekistan met.", ["KAZ", "UZB"]),
        ("US, British and French forces landed.", ["USA", "GBR", "FRA"]),
    ],
)
def test_coordination_distributes(find: Finder, text: str, countries: list[str]) -> None:
    found = [m for m in find(text).mentions if m.subject]
    assert [m.record.country for m in found] == countries
    assert len({m.record.evidence.start for m in found}) == len(countries)


def test_two_nationalities_of_one_person_leave_the_country_open(find: Finder) -> None:
    (found,) = by_words(find("A British-Iranian aid worker was released."), "A British-Iranian aid worker")
    assert (found.record.country, found.record.sectors) == ("", ("SOC",))


@pytest.mark.parametrize(
    "text",
    [
        "They wanted compassionate justice.",
        "Nice weather came.",
        "He hit his head on the chair.",
        "The body was found in the office.",
        "The branch fell on the house.",
    ],
)
def test_words_with_other_senses_are_no_actors(find: Finder, text: str) -> None:
    assert [m.record.name for m in find(text).mentions if m.record.kind != "person"] == []


def test_title_names_and_country_of_a_person_without_an_entry(find: Finder) -> None:
    (found,) = by_words(
        find("Kenyan Fisheries Minister Odhiambo Wekesa resigned."), "Kenyan Fisheries Minister Odhiambo Wekesa"
    )
    record = found.record
    assert (record.name, record.country, record.sectors, record.actor_id) == (
        "Odhiambo Wekesa", "KEN", ("GOV",), "name:ken:odhiambo-wekesa",
    )  # fmt: skip


def test_apposition_gives_title_and_country(find: Finder) -> None:
    index = find("Odhiambo Wekesa, a Kenyan opposition lawmaker, was arrested.")
    assert {(m.record.actor_id, m.record.country, m.record.sectors) for m in index.mentions} == {
        ("name:ken:odhiambo-wekesa", "KEN", ("LEG", "OPP"))
    }


def test_a_modifier_is_not_an_actor_of_its_own(find: Finder) -> None:
    assert [m.record.evidence.quote for m in find("Kenyan soldiers arrived.").mentions] == ["Kenyan soldiers"]
    assert [m.record.evidence.quote for m in find("Kenyan coffee arrived.").mentions] == []
    assert [m.record.country for m in find("The Kenyan invasion began.").mentions] == ["KEN"]


def test_a_quantity_after_those_whom_it_counts(find: Finder) -> None:
    text = "Of the nine officers blamed for the raid by the commission, 4 were members of the party."
    assert "4" in [m.record.evidence.quote for m in find(text).mentions]
    assert all(m.record.evidence.quote for m in find(text).mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two Qatari planes bombed the base.", [("Two Qatari planes", "QAT", ())]),
        ("The convoy was hit by Turkish drones.", [("Turkish drones", "TUR", ("MIL",))]),
        ("Two Qatari planes landed on Monday.", []),
        ("The planes dropped leaflets.", []),
        ("An Iranian ship sank.", []),
    ],
)
def test_craft_stand_for_their_country_where_they_act(
    find: Finder, text: str, found: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    records = [m.record for m in find(text).mentions]
    assert [(r.evidence.quote, r.country, r.sectors) for r in records if r.country] == found


def test_a_name_of_its_own_is_not_the_institution_of_a_country(find: Finder) -> None:
    (found,) = (m.record for m in find("The Free Uyghur Congress protested.").mentions)
    assert (found.actor_id, found.sectors) == ("name:chn:free-uyghur-congress", ())


@pytest.mark.parametrize(
    ("phrase", "actor_id"),
    [
        ("The Kenyan army", "ken:army"),
        ("The army of Kenya", "ken:army"),
        ("The Texas legislature", "usa:texas-legislature"),
        ("The Somaliland government", "som:somaliland-government"),
        ("The Scottish government", "gbr:scotland-government"),
    ],
)
def test_institutions_of_a_region_are_not_those_of_its_country(find: Finder, phrase: str, actor_id: str) -> None:
    assert [m.record.actor_id for m in find(f"{phrase} protested.").mentions if m.subject] == [actor_id]
