"""What date expressions mean beyond the rules' own examples. All sentences are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.calendar.directions import direction_in
from dragoman.calendar.expressions import candidate_years, expressions_within, find_dates, point_in_year, settle
from dragoman.calendar.meanings import Direction

ANCHOR = date(2022, 1, 12)  # a Wednesday
PIECES = """the first last next week of March May 1992 2022-01-10 10 3 Monday Friday night to from - , . ago days two years early late end half quarter
between and in since until by yesterday p.m. 10:35 10/11/2021 Christmas Day every before after this 's 1990s a few second said"""
WORDS = st.sampled_from([*PIECES.split(), "\n\n"])


@pytest.mark.parametrize(
    ("text", "direction", "first", "last"),
    [
        ("They meet on Friday", "future", date(2022, 1, 14), date(2022, 1, 14)),
        ("They met on Friday", "past", date(2022, 1, 7), date(2022, 1, 7)),
        ("It opens on March 3", "future", date(2022, 3, 3), date(2022, 3, 3)),
        ("It opened in March", "past", date(2021, 3, 1), date(2021, 3, 31)),
        ("It opens in March", "future", date(2022, 3, 1), date(2022, 3, 31)),
        ("It closed on January 20", "past", date(2022, 1, 20), date(2022, 1, 20)),  # eight days ahead, not 357 ago
        ("It ends on December 5", "future", date(2021, 12, 5), date(2021, 12, 5)),  # five weeks ago, not 327 days ahead
        ("They meet over the weekend", "future", date(2022, 1, 15), date(2022, 1, 16)),
    ],
)
def test_direction_chooses_the_side(text: str, direction: Direction, first: date, last: date) -> None:
    (found,) = find_dates(text, ANCHOR, direction=direction)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "kind", "granularity", "needs_anchor"),
    [
        ("on 10 January 2022", "explicit", "day", False),
        ("on January 10", "partial", "day", True),
        ("in 1997", "explicit", "year", False),
        ("on Monday", "weekday", "day", True),
        ("last week", "relative", "week", True),
        ("for three days", "duration", "unknown", False),
        ("since January 2", "since", "range", True),
        ("from 3 to 5 March 2021", "range", "range", False),
        ("every Friday", "recurring", "unknown", False),
        ("recently", "vague", "unknown", False),
        ("in the third quarter of 2020", "explicit", "quarter", False),
        ("in the summer of 2020", "explicit", "season", False),
        ("at 5 p.m. on Monday", "weekday", "time", True),
    ],
)
def test_kind_and_granularity(text: str, kind: str, granularity: str, needs_anchor: bool) -> None:
    (found,) = find_dates(f"It happened {text}.", ANCHOR)
    assert (found.kind, found.granularity, found.needs_anchor) == (kind, granularity, needs_anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May resigned.",
        "They march on the capital.",
        "He may leave the March of Dimes.",
        "The Financial Times and the Sunday Times reported it.",
        "It killed 2000 soldiers and cost $1999.",
        "April Baker and June Carter sang.",
        "More than a quarter of them left.",
        "A 44-year-old man was held.",
        "The sun rose on Sat TV.",
        "The ratio was 10:35 in favour.",
        "It struck down sections 1746-1746.5 of the code.",
    ],
)
def test_no_time_is_seen_where_none_is_told(text: str) -> None:
    assert find_dates(text, ANCHOR) == ()


def test_without_an_anchor_only_full_dates_are_resolved() -> None:
    found = find_dates("On Monday January 10 they met; on 3 March 2021 they had parted; it began last week.", None)
    assert [(e.quote, e.resolved) for e in found] == [
        ("Monday January 10", False),
        ("3 March 2021", True),
        ("last week", False),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("On Monday January 10 they met.", (2011, 2022, 2028)),
        ("On Saturday, 29 February they met.", (2020,)),
        ("On January 10 they met.", ()),
        ("On Monday they met.", ()),
    ],
)
def test_candidate_years(text: str, years: tuple[int, ...]) -> None:
    (found,) = find_dates(text, None)
    assert candidate_years(found, 2008, 2030) == years


def test_point_in_year() -> None:
    (found,) = find_dates("On Monday January 10 they met.", None)
    assert point_in_year(found, 2022) == date(2022, 1, 10)


def test_settle_moves_a_weekday_to_the_other_side() -> None:
    (found,) = find_dates("They meet on Friday.", ANCHOR)
    assert settle(found, ANCHOR, direction="future").first == date(2022, 1, 14)


def test_relation_words_stay_outside_the_expression() -> None:
    text = "It has been shut since January 2."
    (found,) = find_dates(text, ANCHOR)
    assert (found.quote, text[found.outer_start : found.end], found.relation) == (
        "January 2",
        "since January 2",
        "since",
    )


def test_a_range_keeps_its_two_ends() -> None:
    (found,) = find_dates("It lasted from Monday to Wednesday.", ANCHOR)
    assert [p.quote for p in found.parts] == ["Monday", "Wednesday"]


def test_a_flashback_does_not_move_the_story() -> None:
    found = find_dates("On 5 May 2020 he fled. A year earlier he had been freed. The next day he was caught.", None)
    assert [e.first for e in found] == [date(2020, 5, 5), date(2019, 1, 1), date(2020, 5, 6)]


def test_expressions_within() -> None:
    found = find_dates("On Monday it rained. On Tuesday it snowed.", ANCHOR)
    assert [e.quote for e in expressions_within(found, 0, 20)] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Troops crossed the border on Friday.", date(2022, 1, 7)),
        ("The two will meet on Friday.", date(2022, 1, 14)),
        ("A vote is expected on Friday.", date(2022, 1, 14)),
        ("It will close, but it was open on Friday.", date(2022, 1, 7)),
        ("It will close. On Friday they fought.", date(2022, 1, 7)),
    ],
)
def test_direction_from_the_words_around(text: str, first: date) -> None:
    (found,) = find_dates(text, ANCHOR, direction=direction_in(text))
    assert found.first == first


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25), st.one_of(st.none(), st.dates()), st.sampled_from(["past", "future", "nearest"]))
def test_spans_are_exact_and_intervals_in_order(words: list[str], anchor: date | None, direction: Direction) -> None:
    text = " ".join(words)
    end = 0
    for found in find_dates(text, anchor, direction=direction):
        assert text[found.start : found.end] == found.quote
        assert end <= found.outer_start <= found.start < found.end
        assert found.first is None or found.last is None or found.first <= found.last
        end = found.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.dates())
def test_any_text_is_read(text: str, anchor: date) -> None:
    for found in find_dates(text, anchor):
        assert text[found.start : found.end] == found.quote
