"""Examples to what the model learns from: token ids, the two sides as token masks, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data import NONE, Example, Label, Span
from tokenizers import Tokenizer

FLAGS = ("negated", "future", "present", "hypothetical", "historical", "contained")
CONTAINED = frozenset(
    {"promised", "threatened", "demanded", "refused", "ordered", "alleged", "failed", "denied", "supported", "opposed"}
)
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
LONGEST = 128


@dataclass(frozen=True)
class Answers:
    """The names of all outputs, in order."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    flags: tuple[str, ...] = FLAGS


@dataclass
class Pair:
    """Two sides as token positions, and what passes between them; several types share the weight."""

    sources: list[int]
    recipients: list[int]
    types: list[int]
    modes: list[int] = field(default_factory=list)
    flags: list[int] | None = None  # None: nothing is said of factuality
    weight: float = 1.0


@dataclass
class Instance:
    """A tokenised sentence with its pairs."""

    ids: list[int]
    pairs: list[Pair]


def instance(example: Example, tokenizer: Tokenizer, answers: Answers) -> Instance:
    """Return a sentence with its labelled pairs, and with pairs turned around that nobody labelled, as pairs between which nothing passes."""
    encoded = tokenizer.encode(example.text)
    tokens = {name: _tokens(span, encoded.offsets) for name, span in example.actors.items()}
    by_sides: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Label]] = {}
    for label in example.labels:
        by_sides.setdefault((label.sources, label.recipients), []).append(label)
    pairs = [_pair(sides, labels, tokens, answers) for sides, labels in by_sides.items()]
    pairs += [_nothing(recipients, sources, tokens, answers) for sources, recipients in _turned(by_sides)]
    return Instance(ids=encoded.ids[:LONGEST], pairs=[p for p in pairs if p.sources or p.recipients])


def _turned(
    by_sides: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Label]],
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the sides of events that go one way only."""
    return [
        (sources, recipients)
        for (sources, recipients), labels in by_sides.items()
        if sources
        and recipients
        and (recipients, sources) not in by_sides
        and all(la.type not in MUTUAL | {NONE} for la in labels)
    ]


def _pair(
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    labels: Sequence[Label],
    tokens: dict[str, list[int]],
    answers: Answers,
) -> Pair:
    sources, recipients = sides
    modes = {f"{la.type}/{m}" for la in labels for m in la.modes}
    return Pair(
        sources=[t for s in sources for t in tokens[s]],
        recipients=[t for r in recipients for t in tokens[r]],
        types=[answers.types.index(t) for t in dict.fromkeys(la.type for la in labels)],
        modes=[answers.modes.index(m) for m in sorted(modes)],
        flags=_flags(labels) if all(la.type != NONE for la in labels) else None,
    )


def _flags(labels: Sequence[Label]) -> list[int]:
    """Return the flags that all labels of a pair share."""
    each = [_own_flags(la) for la in labels]
    return [i for i, name in enumerate(FLAGS) if all(name in flags for flags in each)]


def _own_flags(label: Label) -> frozenset[str]:
    contained = {"contained"} if label.flags & CONTAINED else set()
    return label.flags | contained


def _nothing(
    sources: tuple[str, ...], recipients: tuple[str, ...], tokens: dict[str, list[int]], answers: Answers
) -> Pair:
    return Pair(
        sources=[t for s in sources for t in tokens[s]],
        recipients=[t for r in recipients for t in tokens[r]],
        types=[answers.types.index(NONE)],
        weight=0.5,
    )


def _tokens(span: Span, offsets: Sequence[tuple[int, int]]) -> list[int]:
    return [i for i, (start, end) in enumerate(offsets[:LONGEST]) if start < span[1] and end > span[0]]
