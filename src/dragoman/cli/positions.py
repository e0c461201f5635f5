"""`dragoman positions`: who supports and who opposes something, since when and in which words; how a holder's positions moved."""

import csv
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.cli import labels
from dragoman.cli.labels import DIM, SOURCE_STYLE, STANCES, flat, listing, plural
from dragoman.cli.layout import Hanging, Look, Mark, Narrow, Packed, highlighted, indent, section, thin_rule
from dragoman.cli.terminal import forgive_encodings, look, output, say
from dragoman.dataset.queries import open_dataset
from dragoman.errors import ConfigError
from dragoman.records import Record, Stance
from dragoman.stories.claims import (
    WORD,
    Claim,
    Contradiction,
    Join,
    PositionRow,
    contradictions,
    gather,
    held_by,
    on,
    position_rows,
    standings,
    stem,
)
from dragoman.stories.quotes import Quote, quotes_of

MARGIN = 4
MOST = 20  # claims of an overview, unless --limit says otherwise
MOST_QUOTES = 3  # sentences shown of one holder's positions
MOST_JOINS = 8  # reasons shown of one claim
SIDES: tuple[Stance, ...] = ("support", "oppose", "neutral")
SECTIONS = {"support": "Support", "oppose": "Oppose", "neutral": "Neutral"}


class Found(Record, kw_only=True):
    """What was asked for: the positions, the claims that they belong to, and their sentences by position."""

    asked: str
    rows: tuple[PositionRow, ...]
    claims: tuple[Claim, ...]
    quotes: dict[str, Quote]


def run(arguments: Namespace) -> int:
    """Print the positions that were asked for; return 0, or 1 where there is none."""
    forgive_encodings()
    if (arguments.on is not None and not arguments.on.strip()) or (
        arguments.holder is not None and not arguments.holder.strip()
    ):
        raise ConfigError("--on and --holder want words: --on 'grain embargo', --holder CHN")
    with open_dataset(Path(arguments.dataset)) as dataset:
        everything = position_rows(dataset)
        rows = _asked_for(arguments, everything)
        if not rows:
            return _nothing(arguments, everything)
        claims = tuple(_within(claim, rows) for claim in gather(everything) if _touches(claim, rows))
        found = Found(
            asked=_question(arguments), rows=rows, claims=claims, quotes=quotes_of(dataset, (r.id for r in rows))
        )
    write = {"table": _table, "csv": _csv, "jsonl": _jsonl}[arguments.format]
    write(arguments, found)
    return 0


# ---- what was asked for ---------------------------------------------------------------------------------------------------------------


def _asked_for(arguments: Namespace, everything: tuple[PositionRow, ...]) -> tuple[PositionRow, ...]:
    rows = everything if arguments.on is None else on(everything, arguments.on)
    return rows if arguments.holder is None else held_by(rows, arguments.holder)


def _question(arguments: Namespace) -> str:
    parts = [f"on “{arguments.on}”"] if arguments.on else []
    parts += [f"of {arguments.holder}"] if arguments.holder else []
    return "Positions " + " ".join(parts) if parts else "All positions"


def _nothing(arguments: Namespace, everything: Sequence[PositionRow]) -> int:
    """Say that nothing was found, with the objects or holders that come nearest."""
    if not everything:
        say(f"{arguments.dataset}: no position in this dataset")
        return 1
    near = _near(arguments, everything)
    hint = f"; there are positions {near}" if near else ""
    say(f"{arguments.dataset}: no position {_question(arguments).removeprefix('Positions ')}{hint}")
    return 1


def _near(arguments: Namespace, everything: Sequence[PositionRow]) -> str:
    """Return objects that hold one word of the query, else the holders with most positions on what was asked."""
    about = everything if arguments.on is None else on(everything, arguments.on)
    if about:
        names = Counter(flat(r.holder_name) for r in about)
        return "of " + listing(name for name, _ in names.most_common())
    some = (r for word in WORD.findall(arguments.on) for r in on(everything, word))
    objects = dict.fromkeys(f"“{flat(r.object)}”" for r in some)
    return "on " + listing(objects, most=3) if objects else ""


