"""Actor phrases to country and sector: each phrase by itself, on its day, through the whole coder."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from dateutil import parser as dates

from dragoman.evaluate.cases import as_given, gold_file, read_jsonl, set_name
from dragoman.evaluate.score import ErrorCase, Figure, Score, share
from dragoman.evaluate.tasks import CoderLike, Options
from dragoman.pipeline import Coder
from dragoman.records import ActorMention, Problem, Record

TODAY = "2022-06-01"  # what the set's "today" and empty dates mean
FRAMES = ("{} made a statement.", "{}")  # the parser reads a phrase better in a sentence than by itself
# Codes of the set that stand for ours.
SAME = {"KOS": "XKX"}


class Phrase(Record, kw_only=True):
    """A gold phrase: None where the set does not ask, "" where it wants an abstention."""

    id: str
    text: str
    day: str
    country: str | None
    sector: str | None


class Answer(Record, kw_only=True):
    """What was made of a phrase."""

    country: str = ""
    sector: str = ""
    why: str = ""


def phrases(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score phrases with `country` and `code_1`: exact matches where the set has a value, abstentions where it has an empty one."""
    path = gold_file(gold, "gold.jsonl")
    cases = [_phrase(row) for row in read_jsonl(path, limit=options.limit)]
    asked = [c for c in cases if c.country is not None or c.sector is not None]
    coder = Coder(msgspec.structs.replace(options.config, gate=False))
    pairs = [(case, answer(coder, case.text, case.day)) for case in asked]
    return Score(
        task="ngec_actors",
        set=set_name(path),
        n=len(asked),
        figures=tuple(_figures(pairs)),
        errors=tuple(_errors(pairs)),
        notes=(f"each phrase alone; a phrase without a date, and 'today', are read on {TODAY}",),
    )


def answer(coder: Coder, text: str, day: str) -> Answer:
    """Return what the coder makes of a phrase that stands alone, on an ISO day."""
    found = read_phrase(coder, text, day)
    return Answer() if found is None else _answer(found)


def read_phrase(coder: Coder, phrase: str, day: str) -> ActorMention | None:
    """Return the actor that a phrase stands for on an ISO day, in a sentence or, where nothing is found so, by itself; None if it is none."""
    found = None
    for frame in FRAMES:
        traced = coder.trace(as_given("phrase", frame.format(phrase), published=day))
        start = frame.index("{")
        found = None if isinstance(traced, Problem) else traced[1].alone((start, start + len(phrase)))
        if found is not None and (found.country or found.sectors):
            return found
    return found


def _answer(found: ActorMention) -> Answer:
    why = f"{found.why.rule} {found.why.entry} {found.why.note}"
    return Answer(country=found.country, sector=next(iter(found.sectors), ""), why=why)


def _phrase(row: dict[str, Any]) -> Phrase:
    country = row["country"]
    return Phrase(
        id=row["id"],
        text=row["text"],
        day=_day(row["date"]),
        country=SAME.get(country, country),
        sector=row["code_1"],
    )


def _day(written: str | None) -> str:
    if not written or written.lower() == "today":
        return TODAY
    found: date = dates.parse(written)
    return found.strftime("%Y-%m-%d")


type Pair = tuple[Phrase, Answer]


def _figures(pairs: Iterable[Pair]) -> Iterator[Figure]:
    pairs = list(pairs)
    yield _share("country", pairs, lambda c: bool(c.country), _same_country)
    yield _share("sector", pairs, lambda c: bool(c.sector), _same_sector)
    yield _share(
        "both", pairs, lambda c: bool(c.country and c.sector), lambda c, a: _same_country(c, a) and _same_sector(c, a)
    )
    yield _share("end to end", pairs, lambda _: True, _right)
    yield _share("country abstained", pairs, lambda c: c.country == "", _same_country)
    yield _share("sector abstained", pairs, lambda c: c.sector == "", _same_sector)


def _share(
    name: str, pairs: list[Pair], asks: Callable[[Phrase], bool], right: Callable[[Phrase, Answer], bool]
) -> Figure:
    of = [(c, a) for c, a in pairs if asks(c)]
    return share(name, sum(right(c, a) for c, a in of), len(of))


def _same_country(case: Phrase, found: Answer) -> bool:
    return case.country == found.country


def _same_sector(case: Phrase, found: Answer) -> bool:
    return case.sector == found.sector


def _right(case: Phrase, found: Answer) -> bool:
    """Tell whether everything that the set asks of a phrase is as it says, abstentions included."""
    country = case.country is None or _same_country(case, found)
    return country and (case.sector is None or _same_sector(case, found))


def _errors(pairs: Iterable[Pair]) -> Iterator[ErrorCase]:
    for case, found in pairs:
        if not _right(case, found):
            yield ErrorCase(
                id=case.id,
                kind="wrong phrase",
                text=f"{case.text} ({case.day})",
                expected=f"{case.country if case.country is not None else '?'} {case.sector if case.sector is not None else '?'}",
                found=f"{found.country} {found.sector}",
                note=found.why,
            )
