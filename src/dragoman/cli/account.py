"""Why a sentence was coded as it was, told in the order in which it is decided. Pure: an Account in, a rich renderable out.

What came out stands first; then clauses, actors, candidates, events, statements and positions, each with its reasons.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.grammar import trees
from dragoman.cli.labels import DIM, SOURCE_STYLE, flat
from dragoman.cli.layout import Hanging, Look, Narrow, highlighted, indent, section, superscript, thin_rule
from dragoman.cli.reasons import Beside, named, reasons
from dragoman.cli.render import SHORT_ID, content, event_marks, head, manners
from dragoman.cli.weighed import candidates
from dragoman.events.code import SentenceTrace
from dragoman.language.forms import Clause, Sentence
from dragoman.lexicon.ontology import Ontology
from dragoman.records import ActorMention, Article, Event, Position, Statement, Why

MARGIN = 4
LABEL = 12  # columns of the word that says what a line is about
BASES = {
    "name": "a name that the knowledge base has",
    "title+name": "a title with a name",
    "title+country": "an office or body, and its country",
    "demonym": "the word for a country's people, standing for the country",
    "metonym": "a place that stands for its government",
    "pronoun": "a pronoun, standing for someone named before",
    "description": "a description; nobody in particular is known",
    "list": "one of a list",
    "unknown-name": "a name that the knowledge base does not have",
}


class Account(NamedTuple):
    """Everything that decided about one sentence: its parse, who stands in it, what was weighed, and the records that came out.

    `opens`: whether the gate would have let it through on its own. `published`: the article's ISO day, None where it is not known.
    """

    sentence: Sentence
    clauses: tuple[Clause, ...]
    mentions: tuple[ActorMention, ...]
    trace: SentenceTrace
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    opens: bool
    ontology: Ontology
    published: str | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each event as the text shows it."""
        return {event.id: n for n, event in enumerate(self.events, 1)}


def account(case: Account, look: Look, *, article: Article | None = None, focus: str = "") -> RenderableType:
    """Return the whole account of a sentence, below the head of its article where one is given.

    With the id of an event as `focus`, only that one is told in full.
    """
    parts = [
        head(article) if article else thin_rule(),
        *_outcome(case, look),
        *_clauses(case),
        *_actors(case.mentions),
        *_candidates(case),
        *_events(case, focus),
        *_statements(case),
        *_positions(case.positions),
        Text(),
    ]
    return Narrow(Group(*parts))


# ---- what came out ----------------------------------------------------------------------------------------------------------------


def _outcome(case: Account, look: Look) -> Iterator[RenderableType]:
    sentence, numbers = case.sentence, case.numbers
    marks = [mark for event in case.events for mark in event_marks(event, numbers[event.id])]
    yield indent(highlighted(sentence.text, sentence.start, marks, look), 0)
    yield thin_rule()
    yield Text()
    for event in case.events:
        yield Hanging(headline(event, numbers), _sign(event, numbers))
    for statement in case.statements:
        yield Hanging(_speaking(statement), Text(" ❝  ", style="cyan"))
    for position in case.positions:
        yield Hanging(_standing(position), _side(position))
    if not (case.events or case.statements or case.positions):
        yield indent(Text(_nothing(case)), MARGIN)


def _nothing(case: Account) -> str:
    """Return why a sentence gave nothing."""
    if not case.opens:
        return "Nothing was coded: no word of it opens an event, a statement or a position. In an article it would not even be parsed."
    if not case.trace.candidates:
        return "Nothing was coded: no entry of the event lexicon fits its words, and nobody is said to say anything."
    return "Nothing was coded: every entry that fits its words was ruled out, for the reasons below."


def headline(event: Event, numbers: Mapping[str, int]) -> Text:
    """Return an event as WHO → TYPE/mode → WHOM with what keeps it from being a plain fact."""
    line = labels.dyad(event)
    for badge in labels.badges(event):
        line = Text.assemble(line, "  ", (f"[{badge}{_inside(event, badge, numbers)}]", "bold yellow"))
    return line