def _touches(claim: Claim, rows: Sequence[PositionRow]) -> bool:
    wanted = {r.id for r in rows}
    return any(m.id in wanted for m in claim.members)


def _within(claim: Claim, rows: Sequence[PositionRow]) -> Claim:
    """Return a claim with only some of its positions, and the reasons that tie these together."""
    wanted = {r.id for r in rows}
    members = tuple(m for m in claim.members if m.id in wanted)
    days = [m.day for m in members if m.day]
    return msgspec.structs.replace(
        claim,
        members=members,
        joins=tuple(j for j in claim.joins if {j.position, j.joined_to} <= wanted),
        first=min(days, default=""),
        last=max(days, default=""),
    )


# ---- to read --------------------------------------------------------------------------------------------------------------------------


def _table(arguments: Namespace, found: Found) -> None:
    console = output()
    shown = look(console)
    if arguments.over_time:
        body = _over_time(found, shown, arguments.limit)
    elif arguments.on is None and arguments.holder is None:
        body = _overview(found, arguments.limit or MOST)
    elif arguments.holder is None:
        body = _by_holder(found, shown, arguments.limit)
    else:
        body = _by_claim(found, shown, arguments.limit)
    console.print(Narrow(Group(*_head(found), *body, *_both_sides(found), *_reasons(found, arguments), Text())))


def _head(found: Found) -> Iterator[RenderableType]:
    holders, articles = len({r.holder for r in found.rows}), len({r.article_id for r in found.rows})
    days = [r.day for r in found.rows if r.day]
    counted = (
        f"{plural(len(found.rows), 'position')} of {plural(holders, 'holder')} in {plural(articles, 'article')}",
        _period(min(days), max(days)) if days else "undated",
    )
    yield thin_rule()
    yield Text(flat(found.asked), style="bold")
    yield Packed((Text(part, style=DIM) for part in counted), 0)
    yield thin_rule()


def _period(first: str, last: str) -> str:
    if not first:
        return "undated"
    return labels.day(first) if first == last else f"{labels.day(first)} – {labels.day(last)}"


def _by_holder(found: Found, shown: Look, limit: int | None) -> Iterator[RenderableType]:
    """Yield who supports, who opposes and who is neutral, each with its sentences: the earliest first."""
    every = standings(found.rows)
    for side in SIDES:
        held = [s for s in every if s.stance == side]
        if held:
            yield section(SECTIONS[side], plural(len(held), "holder"))
        for standing in held[:limit]:
            yield Text()
            yield _line(side, _name(standing.rows[0]), standing.rows)
            yield from _sentences(standing.rows, found, shown)
        yield from _rest(len(held), limit)


def _by_claim(found: Found, shown: Look, limit: int | None) -> Iterator[RenderableType]:
    """Yield what a holder supports, opposes and is neutral on."""
    for side in SIDES:
        on_side = [(c, [m for m in c.members if m.stance == side]) for c in _by_day(found.claims)]
        held = [(claim, rows) for claim, rows in on_side if rows]
        if held:
            yield section(SECTIONS[side], plural(len(held), "object"))
        for claim, rows in held[:limit]:
            yield Text()
            yield _line(side, _label(claim), rows)
            yield from _sentences(rows, found, shown)
        yield from _rest(len(held), limit)


def _over_time(found: Found, shown: Look, limit: int | None) -> Iterator[RenderableType]:
    """Yield each claim with its positions by day."""
    claims = _by_day(found.claims)
    for claim in claims[:limit]:
        yield Text()
        yield Hanging(_label(claim, f"  {_period(claim.first, claim.last)}"), Text())
        for row in claim.members:
            sign, verb, style = STANCES[row.stance]
            yield Text()
            day = labels.day(row.day) if row.day else "undated"
            first = Text.assemble(" ", (sign, style), "  ")
            yield Hanging(Text.assemble((f"{day}  ", DIM), _name(row), " ", (verb, style)), first)
            yield _sentence(row, found, shown)
    yield from _rest(len(claims), limit)


