"""What a future event of its own actor is today: AGREE for cooperation, CONCEDE for giving way, REJECT if negated, THREATEN for force.

plover.md 4.1 (AGREE, CONCEDE), 4.9.6, 4.9.13, 4.9.14: the inner event stays, marked as promised, refused or threatened.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dragoman.events.conditions import private
from dragoman.events.draft import Draft
from dragoman.events.roles import same, speakers
from dragoman.events.scene import Scene
from dragoman.records import ActorMention, Relation

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
REFUSED_MODE: dict[str, tuple[str, ...]] = {
    "AID": ("assist",),
    "COOPERATE": ("assist",),
    "CONSULT": ("meet",),
    "AGREE": (),
    "SUPPORT": (),
    "RETREAT": ("yield",),
    "CONCEDE": ("yield",),
}
# What is threatened, by "TYPE/mode" or "TYPE". A court that will sentence does not threaten.
THREATENED_MODE = {
    "ASSAULT": "violence",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "expel",
    "COERCE": "restrict",
    "SANCTION/expel": "expel",
    "SANCTION": "relations",
    "PROTEST": "relations",
}
NO_THREAT = frozenset({"convict"})


class Today(NamedTuple):
    """What a future event is now."""

    type: str
    modes: tuple[str, ...]
    relation: Relation


def lies_ahead(scene: Scene, kept: Draft) -> Iterator[Draft]:
    """Yield a draft, or, where it is future, what it is today with the draft inside."""
    if not _announced(scene, kept):
        yield kept
        return
    if kept.type == "REJECT" and not kept.judgement.negated:  # who says that he will boycott rejects
        yield msgspec.structs.replace(kept, judgement=msgspec.structs.replace(kept.judgement, tense="present"))
        return
    predicted = _predicted(scene, kept)
    today = None if predicted else _today(kept, own=bool(speakers(scene, kept.clause)))
    if today is None or private(today.type, (*kept.sources, *kept.recipients)):
        foreseen = predicted and kept.type == "ASSAULT"  # what others predict is only supposed
        judgement = kept.judgement
        yield msgspec.structs.replace(
            kept, judgement=msgspec.structs.replace(judgement, hypothetical=judgement.hypothetical or foreseen)
        )
        return
    present = msgspec.structs.replace(kept.judgement, tense="present", negated=False, hypothetical=False)
    outer = msgspec.structs.replace(
        kept,
        key=f"{kept.key}>{today.type}",
        type=today.type,
        modes=today.modes,
        judgement=present,
        rule=f"future {kept.type}",
        counted=(),
        cameo="",
        also=(),
        inner="",
    )
    yield outer
    yield msgspec.structs.replace(kept, within=outer.key, relation=today.relation)


def _announced(scene: Scene, kept: Draft) -> bool:
    """Tell whether a draft is its own actor's future; a purpose is not announced ("called to congratulate", "work to ensure his release")."""
    told = kept.clause
    if told.kind == "nominal" and told.parent in scene.clause_of:
        told = scene.clause_of[told.parent]
    purpose = told.relation in ("advcl", "acl") and not told.finite
    return kept.judgement.tense == "future" and kept.relation is None and bool(kept.sources) and not purpose


def _today(kept: Draft, *, own: bool) -> Today | None:
    """Return what a future event is today; `own`: its actor tells it. Force under a condition threatens only if its actor says so."""
    hypothetical = kept.judgement.hypothetical
    if kept.judgement.negated:
        return Today("REJECT", REFUSED_MODE[kept.type], "refused") if kept.type in REFUSED_MODE else None
    open_war = kept.clause.kind == "nominal" and (
        not kept.recipients or kept.clause.light is None
    )  # "a conflict between X and Y would follow": nobody announces it
    if _threatens(kept) and not open_war and (own or not hypothetical):
        return Today("THREATEN", (_threatened(kept),), "threatened")
    if hypothetical:
        return None
    if kept.type in COOPERATIVE:
        return Today("AGREE", (), "promised")
    if kept.type == "RETREAT" and kept.modes != ("resign",):
        return Today("CONCEDE", (), "promised")
    return None


def _threatens(kept: Draft) -> bool:
    return kept.type in THREATENED_MODE and not NO_THREAT.intersection(kept.modes)


def _threatened(kept: Draft) -> str:
    keys = (*(f"{kept.type}/{m}" for m in kept.modes), kept.type)
    return next(THREATENED_MODE[k] for k in keys if k in THREATENED_MODE)


def _predicted(scene: Scene, kept: Draft) -> bool:
    """Tell whether somebody else foresees it: "Iran will attack, analysts say"."""
    telling = speakers(scene, kept.clause)
    return bool(telling) and not any(_one_side(s, m) for s in telling for m in kept.sources)


def _one_side(speaker: ActorMention, source: ActorMention) -> bool:
    """Tell whether a speaker speaks for a source: itself, or an actor of its country."""
    if speaker.country and source.country:
        return speaker.country == source.country
    return same(speaker, source) or bool({"GOV", "MIL"}.intersection(speaker.sectors).intersection(source.sectors))
