"""Event tasks: type between marked actors, events found end to end, headlines, and documents with or without a kind of event."""

import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.evaluate.cases import as_given, gold_file, read_jsonl, set_name
from dragoman.evaluate.halves import halves, readable
from dragoman.evaluate.score import (
    ErrorCase,
    Figure,
    Score,
    bounded,
    confusion,
    f1,
    f1_by_label,
    macro_f1,
    precision_recall_f1,
    share,
)
from dragoman.evaluate.tasks import Choice, CoderLike, Options, Span, code_all
from dragoman.lexicon.ontology import MUTUAL
from dragoman.records import ActorMention, Event, RawDocument, Reading

Row = dict[str, Any]
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # the labels of zsp_plv know no difference
SHOWN = 8  # most frequent confusions named in a report

# Older names of modes in ngec_synthetic; CLEANSING has no counterpart and is not scored.
MODES = {
    "PRIMATIVE": "primitive",
    "SIEZE": "seize",
    "BAN": "restrict",
    "EXECUTE": "targeted",
    "ASSASSINATE": "targeted",
    "MASSACRE": "targeted",
    "RETURN": "release",
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
COUNTRIES = (
    "Peru",
    "Kenya",
    "Nepal",
    "Serbia",
    "Jordan",
    "Ghana",
    "Vietnam",
    "Chile",
    "Armenia",
    "Sudan",
    "Poland",
    "Mexico",
)
CITIES = (
    "Lima",
    "Nairobi",
    "Kathmandu",
    "Belgrade",
    "Amman",
    "Accra",
    "Hanoi",
    "Santiago",
    "Yerevan",
    "Khartoum",
    "Warsaw",
)


def marked_pairs(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score zsp_plv twice: the type between marked actors (`classify`), and the event found by coding the bare sentence."""
    path = gold_file(gold, "train.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    ids = [row["id"] for row in rows]
    choices = [_classified(coder, row) for row in rows]
    pairs = [(row["event"], _folded(choice)) for row, choice in zip(rows, choices, strict=True)]
    other = sum(starmap(_read_otherwise, zip(rows, choices, strict=True)))
    right = sum(want == guess for want, guess in pairs)
    given = sum(guess is not None for _, guess in pairs)
    found = list(starmap(_found, zip(rows, _readings(coder, rows), strict=True)))
    figures = (
        share("accuracy", right, len(pairs)),
        bounded("macro-F1", pairs, macro_f1),
        share("coverage", given, len(pairs)),
        share("accuracy where given", right, given),
        share("rows where the set reads the manual otherwise", other, len(pairs)),
        share("accuracy with the manual's readings", right + other, len(pairs)),
        *(
            share(f"accuracy, {name}", sum(want == guess for want, guess in half), len(half))
            for name, half in zip(HALVES, halves(pairs, ids), strict=True)
        ),
        *(share(f"end to end: {name}", sum(level >= at for level in found), len(rows)) for at, name in LEVELS),
    )
    errors = [_pair_error(row, guess, level) for row, (_, guess), level in zip(rows, pairs, found, strict=True)]
    return Score(
        task="zsp_plv",
        set=set_name(path),
        n=len(rows),
        figures=figures,
        errors=_readable(errors),
        notes=(*_confusions(pairs), *_by_type(pairs)),
    )


LEVELS = ((1, "type"), (2, "type and both actors"), (3, "type, actors and direction"))
HALVES = ("half that may be read", "half that is only scored")
# Where the set follows the CAMEO crosswalk and the manual reads otherwise (plover.md 4.9.13): the set's label, and the manual's coding.
OTHERWISE = {("AGREE", "CONCEDE", ""), ("COERCE", "SANCTION", "discontinue"), ("ACCUSE", "SANCTION", "convict")}


def _classified(coder: CoderLike, row: Row) -> Choice | None:
    return coder.classify(row["text"], _span(row["source_span"]), _span(row["target_span"]))


def _folded(choice: Choice | None) -> str | None:
    return None if choice is None else FOLD.get(choice[0], choice[0])


def _read_otherwise(row: Row, choice: Choice | None) -> bool:
    """Tell whether an answer differs from the set only as the manual does: a promised retreat, a sanction, a conviction."""
    if choice is None:
        return False
    return any((row["event"], choice[0], mode) in OTHERWISE for mode in (*choice[1], ""))


def _readable(errors: Iterable[ErrorCase | None]) -> tuple[ErrorCase, ...]:
    """Keep the errors of the half that may be read."""
    return tuple(error for error in errors if error is not None and readable(error.id))


def _span(pair: Sequence[int | None]) -> Span | None:
    """Return a marked span, None where the set marks nothing (its [null, null])."""
    start, end = pair
    return None if start is None or end is None else (start, end)


def _readings(coder: CoderLike, rows: Sequence[Row]) -> list[Reading | None]:
    """Code each distinct sentence once; rows share sentences."""
    texts = {row["text"]: as_given(row["id"], row["text"]) for row in rows}
    coded = dict(zip(texts, code_all(coder, texts.values()), strict=True))
    return [coded[row["text"]] for row in rows]


def _found(row: Row, reading: Reading | None) -> int:
    """Return how much of the row some event of the reading has: 0 nothing, 1 type, 2 and both actors, 3 and the direction."""
    events = [] if reading is None else [e for e in reading.events if FOLD.get(e.type, e.type) == row["event"]]
    return max((_agreement(event, _span(row["source_span"]), _span(row["target_span"])) for event in events), default=0)


def _agreement(event: Event, source: Span | None, target: Span | None) -> int:
    """Parties that do something together all stand on the source side: no direction is lost there."""
    forward = _touches(event.sources, source), _touches(event.recipients, target)
    together = event.type in MUTUAL or not event.recipients
    if all(forward) or (together and _touches(event.sources, source) and _touches(event.sources, target)):
        return 3
    either = (*event.sources, *event.recipients)
    return 2 if _touches(either, source) and _touches(either, target) else 1


def _touches(mentions: Iterable[ActorMention], span: Span | None) -> bool:
    """Tell whether a side has the marked actor; a side that is not marked asks for nothing."""
    if span is None:
        return True
    return any(m.evidence.start < span[1] and span[0] < m.evidence.end for m in mentions if m.evidence.part == "text")


def _pair_error(row: Row, guess: str | None, level: int) -> ErrorCase | None:
    if guess == row["event"] and level == len(LEVELS):
        return None
    kind = "abstained" if guess is None else "wrong type" if guess != row["event"] else "not found end to end"
    return ErrorCase(
        id=row["id"],
        kind=kind,
        text=row["text"],
        expected=f"{row['source']} → {row['event']} → {row['target']}",
        found=guess or "-",
        note=f"end to end: {dict(LEVELS).get(level, 'nothing')}",
    )


def _confusions(pairs: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    worst = confusion(pairs).most_common(SHOWN)
    return ("most frequent: " + ", ".join(f"{want} as {found} {n}" for (want, found), n in worst),) if worst else ()


def _by_type(pairs: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """Return a line for each type: precision, recall, F1 and how many there are."""
    lines = []
    for kind, value in f1_by_label(pairs).items():
        right = sum(want == guess == kind for want, guess in pairs)
        wanted = sum(want == kind for want, _ in pairs)
        found = sum(guess == kind for _, guess in pairs)
        lines.append(f"{kind:<10} P {right / max(1, found):.2f}  R {right / wanted:.2f}  F1 {value:.2f}  n {wanted}")
    return tuple(lines)


class Coded(NamedTuple):
    """A gold row, the text that was coded for it, and its events that count as having happened."""

    row: Row
    text: str
    events: tuple[Event, ...]

    @property
    def best(self) -> str | None:
        """The type of its surest event; the first of equals."""
        return max(self.events, key=lambda e: e.confidence).type if self.events else None


def headlines(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score ngec_synthetic headlines or stories: the surest event's type, any event's type, and the modes of rightly typed events.

    Placeholders become real names, chosen by the row's id, so that every run reads the same text.
    """
    path = gold_file(gold, "headlines.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    coded = _coded(coder, rows, [filled(row["text"], row["id"]) for row in rows], current_only=False)
    pairs = [(item.row["event"], item.best) for item in coded]
    with_mode = [(item, mode) for item in coded if (mode := _mode(item.row)) and _has_type(item)]
    figures = (
        share("accuracy of the surest", sum(want == best for want, best in pairs), len(pairs)),
        bounded("macro-F1 of the surest", pairs, macro_f1),
        *(
            share(f"accuracy of the surest, {name}", sum(want == best for want, best in half), len(half))
            for name, half in zip(HALVES, halves(pairs, [row["id"] for row in rows]), strict=True)
        ),
        share("type among all events", sum(map(_has_type, coded)), len(coded)),
        share("coverage", sum(best is not None for _, best in pairs), len(pairs)),
        Figure(
            name="events per text", value=sum(len(item.events) for item in coded) / max(1, len(coded)), n=len(coded)
        ),
        share("mode where type is right", sum(_has_mode(item, mode) for item, mode in with_mode), len(with_mode)),
    )
    errors = _readable(_headline_error(item) for item in coded if item.best != item.row["event"])
    notes = (*_confusions(pairs), *_by_type(pairs))
    return Score(task="ngec_synthetic", set=set_name(path), n=len(rows), figures=figures, errors=errors, notes=notes)


def filled(template: str, case_id: str) -> str:
    """Return a headline with its placeholders replaced by names picked by the case's id; different placeholders, different names."""
    at = zlib.crc32(case_id.encode())
    chosen: dict[str, str] = {}
    for name in PLACEHOLDER.findall(template):
        names = CITIES if name == "city" else COUNTRIES
        chosen.setdefault(name, names[(at + len(chosen)) % len(names)])
    return PLACEHOLDER.sub(lambda found: chosen[found[1]], template)


def _coded(coder: CoderLike, rows: Sequence[Row], texts: Sequence[str], *, current_only: bool) -> list[Coded]:
    raws: list[RawDocument] = [
        as_given(row["id"], text, published=row.get("date")) for row, text in zip(rows, texts, strict=True)
    ]
    readings = code_all(coder, raws)
    return [
        Coded(row, text, _events(reading, current_only=current_only))
        for row, text, reading in zip(rows, texts, readings, strict=True)
    ]


def _events(reading: Reading | None, *, current_only: bool) -> tuple[Event, ...]:
    if reading is None:
        return ()
    return tuple(e for e in reading.events if (e.current if current_only else not e.negated))


def _mode(row: Row) -> str | None:
    mode = row.get("mode")
    return None if mode in (None, "CLEANSING") else MODES.get(mode, mode.lower())


def _has_type(item: Coded) -> bool:
    return any(event.type == item.row["event"] for event in item.events)


def _has_mode(item: Coded, mode: str) -> bool:
    return any(event.type == item.row["event"] and mode in event.modes for event in item.events)


def _headline_error(item: Coded) -> ErrorCase:
    kind = "abstained" if not item.events else "not the surest" if _has_type(item) else "wrong type"
    return _error(item, kind, expected=f"{item.row['event']} {_mode(item.row) or ''}".strip())


def _error(item: Coded, kind: str, *, expected: str) -> ErrorCase:
    found = "; ".join(f"{e.type} {'/'.join(e.modes)} ({e.trigger.quote}, {e.confidence:.2f})" for e in item.events)
    return ErrorCase(id=item.row["id"], kind=kind, text=item.text, expected=expected, found=found or "-")


def protest_documents(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score case2021 documents: does the document report a protest that happened? Rows labelled 2 are left out."""
    path = gold_file(gold, "glocon_sabinet_docs.jsonl")
    rows = [row for row in read_jsonl(path, limit=options.limit) if row["label"] in (0, 1)]
    coded = _coded(coder, rows, [row["text"] for row in rows], current_only=True)
    return _yes_or_no("case2021", path, coded, [row["label"] == 1 for row in rows], {"PROTEST"})


def attack_documents(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score muc4 documents: does the document report an attack that happened? Documents with optional incidents only are left out."""
    path = gold_file(gold, "dev.jsonl")
    rows = [row for row in read_jsonl(path, limit=options.limit) if not _optional_only(row)]
    coded = _coded(coder, rows, [row["text"] for row in rows], current_only=True)
    return _yes_or_no("muc4", path, coded, [bool(row["templates"]) for row in rows], {"ASSAULT"})


def _optional_only(row: Row) -> bool:
    return bool(row["templates"]) and all(template["optional"] for template in row["templates"])


def _yes_or_no(task: str, path: Path, coded: Sequence[Coded], wanted: Sequence[bool], types: set[str]) -> Score:
    found = [any(event.type in types for event in item.events) for item in coded]
    right = sum(want and guess for want, guess in zip(wanted, found, strict=True))
    base_rate = sum(wanted) / max(1, len(wanted))
    figures = (
        *precision_recall_f1(right, sum(found), sum(wanted), name="document"),
        Figure(name="F1 of the constant yes", value=f1(base_rate, 1.0), n=len(wanted)),
    )
    named = "/".join(sorted(types))
    errors = _readable(
        _error(item, "missed" if want else "spurious", expected=named if want else f"no {named}")
        for item, want, guess in zip(coded, wanted, found, strict=True)
        if want != guess
    )
    return Score(task=task, set=set_name(path), n=len(coded), figures=figures, errors=errors)
