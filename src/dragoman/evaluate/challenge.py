"""The challenge set: sentences that hold an event, and sentences that only look like it. Recall on the ones, false positives on the others."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.evaluate.cases import as_given, gold_file, read_jsonl, set_name
from dragoman.evaluate.halves import readable
from dragoman.evaluate.score import ErrorCase, Figure, Score, share
from dragoman.evaluate.tasks import CoderLike, Options, code_all
from dragoman.lexicon.ontology import MUTUAL
from dragoman.records import ActorMention, Event, Record


class Wanted(Record, kw_only=True):
    """An event that a sentence holds; texts of sides must be touched, empty sides ask for nothing."""

    type: str
    mode: str = ""
    sources: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    current: bool = True

    def modes_in(self, event: Event) -> bool:
        """Tell whether an event has the mode, if one is wanted."""
        return not self.mode or self.mode in event.modes

    def sides_in(self, event: Event, text: str) -> bool:
        """Tell whether an event has all the actors, each on its side; all parties to a mutual event may be sources."""
        others = (*event.recipients, *(event.sources if self.type in MUTUAL else ()))
        return all(_touched(event.sources, s, text) for s in self.sources) and all(
            _touched(others, r, text) for r in self.recipients
        )


class Answered(Record, kw_only=True):
    """A sentence of the set and the events that were found in it."""

    id: str
    about: str
    text: str
    wanted: tuple[Wanted, ...]
    events: tuple[Event, ...]

    @property
    def trap(self) -> bool:
        """Whether nothing in it happened."""
        return not any(w.current for w in self.wanted)

    @property
    def read(self) -> bool:
        """Whether it belongs to the half that may be read while developing."""
        return readable(self.id)

    def current(self) -> tuple[Event, ...]:
        """Return the events that the default view shows."""
        return tuple(e for e in self.events if e.current)


def challenge(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score the challenge set: recall of what happened, false positives on traps, factuality of what did not; each half apart."""
    path = gold_file(gold, "sentences.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    raws = [as_given(row["id"], row["text"], published=row["published"]) for row in rows]
    readings = code_all(coder, raws)
    answers = [
        Answered(
            id=row["id"],
            about=row["about"],
            text=row["text"],
            wanted=tuple(map(_wanted, row["events"])),
            events=() if reading is None else reading.events,
        )
        for row, reading in zip(rows, readings, strict=True)
    ]
    halves = (
        ("all", answers),
        ("read", [a for a in answers if a.read]),
        ("scored only", [a for a in answers if not a.read]),
    )
    return Score(
        task="challenge",
        set=set_name(path),
        n=len(answers),
        figures=tuple(figure for name, half in halves for figure in _figures(name, half)),
        errors=tuple(error for a in answers if a.read for error in _errors(a)),
        notes=("error files show the half that may be read",),
    )


def _wanted(row: dict[str, Any]) -> Wanted:
    return Wanted(
        type=row["type"],
        mode=row.get("mode", ""),
        sources=tuple(row["sources"]),
        recipients=tuple(row["recipients"]),
        current=not row.get("negated") and row.get("tense") != "future",
    )


def _figures(name: str, answers: Sequence[Answered]) -> Iterator[Figure]:
    traps = [a for a in answers if a.trap]
    wanted = [(a, w) for a in answers for w in a.wanted if w.current]
    typed = [(w, e) for a, w in wanted if (e := _best(a, w)) is not None]
    not_happened = [(a, w) for a in answers for w in a.wanted if not w.current]
    found = [(a, e) for a in answers if not a.trap for e in a.current()]
    yield share(f"{name}: false-positive rate on traps", sum(bool(a.current()) for a in traps), len(traps))
    yield share(f"{name}: recall of type", len(typed), len(wanted))
    yield share(f"{name}: recall of type and mode", sum(w.modes_in(e) for w, e in typed), len(wanted))
    complete = sum(_complete(a, w) for a, w in wanted)
    yield share(f"{name}: recall of type, mode and sides", complete, len(wanted))
    yield share(f"{name}: precision of type where one happened", sum(_asked(a, e) for a, e in found), len(found))
    kept = sum(any(e.type == w.type and not e.current for e in a.events) for a, w in not_happened)
    yield share(f"{name}: events kept that did not happen", kept, len(not_happened))


def _best(answer: Answered, wanted: Wanted) -> Event | None:
    """Return the current event of the wanted type, one with its mode and sides first."""
    fitting = [e for e in answer.current() if e.type == wanted.type]
    return max(fitting, key=lambda e: (wanted.modes_in(e), wanted.sides_in(e, answer.text), e.confidence), default=None)


def _complete(answer: Answered, wanted: Wanted) -> bool:
    return any(
        e.type == wanted.type and wanted.modes_in(e) and wanted.sides_in(e, answer.text) for e in answer.current()
    )


def _asked(answer: Answered, event: Event) -> bool:
    return any(event.type == w.type for w in answer.wanted)


def _touched(mentions: Iterable[ActorMention], phrase: str, text: str) -> bool:
    start = text.index(phrase)
    end = start + len(phrase)
    return any(m.evidence.start < end and start < m.evidence.end for m in mentions)


def _errors(answer: Answered) -> Iterator[ErrorCase]:
    found = "; ".join(map(_shown, answer.events)) or "-"
    if answer.trap and answer.current():
        yield ErrorCase(id=answer.id, kind=f"trap ({answer.about})", text=answer.text, expected="nothing", found=found)
    for wanted in answer.wanted:
        if wanted.current and not _complete(answer, wanted):
            kind = "not found" if _best(answer, wanted) is None else "incomplete"
            sides = f"{' + '.join(wanted.sources)} → {' + '.join(wanted.recipients)}"
            expected = f"{wanted.type} {wanted.mode} {sides}"
            yield ErrorCase(id=answer.id, kind=kind, text=answer.text, expected=expected, found=found)


def _shown(event: Event) -> str:
    sides = (" + ".join(m.evidence.quote for m in side) for side in (event.sources, event.recipients))
    flag = "" if event.current else f" [{event.relation or 'not current'}]"
    return f"{event.type}/{'/'.join(event.modes)}{flag} ({event.trigger.quote}: {' → '.join(sides)}, {event.why.entry})"
