"""Who stands on the two sides of a candidate event: from the pattern's slots to actor mentions."""

from collections.abc import Iterable

from dragoman.events.scene import Scene
from dragoman.language.forms import Argument, Clause
from dragoman.records import ActorMention, Why

# Types whose victims may be nameless: "three were killed" has a recipient, though nobody says who they are.
NAMELESS_RECIPIENTS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})


def participants(scene: Scene, clause: Clause, slots: Iterable[str], *, owners: bool = True) -> tuple[ActorMention, ...]:
    """Return the actors of the first slot that has any: those that stand there, else the owner of what stands there."""
    filled = [a for slot in slots for a in usable(scene, clause) if a.slot == slot]
    for slot in dict.fromkeys(a.slot for a in filled):
        found = unique(m for a in filled if a.slot == slot for m in scene.actors_at(a))
        if found:
            return found
    if owners:
        for argument in filled:
            found = owner(scene, argument)
            if found:
                return found
    return ()


def usable(scene: Scene, clause: Clause) -> tuple[Argument, ...]:
    """Return a clause's arguments; a noun borrows from the verb around it only if that verb is a light one."""
    if clause.kind == "verbal" or clause.light is None:
        return clause.arguments
    light = scene.clause_of[clause.light].lemma in scene.lexicon.light_verbs
    return clause.arguments if light else tuple(a for a in clause.arguments if not a.shared)


def owner(scene: Scene, argument: Argument) -> tuple[ActorMention, ...]:
    """Return whose thing the argument is: "Syrian airfields", "Kyiv's power grid", "the decision of the court"."""
    head = argument.phrase.head
    sentence = scene.sentence
    near = [k for k in sentence.kids(head, "poss", "amod", "compound", "nmod")]
    near += [n for k in sentence.kids(head, "prep") if k.lower in ("of", "by") for n in sentence.kids(k.i, "pobj")]
    for kid in near:
        found = scene.actors.record_at(sentence.index, kid.i)
        if found is not None:
            return (found,)
    return ()


def nameless(scene: Scene, clause: Clause, slots: Iterable[str]) -> tuple[ActorMention, ...]:
    """Return a class mention for a bare number of people: "killing three", "dozens were hurt"."""
    for argument in clause.slots(*slots):
        head = scene.token(argument.phrase.head)
        if head.pos == "NUM" or head.lower in ("dozens", "scores", "hundreds", "thousands", "many", "several", "others"):
            evidence = scene.evidence(argument.phrase.first, argument.phrase.last)
            why = Why(rule="nameless", note="a number of people who are not named")
            return (ActorMention(evidence=evidence, name=evidence.quote, kind="class", sectors=("UNK",), basis="description", why=why),)
    return ()


def unique(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Keep the first of mentions of the same characters."""
    return tuple({(m.evidence.part, m.evidence.start, m.evidence.end): m for m in reversed(tuple(mentions))}.values())[::-1]


def same(one: ActorMention, other: ActorMention) -> bool:
    """Tell whether two mentions stand for the same actor: by identity, or by their characters where it is unknown."""
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    return (one.evidence.part, one.evidence.start) == (other.evidence.part, other.evidence.start)


def without(mentions: tuple[ActorMention, ...], others: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Return the mentions that stand for none of the others."""
    return tuple(m for m in mentions if not any(same(m, o) for o in others))
