"""One article's reading as a record to read in a terminal. Pure: a Reading in, a rich renderable out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.article.language import name_of
from dragoman.cli import labels
from dragoman.cli.labels import DIM, RECIPIENT_STYLE, SOURCE_STYLE, flat
from dragoman.cli.layout import (
    Hanging,
    Look,
    Mark,
    Narrow,
    Packed,
    highlighted,
    indent,
    section,
    superscript,
    thin_rule,
)
from dragoman.records import ActorMention, Article, Event, Position, Reading, Statement

MARGIN = 4
SHORT_ID = 10


def record(reading: Reading, look: Look) -> RenderableType:
    """Return the whole record of one article: head, events, statements, positions, actors, what was left out."""
    parts = [
        head(reading.article),
        *events_section(reading, look),
        *statements_section(reading.statements),
        *positions_section(reading.positions),
        *actors_section(reading.actors),
        *left_out_section(reading),
        Text(),
    ]
    return Narrow(Group(*parts))


def head(article: Article) -> RenderableType:
    """Return title, outlet, byline, date with its basis, language, length and id."""
    title = Text(flat(article.title) or "(no title)", style="bold" if article.title else DIM)
    named = [flat(article.outlet or ""), flat(article.byline or ""), labels.published(article)]
    measured = [name_of(article.language), labels.plural(len(article.text), "character"), f"id {article.id[:SHORT_ID]}"]
    address = Text(flat(article.uri), style=DIM)
    return Group(
        thin_rule(),
        indent(title, 0),
        Packed(named, 0),
        Packed((Text(part, style=DIM) for part in measured), 0),
        indent(address, 0),
        thin_rule(),
    )


# --- events ---------------------------------------------------------------------------------------------------------------------


def events_section(reading: Reading, look: Look) -> Iterator[RenderableType]:
    """Yield the events in text order, those of one sentence above the sentence that reports them."""
    if not reading.events:
        yield section("Events", "none")
        return
    current = sum(event.current for event in reading.events)
    other = len(reading.events) - current
    yield section("Events", f"{current} current" + (f", {other} not (○)" if other else ""))
    ordered = sorted(reading.events, key=_place)
    for _, group in groupby(ordered, key=_sentence):
        yield Text()
        yield from _sentence_group(list(group), reading, look)


def _place(event: Event) -> tuple[int, int, int]:
    span = event.sentence_evidence
    return (span.part == "text", span.start, event.trigger.start)


def _sentence(event: Event) -> tuple[str, int]:
    return (event.sentence_evidence.part, event.sentence_evidence.start)


def _sentence_group(events: Sequence[Event], reading: Reading, look: Look) -> Iterator[RenderableType]:
    numbers = {event.id: n if len(events) > 1 else 0 for n, event in enumerate(events, 1)}
    for event in events:
        yield from event_lines(event, numbers, reading.statements)
    evidence = events[0].sentence_evidence
    marks = [mark for event in events for mark in event_marks(event, numbers[event.id])]
    text = highlighted(evidence.quote, evidence.start, [m for m in marks if m.start >= evidence.start], look)
    bar = Text(" " * MARGIN + "│ ", style=DIM)
    label = "title" if evidence.part == "title" else ""
    if label:
        text = Text.assemble((f"{label}: ", DIM), text)
    yield Hanging(text, bar, bar)


def event_lines(event: Event, numbers: dict[str, int], statements: Sequence[Statement]) -> Iterator[RenderableType]:
    """Yield an event as WHO → TYPE/mode → WHOM, and below it when, where, how many, who says so, how sure."""
    sign = Text.assemble(
        " ", ("●", labels.QUAD_STYLE[event.quad]) if event.current else ("○", DIM), superscript(numbers[event.id])
    )
    sign.pad_right(MARGIN - sign.cell_len)
    line = labels.dyad(event)
    for badge in _badges(event, numbers):
        line = Text.assemble(line, "  ", (f"[{badge}]", "bold yellow"))
    yield Hanging(line, sign)
    yield Packed(_details(event, statements), MARGIN)


def _badges(event: Event, numbers: dict[str, int]) -> list[str]:
    badges = labels.badges(event)
    if event.relation and numbers.get(event.within or "", 0):
        badges[0] = f"{badges[0]} in{superscript(numbers[event.within or ''])}"
    return badges


def _details(event: Event, statements: Sequence[Statement]) -> Iterator[str | Text]:
    if event.when.first or event.where.name:
        yield labels.when_words(event.when)
        yield labels.where_words(event.where)
    else:
        yield "date and place open"
    yield from (labels.count_words(count) for count in event.counts)
    yield from _said(event, statements)
    if event.contexts:
        yield Text("about " + ", ".join(context.name.replace("_", " ") for context in event.contexts))
    yield Text(f"confidence {event.confidence:.2f}", style=DIM)
    yield Text(event.id[:SHORT_ID], style=DIM)


def _said(event: Event, statements: Sequence[Statement]) -> Iterator[str]:
    speakers = {statement.id: labels.speaker_name(statement) for statement in statements}
    for words, ids in (("according to", event.asserted_by), ("denied by", event.denied_by)):
        names = dict.fromkeys(speakers[i] for i in ids if i in speakers)
        if names:
            yield f"{words} {labels.listing(names, most=3)}"


def event_marks(event: Event, number: int) -> Iterator[Mark]:
    """Yield the spans of an event that lie in the part of its sentence."""
    part = event.sentence_evidence.part
    for mentions, style in ((event.sources, SOURCE_STYLE), (event.recipients, RECIPIENT_STYLE)):
        for evidence in (mention.evidence for mention in mentions):
            if evidence.part == part:
                yield Mark(start=evidence.start, end=evidence.end, style=f"underline {style}")
    trigger = event.trigger
    yield Mark(
        start=trigger.start, end=trigger.end, style=f"bold {labels.QUAD_STYLE[event.quad]}", trigger=True, number=number
    )


# --- statements and positions ---------------------------------------------------------------------------------------------------


def statements_section(statements: Sequence[Statement]) -> Iterator[RenderableType]:
    """Yield who said what: speaker, cue and manner on one line, the words below."""
    if not statements:
        return
    direct = sum(statement.manner in ("direct", "mixed") for statement in statements)
    yield section(
        "Statements", labels.plural(len(statements), "statement") + (f", {direct} with quoted words" if direct else "")
    )
    for statement in sorted(statements, key=_content_place):
        yield Text()
        yield Hanging(_speaking(statement), Text(" ❝  ", style="cyan"))
        yield indent(content(statement), MARGIN)


def _content_place(statement: Statement) -> tuple[int, int]:
    first = statement.content[0] if statement.content else statement.cue
    return (first is not None and first.part == "text", first.start if first else 0)


def _speaking(statement: Statement) -> Text:
    speaker = labels.who(statement.speaker, SOURCE_STYLE) if statement.speaker else Text("someone unnamed", style=DIM)
    cue = flat(statement.cue.quote) if statement.cue else ""
    line = Text.assemble(speaker, *((": ", (cue, "bold")) if cue else ()))
    if statement.addressee:
        line = Text.assemble(line, " → ", labels.who(statement.addressee, RECIPIENT_STYLE))
    return Text.assemble(line, "  ", Text(f"[{', '.join(manners(statement))}]", style=DIM))


def manners(statement: Statement) -> Iterator[str]:
    """Yield what kind of statement it is: manner, class of the cue, kind of speaker, medium."""
    yield statement.manner
    if statement.cue_class != "say":
        yield statement.cue_class
    if statement.speaker_type not in ("unknown", "person"):
        yield statement.speaker_type
    if statement.via:
        yield f"via “{flat(statement.via.quote)}”"


def content(statement: Statement) -> Text:
    """Return the content's spans in order, what was quoted in quotation marks; an ellipsis stands for what is between two spans."""
    spans = Text(" … ").join(Text(flat(evidence.quote)) for evidence in statement.content)
    return Text.assemble("“", spans, "”") if statement.manner == "direct" else spans