def _inside(event: Event, badge: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(event.within or "", 0)
    return f" in{superscript(number)}" if badge == event.relation and number else ""


def _sign(event: Event, numbers: Mapping[str, int]) -> Text:
    dot = ("●", labels.QUAD_STYLE[event.quad]) if event.current else ("○", DIM)
    sign = Text.assemble(" ", dot, superscript(numbers.get(event.id, 0)))
    sign.pad_right(max(0, MARGIN - sign.cell_len))
    return sign


# ---- clauses, actors, candidates --------------------------------------------------------------------------------------------------


def _clauses(case: Account) -> Iterator[RenderableType]:
    nouns = {c.clause.predicate: c.clause for c in case.trace.candidates if c.clause.kind == "nominal"}
    clauses = [*case.clauses, *nouns.values()]
    yield section("Clauses", "" if clauses else "none: there is no verb in it")
    if clauses:
        yield Text()
        yield from trees(case.sentence, clauses)


def _actors(mentions: Sequence[ActorMention]) -> Iterator[RenderableType]:
    yield section("Actors", "" if mentions else "none")
    for mention in mentions:
        yield Text()
        words = Text.assemble("“", flat(mention.evidence.quote), "” is ", labels.who(mention))
        yield indent(Text.assemble(words, *((f"  {mention.actor_id}", DIM),) if mention.actor_id else ()), MARGIN)
        yield indent(Text(_known_by(mention), style=DIM), MARGIN)


def _known_by(mention: ActorMention) -> str:
    """Return how a mention is known; the entry of a name is worth a word only where it is not what stands in the text."""
    reason, basis = mention.why, BASES[mention.basis]
    if reason.rule == "name" and not reason.note and reason.entry == mention.evidence.quote:
        return basis
    return f"{basis}: {why(reason)}"


def why(reason: Why) -> str:
    """Return a Why in words: the rule, the entry, what it noted."""
    named = f"{reason.rule} “{flat(reason.entry)}”" if reason.entry else reason.rule
    return ", ".join(part for part in (named, flat(reason.note), reason.model) if part)


def ruled(reason: Why) -> str:
    """Return a Why as the grammar's rule and the lexicon's entry."""
    parts = (f"rule {reason.rule}", f"entry {reason.entry}" if reason.entry else "", flat(reason.note), reason.model)
    return "; ".join(part for part in parts if part)


def _candidates(case: Account) -> Iterator[RenderableType]:
    trace = case.trace
    yield section("Candidates", "✓ wins  · fits less well  ✗ ruled out" if trace.candidates else "none")
    if trace.candidates:
        yield Text()
        yield from candidates(case.sentence, trace, case.ontology)


# ---- events -----------------------------------------------------------------------------------------------------------------------


def _events(case: Account, focus: str) -> Iterator[RenderableType]:
    told = [event for event in case.events if not focus or event.id == focus]
    if not told:
        return
    yield section("Events")
    beside = Beside(case.sentence, case.statements, case.numbers, case.published)
    drafts = dict(zip((e.id for e in case.trace.events), case.trace.drafts, strict=True))
    for event in told:
        yield Text()
        yield Hanging(headline(event, case.numbers), _sign(event, case.numbers))
        for label, words in reasons(event, drafts.get(event.id), beside):
            yield line(label, words)


def line(label: str, words: str | Text) -> RenderableType:
    """Return what something rests on: a label, and beside it the words."""
    text = words if isinstance(words, Text) else Text(words)
    return Hanging(text, Text(f"{'':<{MARGIN}}{label:<{LABEL}}", style=DIM))


# ---- statements and positions -----------------------------------------------------------------------------------------------------


def _statements(case: Account) -> Iterator[RenderableType]:
    if not case.statements:
        return
    yield section("Statements")
    for statement in case.statements:
        yield Text()
        yield Hanging(_speaking(statement), Text(" ❝  ", style="cyan"))
        if statement.cue is not None:
            yield line("cue", f"“{flat(statement.cue.quote)}”, of the class {statement.cue_class}")
        yield line("because", ruled(statement.why))
        yield line("words", content(statement))
        if statement.via is not None:
            yield line("through", f"“{flat(statement.via.quote)}”")
        inside = [named(i, case.numbers) for i in statement.events]
        if inside:
            yield line("says", ", ".join(inside))
        yield line("", Text(f"confidence {statement.confidence:.2f}, id {statement.id[:SHORT_ID]}", style=DIM))


def _speaking(statement: Statement) -> Text:
    speaker = labels.who(statement.speaker, SOURCE_STYLE) if statement.speaker else Text("someone unnamed", style=DIM)
    cue = f": {flat(statement.cue.quote)}" if statement.cue else ""
    return Text.assemble(speaker, (cue, "bold"), "  ", (f"[{', '.join(manners(statement))}]", DIM))


def _positions(positions: Sequence[Position]) -> Iterator[RenderableType]:
    if not positions:
        return
    yield section("Positions")
    for position in positions:
        yield Text()
        yield Hanging(_standing(position), _side(position))
        if position.cue is not None:
            yield line("cue", f"“{flat(position.cue.quote)}”")
        yield line("because", ruled(position.why))
        yield line("", Text(f"strength {position.strength:.1f}, confidence {position.confidence:.2f}", style=DIM))


def _side(position: Position) -> Text:
    sign, _, style = labels.STANCES[position.stance]
    return Text(f" {sign}  ", style=style)


def _standing(position: Position) -> Text:
    _, verb, style = labels.STANCES[position.stance]
    return Text.assemble(
        labels.who(position.holder, SOURCE_STYLE), " ", (verb, style), f" “{flat(position.object.quote)}”"
    )
