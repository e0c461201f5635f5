"""Many articles: a line for each with its events below, and a closing table. Pure: records in, rich renderables out."""

from collections import Counter
from collections.abc import Iterator

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.labels import DIM, flat
from dragoman.cli.layout import Hanging, Narrow, Sides
from dragoman.records import Event, Problem, Reading

NOTES = frozenset({"undated", "unbalanced_quotes"})  # said of an article that was coded all the same
BAR = 24
FIRST_WORDS = 80  # characters of a text that stand for its title


class Tally(msgspec.Struct, kw_only=True):
    """Running totals of a run."""

    articles: int = 0
    characters: int = 0
    events: int = 0
    current: int = 0
    statements: int = 0
    positions: int = 0
    types: Counter[str] = msgspec.field(default_factory=Counter)
    quads: dict[str, int] = msgspec.field(default_factory=dict)
    problems: Counter[str] = msgspec.field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        """Count a reading and its problems."""
        self.articles += 1
        self.characters += len(reading.article.text)
        self.events += len(reading.events)
        self.statements += len(reading.statements)
        self.positions += len(reading.positions)
        for event in reading.events:
            self.quads[event.type] = event.quad
            self.current += event.current
            self.types[event.type] += event.current
        for problem in reading.problems:
            self.count(problem)

    def count(self, problem: Problem) -> None:
        """Count a problem."""
        self.problems[problem.kind] += 1

    @property
    def failures(self) -> int:
        """How many problems kept something from being coded: what exit status 1 stands for."""
        return sum(number for kind, number in self.problems.items() if kind not in NOTES)


def compact(reading: Reading) -> RenderableType:
    """Return one head line and one line for each event."""
    article = reading.article
    title = Text(flat(article.title) or _beginning(article.text) or flat(article.uri), style="bold")
    date = labels.day(article.published) if article.published else "undated"
    left = Text.assemble((f"{date:<11}  ", DIM), title)
    right = Text(f"{flat(article.outlet or '')}  {len(reading.events)} ev · {len(reading.statements)} st", style=DIM)
    problems = [
        Hanging(Text(f"{p.kind.replace('_', ' ')}: {flat(p.message)}", style="yellow"), Text("  ! ", style="yellow"))
        for p in reading.problems
    ]
    return Narrow(Group(Sides(left, right), *(_event_line(event) for event in reading.events), *problems))


def _beginning(text: str) -> str:
    """Return the first words of a text that has no title."""
    words = flat(text[: 2 * FIRST_WORDS])
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def _event_line(event: Event) -> RenderableType:
    sign = ("●", labels.QUAD_STYLE[event.quad]) if event.current else ("○", DIM)
    left = Text.assemble("  ", sign, " ", labels.dyad(event))
    left.append("".join(f" [{badge}]" for badge in labels.badges(event)), style="yellow")
    right = Text("  ".join(part for part in (labels.period(event.when), flat(event.where.name)) if part), style=DIM)
    return Sides(left, right)


def closing(tally: Tally, seconds: float) -> RenderableType:
    """Return the table that ends a run: totals, speed, current events by type."""
    told = [Text(), Text(f"problems: {kinds(tally)}")] if tally.problems else []
    return Narrow(Group(Text(), _totals(tally, seconds), *_types(tally), *told, Text()))


def kinds(tally: Tally) -> str:
    """Return how many problems of each kind there were, e.g. "3 no body, 1 empty"."""
    return ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in tally.problems.most_common())


def _totals(tally: Tally, seconds: float) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    columns = {
        "articles": f"{tally.articles:,}",
        "events": f"{tally.events:,}",
        "current": f"{tally.current:,}",
        "statements": f"{tally.statements:,}",
        "positions": f"{tally.positions:,}",
        "problems": f"{sum(tally.problems.values()):,}",
        "time": clock(seconds),
    }
    if tally.articles > 1 and seconds > 0:
        columns["a second"] = f"{tally.articles / seconds:.1f}"
    for _ in columns:
        table.add_column(justify="right")
    table.add_row(*(Text(name, style=DIM) for name in columns))
    table.add_row(*(Text(value, style="bold") for value in columns.values()))
    return table


def _types(tally: Tally) -> Iterator[RenderableType]:
    """Yield how many current events of each type there are, as bars."""
    counted = [(name, number) for name, number in tally.types.most_common() if number]
    if not counted:
        return
    most = counted[0][1]
    width = len(f"{most:,}")
    yield Text()
    for name, number in sorted(counted, key=lambda item: (-item[1], item[0])):
        bar = "█" * max(1, round(number / most * BAR))
        yield Text.assemble(
            (f"{name:<9}", "bold"), f"  {number:>{width},}  ", (bar, labels.QUAD_STYLE[tally.quads[name]])
        )


def clock(seconds: float) -> str:
    """Return a duration as "0.4 s", "12 s", "3:07" or "2:03:07"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes == 0:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
