"""What golden cases may say and how it is compared: on readings built by hand from invented sentences."""

import pytest

from dragoman.evaluate.cases import Expected
from dragoman.evaluate.expectations import Coded, fits, same_words, told
from dragoman.records import ActorMention, Count, Event, Evidence, When, Why

TEXT = "Ruritania expelled three Bordurian diplomats on Monday."


def _span(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(article_id="a", part="text", start=start, end=start + len(quote), quote=quote)


def _actor(quote: str) -> ActorMention:
    return ActorMention(evidence=_span(quote), name=quote, why=Why(rule="by hand"))


EVENT = Coded(
    "event",
    Event(
        id="e1",
        article_id="a",
        sentence=0,
        type="SANCTION",
        modes=("expel",),
        quad=4,
        intensity=-5.5,
        sources=(_actor("Ruritania"),),
        recipients=(_actor("three Bordurian diplomats"),),
        when=When(first="2024-03-11", last="2024-03-11", granularity="day", basis="relative"),
        counts=(Count(kind="displaced", best=3, low=3, evidence=_span("three")),),
        sentence_evidence=_span(TEXT),
        trigger=_span("expelled"),
        confidence=0.8,
        why=Why(rule="by hand"),
    ),
)


def _expected(label: str, **fields: str) -> Expected:
    return Expected(kind="event", label=label, fields=tuple(fields.items()))


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("SANCTION", {}),
        ("SANCTION/expel", {"source": "Ruritania", "recipient": "Bordurian diplomats"}),
        ("SANCTION", {"trigger": "expelled", "negated": "no", "current": "yes", "when": "2024-03-11"}),
        ("SANCTION", {"where": "-", "relation": "-", "displaced": "3"}),
        ("SANCTION", {"displaced": "3+"}),
    ],
)
def test_fits(label: str, fields: dict[str, str]) -> None:
    assert fits(_expected(label, **fields), EVENT)


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("COERCE", {}),
        ("SANCTION/convict", {}),
        ("SANCTION", {"source": "Ruritania; Borduria"}),
        ("SANCTION", {"source": "-"}),
        ("SANCTION", {"recipient": "Ruritania"}),
        ("SANCTION", {"negated": "yes"}),
        ("SANCTION", {"tense": "future"}),
        ("SANCTION", {"displaced": "4"}),
    ],
)
def test_does_not_fit(label: str, fields: dict[str, str]) -> None:
    assert not fits(_expected(label, **fields), EVENT)


def test_a_field_that_events_do_not_have_is_an_error_and_not_a_match() -> None:
    with pytest.raises(KeyError, match="speaker"):
        fits(_expected("SANCTION", speaker="Ruritania"), EVENT)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the army", "army", True),
        ("Bordurian army", "the Bordurian army", True),
        ("army", "the Bordurian army", True),
        ("arm", "the army", False),
        ("", "the army", False),
    ],
)
def test_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


def test_told_names_sides_and_day() -> None:
    assert told(EVENT) == (
        "event SANCTION/expel Ruritania -> three Bordurian diplomats by 'expelled' [2024-03-11..2024-03-11] [displaced 3]"
    )
