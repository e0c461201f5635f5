"""What somebody is on a day: roles held then, titles in the text, and what was before."""

import pytest
from tests.actors.conftest import Finder

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.standing import at_event_day, person_on, sectors_on
from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading, When


@pytest.mark.parametrize(
    ("name", "day", "sectors"),
    [
        ("Barack Obama", "2007-06-01", ("LEG",)),
        ("Barack Obama", "2012-06-01", ("GOV",)),
        ("Barack Obama", "2019-06-01", ("ELI",)),
        ("Wang Yi", "2022-01-10", ("GOV",)),
        ("Angela Merkel", "2022-01-10", ("ELI",)),
    ],
)
def test_roles_count_on_the_day(knowledge: Knowledge, name: str, day: str, sectors: tuple[str, ...]) -> None:
    assert person_on(knowledge, knowledge.readings(name)[0].actor_id, day).sectors == sectors


def test_a_title_in_the_text_wins_if_it_was_ever_held(find: Finder) -> None:
    assert find("President Barack Obama spoke.", "2019-06-01").mentions[0].record.sectors == ("GOV",)
    assert find("Former President Barack Obama spoke.", "2019-06-01").mentions[0].record.sectors == ("ELI",)
    assert find("Barack Obama spoke.", "2019-06-01").mentions[0].record.sectors == ("ELI",)


@pytest.mark.parametrize(
    ("day", "sectors"), [("2000-01-01", ("GOV",)), ("2010-01-01", ("REB",)), ("2023-01-01", ("GOV",))]
)
def test_organisations_change_too(knowledge: Knowledge, day: str, sectors: tuple[str, ...]) -> None:
    assert sectors_on(knowledge, knowledge.readings("Taliban")[0], day) == sectors


def test_on_the_day_of_the_event_where_it_is_known(coder_as_given: Coder, knowledge: Knowledge) -> None:
    raw = RawDocument(uri="t", text="Barack Obama condemned the coup.", published="2019-06-01", cleaned=True)
    reading = coder_as_given.code(raw)
    assert isinstance(reading, Reading)
    (event,) = reading.events
    assert event.sources[0].sectors == ("ELI",)
    moved = type(event)(
        **{f: getattr(event, f) for f in event.__struct_fields__}
        | {"when": When(first="2012-06-01", last="2012-06-01", basis="stated")}
    )
    assert at_event_day(moved, knowledge, "2019-06-01").sources[0].sectors == ("GOV",)
    assert at_event_day(event, knowledge, "2019-06-01") is event


def test_the_pipeline_counts_roles_on_the_day_of_the_event(coder_as_given: Coder) -> None:
    text = "In June 2012, Barack Obama condemned the coup."
    reading = coder_as_given.code(RawDocument(uri="t", text=text, published="2019-06-01", cleaned=True))
    assert isinstance(reading, Reading)
    assert [(e.when.first, m.sectors) for e in reading.events for m in e.sources] == [("2012-06-01", ("GOV",))]


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("The Kazakh president resigned.", "2022-01-10", "Kassym-Jomart Tokayev"),
        ("Russia's foreign minister left.", "2022-01-10", "Sergey Lavrov"),
        ("The US secretary of state left.", "2010-01-10", "Hillary Clinton"),
        ("The UN secretary-general left.", "2010-01-10", "Ban Ki-moon"),
        ("The head of the World Trade Organization left.", "2010-01-10", "Pascal Lamy"),
    ],
)
def test_office_holders_are_found_by_office_country_and_day(find: Finder, text: str, day: str, name: str) -> None:
    assert [m.record.name for m in find(text, day).mentions if m.subject] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The president of the Kenyan parliament resigned.", None),
        ("The president of the supreme court of Kenya resigned.", None),
        ("The attorney general of the state of Texas resigned.", None),
        ("The Bavarian prime minister resigned.", None),
        ("The prime minister of the Iraqi Kurdistan region resigned.", None),
        ("The president of the Republic of Kenya resigned.", "Uhuru Kenyatta"),
        ("The foreign minister in the Kenyan government resigned.", "Raychelle Omamo"),
        ("Quebec's premier resigned.", "François Legault"),
        ("The governor of Texas resigned.", "Greg Abbott"),
        ("The Scottish first minister resigned.", "Nicola Sturgeon"),
        ("The head of Chechnya resigned.", "Ramzan Kadyrov"),
        ("The president of Somaliland resigned.", "Muse Bihi Abdi"),
        ("The Palestinian president resigned.", "Mahmoud Abbas"),
    ],
)
def test_an_office_is_that_of_what_it_is_the_office_of(find: Finder, text: str, name: str | None) -> None:
    (found,) = (m.record for m in find(text, "2022-01-10").mentions if m.subject)
    assert (found.name if found.actor_id else None) == name


def test_the_state_of_a_code_is_the_sovereign_one(knowledge: Knowledge) -> None:
    states = [knowledge.state(code) for code in ("GBR", "USA", "PSE", "RUS", "SRB")]
    assert [s and s.name for s in states] == ["United Kingdom", "United States", "Palestine", "Russia", "Serbia"]


def test_without_a_day_nobody_is_guessed(find: Finder) -> None:
    assert find("The Kazakh president resigned.", None).mentions[0].record.actor_id is None
    assert find("A Kazakh minister resigned.", "2022-01-10").mentions[0].record.actor_id is None