def _overview(found: Found, limit: int) -> Iterator[RenderableType]:
    """Yield the claims with most positions: how many on each side, by whom."""
    yield section("Claims", f"{len(found.claims)}, those with most positions first")
    for claim in found.claims[:limit]:
        counted = Counter(m.stance for m in claim.members)
        signs = [Text(f"{STANCES[s][0]} {counted[s]}", style=STANCES[s][2]) for s in SIDES if counted[s]]
        yield Text()
        yield indent(_label(claim), 1)
        names = dict.fromkeys(flat(m.holder_name) for m in claim.members)
        yield Packed((*signs, _period(claim.first, claim.last), listing(names)), MARGIN)
    yield from _rest(len(found.claims), limit)


def _label(claim: Claim, note: str = "") -> Text:
    return Text.assemble((f"“{flat(claim.label)}”", "bold"), (note, DIM))


def _by_day(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.first or "9999", c.id))


def _name(row: PositionRow) -> Text:
    name = Text(flat(row.holder_name), style=f"bold {SOURCE_STYLE}")
    return Text.assemble(name, (f" ({row.holder_country})", DIM)) if row.holder_country else name


def _line(side: Stance, what: Text, rows: Sequence[PositionRow]) -> Hanging:
    """Return the line of one standing: its sign, who or what, since when, how often."""
    sign, _, style = STANCES[side]
    days = [r.day for r in rows if r.day]
    since = f"since {labels.day(min(days))}" if days else "undated"
    again = f" · {len(rows)} times, last {labels.day(max(days))}" if len(rows) > 1 and days else ""
    return Hanging(Text.assemble(what, (f"  {since}{again}", DIM)), Text.assemble(" ", (sign, style), "  "))


def _sentences(rows: Sequence[PositionRow], found: Found, shown: Look) -> Iterator[RenderableType]:
    for row in rows[:MOST_QUOTES]:
        yield _sentence(row, found, shown)
        yield indent(Text(_origin(row, found.quotes[row.id]), style=DIM), MARGIN + 2)
    if len(rows) > MOST_QUOTES:
        yield indent(Text(f"and {len(rows) - MOST_QUOTES} more", style=DIM), MARGIN + 2)


def _origin(row: PositionRow, quote: Quote) -> str:
    day = labels.day(row.day) if row.day else "undated"
    return " · ".join(flat(word) for word in (day, quote.outlet, quote.title or quote.uri) if word)


def _sentence(row: PositionRow, found: Found, shown: Look) -> Hanging:
    """Return the sentence of a position with its holder, cue and object marked."""
    quote = found.quotes[row.id]
    styles = (
        (quote.holder, f"underline {SOURCE_STYLE}", False),
        (quote.cue, f"bold {STANCES[row.stance][2]}", True),
        (quote.object, "underline", False),
    )
    marks = [Mark(start=s[0], end=s[1], style=style, trigger=cue) for s, style, cue in styles if s is not None]
    bar = Text(" " * MARGIN + "│ ", style=DIM)
    return Hanging(highlighted(quote.text, quote.start, marks, shown), bar, bar)


def _rest(number: int, limit: int | None) -> Iterator[RenderableType]:
    if limit is not None and number > limit:
        yield Text()
        yield indent(Text(f"and {number - limit:,} more; --limit shows them", style=DIM), MARGIN)


# ---- contradictions, and why positions are one claim ------------------------------------------------------------------------------------


