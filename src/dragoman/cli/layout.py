"""Typography shared by all views: hanging indents, rules between sections, evidence highlighted in its sentence."""

from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.labels import DIM, safe

MEASURE = 112  # longer lines do not read well, however wide the terminal is
SEPARATOR = " · "
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How a view is to look: `plain` marks a trigger with ‹ › where there is no colour to do it."""

    plain: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a part to be shown in a style; `number` ties it to one of several events of its sentence."""

    start: int
    end: int
    style: str
    trigger: bool = False
    number: int = 0


class Hanging:
    """Text that wraps behind a prefix: one on its first line, another on the lines that follow."""

    def __init__(self, content: Text, first: Text, rest: Text | None = None) -> None:
        self.content = content
        self.first = first
        self.rest = rest if rest is not None else Text(" " * first.cell_len)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        width = max(20, options.max_width - self.first.cell_len)
        prefix = self.first
        for line in self.content.wrap(console, width, tab_size=1):
            whole = Text.assemble(prefix, line)
            whole.rstrip()
            whole.no_wrap, whole.overflow = True, "ignore"
            yield whole
            prefix = self.rest

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return that it takes all the room there is."""
        return Measurement(20, options.max_width)


class Narrow:
    """A view kept to a readable measure on wide terminals."""

    def __init__(self, content: RenderableType) -> None:
        self.content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the content at no more than the measure."""
        yield from console.render(self.content, options.update(width=min(options.max_width, MEASURE)))


class Sides:
    """Two short texts at both ends of one line. Where they do not fit a terminal, the left one gives way; elsewhere the line is longer."""

    def __init__(self, left: Text, right: Text) -> None:
        self.left = left
        self.right = right

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the line."""
        left, terminal = self.left.copy(), console.is_terminal
        room = options.max_width - self.right.cell_len
        if terminal:
            left.truncate(max(room - 1, 10) if self.right.plain else room, overflow="ellipsis")
        if self.right.plain:
            left.pad_right(max(room - left.cell_len, 1 if terminal else 2))
        line = Text.assemble(left, self.right)
        line.no_wrap, line.overflow = True, "ellipsis" if terminal else "ignore"
        yield line


class Packed:
    """Short items separated by middle dots; lines break between items, not inside them."""

    def __init__(self, items: Iterable[str | Text], margin: int) -> None:
        self.items = [item if isinstance(item, Text) else Text(item) for item in items]
        self.margin = margin

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield as few lines as the items need."""
        room = options.max_width - self.margin
        line = Text()
        for item in (item for item in self.items if item.plain):
            joined = Text.assemble(line, (SEPARATOR, DIM), item) if line.plain else item
            if line.plain and joined.cell_len > room:
                yield indent(line, self.margin)
                joined = item
            line = joined
        yield indent(line, self.margin)


def indent(content: Text, by: int) -> Hanging:
    """Return text that hangs `by` columns from the left."""
    return Hanging(content, Text(" " * by))


def section(title: str, note: str = "") -> Group:
    """Return a section's heading with a note at the right end."""
    heading = Text(title.upper(), style="bold")
    return Group(Text(), Sides(heading, Text(note, style=DIM)) if note else heading)


def thin_rule() -> Rule:
    """Return the line between the head and the record."""
    return Rule(style=DIM, characters="─")


def superscript(number: int) -> str:
    """Return a small raised number; nothing for zero."""
    return str(number).translate(SUPERSCRIPTS) if number else ""


def highlighted(text: str, start: int, marks: Sequence[Mark], look: Look) -> Text:
    """Return a sentence that begins at offset `start` of its part, with its marks in style; newlines become spaces."""
    shown = Text(safe(text).replace("\n", " "))
    inside = [m for m in marks if start <= m.start < m.end <= start + len(text)]
    for mark in inside:
        shown.stylize(mark.style, mark.start - start, mark.end - start)
    return _with_signs(shown, start, [m for m in inside if m.trigger], look)


def _with_signs(shown: Text, start: int, triggers: Sequence[Mark], look: Look) -> Text:
    """Insert the signs that stand for style and number: ‹ before a trigger, › and its event's number behind it."""
    signs: dict[int, str] = {}
    for begin, end in dict.fromkeys((m.start, m.end) for m in triggers):
        numbers = "·".join(superscript(m.number) for m in triggers if (m.start, m.end) == (begin, end) and m.number)
        if look.plain:
            signs[begin - start] = signs.get(begin - start, "") + "‹"
        signs[end - start] = ("›" if look.plain else "") + numbers + signs.get(end - start, "")
    cuts = sorted(signs)
    pieces = shown.divide(cuts)
    result = pieces[0]
    for cut, piece in zip(cuts, list(pieces)[1:], strict=True):
        result = Text.assemble(result, (signs[cut], "bold"), piece)
    return result
