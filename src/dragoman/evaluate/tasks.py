"""The tasks of `dragoman evaluate`: a name, what it measures, and the function that scores a gold file or folder.

A task function takes (gold path, coder, options) and returns a Score. It reads gold with `cases.read_jsonl`, codes the text exactly as
given (`Config(clean=False)`, which `run` sees to) and puts what went wrong into `Score.errors`.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

import msgspec

from dragoman.config import Config
from dragoman.errors import ConfigError, InputError
from dragoman.evaluate.score import Score
from dragoman.records import Problem, RawDocument, Reading, Record

Span = tuple[int, int]
Choice = tuple[str, tuple[str, ...], float]


class CoderLike(Protocol):
    """What tasks ask of a coder; `pipeline.Coder` is one, tests bring their own."""

    def code_many(self, raws: Iterable[RawDocument | Problem], /) -> Iterator[Reading | Problem]:
        """Yield a reading for each article and a problem for each input that is none, in order."""

    def classify(self, text: str, source_span: Span | None, recipient_span: Span | None, /) -> Choice | None:
        """Return (type, modes, score) of what the source does to the recipient in a sentence, or None to abstain."""


class Options(Record, kw_only=True):
    """How to run a task: at most `limit` cases from the start of the set, under this configuration."""

    limit: int | None = None
    config: Config = Config(clean=False)


TaskFunction = Callable[[Path, CoderLike, Options], Score]


class Task(Record, kw_only=True):
    """A task by name; its function is imported when it runs, so that listing tasks stays light."""

    name: str
    measures: str
    module: str
    function: str

    def load(self) -> TaskFunction:
        """Return the function that scores it."""
        found: TaskFunction = getattr(import_module(f"dragoman.evaluate.{self.module}"), self.function)
        return found


TASKS = {
    task.name: task
    for task in (
        Task(
            name="gate",
            measures="the project's own small gold: floors, and a snapshot of what is coded",
            module="gate",
            function="gate",
        ),
        Task(
            name="wikinews50",
            measures="all that is coded in fifty exhaustively labelled articles (GOLD: the pool with their text)",
            module="frozen",
            function="frozen_sample",
        ),
        Task(
            name="wikinews_dev",
            measures="the same in 39 further articles, of which errors may be read (GOLD: the pool with their text)",
            module="frozen",
            function="development",
        ),
        Task(
            name="agreement",
            measures="one reader of those fifty articles against the other",
            module="frozen",
            function="agreement",
        ),
        Task(
            name="article_extraction",
            measures="the body of a web page, as extracted and as cleaned",
            module="articles",
            function="bodies",
        ),
        Task(
            name="ngec_actors",
            measures="country and sector of an actor phrase that stands alone, on its day",
            module="actors",
            function="phrases",
        ),
        Task(
            name="petr_unit",
            measures="who acts on whom in PETRARCH's unit records, with its dictionary as a user's pack",
            module="petrarch",
            function="unit_records",
        ),
        Task(
            name="zsp_plv",
            measures="event type of a sentence with marked source and target; and found end to end",
            module="events",
            function="marked_pairs",
        ),
        Task(
            name="ngec_synthetic",
            measures="event type and modes of headlines with country and city placeholders",
            module="events",
            function="headlines",
        ),
        Task(
            name="case2021",
            measures="whether a document reports a protest",
            module="events",
            function="protest_documents",
        ),
        Task(
            name="muc4",
            measures="whether a document reports an attack",
            module="events",
            function="attack_documents",
        ),
        Task(
            name="challenge",
            measures="own sentences, half of them traps: recall, and false positives on the traps",
            module="challenge",
            function="challenge",
        ),
        Task(
            name="polnear",
            measures="attributions: source, cue, content, linked, by the set's own scorer",
            module="statements",
            function="attributions",
        ),
        Task(
            name="directed_sentiment",
            measures="who is for or against whom between two marked entities",
            module="statements",
            function="directed_stance",
        ),
        Task(
            name="tempeval3",
            measures="time expressions and their values, by the calendar alone",
            module="dates",
            function="time_expressions",
        ),
        Task(
            name="eventtime",
            measures="whether an event lies before, on or after the document's day",
            module="dates",
            function="event_days",
        ),
        Task(
            name="geoparsing",
            measures="place names found and resolved, end to end and with the spans given, by the set's own scorer",
            module="places",
            function="toponyms",
        ),
        Task(
            name="event_location",
            measures="the words that say where a marked verb happens, by the set's own scorer",
            module="places",
            function="event_location",
        ),
        Task(
            name="muc4_when_where",
            measures="days, country and places of attacks, by the set's own scorer",
            module="places",
            function="attacks",
        ),
    )
}


class LazyCoder:
    """A coder that loads its models when it is first asked for anything."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._coder: CoderLike | None = None

    def _loaded(self) -> CoderLike:
        if self._coder is None:
            self._coder = import_module("dragoman.pipeline").Coder(self.config)
        return self._coder

    def code_many(self, raws: Iterable[RawDocument | Problem], /) -> Iterator[Reading | Problem]:
        """Yield a reading for each article and a problem for each input that is none, in order."""
        return self._loaded().code_many(raws)

    def classify(self, text: str, source_span: Span | None, recipient_span: Span | None, /) -> Choice | None:
        """Return (type, modes, score) of what the source does to the recipient in a sentence, or None to abstain."""
        return self._loaded().classify(text, source_span, recipient_span)


def code_all(coder: CoderLike, raws: Iterable[RawDocument]) -> list[Reading | None]:
    """Return one reading for each document, in order; None where the coder took it for no article at all."""
    return [done if isinstance(done, Reading) else None for done in coder.code_many(raws)]


def run(name: str, gold: Path, *, config: Config | None = None, limit: int | None = None) -> Score:
    """Score one task on a gold file or folder, coding text exactly as given.

    Raises ConfigError for an unknown task and InputError for a gold path that does not exist.
    """
    task = TASKS.get(name)
    if task is None:
        raise ConfigError(f"no task {name!r}; the tasks are: {', '.join(sorted(TASKS))}")
    if not gold.exists():
        raise InputError(f"{gold}: no such gold file or folder")
    settings = msgspec.structs.replace(config or Config(), clean=False)
    return task.load()(gold, LazyCoder(settings), Options(limit=limit, config=settings))
