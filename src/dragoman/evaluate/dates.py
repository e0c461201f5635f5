"""TempEval-3: time expressions and their values, by the set's own counting, DATE and TIME apart; and the day of events."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.calendar.expressions import find_dates
from dragoman.calendar.meanings import DateExpression
from dragoman.errors import DataError
from dragoman.evaluate.cases import gold_file, read_jsonl, set_name
from dragoman.evaluate.parsed import GoldText, Parsed, parse_texts
from dragoman.evaluate.score import ErrorCase, Figure, Score, f1, share
from dragoman.evaluate.tasks import CoderLike, Options
from dragoman.evaluate.timex import timex
from dragoman.language.forms import Sentence, Token
from dragoman.when_where.dates import Told, directions
from dragoman.when_where.when import days_of, scene_of

CONTEXT = 60  # characters of text around an error


class Timex(NamedTuple):
    """A time expression of gold or of ours."""

    start: int
    end: int
    type: str
    value: str


class Document(NamedTuple):
    """A text with the time expressions that it has and that we found."""

    id: str
    text: str
    gold: tuple[Timex, ...]
    found: tuple[Timex, ...]


class Counts(NamedTuple):
    """What the set's scorer counts over all documents."""

    gold: int
    found: int
    strict: int
    relaxed: int
    value: int


