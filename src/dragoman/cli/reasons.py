"""What each part of an event rests on, in words: the step that made it, who stands where, fact, day, place, whose word it is. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.labels import DIM, RECIPIENT_STYLE, SOURCE_STYLE, flat
from dragoman.cli.layout import superscript
from dragoman.cli.render import SHORT_ID
from dragoman.cli.weighed import SLOT_NAMES
from dragoman.events.draft import Draft
from dragoman.language.forms import Sentence
from dragoman.records import ActorMention, Event, Evidence, Statement, When, Where
from dragoman.when_where.told import dates_of

WHEN_BASES = {
    "stated": "as stated",
    "relative": "counted from the day of publication",
    "dateline": "from the dateline",
    "publication": "the day of publication, for news told as new",
}
WHERE_BASES = {
    "stated": "as stated",
    "nearby": "from a sentence before that it goes on from",
    "dateline": "from the dateline",
    "actor": "where an actor stands",
}
FUTURE_RULE = "future "
OPERATOR_RULE = "operator over "


class Beside(NamedTuple):
    """What stands beside an event: its sentence with its statements and the numbers of its events, and the article's day."""

    sentence: Sentence
    statements: tuple[Statement, ...]
    numbers: Mapping[str, int]
    published: str | None = None


def reasons(event: Event, draft: Draft | None, beside: Beside) -> Iterator[tuple[str, str | Text]]:
    """Yield (label, words) for each part of an event; `draft` is what was written down as the event, where it is known."""
    yield "because", _because(event, draft, beside.sentence)
    if event.within and event.relation:
        yield "part of", f"{_holder(event.within, beside)}, as {event.relation}"
    for label, mentions, style in (
        ("who", event.sources, SOURCE_STYLE),
        ("to whom", event.recipients, RECIPIENT_STYLE),
    ):
        for mention in mentions:
            yield label, Text.assemble(labels.who(mention, style), f", {_place(mention, draft, beside.sentence)}")
    yield "fact", _fact(event)
    for context in event.contexts:
        yield "about", f"{context.name.replace('_', ' ')}: “{flat(context.evidence.quote)}”"
    for count in event.counts:
        yield "how many", f"{labels.count_words(count)}: “{flat(count.evidence.quote)}”"
    yield "when", _when(event.when, beside)
    yield "where", _where(event.where)
    for label, ids in (("said by", event.asserted_by), ("denied by", event.denied_by)):
        speakers = [labels.speaker_name(s) for s in beside.statements if s.id in ids]
        if speakers:
            yield label, ", ".join(dict.fromkeys(speakers))
    if event.why.model:
        yield "model", f"{event.why.model}, for this word"
    yield "coded", _coded(event)


def _because(event: Event, draft: Draft | None, sentence: Sentence) -> str:
    """Return the step that made the event: an entry of the lexicon, an operator over another event, or what a future event is today."""
    rule, entry = event.why.rule, event.why.entry
    trigger = f"“{flat(event.trigger.quote)}”"
    if rule.startswith(OPERATOR_RULE):
        inner = event.why.note.rpartition(" of ")[2]
        return f"{trigger} is operator {entry}; over {rule.removeprefix(OPERATOR_RULE)} (entry {inner}) it makes {event.type}"
    if rule.startswith(FUTURE_RULE):
        return f"{trigger}, entry {entry}, is {rule}: of those who will do it, that is {event.type} today"
    part = {"verbal": "the verb", "nominal": "the noun"}.get(rule, f"rule {rule}:")
    merged = f", {event.why.note}" if event.why.note else ""
    carried = _carrier(draft, sentence)
    return f"{part} {trigger}{carried} fits entry {entry}{merged}"


def _carrier(draft: Draft | None, sentence: Sentence) -> str:
    light = draft.clause.light if draft is not None else None
    return f", carried by “{flat(sentence.tokens[light].text)}”," if light is not None else ""


def _holder(holder: str, beside: Beside) -> str:
    """Return what holds an event: another event by its number, or a statement by who makes it."""
    statement = next((s for s in beside.statements if s.id == holder), None)
    if statement is None:
        return named(holder, beside.numbers)
    cue = f" (“{flat(statement.cue.quote)}”)" if statement.cue else ""
    return f"the statement of {labels.speaker_name(statement)}{cue}"


def named(event_id: str, numbers: Mapping[str, int]) -> str:
    """Return what an event is called in an account: its number, else the beginning of its id."""
    number = numbers.get(event_id, 0)
    return f"event {superscript(number)}" if number else event_id[:SHORT_ID]


def _place(mention: ActorMention, draft: Draft | None, sentence: Sentence) -> str:
    """Return where a mention stands in its event's clause, and what it rests on."""
    slot = (
        next((a.slot for a in draft.clause.arguments if _covers(sentence, a.phrase.first, a.phrase.last, mention)), "")
        if draft
        else ""
    )
    words = f"“{flat(mention.evidence.quote)}”"
    where = f"its {slot}" if slot in SLOT_NAMES else f"behind “{slot}”"
    return f"{words}, {where}" if slot else words


def _covers(sentence: Sentence, first: int, last: int, mention: ActorMention) -> bool:
    tokens = sentence.tokens
    return tokens[first].start <= mention.evidence.start and mention.evidence.end <= tokens[last - 1].end


def _fact(event: Event) -> str:
    """Return whether it is told as having happened, and the words that say otherwise."""
    flags = [*(["negated"] if event.negated else []), *(["hypothetical"] if event.hypothetical else [])]
    flags += ["historical"] if event.historical else []
    tense = f"told as {event.tense}" + (", so it has not happened yet" if event.tense == "future" else "")
    words = _quoted(event.factuality)
    return ", ".join((tense, *flags)) + (f": {words}" if words else "")


def _quoted(evidence: Iterable[Evidence]) -> str:
    return ", ".join(f"“{flat(e.quote)}”" for e in evidence)


def _when(when: When, beside: Beside) -> str:
    if not when.first:
        return f"open: {_undated(beside)}"
    words = f", “{flat(when.evidence.quote)}”" if when.evidence else ""
    return f"{labels.period(when)}{words}, {WHEN_BASES.get(when.basis, when.basis)}"


def _undated(beside: Beside) -> str:
    """Return why an event has no day: without the article's, what is counted from it stays open."""
    if beside.published:
        return "nothing in the text dates it"
    waiting = [e.quote for e in dates_of(beside.sentence.text, None) if e.first is None and e.last is None]
    if not waiting:
        return "nothing in the text dates it, and its day of publication is not known"
    words = " and ".join(f"“{flat(quote)}”" for quote in waiting)
    return f"{words} cannot be counted without the day of publication (--published)"


def _where(where: Where) -> str:
    if not where.name:
        return "open: nothing in the text places it"
    words = f", “{flat(where.evidence.quote)}”" if where.evidence else ""
    name = ", ".join(part for part in (flat(where.name), where.admin1, where.country) if part)
    precision = labels.PRECISION_WORDS.get(where.precision, "")
    geonames = f", GeoNames {where.geonames}" if where.geonames else ""
    return (
        f"{name}{f' ({precision})' if precision else ''}{words}, {WHERE_BASES.get(where.basis, where.basis)}{geonames}"
    )


def _coded(event: Event) -> Text:
    cameo = f"CAMEO {event.cameo}" if event.cameo else "no CAMEO code"
    score = f", score {event.why.score:.2f}" if event.why.score is not None else ""
    words = (
        f"{cameo}, intensity {event.intensity:+.1f}, confidence {event.confidence:.2f}{score}, id {event.id[:SHORT_ID]}"
    )
    return Text(words, style=DIM)
