"""Attributions of PolNeAR by its own scorer, and directed stance between two marked entities."""

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluate.cases import as_given, gold_file, read_jsonl, set_name
from dragoman.evaluate.score import ErrorCase, Figure, Score, confusion, macro_f1, share
from dragoman.evaluate.tasks import CoderLike, Options, code_all
from dragoman.records import ActorMention, Event, Evidence, Position, Reading, Statement

Row = dict[str, Any]
Unit = dict[str, Any]
SCORER = "score.py"
ROLES = ("source", "cue", "content")
CLASSES = ("neutral", "positive p->q", "positive q->p", "negative p->q", "negative q->p")
SIDES = {"support": "positive", "oppose": "negative"}
# Words that lead away from what an object is about.
AWAY = frozenset(
    {"in", "on", "at", "with", "for", "from", "against", "to", "that", "who", "which", "into", "about", "over"}
)
# Quad classes up to it are cooperation: where no position was found, an act between the two shows the side.
FRIENDLY = 2


# ---- PolNeAR ------------------------------------------------------------------------------------------------------------------------


def attributions(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score sources, cues and contents against a PolNeAR file with the scorer that lies beside it, unchanged.

    The set is annotated without nesting, so statements within another's content are left out of the prediction. Raises InputError if the
    folder has no score.py.
    """
    path = gold_file(gold, "dev.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    readings = code_all(coder, [as_given(row["id"], row["text"]) for row in rows])
    predicted = {row["id"]: _prediction(row, reading) for row, reading in zip(rows, readings, strict=True)}
    result = _scorer(path)({row["id"]: row for row in rows}, predicted)
    return Score(
        task="polnear",
        set=set_name(path),
        n=len(rows),
        figures=tuple(_figures(result)),
        errors=tuple(_missed(rows, predicted)),
    )


def _scorer(path: Path) -> Any:
    """Return the `score` function of the scorer that lies beside the gold file."""
    file = path.parent / SCORER
    if not file.is_file():
        raise InputError(f"{file}: PolNeAR is scored by the set's own scorer, which must lie beside {path.name}")
    spec = importlib.util.spec_from_file_location("polnear_scorer", file)
    if spec is None or spec.loader is None:
        raise InputError(f"{file}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def _prediction(row: Row, reading: Reading | None) -> Unit:
    statements = reading.statements if reading else ()
    return {"id": row["id"], "attributions": outermost(units(s for s in statements if s.content[0].part == "text"))}


def units(statements: Iterable[Statement]) -> list[Unit]:
    """Return statements as units of source, cue and content spans; speakers who share cue and content make one unit."""
    found: dict[tuple[Any, ...], Unit] = {}
    for s in statements:
        spans = {"cue": [_span(s.cue)] if s.cue else [], "content": [_span(c) for c in s.content]}
        unit = found.setdefault((tuple(spans["cue"]), tuple(spans["content"])), {"source": [], **spans})
        unit["source"] += [_span(s.speaker.evidence)] if s.speaker else []
    return list(found.values())


def _span(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def outermost(found: Sequence[Unit]) -> list[Unit]:
    """Return the units whose cue stands in no other unit's content."""
    return [u for u in found if not any(v is not u and _holds(v, u) for v in found)]


def _holds(outer: Unit, inner: Unit) -> bool:
    at = (inner["cue"] or inner["content"])[0][0]
    return bool(inner["cue"]) and any(start <= at < end for start, end in outer["content"])


def _figures(result: dict[str, Any]) -> Iterator[Figure]:
    n = result["n"]
    for name in ("linked", "detect@.5", "full_overlap", "linked_exact"):
        yield from _three(f"{name}", result[f"att.{name}"], n)
    for role in ROLES:
        for name in ("exact", "overlap", "token"):
            yield Figure(name=f"{role} {name} F1", value=result[f"{role}.{name}"]["f1"], n=n["gold"])
    for form, value in result["recall_by_form"].items():
        yield Figure(name=f"recall of {form}", value=value, n=n["gold"])
    yield Figure(name="units per article", value=n["pred"] / max(1, n["articles"]), n=n["articles"])
    yield Figure(name="gold units per article", value=n["gold"] / max(1, n["articles"]), n=n["articles"])


def _three(name: str, values: dict[str, float], n: dict[str, int]) -> Iterator[Figure]:
    yield Figure(name=f"{name} F1", value=values["f1"], n=n["gold"])
    yield Figure(name=f"{name} precision", value=values["p"], n=n["pred"])
    yield Figure(name=f"{name} recall", value=values["r"], n=n["gold"])


def _missed(rows: Sequence[Row], predicted: dict[str, Unit]) -> Iterator[ErrorCase]:
    """Yield the gold units that share no content with any predicted unit, and the predicted ones that share none with gold."""
    for row in rows:
        found = predicted[row["id"]]["attributions"]
        yield from (_error(row, unit, "missed") for unit in row["attributions"] if not _touched(unit, found))
        yield from (_error(row, unit, "spurious") for unit in found if not _touched(unit, row["attributions"]))


def _touched(unit: Unit, others: Sequence[Unit]) -> bool:
    return any(s < f and e < t for other in others for s, t in unit["content"] for e, f in other["content"])


def _error(row: Row, unit: Unit, kind: str) -> ErrorCase:
    text = row["text"]
    shown = {role: " // ".join(text[s:e] for s, e in unit[role]) for role in ROLES}
    start = min((s for role in ROLES for s, _ in unit[role]), default=0)
    told = f"{shown['source'] or '-'} | {shown['cue']} | {shown['content']}"
    return ErrorCase(
        id=row["id"],
        kind=kind,
        text=text[max(0, start - 120) : start + 240],
        expected=told if kind == "missed" else "",
        found=told if kind == "spurious" else "",
    )


# ---- directed sentiment -------------------------------------------------------------------------------------------------------------


def directed_stance(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score who is for or against whom between two marked entities of a sentence: five classes, by positions and then by acts.

    Rows whose text also stands in the training half are counted in one figure and left out of the other.
    """
    path = gold_file(gold, "valid.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    readings = code_all(coder, [as_given(row["id"], row["text"]) for row in rows])
    pairs = [(_wanted(row), _found(row, reading)) for row, reading in zip(rows, readings, strict=True)]
    fresh = [pair for row, pair in zip(rows, pairs, strict=True) if not row.get("text_in_train")]
    figures = (
        Figure(name="macro-F1 of text not in train", value=macro_f1(fresh), n=len(fresh)),
        share("accuracy of text not in train", sum(w == f for w, f in fresh), len(fresh)),
        Figure(name="macro-F1", value=macro_f1(pairs), n=len(pairs)),
        share("accuracy", sum(w == f for w, f in pairs), len(pairs)),
        share(
            "precision of a side",
            sum(w == f for w, f in pairs if f != "neutral"),
            sum(f != "neutral" for _, f in pairs),
        ),
        share(
            "recall of a side", sum(w == f for w, f in pairs if w != "neutral"), sum(w != "neutral" for w, _ in pairs)
        ),
    )
    errors = tuple(_stance_error(row, pair) for row, pair in zip(rows, pairs, strict=True) if pair[0] != pair[1])
    notes = (", ".join(f"{w} as {f} {n}" for (w, f), n in confusion(pairs).most_common(8)),)
    return Score(
        task="directed_sentiment", set=set_name(path), n=len(rows), figures=figures, errors=errors, notes=notes
    )


def _wanted(row: Row) -> str:
    return CLASSES[row["label_id"]]


def _found(row: Row, reading: Reading | None) -> str:
    """Return the class of a sentence: the strongest position between the two, else an act between them, else neutral."""
    p, q = tuple(row["p_word_span"]), tuple(row["q_word_span"])
    if reading is None:
        return "neutral"
    sides = [*_by_position(reading.positions, p, q), *_by_act(reading.events, p, q)]
    return max(sides, key=lambda side: side[0])[1] if sides else "neutral"


def _by_position(positions: Iterable[Position], p: tuple[int, ...], q: tuple[int, ...]) -> Iterator[tuple[float, str]]:
    for position in positions:
        side = SIDES.get(position.stance)
        for way, holder, object_ in (("p->q", p, q), ("q->p", q, p)):
            if side and _heads(position.holder.evidence, holder) and _leads(position.object, object_):
                yield 1 + position.strength, f"{side} {way}"


def _heads(evidence: Evidence, span: tuple[int, ...]) -> bool:
    """Tell whether an entity stands at the end of a phrase, where its head is: "The Wisconsin Republican" is not Wisconsin."""
    return _covers(evidence, span) and span[1] >= evidence.end


def _leads(evidence: Evidence, span: tuple[int, ...]) -> bool:
    """Tell whether an object is about an entity itself: nothing but what it owns or is, no place or clause, stands before it."""
    before = evidence.quote[: max(0, span[0] - evidence.start)].split()
    return _covers(evidence, span) and not AWAY & {word.lower() for word in before}


def _by_act(events: Iterable[Event], p: tuple[int, ...], q: tuple[int, ...]) -> Iterator[tuple[float, str]]:
    for event in events:
        if event.negated:
            continue
        side = "positive" if event.quad <= FRIENDLY else "negative"
        for way, source, recipient in (("p->q", p, q), ("q->p", q, p)):
            if _among(event.sources, source) and _among(event.recipients, recipient):
                yield abs(event.intensity) / 100, f"{side} {way}"


def _among(mentions: Iterable[ActorMention], span: tuple[int, ...]) -> bool:
    return any(_covers(m.evidence, span) for m in mentions)


def _covers(evidence: Evidence, span: tuple[int, ...]) -> bool:
    return evidence.start < span[1] and span[0] < evidence.end


def _stance_error(row: Row, pair: tuple[str, str]) -> ErrorCase:
    text = f"[p {row['p_word']}] [q {row['q_word']}] {row['text']}"
    kind = "missed" if pair[1] == "neutral" else "spurious" if pair[0] == "neutral" else "wrong"
    return ErrorCase(id=row["id"], kind=kind, text=text, expected=pair[0], found=pair[1])
