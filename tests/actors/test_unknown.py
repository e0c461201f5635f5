"""Names without an entry become a table that loads again."""

from pathlib import Path

from dragoman.actors.knowledge import load
from dragoman.actors.unknown import count_unknown, pack_lines

MENTIONS = [
    ("name:ken:odhiambo-wekesa", "a1", "Odhiambo Wekesa", "person", "KEN", "LEG", "lawmaker", "Kenyan lawmaker Odhiambo Wekesa"),
    ("name:odhiambo-wekesa", "a2", "Odhiambo Wekesa", "person", "", "", "", "Odhiambo Wekesa"),
    ("name:lake-front", "a2", "Lake Front", "unknown", "", "", "", "the Lake Front"),
    ("person:wang-yi", "a2", "Wang Yi", "person", "CHN", "GOV", "", "Wang Yi"),
    ("", "a2", "protesters", "class", "", "CVL", "", "protesters"),
]  # fmt: skip


def test_counts_by_name_most_frequent_first() -> None:
    found = count_unknown(MENTIONS)
    assert [(u.name, u.mentions, len(u.articles)) for u in found] == [("Odhiambo Wekesa", 2, 2), ("Lake Front", 1, 1)]
    assert found[0].row()["country"] == "KEN"
    assert found[1].row()["kind"] == "organisation"


def test_the_table_loads_as_a_pack(tmp_path: Path) -> None:
    pack = tmp_path / "mine.csv"
    pack.write_text("".join(",".join(line) + "\n" for line in pack_lines(count_unknown(MENTIONS))), encoding="utf-8")
    base = load([str(pack)])
    actor = base.actor("person:odhiambo-wekesa")
    assert actor is not None
    assert [r.title for r in actor.roles] == ["lawmaker"]
    assert base.readings("Lake Front")[0].kind == "organisation"
