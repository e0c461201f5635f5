"""PETRARCH's unit records: its dictionary becomes a pack, and pairs of actors are compared in their direction."""

import json
from pathlib import Path

from dragoman.config import Config
from dragoman.evaluate.petrarch import DICTIONARY, entries, unit_records
from dragoman.evaluate.tasks import LazyCoder, Options

TEXT = """
<!-- a comment
[XXX] -->
OSTMARK [OST]   # jw 1/2/91
+OSTMARKER
+PORT_VESLA

BRUNO_HALE
	[OSTGOV 19950601 - 19990815]
	[OSTREB > 990816]
IMF  [IMF]
"""


def test_entries_have_names_and_dated_codes() -> None:
    first, second, third = entries(TEXT)
    assert first == (("Ostmark", "Ostmarker", "Port Vesla"), (("OST", "", "", ""),))
    assert second.names == ("Bruno Hale",)
    assert second.codes == (("OST", "GOV", "1995-06-01", "1999-08-15"), ("OST", "REB", "1999-08-16", ""))
    assert third.names == ("IMF",)


def test_pairs_are_found_in_their_direction(tmp_path: Path) -> None:
    (tmp_path / DICTIONARY).write_text(TEXT + "\nWESTMARK [WES]\n", encoding="utf-8")
    rows = [
        _row("a", "Ostmark invaded Westmark on Monday.", ("OSTMIL", "WES")),
        _row("b", "Ostmark invaded Westmark on Monday.", ("WES", "OST")),
        _row("c", "It rained in Ostmark."),
        _row("d", "", ("---", "WES")),
    ]
    (tmp_path / "unit.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    score = unit_records(tmp_path, LazyCoder(Config()), Options(config=Config(clean=False)))
    values = {f.name: (f.value, f.n) for f in score.figures}
    assert values["pairs found in the right direction"] == (0.5, 2)
    assert values["pairs turned around"] == (0.5, 2)
    assert values["records without an event left without a pair"] == (1.0, 1)
    assert [e.id for e in score.errors] == ["b"]


def _row(case: str, text: str, *pairs: tuple[str, str]) -> dict[str, object]:
    return {
        "id": case,
        "text": text,
        "date": "1995-01-01",
        "category": "DEMO",
        "expect": "events" if pairs else "noevents",
        "events": [{"source": s, "target": t, "cameo": "190"} for s, t in pairs],
    }
