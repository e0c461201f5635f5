"""Event tasks against a coder that answers from a table: every figure can be worked out by hand. All sentences are invented."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.evaluate import events
from dragoman.evaluate.challenge import challenge
from dragoman.evaluate.halves import halves, readable
from dragoman.evaluate.score import Score
from dragoman.evaluate.tasks import Choice, Options, Span
from dragoman.records import ActorMention, Article, Event, Evidence, Problem, RawDocument, Reading, Why

WHY = Why(rule="test")


def mention(text: str, phrase: str) -> ActorMention:
    start = text.index(phrase)
    evidence = Evidence(article_id="a", part="text", start=start, end=start + len(phrase), quote=phrase)
    return ActorMention(evidence=evidence, why=WHY)


def event(text: str, kind: str, source: str = "", recipient: str = "", **fields: Any) -> Event:
    whole = Evidence(article_id="a", part="text", start=0, end=len(text), quote=text)
    return Event(
        **{"confidence": 0.5, **fields},
        id=kind,
        article_id="a",
        sentence=0,
        type=kind,
        quad=1,
        intensity=0.0,
        sources=(mention(text, source),) if source else (),
        recipients=(mention(text, recipient),) if recipient else (),
        sentence_evidence=whole,
        trigger=whole,
        why=WHY,
    )


class TableCoder:
    """Knows the events of each text by heart, and what stands between marked actors."""

    def __init__(self, by_text: dict[str, tuple[Event, ...]], choices: dict[str, str] | None = None) -> None:
        self.by_text = by_text
        self.choices = choices or {}

    def code_many(self, raws: Iterable[RawDocument | Problem], /) -> Iterator[Reading | Problem]:
        for raw in raws:
            if isinstance(raw, Problem):
                yield raw
                continue
            text = raw.text or ""
            yield Reading(
                article=Article(id=raw.uri, text_hash="", uri=raw.uri, text=text), events=self.by_text.get(text, ())
            )

    def classify(self, text: str, source_span: Span | None, recipient_span: Span | None, /) -> Choice | None:
        assert source_span is not None
        assert recipient_span is not None
        assert text[slice(*source_span)] != text[slice(*recipient_span)]
        return (self.choices[text], (), 0.9) if text in self.choices else None


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def kinds(score: Score) -> dict[str, str]:
    return {error.id: error.kind for error in score.errors}


def readable_of(errors: dict[str, str]) -> dict[str, str]:
    """Return the errors that a report may show: those of the half that may be read."""
    return {case_id: kind for case_id, kind in errors.items() if readable(case_id)}


def marked(number: int, text: str, source: str, target: str, kind: str) -> dict[str, Any]:
    spans = {
        name: [text.index(part), text.index(part) + len(part)]
        for name, part in (("source", source), ("target", target))
    }
    return {
        "id": f"row-{number}",
        "text": text,
        "source": source,
        "target": target,
        "source_span": spans["source"],
        "target_span": spans["target"],
        "event": kind,
    }


FREED = "Karvia freed the pilots of Tessaly."
BLAMED = "Karvia was blamed by Tessaly."
MET = "Karvia and Tessaly met."


def test_marked_pairs_folds_yield_and_grades_direction(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        marked(0, FREED, "Karvia", "Tessaly", "YIELD"),
        marked(1, BLAMED, "Tessaly", "Karvia", "ACCUSE"),
        marked(2, MET, "Karvia", "Tessaly", "CONSULT"),
        marked(3, "Karvia ate.", "Karvia", "ate", "AID"),
    ]
    both = event(MET, "CONSULT", "Karvia")
    both = msgspec.structs.replace(both, sources=(mention(MET, "Karvia"), mention(MET, "Tessaly")))
    coder = TableCoder(
        {
            FREED: (event(FREED, "RETREAT", "Karvia", "the pilots of Tessaly"),),
            BLAMED: (event(BLAMED, "ACCUSE", "Karvia", "Tessaly"),),
            MET: (both,),
        },
        {FREED: "RETREAT", BLAMED: "REJECT", MET: "CONSULT"},
    )
    score = events.marked_pairs(write(tmp_path, "train.jsonl", rows), coder, Options())
    assert score.value("accuracy") == 0.5
    assert score.value("coverage") == 0.75
    assert score.value("accuracy where given") == pytest.approx(2 / 3)
    assert score.value("macro-F1") == pytest.approx(2 / 4)
    assert score.value("end to end: type") == 0.75
    assert score.value("end to end: type and both actors") == 0.75
    assert score.value("end to end: type, actors and direction") == 0.5
    assert kinds(score) == readable_of({"row-1": "wrong type", "row-3": "abstained"})


def test_headlines_fill_names_and_map_old_modes(tmp_path: Path) -> None:
    template = "{country_1} Bans Party in {city}, {country_2} Objects"
    rows: list[dict[str, Any]] = [
        {"id": "h-0", "text": template, "event": "COERCE", "mode": "BAN"},
        {"id": "h-1", "text": "Crowd Gathers", "event": "PROTEST", "mode": None},
        {"id": "h-2", "text": "Village Emptied", "event": "ASSAULT", "mode": "CLEANSING"},
    ]
    text = events.filled(template, "h-0")
    assert "{" not in text
    assert text == events.filled(template, "h-0")
    assert text.split()[0] != text.split()[-2]
    found = event(text, "COERCE", modes=("restrict",), confidence=0.4), event(text, "REJECT", confidence=0.8)
    coder = TableCoder({text: found, "Village Emptied": (event("Village Emptied", "ASSAULT", modes=("destroy",)),)})
    score = events.headlines(write(tmp_path, "headlines.jsonl", rows), coder, Options())
    assert score.value("accuracy of the surest") == pytest.approx(1 / 3)
    assert score.value("type among all events") == pytest.approx(2 / 3)
    assert score.value("events per text") == 1.0
    assert score.value("mode where type is right") == 1.0
    assert kinds(score) == readable_of({"h-0": "not the surest", "h-1": "abstained"})


def test_documents_count_only_what_happened(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "d-0", "text": "They marched.", "label": 1},
        {"id": "d-1", "text": "They will march.", "label": 0},
        {"id": "d-2", "text": "They sang.", "label": 1},
        {"id": "d-3", "text": "Unclear.", "label": 2},
    ]
    coder = TableCoder(
        {
            "They marched.": (event("They marched.", "PROTEST"),),
            "They will march.": (event("They will march.", "PROTEST", tense="future"),),
        }
    )
    score = events.protest_documents(write(tmp_path, "glocon_sabinet_docs.jsonl", rows), coder, Options())
    assert (score.n, score.value("document precision"), score.value("document recall")) == (3, 1.0, 0.5)
    assert score.value("F1 of the constant yes") == pytest.approx(0.8)
    assert kinds(score) == readable_of({"d-2": "missed"})


def test_attacks_leave_optional_keys_out(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "m-0", "text": "SHELLS FELL.", "date": "1989-05-01", "templates": [{"optional": False}]},
        {"id": "m-1", "text": "MAYBE.", "date": "1989-05-01", "templates": [{"optional": True}]},
        {"id": "m-2", "text": "ALL QUIET.", "date": "1989-05-01", "templates": []},
    ]
    coder = TableCoder({text: (event(text, "ASSAULT"),) for text in ("SHELLS FELL.", "ALL QUIET.")})
    score = events.attack_documents(write(tmp_path, "dev.jsonl", rows), coder, Options())
    assert (score.n, score.value("document precision"), score.value("document recall")) == (2, 0.5, 1.0)
    assert kinds(score) == readable_of({"m-2": "spurious"})


def test_the_manual_may_read_a_row_otherwise(tmp_path: Path) -> None:
    promised, fined = "Karvia will free the pilots of Tessaly.", "Karvia fined Tessaly."
    rows = [
        marked(0, promised, "Karvia", "Tessaly", "AGREE"),
        marked(1, fined, "Karvia", "Tessaly", "ASSAULT"),
    ]
    coder = TableCoder({}, {promised: "CONCEDE", fined: "SANCTION"})
    score = events.marked_pairs(write(tmp_path, "train.jsonl", rows), coder, Options())
    assert score.value("accuracy") == 0.0
    assert score.value("accuracy with the manual's readings") == 0.5


def test_halves_part_by_id_alone() -> None:
    ids = [f"case-{n}" for n in range(40)]
    read, scored = halves(ids, ids)
    assert sorted([*read, *scored]) == sorted(ids)
    assert all(map(readable, read))
    assert not any(map(readable, scored))
    assert 10 < len(read) < 30


def test_challenge_counts_traps_and_sides(tmp_path: Path) -> None:
    trap, met, forged = "Karvia beat Tessaly 3-1.", "Karvia met Tessaly.", "Karvia will arm Tessaly."
    rows: list[dict[str, Any]] = [
        {"id": "c-0", "about": "sport", "text": trap, "published": "2019-06-01", "events": []},
        {
            "id": "c-1",
            "about": "events",
            "text": met,
            "published": "2019-06-01",
            "events": [{"type": "CONSULT", "sources": ["Karvia"], "recipients": ["Tessaly"]}],
        },
        {
            "id": "c-2",
            "about": "future",
            "text": forged,
            "published": "2019-06-01",
            "events": [{"type": "AID", "sources": ["Karvia"], "recipients": ["Tessaly"], "tense": "future"}],
        },
    ]
    both = msgspec.structs.replace(
        event(met, "CONSULT", "Karvia"), sources=(mention(met, "Karvia"), mention(met, "Tessaly"))
    )
    coder = TableCoder(
        {
            trap: (event(trap, "ASSAULT", "Karvia", "Tessaly"),),
            met: (both,),
            forged: (event(forged, "AID", "Karvia", "Tessaly", tense="future"),),
        }
    )
    score = challenge(write(tmp_path, "sentences.jsonl", rows), coder, Options())
    assert score.value("all: false-positive rate on traps") == 0.5
    assert score.value("all: recall of type, mode and sides") == 1.0
    assert score.value("all: events kept that did not happen") == 1.0
