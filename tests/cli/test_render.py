"""Views of readings, on one built by hand: the full record, the lines of many, and how both behave on a terminal and in a pipe."""

import io
import re

import msgspec
import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.layout import Hanging, Look, Mark, Packed, Sides, highlighted
from dragoman.cli.render import record
from dragoman.cli.summary import Tally, clock, closing, compact, kinds
from dragoman.records import Count, Evidence, Problem, Reading, When, Where


def shown(what: RenderableType, *, width: int = 80, terminal: bool = False, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="truecolor" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(what, crop=terminal)
    return stream.getvalue()


def test_a_record_has_everything_that_was_read(reading: Reading) -> None:
    text = shown(record(reading, Look(plain=True)))
    for words in (
        "Ruritania and Graustark sign pact as third neighbour balks",
        "The Strelsau Post · Anna Holm · Friday 15 March 2024, 18:42 (from metadata)",
        "English · 631 characters · id a3d87edcd1",
        "EVENTS                                                      7 current, 2 not (○)",
        "    │ title: Ruritania and Graustark ‹sign› pact as third neighbour balks",
        " ●  Ruritania (RUR GOV), Graustark (GRK GOV) → AGREE\n    14 Mar 2024 (relative) · Strelsau, RUR (city, dateline)\n    about natural resource",
        " ○³ Ruritania (RUR GOV) → AID → Graustark (GRK)  [promised in²]  [future]",
        "‹dropped›¹ its demand for compensation and ‹promised›² to",
        "date open · Strelsau, RUR (city, stated) · at least 17 killed\n    denied by an official",
        " ❝  the Graustarkian minister (GRK GOV): told → reporters  [direct, official]\n    “Nobody got everything, and nobody went home thirsty,”",
        "At least 17 people were not killed … by an air strike near Strelsau",
        " ▲  European Union (EUR GOV) supports “the deal” (Ruritania, Graustark)\n    confidence 0.75",
        "Ruritania (RUR) ×3 · Graustark (GRK) ×3 · Borduria (BDR)",
        "not resolved: people, two diplomats",
        "page furniture, 151 characters: navigation ×3, share bar",
        "events outside default views (○): 1 promised, 1 negated",
        " !  unbalanced quotes: a quotation has no end — ended it with its paragraph",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ({"relation": "reported", "historical": True}, "1 historical"),
        ({"relation": "resumed", "tense": "future", "hypothetical": True}, "1 future"),
        ({"relation": "demanded", "tense": "future"}, "1 demanded"),
        ({"relation": None, "negated": True}, "1 negated"),
    ],
)
def test_what_is_left_out_is_told_by_what_keeps_it_out(reading: Reading, event: dict[str, object], why: str) -> None:
    changed = msgspec.structs.replace(reading.events[-1], **event)
    text = shown(record(msgspec.structs.replace(reading, events=(changed,)), Look(plain=True)))
    assert f"events outside default views (○): {why}\n" in text


def test_the_actors_of_a_position_are_named_once(reading: Reading) -> None:
    position = msgspec.structs.replace(reading.positions[0], object_actors=reading.positions[0].object_actors * 2)
    text = shown(record(msgspec.structs.replace(reading, positions=(position,)), Look(plain=True)))
    assert "“the deal” (Ruritania, Graustark)" in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_record_fits_and_no_line_ends_in_blanks(reading: Reading, bare: Reading, width: int) -> None:
    for each in (reading, bare):
        lines = shown(record(each, Look(plain=True)), width=width, terminal=True).splitlines()
        assert max(map(len, lines)) <= width
    assert [line for line in shown(record(reading, Look(plain=True))).splitlines() if line != line.rstrip()] == []


def test_a_record_of_nothing_says_so(bare: Reading) -> None:
    text = shown(record(bare, Look(plain=True)))
    assert "(no title)\nundated\nlanguage unknown · 35 characters · id ffffffffff\n-\n" in text
    assert "none" in text
    assert "STATEMENTS" not in text
    assert "LEFT OUT" not in text