def _both_sides(found: Found) -> Iterator[RenderableType]:
    """Yield the holders that stand on both sides of one claim."""
    every = contradictions(found.claims)
    if every:
        yield section("On both sides", plural(len(every), "contradiction"))
    for one in every:
        yield Text()
        line = Text.assemble(_name(one.support[0]), " ", _turn(one), (f" “{flat(one.claim.label)}”", "bold"))
        yield Hanging(line, Text(" ⇄  ", style="yellow"))
        for row in sorted((*one.support, *one.oppose), key=lambda r: (r.day, r.id)):
            sign, verb, style = STANCES[row.stance]
            told = f" “{flat(row.object)}”" + (f", {labels.day(row.day)}" if row.day else ", undated")
            yield indent(Text.assemble((f"{sign} {verb}", style), told), MARGIN)


def _turn(one: Contradiction) -> Text:
    if one.turned is None:
        return Text("stands on both sides of")
    return Text("turned to support" if one.turned == "support" else "turned to oppose")


def _reasons(found: Found, arguments: Namespace) -> Iterator[RenderableType]:
    """Yield for each claim of several positions what joined them; not in an overview, where there are too many."""
    if arguments.on is None and arguments.holder is None and not arguments.over_time:
        return
    joined = [claim for claim in _by_day(found.claims) if claim.joins]
    if joined:
        yield section("Why one claim", "shared words and actors, and how alike (0 to 1)")
    for claim in joined:
        objects = {m.id: m.object for m in claim.members}
        yield Text()
        yield indent(_label(claim), 1)
        reasons = {reason.plain: reason for reason in (_reason(join, objects) for join in claim.joins)}
        for reason in list(reasons.values())[:MOST_JOINS]:
            yield indent(reason, MARGIN)
        if len(reasons) > MOST_JOINS:
            yield indent(Text(f"and {len(reasons) - MOST_JOINS} more; --format jsonl tells all", style=DIM), MARGIN)


def _reason(join: Join, objects: Mapping[str, str]) -> Text:
    one, other = objects[join.position], objects[join.joined_to]
    if one == other:
        return Text(f"“{flat(one)}” in the same words")
    shared = ", ".join((*shared_words(join, one), *(flat(a.partition(":")[2] or a) for a in join.actors)))
    return Text.assemble(
        f"“{flat(one)}” with “{flat(other)}”: ", (shared or "the same actor", "bold"), (f"  {join.similarity:.2f}", DIM)
    )


def shared_words(join: Join, object_: str) -> tuple[str, ...]:
    """Return the words of an object, as it has them, that joined it to another."""
    return tuple(dict.fromkeys(word.lower() for word in WORD.findall(object_) if stem(word) in join.words))


# ---- to work with -----------------------------------------------------------------------------------------------------------------------


def records(found: Found) -> Iterator[dict[str, Any]]:
    """Yield the positions by day as flat records with their claim and the reason for their joining it."""
    claim_of = {m.id: c for c in found.claims for m in c.members}
    reasons = {j.position: j for c in found.claims for j in c.joins}
    torn = {(c.claim.id, c.holder) for c in contradictions(found.claims)}
    for row in sorted(found.rows, key=lambda r: (r.day, r.id)):
        claim, join, quote = claim_of[row.id], reasons.get(row.id), found.quotes[row.id]
        yield {
            "day": row.day or None,
            "holder": row.holder,
            "holder_name": row.holder_name,
            "holder_country": row.holder_country or None,
            "stance": row.stance,
            "strength": row.strength,
            "object": row.object,
            "cue": row.cue or None,
            "claim": claim.id,
            "claim_label": claim.label,
            "on_both_sides": (claim.id, row.holder) in torn,
            "joined_to": join.joined_to if join else None,
            "shared": [*shared_words(join, row.object), *join.actors] if join else [],
            "similarity": join.similarity if join else None,
            "position": row.id,
            "article": row.article_id,
            "outlet": quote.outlet or None,
            "title": quote.title or None,
            "uri": quote.uri,
            "sentence": quote.text,
        }


def _csv(_: Namespace, found: Found) -> None:
    rows = list(records(found))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(
            "; ".join(v) if isinstance(v, list) else str(v).lower() if isinstance(v, bool) else "" if v is None else v
            for v in row.values()
        )


def _jsonl(_: Namespace, found: Found) -> None:
    for row in records(found):
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
