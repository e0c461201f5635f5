"""`dragoman evaluate`: figures against gold data, and a file of what went wrong."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.text import Text

from dragoman.cli.help import closest
from dragoman.cli.labels import DIM, listing, plural
from dragoman.cli.layout import MEASURE, Hanging, Narrow
from dragoman.cli.settings import config_of
from dragoman.cli.terminal import forgive_encodings, messages, output, say
from dragoman.errors import ConfigError
from dragoman.evaluate import tasks
from dragoman.evaluate.gate import accept
from dragoman.evaluate.report import write_errors, write_errors_to
from dragoman.evaluate.score import Figure, Score

MARGIN = 2
BAR = 20  # cells of a bar from 0 to 1


def run(arguments: Namespace) -> int:
    """List the tasks, or run one and return 0, or 1 where a gate is not passed."""
    forgive_encodings()
    if arguments.task is None:
        output().print(Narrow(Group(*listed(), Text())))
        return 0
    gold = _gold(arguments.task, arguments.gold)
    if arguments.accept:
        return _accept(arguments, gold)
    with _waiting(arguments):
        score = tasks.run(arguments.task, gold, config=config_of(arguments), limit=arguments.limit)
    console = output()
    console.print(Narrow(Group(*figures(score, console.width), Text())))
    _write_errors(arguments, score)
    return 1 if score.failed else 0


def listed() -> Iterator[RenderableType]:
    """Yield each task with what it measures."""
    width = max(map(len, tasks.TASKS)) + 2
    for task in tasks.TASKS.values():
        first = Text.assemble(" " * MARGIN, (f"{task.name:<{width}}", "bold"))
        yield Hanging(Text(task.measures), first)
    yield Text()
    yield Text("Run one: dragoman evaluate TASK GOLD, with GOLD a file or a folder.", style=DIM)


def _gold(task: str, gold: str | None) -> Path:
    if task not in tasks.TASKS:
        near = closest(task, list(tasks.TASKS))
        meant = f" (did you mean {near}?)" if near else ""
        raise ConfigError(f"there is no task {task!r}{meant}; `dragoman evaluate` lists them")
    if gold is None:
        raise ConfigError(f"say where the gold of {task} is: dragoman evaluate {task} GOLD")
    return Path(gold)


def _accept(arguments: Namespace, gold: Path) -> int:
    if arguments.task != "gate":
        raise ConfigError("--accept is for the gate: dragoman evaluate gate GOLD --accept")
    settings = config_of(arguments, clean=False)
    path = accept(gold, tasks.LazyCoder(settings), tasks.Options(config=settings))
    say(f"{path} holds what is coded now")
    return 0


def _waiting(arguments: Namespace) -> AbstractContextManager[object]:
    """Return a sign of life for a terminal: a big set takes minutes."""
    console: Console = messages()
    if arguments.quiet or not console.is_terminal:
        return nullcontext()
    return console.status(f"measuring {arguments.task}")


# ---- figures ----------------------------------------------------------------------------------------------------------------------


def figures(score: Score, room: int) -> Iterator[RenderableType]:
    """Yield the figures of a score: name, value, 95 % interval, number of cases, and where there is room the value as a bar."""
    head = Text.assemble((score.task, "bold"), f" on {score.set}: {plural(score.n, 'case')}")
    yield head
    yield Text()
    width = max((len(figure.name) for figure in score.figures), default=0)
    if score.figures:
        yield Text(f"{'':<{MARGIN}}{'':<{width}}   value  {'95 %':<11} {'n':>6}", style=DIM)
    for figure in score.figures:
        words = _figure(figure, width)
        yield Text.assemble(words, "  ", bar(figure)) if words.cell_len + BAR + 2 <= min(room, MEASURE) else words
    for note in score.notes:
        yield Text()
        yield Hanging(Text(note), Text(" " * MARGIN))
    if score.failed:
        yield Text()
        yield Text("NOT PASSED", style="bold red")


def _figure(figure: Figure, width: int) -> Text:
    interval = "" if figure.low is None or figure.high is None else f"{figure.low:.3f}–{figure.high:.3f}"
    words = Text(f"{'':<{MARGIN}}{figure.name:<{width}}  ")
    words.append(f"{figure.value:6.3f}", "bold")
    words.append(f"  {interval:<11} {figure.n:>6,}")
    return words


def bar(figure: Figure) -> Text:
    """Return a value between 0 and 1 as a bar, the interval as a lighter stretch around its end; nothing for other values."""
    if not 0 <= figure.value <= 1:
        return Text()
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    full, light = round(low * BAR), round(high * BAR)
    return Text.assemble(("█" * full, "cyan"), ("▒" * (light - full), "cyan"), ("·" * (BAR - light), DIM))


# ---- errors -----------------------------------------------------------------------------------------------------------------------


def _write_errors(arguments: Namespace, score: Score) -> None:
    if not score.errors:
        if not arguments.quiet:
            say("no errors")
        return
    path = write_errors_to(score, Path(arguments.errors)) if arguments.errors else write_errors(score)
    kinds = Counter(error.kind for error in score.errors)
    told = listing((f"{number:,} {kind}" for kind, number in kinds.most_common()), most=4)
    if not arguments.quiet:
        say(f"{plural(len(score.errors), 'error')} ({told}) to read in {path}")
