"""What the likelihood of a proposed event rests on: what grammar, lexicon and model hold of it.

The weights are fitted by training/calibrate.py; docs/decider.md says on what, and how well they are calibrated.
"""

from typing import Protocol

from dragoman.events.propose import NO_ENTRY
from dragoman.language.curve import log_odds
from dragoman.language.questions import Opinion
from dragoman.lexicon.ontology import MUTUAL
from dragoman.records import ActorMention


class Proposed(Protocol):
    """A candidate or a draft, as far as its likelihood goes."""

    @property
    def score(self) -> float:
        """How much of its entry and of the record is there."""

    @property
    def sources(self) -> tuple[ActorMention, ...]:
        """Who does it."""

    @property
    def lacking(self) -> bool:
        """Whether its entry lacks neighbours or actors that it asks for."""

    @property
    def short(self) -> bool:
        """Whether it has not the actors that are asked for."""

    @property
    def unpublic(self) -> bool:
        """Whether only private people or companies take part."""

    @property
    def recipients(self) -> tuple[ActorMention, ...]:
        """To whom."""


def features(told: Proposed, kind: str, entry: str, opinion: Opinion) -> tuple[float, ...]:
    """Return what likelihood rests on: 1; the rule's score; log odds of the type for the word, of the word telling anything; sides left open; no entry; an entry that lacks something; short of actors that are asked for; nobody public takes part."""
    open_sides = (not told.sources) + (not told.recipients and kind not in MUTUAL)
    return (
        1.0,
        told.score,
        log_odds(opinion.word.types.get(kind, 0.0)),
        log_odds(opinion.spot),
        float(open_sides),
        float(entry == NO_ENTRY),
        float(told.lacking),
        float(told.short),
        float(told.unpublic),
    )