def test_a_wide_terminal_keeps_a_readable_measure(reading: Reading) -> None:
    assert max(map(len, shown(record(reading, Look(plain=True)), width=200).splitlines())) == 112


def test_colour_stands_for_the_signs(reading: Reading) -> None:
    text = shown(record(reading, Look()), terminal=True, colour=True)
    assert "‹" not in text
    assert "\x1b[1;36msigned\x1b[0m" in text


def test_one_article_of_many_takes_a_line_and_one_for_each_event(reading: Reading) -> None:
    lines = shown(compact(reading)).splitlines()
    assert lines[0].startswith("15 Mar 2024  Ruritania and Graustark sign pact as third neighbour balks")
    assert lines[0].endswith("The Strelsau Post  9 ev · 3 st")  # nothing is cut where there is no terminal
    assert lines[2] == "  ● Ruritania (RUR GOV), Graustark (GRK GOV) → AGREE       14 Mar 2024  Strelsau"
    assert lines[-1] == "  ! unbalanced quotes: a quotation has no end"
    assert len(lines) == 1 + 9 + 1


def test_on_a_terminal_long_lines_give_way(reading: Reading) -> None:
    lines = shown(compact(reading), terminal=True).splitlines()
    assert max(map(len, lines)) <= 80
    assert "…" in lines[0]
    assert lines[0].endswith("9 ev · 3 st")


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("The river rose.", "undated      The river rose.   "),
        ("Thirteen words " * 20, f"undated      {'Thirteen words ' * 5}…  "),
        ("\u6f22" * 100, f"undated      {chr(0x6F22) * 80} …  "),
    ],
)
def test_a_text_without_a_title_goes_by_its_first_words(bare: Reading, text: str, beginning: str) -> None:
    untitled = msgspec.structs.replace(bare, article=msgspec.structs.replace(bare.article, text=text))
    assert shown(compact(untitled)).startswith(beginning)


def test_a_long_problem_hangs_below_its_sign(bare: Reading) -> None:
    problem = Problem(subject="s", stage="article", kind="unreadable", message="byte 5 is not UTF-8 " * 5, done="d")
    lines = shown(compact(msgspec.structs.replace(bare, problems=(problem,)))).splitlines()
    assert [line[:4] for line in lines[1:]] == ["  ! ", "    "]


def test_what_an_article_says_cannot_move_the_cursor(bare: Reading) -> None:
    hostile = msgspec.structs.replace(
        bare,
        article=msgspec.structs.replace(
            bare.article, title="a\x1b[2J\x07\u202eb", outlet="\x9b2J", uri="x\r\ny", byline="\x7f"
        ),
        problems=(Problem(subject="s", stage="input", kind="unreadable", message="\x1b]0;t\x07", done="\x00"),),
    )
    for view in (record(hostile, Look(plain=True)), compact(hostile)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown(view))


def test_safe_text_keeps_its_length() -> None:
    text = "a\x00b\tc\u2066d\n\x85"
    assert len(labels.safe(text)) == len(text)
    assert labels.safe(text) == "a�b\tc�d\n�"


# ---- the closing table ------------------------------------------------------------------------------------------------------------


def test_the_closing_table_counts_current_events_by_type(reading: Reading) -> None:
    tally = Tally()
    tally.add(reading)
    tally.count(Problem(subject="x", stage="input", kind="no_body", message="m", done="d"))
    text = shown(closing(tally, 2.0))
    assert re.search(r"1 +9 +7 +3 +1 +2 +2\.0 s", text)
    assert "AGREE      3  ████████████████████████\n" in text
    assert "AID" not in text  # it is only promised
    assert "problems: 1 unbalanced quotes, 1 no body" in text
    assert kinds(tally) == "1 unbalanced quotes, 1 no body"
    assert tally.failures == 1


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.44, "0.4 s"), (9.96, "10.0 s"), (12.3, "12 s"), (187, "3:07"), (7387, "2:03:07")]
)
def test_clock(seconds: float, words: str) -> None:
    assert clock(seconds) == words


