"""What is wanted, and what is wanted to stop: who calls for an end to the siege, or on somebody to halt the drilling, opposes it."""

from collections.abc import Iterator

from dragoman.language.forms import Sentence, Token
from dragoman.records import Stance
from dragoman.statements.draft import Ground, lemma_of

OPPOSITE: dict[Stance, Stance] = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
GOVERNED = frozenset({"to", "of", "on"})


def wanted(
    ground: Ground, sentence: Sentence, stance: Stance, members: tuple[int, ...]
) -> tuple[Stance, tuple[int, ...]]:
    """Return stance and object of something that is to be done: turned around where it is to stop, or not to be done."""
    for head in _heads(sentence, members):
        stopped = tuple(_stopped(ground, sentence, head))
        if stopped:
            return OPPOSITE[stance], stopped
        left_out = [k.i for k in sentence.kids(head.i, "neg") if k.i in members]
        if left_out and head.pos in ("VERB", "AUX"):
            return OPPOSITE[stance], tuple(i for i in members if i not in left_out)
    return stance, members


def _heads(sentence: Sentence, members: tuple[int, ...]) -> Iterator[Token]:
    inside = set(members)
    return (sentence.tokens[i] for i in members if sentence.tokens[i].head not in inside)


def _stopped(ground: Ground, sentence: Sentence, head: Token) -> Iterator[int]:
    """Yield the tokens of what a head stops: "end to the siege", "halt the drilling", "the drilling to be halted", "stop shooting"."""
    sets = ground.cues.stances.sets
    if head.pos == "NOUN" and lemma_of(head) in sets["stops"]:
        yield from _governed(sentence, head)
    elif head.pos in ("VERB", "AUX") and lemma_of(head) in sets["stopping"]:
        passive = sentence.kids(head.i, "nsubjpass")
        gerunds = (k for k in sentence.kids(head.i, "xcomp") if k.tag == "VBG")
        objects = passive or sentence.kids(head.i, "dobj") or tuple(gerunds)
        for kid in objects[:1]:
            yield from sentence.subtree(kid.i)
        if not objects:
            yield from _governed(sentence, head, "from")


def _governed(sentence: Sentence, head: Token, *words: str) -> Iterator[int]:
    for kid in sentence.kids(head.i, "prep"):
        if kid.lower in (words or GOVERNED):
            for inner in sentence.kids(kid.i, "pobj", "pcomp"):
                yield from sentence.subtree(inner.i)
            return
