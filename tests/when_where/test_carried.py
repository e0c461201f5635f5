"""What a sentence takes over from the one before it. All sentences are invented."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, RawDocument, Reading


def last_event(coder: Coder, text: str, published: str = "2022-01-12", outlet: str | None = None) -> Event:
    """Return the last event of a text published on a Wednesday."""
    raw = RawDocument(uri=f"test:{text[:40]}", text=text, published=published, outlet=outlet, cleaned=True)
    reading = coder.code(raw)
    assert isinstance(reading, Reading)
    return reading.events[-1]


@pytest.mark.parametrize(
    ("text", "name", "basis"),
    [
        ("A bomb exploded in Goma on Monday. The blast killed five people.", "Goma", "nearby"),
        ("Rebels attacked a convoy near Goma. Soldiers killed three rebels there.", "Goma", "nearby"),
        ("Rebels attacked a convoy near Goma. Police arrested ten people in the town.", "Goma", "nearby"),
        ("Rebels attacked a convoy near Goma. Police arrested ten people.", "", "actor"),
        ("Rebels attacked a convoy near Goma. Police arrested ten people in the town of Bunia.", "Bunia", "stated"),
        ("Rebels attacked a convoy in Kenya. Police arrested ten people in the town.", "", "actor"),
        ("Rebels attacked a convoy near Goma. The attack in the north killed five people.", "", "unresolved"),
        ("Soldiers shelled Bunia and rebels bombed Beni. The attack wounded five people.", "", "unresolved"),
        ("A bomb exploded in Goma. Kenya condemned the blast.", "Goma", "nearby"),
    ],
)
def test_the_place_of_the_sentence_before(coder_as_given: Coder, text: str, name: str, basis: str) -> None:
    where = last_event(coder_as_given, text).where
    assert (where.name, where.basis) == (name, basis)


def test_its_evidence_is_where_it_was_told(coder_as_given: Coder) -> None:
    text = "A bomb exploded in Goma on Monday. The blast killed five people."
    evidence = last_event(coder_as_given, text).where.evidence
    assert evidence is not None
    assert text[evidence.start : evidence.end] == evidence.quote == "Goma"


@pytest.mark.parametrize(
    ("text", "first", "basis"),
    [
        ("A bomb exploded in Goma on Monday. The blast killed five people.", "2022-01-10", "relative"),
        ("A bomb exploded in Goma. The blast killed five people.", "2022-01-12", "publication"),
        ("Rebels attacked Goma in 2014. The attack killed five people.", "2014-01-01", "stated"),
        ("A bomb exploded in Goma on Monday. The blast killed five people and wounded ten.", "2022-01-10", "relative"),
        ("A bomb exploded in Goma on Monday. Rebels killed five people.", "2022-01-12", "publication"),
    ],
)
def test_the_day_of_the_sentence_before(coder_as_given: Coder, text: str, first: str | None, basis: str) -> None:
    when = last_event(coder_as_given, text).when
    assert (when.first, when.basis) == (first, basis)


@pytest.mark.parametrize(
    ("text", "given", "first"),
    [
        ("Kenya condemned Somalia.", {"outlet": "nation.co.ke"}, "2022-01-13"),
        ("NAIROBI (Reuters) – Kenya condemned Somalia.", {}, "2022-01-13"),
        ("Kenya condemned Somalia.", {}, "2022-01-12"),
    ],
)
def test_a_time_in_utc_is_read_by_the_clocks_of_the_outlet_or_the_dateline(
    coder_as_given: Coder, text: str, given: dict[str, str], first: str
) -> None:
    assert last_event(coder_as_given, text, published="2022-01-12T22:30:00Z", **given).when.first == first


def test_the_eve_of_something_undated_is_not_the_day_of_the_report(coder_as_given: Coder) -> None:
    when = last_event(coder_as_given, "Rebels attacked Goma on the eve of the election.").when
    assert (when.first, when.basis) == (None, "unresolved")
