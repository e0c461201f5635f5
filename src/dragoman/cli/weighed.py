"""The candidates of a sentence and their fates: what won at each word, by which entry, and why the others lost. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_args

from rich.console import RenderableType
from rich.text import Text

from dragoman.cli.labels import DIM, QUAD_STYLE, flat
from dragoman.cli.layout import Hanging, indent
from dragoman.events.code import SentenceTrace
from dragoman.events.match import Candidate, best
from dragoman.language.forms import Sentence, Slot
from dragoman.lexicon.ontology import Ontology

MARGIN = 4
WON, LOST, OUT = ("✓", "bold green"), ("·", DIM), ("✗", "red")
RULED_OUT = re.compile(r"its (?P<slot>\S+) is one of those that rule it out")
SLOT_NAMES = frozenset((*get_args(Slot), "any", "modifier"))  # any other slot is a preposition
SHOWN = 4  # words of a long list
MISSING = re.compile(r"nothing of (?P<words>.+) in its (?P<slot>\S+)")


def candidates(sentence: Sentence, trace: SentenceTrace, ontology: Ontology) -> Iterator[RenderableType]:
    """Yield the candidates predicate by predicate, the winner first, those ruled out last."""
    ordered = sorted(trace.candidates, key=lambda c: c.clause.predicate)
    winners = best(trace.candidates)
    for at, group in groupby(ordered, key=lambda c: c.clause.predicate):
        found = list(group)
        part = "verb" if found[0].clause.kind == "verbal" else "noun"
        yield indent(Text.assemble((f"“{flat(sentence.tokens[at].text)}”", "bold"), (f"  {part}", DIM)), MARGIN)
        yield from _rows(found, winners.get(at), trace, ontology)


def _rows(
    found: Sequence[Candidate], winner: Candidate | None, trace: SentenceTrace, ontology: Ontology
) -> Iterator[RenderableType]:
    width = max(len(candidate.pattern.outcome) for candidate in found)
    for candidate in sorted(found, key=lambda c: (c is not winner, bool(c.rejected), -c.score)):
        sign = WON if candidate is winner else OUT if candidate.rejected else LOST
        style = QUAD_STYLE[ontology.quad(candidate.pattern.type)] if candidate is winner else DIM
        outcome = (f"{candidate.pattern.outcome:<{width}}  ", style)
        prefix = Text.assemble(" " * MARGIN, sign, "  ", outcome, (f"{candidate.score:.2f}  ", DIM))
        yield Hanging(_fate(candidate, winner, trace), prefix)


def _fate(candidate: Candidate, winner: Candidate | None, trace: SentenceTrace) -> Text:
    entry = (candidate.pattern.id, "bold" if candidate is winner else "")
    return Text.assemble(entry, f" “{candidate.surface}”: {_reason(candidate, winner, trace)}")


def _reason(candidate: Candidate, winner: Candidate | None, trace: SentenceTrace) -> str:
    if candidate.rejected:
        return shortened(candidate.rejected)
    if candidate is winner:
        return _after_winning(candidate, trace)
    if winner is not None and winner.pattern.id == candidate.pattern.id:
        return "fits too, but with fewer of the words"
    if winner is not None and winner.score == candidate.score:
        return f"fits as well as {winner.pattern.id}, which comes first by name"
    return f"fits, but {winner.pattern.id if winner else 'another'} fits better"


def shortened(reason: str) -> str:
    """Return a reason with a long list of words cut to its first few."""
    missing, ruled_out = MISSING.fullmatch(reason), RULED_OUT.fullmatch(reason)
    if missing is not None:
        words = missing["words"].split(", ")
        listed = ", ".join(words[:SHOWN]) + (", …" if len(words) > SHOWN else "")
        return f"none of {listed} {_place(missing['slot'])}"
    if ruled_out is not None:
        return f"what stands {_place(ruled_out['slot'])} rules it out"
    return reason


def _place(slot: str) -> str:
    if slot == "any":
        return "in its arguments"
    if slot == "before":
        return "right before it"
    return f"in its {slot}" if slot in SLOT_NAMES else f"behind “{slot}”"


def _after_winning(winner: Candidate, trace: SentenceTrace) -> str:
    """Return what became of the winner: an event of its own, or part of another."""
    own = [draft for draft in trace.drafts if draft.clause.predicate == winner.clause.predicate]
    if any(draft.entry == winner.pattern.id for draft in own):
        return "wins"
    if own:
        return f"wins, but {own[0].entry} makes more of it together with another event"
    merged = next((d for d in trace.drafts if f"with {winner.pattern.id}" in d.note), None)
    if merged is not None:
        return f"wins, and joins the event of {merged.entry}: one happening, told twice"
    return "wins, but only one party to a mutual event is known: no event"
