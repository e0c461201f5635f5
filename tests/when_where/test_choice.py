"""Which place of a sentence is the one of a word in it, and what stands there as a place. All sentences are invented."""

import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument
from dragoman.when_where.choice import places_of
from dragoman.when_where.find import find_places
from dragoman.when_where.gazetteer import gazetteer


def places_at(coder: Coder, text: str, word: str) -> list[str]:
    """Return the names of the places of the first occurrence of a word in a text of one sentence."""
    raw = RawDocument(uri="test:choice", text=text, published="2022-01-12", cleaned=True)
    traced = coder.trace(raw)
    assert isinstance(traced, tuple)
    parsed, actors, _ = traced
    article = coder.code(raw).article  # type: ignore[union-attr]
    (sentence,) = parsed.sentences
    here = find_places(parsed, article, actors, gazetteer()).within(sentence)
    trigger = next(t.i for t in sentence.tokens if t.text == word)
    known = {r.name: r.place for r in here if r.place is not None}
    return [n.text for n in places_of(sentence, trigger, [r.name for r in here], known)]


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("In the West Bank city of Nablus, soldiers shot two men.", "shot", ["Nablus"]),
        ("Rebels shelled the Doron area of Damascus.", "shelled", ["Doron"]),
        ("Protesters marched in Tokyo against the war on Iraq.", "marched", ["Tokyo"]),
        ("Police shot a man on the doorstep of his Moscow apartment.", "shot", ["Moscow"]),
        ("Soldiers killed five rebels in Bunia, 30 km north of Goma.", "killed", ["Bunia"]),
        ("Soldiers killed five rebels 30 km north of Goma.", "killed", ["Goma"]),
        ("Police arrested five men after the Riyadh shootout.", "shootout", ["Riyadh"]),
        ("He was captured during the invasion of Panama.", "captured", ["Panama"]),
        ("In Kenya, rebels attacked a post in the village of Qxarambo.", "attacked", ["Qxarambo"]),
        ("Gunmen raided the villages of Aruma, Bokite and Delvo.", "raided", ["Aruma", "Bokite", "Delvo"]),
        ("Troops patrolled other cities, including Kano.", "patrolled", ["Kano"]),
        ("The town of Garissa saw heavy clashes.", "saw", ["Garissa"]),
        ("A bomb exploded outside the U.S. headquarters in Baghdad.", "exploded", ["Baghdad"]),
        ("The U.S.-led coalition bombed a bridge.", "bombed", []),
        ("Warships from Kenya sank a boat.", "sank", []),
    ],
)
def test_the_place_of_a_word(coder_as_given: Coder, text: str, word: str, places: list[str]) -> None:
    assert places_at(coder_as_given, text, word) == places


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Rebels stormed Tal Brexo on Monday.", "stormed", ["Tal Brexo"]),
        ("Rebels killed two men in al-Qaryan.", "killed", ["al-Qaryan"]),
        ("A bomb exploded at the Mosque.", "exploded", []),
        ("Police killed two men in Jalalabd, Afghanistan.", "killed", ["Jalalabd"]),
    ],
)
def test_names_that_the_words_around_make_a_place(
    coder_as_given: Coder, text: str, word: str, places: list[str]
) -> None:
    assert places_at(coder_as_given, text, word) == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police killed two men in Jalalabd, Afghanistan.", "Jalālābād"),
        ("Police killed two men in Jalalabd, Kenya.", ""),
    ],
)
def test_another_spelling_counts_in_a_country_of_the_article(coder_as_given: Coder, text: str, name: str) -> None:
    raw = RawDocument(uri="test:spelt", text=text, cleaned=True)
    traced = coder_as_given.trace(raw)
    assert isinstance(traced, tuple)
    parsed, actors, _ = traced
    found = find_places(parsed, coder_as_given.code(raw).article, actors, gazetteer())  # type: ignore[union-attr]
    place = next(r.place for r in found.all if r.name.text == "Jalalabd")
    assert (place.name if place else "") == name


@pytest.mark.parametrize(
    "text", ["He belonged to the Islamic State of Iraq.", "The Communist Party of Qxaland said so."]
)
def test_a_country_in_the_name_of_a_force_is_no_place(coder_as_given: Coder, text: str) -> None:
    assert places_at(coder_as_given, text, text.split()[-2]) == []
