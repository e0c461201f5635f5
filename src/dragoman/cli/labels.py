"""Short words for the parts of a record: who, when, where, what kind of fact. Pure: records in, styled text out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec
from rich.text import Text

from dragoman.records import ActorMention, Article, Count, Event, Statement, When, Where

QUAD_STYLE = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}  # verbal and material, cooperation and conflict
SOURCE_STYLE = "bright_blue"
RECIPIENT_STYLE = "magenta"
DIM = "dim"
NOBODY = "—"
STANCES = {
    "support": ("▲", "supports", "green"),
    "oppose": ("▼", "opposes", "red"),
    "neutral": ("◆", "neutral on", "blue"),
}
BASIS_WORDS = {"metadata": "from metadata", "url": "from the address", "text": "from the text", "given": "as given"}
PRECISION_WORDS = {1: "country", 2: "province", 3: "district", 4: "city", 5: "within a city"}

# What would move the cursor or reorder the line: an article must not be able to write on the reader's terminal.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")


def safe(text: str) -> str:
    """Return text of the same length with control and direction-override characters made visible."""
    return text.translate(_CONTROLS)


def flat(text: str) -> str:
    """Return safe text on one line with single spaces."""
    return " ".join(safe(text).split())


def code(mention: ActorMention) -> str:
    """Return country and sectors in one word, e.g. "CHN GOV"; empty where nothing is known."""
    return " ".join(part for part in (mention.country, *mention.sectors) if part)


def who(mention: ActorMention, style: str = "") -> Text:
    """Return an actor's name with its country and sectors small beside it."""
    text = Text(flat(mention.name or mention.evidence.quote), style=f"bold {style}".strip())
    known = code(mention)
    return Text.assemble(text, (f" ({known})", DIM)) if known else Text.assemble(text)


def people(mentions: Sequence[ActorMention], style: str = "") -> Text:
    """Return all actors of one side, separated by commas; a dash for nobody."""
    return Text(", ").join(who(m, style) for m in mentions) if mentions else Text(NOBODY, style=DIM)


def kind(event: Event) -> Text:
    """Return type and modes as PLOVER writes them, e.g. "ASSAULT/aerial", in the colour of their quad class."""
    return Text(
        "/".join((event.type, "+".join(event.modes))) if event.modes else event.type,
        style=f"bold {QUAD_STYLE[event.quad]}",
    )


def dyad(event: Event) -> Text:
    """Return "WHO → TYPE/mode → WHOM"; without recipients the second arrow is left out."""
    text = Text.assemble(people(event.sources, SOURCE_STYLE), " → ", kind(event))
    if event.recipients:
        text = Text.assemble(text, " → ", people(event.recipients, RECIPIENT_STYLE))
    return text


def badges(event: Event) -> list[str]:
    """Return what keeps an event from being a plain fact, in words."""
    return ([event.relation] if event.relation else []) + _unreal(event)


def obstacles(event: Event) -> list[str]:
    """Return what keeps an event out of default views: its badges without a relation that does not, such as reported."""
    alone = msgspec.structs.replace(event, negated=False, tense="past", hypothetical=False, historical=False)
    return _unreal(event) if alone.current else badges(event)


def _unreal(event: Event) -> list[str]:
    tense = ["future"] if event.tense == "future" else []
    return tense + [name for name in ("negated", "hypothetical", "historical") if getattr(event, name)]


def day(iso: str, *, year: bool = True) -> str:
    """Return "14 Mar 2024" for an ISO day; what is not one comes back as it is."""
    try:
        parsed = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%b}" + (f" {parsed:%Y}" if year else "")


def published(article: Article) -> str:
    """Return the publication date in words with its basis."""
    if not article.published:
        return "undated"
    try:
        moment = datetime.fromisoformat(article.published)
    except ValueError:
        return flat(article.published)
    words = f"{moment:%A} {moment.day} {moment:%B %Y}"
    if "T" in article.published:
        words += f", {moment:%H:%M}"
    basis = BASIS_WORDS.get(article.published_basis)
    return f"{words} ({basis})" if basis else words


def period(when: When) -> str:
    """Return the interval in as few words as its granularity needs; empty where unresolved."""
    first, last = when.first, when.last or when.first
    if first is None or last is None:
        return ""
    if when.granularity == "year" and first[:4] == last[:4]:
        return first[:4]
    if when.granularity == "decade":
        return f"{first[:4]}s"
    if when.granularity == "month" and first[:7] == last[:7]:
        return day(first).split(" ", 1)[1]
    if first == last:
        return day(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:10])}–{day(last)}"
    return f"{day(first, year=first[:4] != last[:4])} – {day(last)}"


def when_words(when: When) -> str:
    """Return an event's date with its basis, e.g. "14 Mar 2024 (relative)"."""
    words = period(when)
    return f"{words} ({when.basis})" if words else "date open"


def where_words(where: Where) -> str:
    """Return an event's place with country, precision and basis, e.g. "Gao, MLI (city, stated)"."""
    if not where.name:
        return "place open"
    name = f"{flat(where.name)}, {where.country}" if where.country else flat(where.name)
    notes = [PRECISION_WORDS.get(where.precision, ""), "" if where.basis == "unresolved" else where.basis]
    kept = ", ".join(note for note in notes if note)
    return f"{name} ({kept})" if kept else name


def count_words(count: Count) -> str:
    """Return a number of people, e.g. "at least 17 killed", "17–20 killed"."""
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.low}–{count.high} {count.kind}"
    if count.low is not None and count.high is None:
        return f"at least {count.low} {count.kind}"
    if count.high is not None and count.low is None:
        return f"at most {count.high} {count.kind}"
    if count.best is None:
        return f"{count.kind}: {flat(count.evidence.quote)}"
    return f"{count.best} {'participant' if count.kind == 'participants' and count.best == 1 else count.kind}"


def speaker_name(statement: Statement) -> str:
    """Return who speaks, in plain words."""
    if statement.speaker is None:
        return "someone unnamed"
    return flat(statement.speaker.name or statement.speaker.evidence.quote)


def plural(number: int, noun: str, several: str = "") -> str:
    """Return "1 event", "2,000 events"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def listing(words: Iterable[str], *, most: int = 6) -> str:
    """Return words joined by commas, with "and N more" after the first few."""
    every = list(words)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")
