"""Which days an event gets, and how that is known. All sentences are invented."""

from datetime import date

import pytest

from dragoman.calendar.expressions import find_dates
from dragoman.pipeline import Coder
from dragoman.records import Event, RawDocument, Reading
from dragoman.when_where.dates import Told
from dragoman.when_where.when import Days, days_of, scene_of

ANCHOR = date(2022, 1, 12)  # a Wednesday


def read(coder: Coder, text: str, published: str | None = "2022-01-12") -> Reading:
    """Return the reading of a text published on a Wednesday."""
    reading = coder.code(RawDocument(uri=f"test:{text[:40]}", text=text, published=published, cleaned=True))
    assert isinstance(reading, Reading)
    return reading


def event_of(reading: Reading, trigger: str) -> Event:
    """Return the event with that trigger."""
    return next(e for e in reading.events if trigger in e.trigger.quote)


def days_at(coder: Coder, text: str, word: str) -> Days:
    """Return what dates the first occurrence of a word in a sentence."""
    traced = coder.trace(RawDocument(uri="test", text=text, published=ANCHOR.isoformat(), cleaned=True))
    assert isinstance(traced, tuple)
    parsed = traced[0]
    article = read(coder, text).article
    found = next((s, t) for s in parsed.sentences for t in s.tokens if t.text == word)
    sentence, token = found
    clause = next((c for c in parsed.clauses[sentence.index] if c.predicate == token.i), None)
    scene = scene_of(parsed, Told(parsed, article, ANCHOR), sentence.index)
    return days_of(scene, token, clause.tense if clause else "past")


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last", "basis"),
    [
        ("Rebels attacked the town on Monday.", "attacked", "2022-01-10", "2022-01-10", "relative"),
        (
            "On Monday rebels attacked the town and killed five soldiers.",
            "killed",
            "2022-01-10",
            "2022-01-10",
            "relative",
        ),
        (
            "Rebels attacked the town on 3 January, killing two soldiers.",
            "killing",
            "2022-01-03",
            "2022-01-03",
            "stated",
        ),
        ("Kenya condemned the attack by rebels on Sunday.", "condemned", "2022-01-09", "2022-01-09", "relative"),
        ("Kenya condemned Sunday's attack by rebels.", "attack", "2022-01-09", "2022-01-09", "relative"),
        ("Kenya condemned Sunday's attack by rebels.", "condemned", None, None, "publication"),
        ("Police said on Tuesday that rebels had attacked the town.", "attacked", None, None, "unresolved"),
        ("Kenya condemned Somalia.", "condemned", None, None, "publication"),
        ("Yesterday Lane Baker sued the county.", "sued", "2022-01-11", "2022-01-11", "relative"),
        ("He recalled the September 11 attacks.", "attacks", "2001-09-11", "2001-09-11", "stated"),
        ("Kenya had condemned Somalia.", "condemned", None, None, "unresolved"),
        ("Kenya often condemned Somalia.", "condemned", None, None, "unresolved"),
        ("Rebels attacked the town years ago.", "attacked", None, None, "unresolved"),
        ("Rebels have attacked the town since 2 January.", "attacked", "2022-01-02", "2022-01-12", "stated"),
        ("Rebels attacked the town in early January.", "attacked", "2022-01-01", "2022-01-10", "stated"),
        ("Rebels attacked the town between 3 and 5 January.", "attacked", "2022-01-03", "2022-01-05", "stated"),
        ("Turkey will expel the Dutch ambassador on Friday.", "expel", "2022-01-14", "2022-01-14", "relative"),
        ("Turkey will expel the Dutch ambassador.", "expel", None, None, "unresolved"),
    ],
)
def test_days_and_basis(
    coder_as_given: Coder, text: str, trigger: str, first: str | None, last: str | None, basis: str
) -> None:
    found = days_at(coder_as_given, text, trigger)
    days = (found.expression.first, found.expression.last) if found.expression else (None, None)
    assert (*(d and d.isoformat() for d in days), found.basis) == (first, last, basis)


def test_the_news_of_the_day_has_the_day_of_publication(coder_as_given: Coder) -> None:
    when = event_of(read(coder_as_given, "Kenya condemned Somalia."), "condemned").when
    assert (when.first, when.last, when.granularity, when.evidence) == ("2022-01-12", "2022-01-12", "day", None)


def test_old_events_are_historical(coder_as_given: Coder) -> None:
    (event,) = read(coder_as_given, "Rebels attacked the town in 2014.").events
    assert event.historical
    assert not event.current


def test_the_weekday_and_the_offices_settle_the_year(coder_as_given: Coder) -> None:
    text = "On Monday January 10, President Xi Jinping called President Kassym-Jomart Tokayev."
    reading = read(coder_as_given, text, published=None)
    assert (reading.article.published, reading.article.published_basis) == ("2022-01-10", "text")


def test_without_offices_the_year_stays_open(coder_as_given: Coder) -> None:
    assert (
        read(coder_as_given, "On Monday January 10, rebels attacked a town.", published=None).article.published is None
    )


def test_a_dateline_dates_the_news_of_a_page_updated_later(coder_as_given: Coder) -> None:
    text = "NAIROBI, January 9 (Reuters) – Kenya condemned Somalia."
    when = event_of(read(coder_as_given, text), "condemned").when
    assert (when.first, when.basis) == ("2022-01-09", "dateline")
    assert when.evidence is not None
    assert when.evidence.quote == "January 9"


def test_a_passage_about_an_earlier_year_is_historical(coder_as_given: Coder) -> None:
    reading = read(coder_as_given, "The war began in 1994. Rebels attacked the town.")
    event = next(e for e in reading.events if e.trigger.quote == "attacked")
    assert (event.when.basis, event.historical) == ("unresolved", True)


def test_the_day_is_the_outlets(coder_as_given: Coder) -> None:
    when = event_of(read(coder_as_given, "Kenya condemned Somalia.", "2022-01-12T23:30:00-05:00"), "condemned").when
    assert when.first == "2022-01-12"


def test_a_full_dateline_dates_the_article(coder_as_given: Coder) -> None:
    text = "LIMA, 4 Feb 1990 (EFE) – Rebels attacked a town."
    assert read(coder_as_given, text, published=None).article.published == "1990-02-04"


@pytest.mark.parametrize(
    ("text", "word", "first"),
    [
        ("They would appeal against Monday's ruling.", "ruling", "2022-01-10"),
        ("They would monitor Sunday's election.", "election", "2022-01-16"),
        ("The vote is expected in May.", "expected", "2022-05-01"),
        ("Kenya and Somalia meet on Friday.", "meet", "2022-01-14"),
        ("Kenya has condemned Somalia on Friday.", "condemned", "2022-01-07"),
    ],
)
def test_where_a_day_without_a_year_lies(coder_as_given: Coder, text: str, word: str, first: str) -> None:
    found = days_at(coder_as_given, text, word).expression
    assert found is not None
    assert found.first is not None
    assert found.first.isoformat() == first


def test_last_monday_on_a_monday_is_a_week_ago() -> None:
    (found,) = find_dates("They met last Monday.", date(2022, 1, 10))
    assert found.first == date(2022, 1, 3)