# ---- labels -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "granularity", "words"),
    [
        ("2024-03-14", "2024-03-14", "day", "14 Mar 2024"),
        ("2024-03-11", "2024-03-17", "week", "11–17 Mar 2024"),
        ("2024-03-01", "2024-03-31", "month", "Mar 2024"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("1970-01-01", "1979-12-31", "decade", "1970s"),
        ("2024-02-28", "2024-03-02", "range", "28 Feb – 2 Mar 2024"),
        ("2023-12-30", "2024-01-02", "range", "30 Dec 2023 – 2 Jan 2024"),
        ("2024-03-14", None, "day", "14 Mar 2024"),
        (None, None, "unknown", ""),
    ],
)
def test_period(first: str | None, last: str | None, granularity: str, words: str) -> None:
    when = msgspec.convert({"first": first, "last": last, "granularity": granularity}, When)
    assert labels.period(when) == words


@pytest.mark.parametrize(
    ("best", "low", "high", "words"),
    [
        (17, 17, 17, "17 killed"),
        (None, 17, None, "at least 17 killed"),
        (None, None, 20, "at most 20 killed"),
        (18, 17, 20, "17–20 killed"),
        (3, None, None, "3 killed"),
        (None, None, None, "killed: some people"),
    ],
)
def test_count(best: int | None, low: int | None, high: int | None, words: str) -> None:
    evidence = Evidence(article_id="a", part="text", start=0, end=11, quote="some people")
    assert labels.count_words(Count(kind="killed", best=best, low=low, high=high, evidence=evidence)) == words


def test_one_participant_is_one() -> None:
    evidence = Evidence(article_id="a", part="text", start=0, end=7, quote="one man")
    assert [
        labels.count_words(Count(kind="participants", best=n, low=n, high=n, evidence=evidence)) for n in (1, 2)
    ] == ["1 participant", "2 participants"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where(), "place open"),
        (Where(name="Gao", country="MLI", precision=4, basis="stated"), "Gao, MLI (city, stated)"),
        (Where(name="Gao"), "Gao"),
    ],
)
def test_where(where: Where, words: str) -> None:
    assert labels.where_words(where) == words


# ---- layout -----------------------------------------------------------------------------------------------------------------------


def test_hanging_text_wraps_behind_its_prefix() -> None:
    lines = shown(Hanging(Text("one two three four five"), Text("a: "), Text(" | ")), width=24).splitlines()
    assert lines == ["a: one two three four", " | five"]


def test_packed_items_are_not_broken() -> None:
    lines = shown(Packed(["first item", "second item", "", "third"], 2), width=30).splitlines()
    assert lines == ["  first item · second item", "  third"]


@pytest.mark.parametrize(
    ("right", "terminal", "line"),
    [
        ("r", False, "left               r"),
        ("r", True, "left               r"),
        ("", False, "left"),
        ("a right side too long", False, "left  a right side too long"),
    ],
)
def test_sides(right: str, terminal: bool, line: str) -> None:
    assert shown(Sides(Text("left"), Text(right)), width=20, terminal=terminal) == f"{line}\n"


def test_triggers_are_signed_where_there_is_no_colour() -> None:
    marks = [
        Mark(start=10, end=13, style="bold", trigger=True, number=1),
        Mark(start=10, end=13, style="bold", trigger=True, number=2),
        Mark(start=14, end=17, style="bold"),
    ]
    assert highlighted("the end is", 6, marks, Look(plain=True)).plain == "the ‹end›¹·² is"
    assert highlighted("the end is", 6, marks, Look()).plain == "the end¹·² is"
