"""Examples to what the model learns from: piece ids, the two sides as positions, and the answers."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path

from data import NONE, Example, Label, Span

# The package's own module, so that training and coding cut words the same way.
sys.path.insert(0, str(Path(__file__).parents[1] / "src" / "dragoman" / "language"))
from wordpiece import Vocabulary

FLAGS = ("negated", "future", "present", "hypothetical", "historical", "contained")
CONTAINED = frozenset(
    {"promised", "threatened", "demanded", "refused", "ordered", "alleged", "failed", "denied", "supported", "opposed"}
)
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
LONGEST = 128
UNLABELLED = 0.5  # weight of a pair of marked actors that nobody labelled: the guidelines ask for all events, so nothing passes between them
SINGLE = 0.5  # weight of one source and one recipient out of a label with several

Sides = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Answers:
    """The names of all outputs, in order."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    flags: tuple[str, ...] = FLAGS


@dataclass
class Pair:
    """Two sides as positions, and what passes between them; several types share the weight."""

    sources: list[int]
    recipients: list[int]
    types: list[int]
    modes: list[int] = field(default_factory=list)
    flags: list[int] | None = None  # None: nothing is said of factuality
    weight: float = 1.0


@dataclass
class Instance:
    """A sentence in pieces with its pairs."""

    ids: list[int]
    pairs: list[Pair]


def instance(example: Example, vocabulary: Vocabulary, answers: Answers) -> Instance:
    """Return a sentence with its labelled pairs, and with all other pairs of its marked actors as pairs between which nothing passes."""
    ids, spans = vocabulary.encode(example.text)
    tokens = {name: _positions(span, spans) for name, span in example.actors.items()}
    labelled = _by_sides(example.labels)
    pairs = [_pair(sides, labels, tokens, answers) for sides, labels in labelled.items()]
    pairs += [_pair(sides, labels, tokens, answers, SINGLE) for sides, labels in _singles(labelled)]
    pairs += [_nothing(sides, tokens, answers) for sides in _open(example, labelled)]
    pairs += [_one_sided(sides, labels, tokens, answers) for sides, labels in _halves(example, labelled)]
    return Instance(ids=ids[:LONGEST], pairs=pairs)


def _by_sides(labels: Sequence[Label]) -> dict[Sides, list[Label]]:
    found: dict[Sides, list[Label]] = {}
    for label in labels:
        found.setdefault((label.sources, label.recipients), []).append(label)
    return found


def _singles(labelled: dict[Sides, list[Label]]) -> Iterator[tuple[Sides, list[Label]]]:
    """Yield each source with each recipient of labels that have several."""
    for (sources, recipients), labels in labelled.items():
        if len(sources) > 1 and not recipients:
            each: Iterator[Sides] = (((s,), (r,)) for s, r in permutations(sources, 2))
        elif max(len(sources), len(recipients)) > 1 and sources:
            each = (((s,), (r,)) for s, r in product(sources, recipients))
        else:
            continue
        yield from ((sides, labels) for sides in each if sides not in labelled)


def _open(example: Example, labelled: dict[Sides, list[Label]]) -> Iterator[Sides]:
    """Yield pairs of marked actors between which no label stands, in that direction or in both."""
    overlap = {
        (a, b)
        for (a, one), (b, other) in permutations(example.actors.items(), 2)
        if one[0] < other[1] and other[0] < one[1]
    }
    for a, b in permutations(example.actors, 2):
        if (a, b) not in overlap and not any(_joins(sides, labels, a, b) for sides, labels in labelled.items()):
            yield (a,), (b,)


def _halves(example: Example, labelled: dict[Sides, list[Label]]) -> Iterator[tuple[Sides, list[Label]]]:
    """Yield each actor as the only source and as the only recipient, with all that it does or suffers: the coder often knows one side only."""
    for name in example.actors:
        for sides in (((name,), ()), ((), (name,))):
            if sides not in labelled:
                yield sides, [la for ls in labelled.values() for la in ls if la.type != NONE and _takes_part(la, sides)]


def _takes_part(label: Label, sides: Sides) -> bool:
    sources, recipients = sides
    suffers = label.recipients or (label.sources if label.type in MUTUAL else ())
    return any(s in label.sources for s in sources) or any(r in suffers for r in recipients)


def _joins(sides: Sides, labels: Sequence[Label], a: str, b: str) -> bool:
    """Tell whether labels say something of a as source and b as recipient; of mutual events either way."""
    sources, recipients = sides
    straight = a in sources and (b in recipients or (b in sources and not recipients))
    turned = b in sources and a in recipients and any(label.type in MUTUAL for label in labels)
    return straight or turned


def _pair(
    sides: Sides, labels: Sequence[Label], tokens: dict[str, list[int]], answers: Answers, weight: float = 1.0
) -> Pair:
    sources, recipients = sides
    modes = {f"{la.type}/{m}" for la in labels for m in la.modes}
    return Pair(
        sources=[t for s in sources for t in tokens[s]],
        recipients=[t for r in recipients for t in tokens[r]],
        types=[answers.types.index(t) for t in dict.fromkeys(la.type for la in labels)],
        modes=[answers.modes.index(m) for m in sorted(modes)],
        flags=_flags(labels) if all(la.type != NONE for la in labels) else None,
        weight=weight,
    )


def _flags(labels: Sequence[Label]) -> list[int]:
    """Return the flags that all labels of a pair share."""
    each = [_own_flags(la) for la in labels]
    return [i for i, name in enumerate(FLAGS) if all(name in flags for flags in each)]


def _own_flags(label: Label) -> frozenset[str]:
    contained = {"contained"} if label.flags & CONTAINED else set()
    return label.flags | contained


def _nothing(sides: Sides, tokens: dict[str, list[int]], answers: Answers) -> Pair:
    sources, recipients = sides
    return Pair(
        sources=[t for s in sources for t in tokens[s]],
        recipients=[t for r in recipients for t in tokens[r]],
        types=[answers.types.index(NONE)],
        weight=UNLABELLED,
    )


def _one_sided(sides: Sides, labels: Sequence[Label], tokens: dict[str, list[int]], answers: Answers) -> Pair:
    if labels:
        return _pair(sides, labels, tokens, answers, UNLABELLED)
    return _nothing(sides, tokens, answers)


def _positions(span: Span, pieces: Sequence[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(pieces[:LONGEST]) if start < span[1] and end > span[0]]