def positions_section(positions: Sequence[Position]) -> Iterator[RenderableType]:
    """Yield where each holder stands: ▲ supports, ▼ opposes, ◆ neutral."""
    if not positions:
        return
    yield section("Positions", labels.plural(len(positions), "position"))
    yield Text()
    for position in positions:
        sign, verb, style = labels.STANCES[position.stance]
        object_ = Text.assemble(" “", flat(position.object.quote), "”")
        named = dict.fromkeys(
            flat(m.name) for m in position.object_actors if m.name and m.name not in position.object.quote
        )
        line = Text.assemble(labels.who(position.holder, SOURCE_STYLE), " ", (verb, style), object_)
        if named:
            line = Text.assemble(line, (f" ({labels.listing(named)})", DIM))
        sure = (f"  confidence {position.confidence:.2f}", DIM)
        yield Hanging(Text.assemble(line, sure), Text(f" {sign}  ", style=style))


# --- actors and what was left out -----------------------------------------------------------------------------------------------


def actors_section(mentions: Sequence[ActorMention]) -> Iterator[RenderableType]:
    """Yield the actors that were recognised, most mentioned first, and the phrases that stayed unresolved."""
    if not mentions:
        return
    known = [m for m in mentions if m.actor_id or m.country]
    counted = Counter((flat(m.name or m.evidence.quote), m.country) for m in known)
    unknown = dict.fromkeys(flat(m.evidence.quote) for m in mentions if not (m.actor_id or m.country))
    yield section("Actors", f"{len(counted)} recognised in {labels.plural(len(known), 'mention')}")
    yield Text()
    if counted:
        names = (_counted(*key, times) for key, times in counted.most_common())
        yield Packed(names, MARGIN)
    if unknown:
        yield indent(Text(f"not resolved: {labels.listing(unknown, most=8)}", style=DIM), MARGIN)


def _counted(name: str, code: str, times: int) -> Text:
    return Text.assemble(name, (f" ({code})" if code else "", DIM), (f" ×{times}" if times > 1 else "", "bold"))


def left_out_section(reading: Reading) -> Iterator[RenderableType]:
    """Yield what is not in the record or not current: furniture, contained and unreal events, problems."""
    lines = [line for line in (_furniture(reading.article), _not_current(reading.events)) if line]
    if not lines and not reading.problems:
        return
    yield section("Left out")
    yield Text()
    for line in lines:
        yield indent(Text(line), MARGIN)
    for problem in reading.problems:
        words = Text.assemble(
            (problem.kind.replace("_", " "), "bold yellow"), f": {flat(problem.message)} — {flat(problem.done)}"
        )
        yield Hanging(words, Text(" !  ", style="yellow"))


def _furniture(article: Article) -> str:
    if not article.furniture:
        return ""
    characters = sum(item.characters for item in article.furniture)
    kinds = (
        f"{item.kind.replace('_', ' ')}{f' ×{item.count}' if item.count > 1 else ''}" for item in article.furniture
    )
    return f"page furniture, {labels.plural(characters, 'character')}: {', '.join(kinds)}"


def _not_current(events: Sequence[Event]) -> str:
    reasons = Counter(labels.obstacles(event)[0] for event in events if not event.current)
    if not reasons:
        return ""
    return "events outside default views (○): " + ", ".join(
        f"{number} {reason}" for reason, number in reasons.most_common()
    )
