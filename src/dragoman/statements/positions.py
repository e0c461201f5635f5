"""Positions: an explicit stance of a holder toward a claim, policy, act or actor, from statements and from events."""

import hashlib
from collections.abc import Sequence

from dragoman.actors.resolve import ActorIndex
from dragoman.language.forms import ParsedArticle
from dragoman.records import Event, Position, Stance, Statement, Why
from dragoman.statements.cues import Cues

BY_CLASS: dict[str, tuple[Stance, float]] = {
    "support": ("support", 0.8),
    "praise": ("support", 0.7),
    "condemn": ("oppose", 0.9),
    "oppose": ("oppose", 0.8),
    "refuse": ("oppose", 0.6),
    "demand": ("support", 0.6),
}


def find_positions(
    parsed: ParsedArticle, actors: ActorIndex, events: Sequence[Event], statements: Sequence[Statement], cues: Cues
) -> tuple[Position, ...]:
    """Return the positions of an article in text order."""
    return tuple(p for s in statements if (p := _from_statement(s, actors)) is not None)


def _from_statement(statement: Statement, actors: ActorIndex) -> Position | None:
    stance = BY_CLASS.get(statement.cue_class)
    if stance is None or statement.speaker is None or statement.manner == "direct":
        return None
    content = statement.content[0]
    inside = tuple(
        m
        for m in (mention.record for mention in actors.mentions)
        if m.evidence.part == content.part and content.start <= m.evidence.start and m.evidence.end <= content.end
    )
    return Position(
        id="p" + hashlib.sha256(f"{statement.id}|{stance[0]}".encode()).hexdigest()[:15],
        article_id=statement.article_id,
        sentence=statement.sentence,
        holder=statement.speaker,
        stance=stance[0],
        strength=stance[1],
        object=content,
        object_actors=inside,
        statement=statement.id,
        cue=statement.cue,
        confidence=statement.confidence,
        why=Why(rule="stance of the cue", entry=statement.cue_class),
    )