def time_expressions(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score the calendar grammar on documents with `dct` and `timex`, seen from the tense of their clauses as the pipeline sees them."""
    path = gold_file(gold, "train.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    parsed = parse_texts((GoldText(r["id"], r["text"]) for r in rows), options.config.parser)
    documents = [_document(row, text) for row, text in zip(rows, parsed, strict=True)]
    return Score(
        task="tempeval3",
        set=set_name(path),
        n=sum(len(d.gold) for d in documents),
        figures=(*_figures(documents), *_figures([_days_only(d) for d in documents], "DATE/TIME ")),
        errors=tuple(e for d in documents for e in _errors(d)),
        notes=("value F1 is TempEval-3's headline figure: F1 over overlapping matches whose value is equal",),
    )


def _document(row: dict[str, Any], parsed: Parsed) -> Document:
    text, anchor = row["text"], date.fromisoformat(row["dct"][:10]) if row["dct"] else None
    gold = tuple(Timex(t["start"], t["end"], t["type"], t["value"] or "") for t in row["timex"])
    return Document(row["id"], text, gold, tuple(_found(text, anchor, parsed)))


def _found(text: str, anchor: date | None, parsed: Parsed) -> Iterator[Timex]:
    for expression in find_dates(text, anchor, direction=directions(parsed.parsed, "text", text)):
        for part in expression.parts or (expression,):
            yield _timex(part)


def _timex(expression: DateExpression) -> Timex:
    kind, value = timex(expression)
    return Timex(expression.start, expression.end, kind, value)


def _days_only(document: Document) -> Document:
    return document._replace(
        gold=tuple(t for t in document.gold if t.type in ("DATE", "TIME")),
        found=tuple(t for t in document.found if t.type in ("DATE", "TIME")),
    )


def _figures(documents: Sequence[Document], prefix: str = "") -> Iterator[Figure]:
    counts = _counts(documents)
    for name in ("strict", "relaxed", "value"):
        right = getattr(counts, name)
        precision = right / counts.found if counts.found else 0.0
        recall = right / counts.gold if counts.gold else 0.0
        yield Figure(name=f"{prefix}{name} precision", value=precision, n=counts.found)
        yield Figure(name=f"{prefix}{name} recall", value=recall, n=counts.gold)
        yield Figure(name=f"{prefix}{name} F1", value=f1(precision, recall), n=counts.gold)


def _counts(documents: Iterable[Document]) -> Counts:
    total = Counts(0, 0, 0, 0, 0)
    for document in documents:
        pairs = _pairs(document)
        strict = len({t[:2] for t in document.gold} & {t[:2] for t in document.found})
        values = sum(g.value == f.value for g, f in pairs)
        here = Counts(len(document.gold), len(document.found), strict, len(pairs), values)
        total = Counts(*(a + b for a, b in zip(total, here, strict=True)))
    return total


def _pairs(document: Document) -> list[tuple[Timex, Timex]]:
    """Pair expressions that overlap, one to one, the widest overlap first."""
    overlaps = sorted(
        (
            (min(f.end, g.end) - max(f.start, g.start), -abs(f.start - g.start) - abs(f.end - g.end), n, m)
            for n, f in enumerate(document.found)
            for m, g in enumerate(document.gold)
        ),
        reverse=True,
    )
    pairs, used_found, used_gold = [], set(), set()
    for overlap, _, n, m in overlaps:
        if overlap > 0 and n not in used_found and m not in used_gold:
            used_found.add(n)
            used_gold.add(m)
            pairs.append((document.gold[m], document.found[n]))
    return pairs


def _errors(document: Document) -> Iterator[ErrorCase]:
    pairs = _pairs(document)
    for gold, found in pairs:
        if gold.value != found.value:
            yield _error(document, "wrong value", gold, found)
    paired_gold, paired_found = {g for g, _ in pairs}, {f for _, f in pairs}
    yield from (_error(document, "missed", g, None) for g in document.gold if g not in paired_gold)
    yield from (_error(document, "spurious", None, f) for f in document.found if f not in paired_found)


def _error(document: Document, kind: str, gold: Timex | None, found: Timex | None) -> ErrorCase:
    at = gold or found
    start, end = (at.start, at.end) if at else (0, 0)
    return ErrorCase(
        id=document.id,
        kind=kind,
        text=document.text[max(0, start - CONTEXT) : end + CONTEXT],
        expected=_shown(document, gold),
        found=_shown(document, found),
    )


def _shown(document: Document, timex_: Timex | None) -> str:
    return f"{document.text[timex_.start : timex_.end]} {timex_.type} {timex_.value}" if timex_ else ""


# ---- the day of an event against the day of its document ------------------------------------------------------------------------------

RELATIONS = ("beforeDCT", "DCT", "afterDCT")


def event_days(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score whether events of one day lie before, on or after the document's day, beside what a constant answer would score.

    The set holds no days. Where we leave an event undated, its tense answers for it; the share that is dated is a figure of its own.
    """
    path = gold_file(gold, "eventtime_dev.jsonl")
    rows = [r for r in read_jsonl(path, limit=options.limit) if r["event_type"] == "SingleDay" and r["dct_relation"]]
    texts = (GoldText(r["id"], " ".join(r["tokens"]), published=r["dct"]) for r in rows)
    answers = [_relation(row, text) for row, text in zip(rows, parse_texts(texts, options.config.parser), strict=True)]
    right = [row["dct_relation"] == answer for row, (answer, _) in zip(rows, answers, strict=True)]
    dated = [n for n, (_, how) in enumerate(answers) if how != "tense"]
    constants = [sum(r["dct_relation"] == name for r in rows) / len(rows) for name in RELATIONS]
    return Score(
        task="eventtime",
        set=set_name(path),
        n=len(rows),
        figures=(
            share("accuracy", sum(right), len(rows)),
            share("dated", len(dated), len(rows)),
            share("accuracy where dated", sum(right[n] for n in dated), len(dated)),
            *(Figure(name=f"constant {n}", value=v, n=len(rows)) for n, v in zip(RELATIONS, constants, strict=True)),
        ),
        errors=tuple(
            ErrorCase(
                id=row["id"],
                kind=how,
                text=" ".join(row["tokens"]),
                expected=row["dct_relation"],
                found=answer,
                note=row["event"],
            )
            for row, (answer, how), ok in zip(rows, answers, right, strict=True)
            if not ok
        ),
    )


def _relation(row: dict[str, Any], text: Parsed) -> tuple[str, str]:
    """Return (relation, how it was found) of a row's event: by its days, else by its tense."""
    anchor = date.fromisoformat(row["dct"])
    found, sentence, token = _event_token(row, text)
    told = Told(text.parsed, text.article, anchor)
    clause = next((c for c in text.parsed.clauses[found] if c.predicate == token.i), None)
    tense = clause.tense if clause is not None else "past"
    days = days_of(scene_of(text.parsed, told, sentence.index), token, tense)
    if days.basis in ("publication", "dateline"):
        return "DCT", days.basis
    expression = days.expression
    if expression is None:
        return ("afterDCT" if tense == "future" else "beforeDCT"), "tense"
    if expression.last is not None and expression.last < anchor:
        return "beforeDCT", days.basis
    return ("afterDCT" if expression.first is not None and expression.first > anchor else "DCT"), days.basis


def _event_token(row: dict[str, Any], text: Parsed) -> tuple[int, Sentence, Token]:
    """Return the sentence's number, the sentence and the token at the row's event."""
    start = sum(len(t) + 1 for t in row["tokens"][: row["event_token"]])
    for number, sentence in enumerate(text.parsed.sentences):
        token = next((t for t in sentence.tokens if t.start <= start < t.end), None)
        if token is not None:
            return number, sentence, token
    raise DataError(f"{row['id']}: no word at its event_token")
