"""Claims over rows: what joins, what stays apart, who stands where. All objects are invented."""

import random

import pytest

from dragoman.records import Stance
from dragoman.stories.claims import (
    PositionRow,
    contradictions,
    gather,
    held_by,
    on,
    over_time,
    row_from,
    standings,
    stem,
)


def row(
    number: int,
    object_: str,
    holder: str = "state:peru",
    stance: Stance = "support",
    day: str = "2024-03-01",
    article: str | None = None,
    actors: tuple[str, ...] = (),
    *,
    known: bool = False,
) -> PositionRow:
    rest = object_
    for actor in actors:
        rest = rest.replace(actor.partition(":")[2].title(), " ")
    return PositionRow(
        id=f"p{number}",
        article_id=article or f"a{number}",
        holder=holder,
        holder_name=holder.partition(":")[2].title(),
        holder_country={"state:peru": "PER", "state:cuba": "CUB"}.get(holder, ""),
        stance=stance,
        strength=0.9,
        object=object_,
        rest=rest,
        actors=actors,
        known=known,
        day=day,
    )


OTHERS = [
    row(90 + i, text)
    for i, text in enumerate([
        "the reform of the port authority", "a tax on sugar", "the new school calendar", "free bus rides for pupils", "the merger of two banks",
        "a ban on plastic bags", "longer opening hours for museums", "the sale of the airline", "a curfew in the capital", "cheaper train tickets",
    ])
]  # fmt: skip


def joined(*rows: PositionRow) -> list[set[str]]:
    wanted = {r.id for r in rows}
    claims = (({m.id for m in c.members} & wanted) for c in gather([*rows, *OTHERS]))
    return sorted((c for c in claims if c), key=min)


TOGETHER = [
    ("the dam on the Omo river", "a dam across the Omo river"),
    ("sanctions against Iran's oil exports", "the sanctions on oil exports from Iran"),
    ("that the militias be disarmed in Basra", "to disarm the militias of Basra"),
]
APART = [
    ("the plan", "the plan"),  # common words alone, in different articles
    ("the government's proposal", "the proposal of the government"),
    ("the embargo on grain exports", "an end to the embargo on grain exports"),
    ("the dam on the Omo river", "the road along the Omo river"),
    ("the summit", "the summit"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_same_object_in_other_words_is_one_claim(one: str, other: str) -> None:
    assert joined(row(1, one), row(2, other)) == [{"p1", "p2"}]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_objects_stay_apart(one: str, other: str) -> None:
    assert joined(row(1, one), row(2, other)) == [{"p1"}, {"p2"}]


def test_bare_object_joins_within_its_article_only() -> None:
    rows = (row(1, "the blasts", article="a"), row(2, "the blasts", article="a"), row(3, "the blasts", article="b"))
    assert joined(*rows) == [{"p1", "p2"}, {"p3"}]


def test_known_actor_is_one_object_whatever_it_is_called() -> None:
    actor = ("state:iran",)
    rows = (row(1, "Iran", actors=actor, known=True), row(2, "the Islamic Republic", actors=actor, known=True))
    assert joined(*rows, row(3, "Iran's oil exports", actors=actor)) == [{"p1", "p2"}, {"p3"}]


def test_join_says_why() -> None:
    claims = gather(
        [row(1, "the dam on the Omo river"), row(2, "a dam across the Omo river", day="2024-05-01"), *OTHERS]
    )
    (join,) = claims[0].joins
    assert (join.position, join.joined_to, join.words) == ("p2", "p1", ("dam", "omo", "river"))
    assert 0.4 <= join.similarity <= 1
    assert (claims[0].first, claims[0].last) == ("2024-03-01", "2024-05-01")


def test_order_of_rows_does_not_matter() -> None:
    rows = [*OTHERS, *(row(i, text) for i, pair in enumerate(TOGETHER) for text in pair[:1]), row(50, TOGETHER[0][1])]
    shuffled = rows[:]
    random.Random(4).shuffle(shuffled)  # noqa: S311  (an order, not a secret)
    assert gather(rows) == gather(shuffled)


def test_standings_say_who_since_when() -> None:
    rows = [
        row(1, "the dam", "state:peru", "oppose", "2024-02-01"),
        row(2, "the dam", "state:peru", "oppose", "2023-02-01"),
        row(3, "the dam", "state:cuba", "support", "2024-01-01"),
    ]
    assert [(s.name, s.stance, s.first, s.last, len(s.rows)) for s in standings(rows)] == [
        ("Cuba", "support", "2024-01-01", "2024-01-01", 1),
        ("Peru", "oppose", "2023-02-01", "2024-02-01", 2),
    ]


def test_query_finds_forms_and_names_of_actors() -> None:
    rows = [row(1, "the “color revolutions” there"), row(2, "a revolution"), row(3, "it", actors=("state:costa-rica",))]
    assert [r.id for r in on(rows, "color revolution")] == ["p1"]
    assert [r.id for r in on(rows, "Costa Rica")] == ["p3"]


def test_holder_by_country_id_or_name() -> None:
    rows = [row(1, "the dam"), row(2, "the dam", "state:cuba")]
    assert [r.id for r in held_by(rows, "PER")] == ["p1"]
    assert [r.id for r in held_by(rows, "state:cuba")] == ["p2"]
    assert [r.id for r in held_by(rows, "per")] == ["p1"]


def test_one_holder_over_time_and_its_contradictions() -> None:
    dam, again = TOGETHER[0]
    rows = [
        row(1, dam, "state:peru", "support", "2023-01-01"),
        row(2, again, "state:peru", "oppose", "2024-01-01"),
        row(3, again, "state:cuba", "oppose", "2024-01-02"),
    ]
    (_, steps), *_ = over_time(rows)
    assert [(s.day, s.stance) for s in steps[:2]] == [("2023-01-01", "support"), ("2024-01-01", "oppose")]
    (found,) = contradictions(gather([*rows, *OTHERS]))
    assert (found.name, found.turned) == ("Peru", "oppose")
    assert ([r.id for r in found.support], [r.id for r in found.oppose]) == (["p1"], ["p2"])


def test_row_from_a_table_row() -> None:
    evidence = {"article_id": "a", "part": "text", "start": 20, "end": 33, "quote": "Peru's copper"}
    actor = {
        "actor_id": "state:peru",
        "name": "Peru",
        "kind": "state",
        "country": "PER",
        "evidence": {"start": 20, "end": 24},
    }
    found = row_from(
        {
            "id": "p1", "article_id": "a", "holder": {**actor, "actor_id": None, "name": "miners", "country": ""}, "stance": "support",
            "strength": 0.8, "object": evidence, "object_actors": [actor], "cue": None, "published_day": None,
        }
    )  # fmt: skip
    assert (found.holder, found.rest, found.actors, found.known) == ("miners", "    's copper", ("state:peru",), False)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sanction", "sanctions"), ("disarm", "disarmed"), ("policies", "policy"), ("elects", "election")],
)
def test_forms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
