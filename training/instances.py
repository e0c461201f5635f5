"""Examples to what the model learns from: piece ids, the two sides as positions, and the answers."""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path

from data import NONE, Example, Label, Said, Span

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

WORD = re.compile(r"[A-Za-z]{3,}")  # words that might tell something, less those that never do
NEVER = frozenset({
    "the", "and", "that", "which", "who", "whom", "whose", "this", "these", "those", "they", "them", "their", "there", "then", "than", "when", "where",
    "while", "with", "without", "from", "into", "onto", "over", "under", "about", "after", "before", "until", "since", "during", "between", "among",
    "against", "because", "although", "though", "would", "could", "should", "will", "shall", "may", "might", "must", "can", "have", "has", "had", "been",
    "being", "was", "were", "are", "its", "his", "her", "hers", "him", "she", "our", "ours", "your", "you", "not", "but", "for", "also", "only", "more",
    "most", "other", "such", "some", "any", "all", "each", "both", "very", "just", "still", "even", "again", "once", "here", "now", "one", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip

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
    trigger: list[int] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)
    flags: list[int] | None = None  # None: nothing is said of factuality
    weight: float = 1.0
    roles: list[list[int]] | None = (
        None  # of a word asked about by itself: where its source, recipient, speaker, content stand; as many of these as are labelled
    )


@dataclass
class Instance:
    """A sentence in pieces with its pairs, the words that tell something and some that do not."""

    ids: list[int]
    pairs: list[Pair]
    told: list[Pair] = field(default_factory=list)
    idle: list[Pair] = field(default_factory=list)
    spots: list[list[int]] = field(default_factory=list)  # pieces of triggers and, in articles, of cues


def instance(example: Example, vocabulary: Vocabulary, answers: Answers) -> Instance:
    """Return a sentence with its pairs: labelled ones with and without their trigger, and those between which, or by whose words, nothing passes."""
    ids, spans = vocabulary.encode(example.text)
    draw = random.Random(example.text)
    reader = Reader(example, spans, answers)
    labelled = _by_sides(example.labels)
    pairs = [reader.pair(sides, labels) for sides, labels in labelled.items()]
    pairs += [
        reader.pair(sides, told, trigger) for sides, labels in labelled.items() for trigger, told in _by_trigger(labels)
    ]
    for sides, labels in _singles(labelled):
        pairs += [reader.pair(sides, labels, weight=SINGLE)]
        pairs += [reader.pair(sides, told, trigger, SINGLE) for trigger, told in _by_trigger(labels)]
    triggers = sorted({la.trigger for la in example.labels if la.trigger})
    empty = [s for s, labels in labelled.items() if all(la.type == NONE for la in labels)]
    pairs += [reader.nothing(sides, draw.choice(triggers)) for sides in empty if triggers]
    for sides in _open(example, labelled):
        pairs.append(reader.nothing(sides))
        pairs += [reader.nothing(sides, draw.choice(triggers))] if triggers else []
    for sides, labels in _halves(example, labelled):
        pairs.append(reader.pair(sides, labels, weight=UNLABELLED) if labels else reader.nothing(sides))
        pairs += [reader.pair(sides, told, trigger, UNLABELLED) for trigger, told in _by_trigger(labels)]
    pairs += [reader.nothing(sides, trigger) for sides, trigger in _wrong_triggers(example, labelled, triggers, draw)]
    return Instance(ids[:LONGEST], pairs, list(reader.told()), list(reader.idle()), reader.spots())


def _by_trigger(labels: Sequence[Label]) -> Iterator[tuple[Span, list[Label]]]:
    """Yield each trigger with what it tells."""
    for trigger in dict.fromkeys(la.trigger for la in labels if la.trigger):
        yield trigger, [la for la in labels if la.trigger == trigger]


def _wrong_triggers(
    example: Example, labelled: dict[Sides, list[Label]], triggers: Sequence[Span], draw: random.Random
) -> Iterator[tuple[Sides, Span]]:
    """Yield labelled sides with a trigger that tells another event, and with a word that tells none."""
    if not triggers:
        return
    words = [
        m.span() for m in WORD.finditer(example.text) if not _touches(m.span(), (*triggers, *example.actors.values()))
    ]
    for sides in labelled:
        taking_part = {la.trigger for la in example.labels if _all_take_part(la, sides)}
        others = [t for t in triggers if not any(own and _touches(t, (own,)) for own in taking_part)]
        yield from ((sides, t) for t in draw.sample(others, min(1, len(others))))
        yield from ((sides, w) for w in draw.sample(words, min(1, len(words))))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _all_take_part(label: Label, sides: Sides) -> bool:
    """Tell whether somebody of each side takes part in a label: then its trigger is no wrong one."""
    if label.type == NONE:
        return False
    everyone = {*label.sources, *label.recipients}
    return all(not side or everyone & set(side) for side in sides)


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


class Reader:
    """Makes pairs of one sentence."""

    def __init__(self, example: Example, pieces: Sequence[Span], answers: Answers) -> None:
        self._example = example
        self._pieces = pieces
        self._tokens = {name: _positions(span, pieces) for name, span in example.actors.items()}
        self._answers = answers

    def pair(self, sides: Sides, labels: Sequence[Label], trigger: Span | None = None, weight: float = 1.0) -> Pair:
        """Return what labels say of two sides."""
        types, modes = self._answers.types, self._answers.modes
        wanted = {f"{la.type}/{m}" for la in labels for m in la.modes}
        return Pair(
            sources=[t for s in sides[0] for t in self._tokens[s]],
            recipients=[t for r in sides[1] for t in self._tokens[r]],
            trigger=_positions(trigger, self._pieces) if trigger else [],
            types=[types.index(t) for t in dict.fromkeys(la.type for la in labels)],
            modes=[modes.index(m) for m in sorted(wanted)],
            flags=_flags(labels) if all(la.type != NONE for la in labels) else None,
            weight=weight,
        )

    def told(self) -> Iterator[Pair]:
        """Yield each word that tells an event or that somebody speaks, asked about by itself: what it tells, and who stands where."""
        events, cues = dict(_by_trigger(self._example.labels)), {s.cue for s in self._example.said if s.cue}
        for word in sorted({*events, *cues}):
            labels = [la for la in events.get(word, []) if la.type != NONE]
            said = [s for s in self._example.said if s.cue == word]
            pair = self.pair(((), ()), labels or [Label((), (), NONE)], word)
            pair.roles = self._roles(labels, said)
            yield pair

    def idle(self) -> Iterator[Pair]:
        """Yield the words that tell nothing, outside actors."""
        example = self._example
        telling = [t for t in (*(la.trigger for la in example.labels), *(s.cue for s in example.said)) if t]
        if not telling and not example.whole:
            return  # nobody said which words tell what this sentence tells
        for match in WORD.finditer(example.text):
            if match[0].lower() not in NEVER and not _touches(match.span(), (*telling, *example.actors.values())):
                pair = self.nothing(((), ()), match.span())
                pair.roles, pair.weight = self._roles([], []), 1.0 if example.whole else UNLABELLED
                yield pair

    def spots(self) -> list[list[int]]:
        """Return the pieces of triggers and, where statements are labelled, of cues."""
        triggers = [t for la in self._example.labels if la.trigger for t in _positions(la.trigger, self._pieces)]
        cues = [t for s in self._example.said if s.cue for t in _positions(s.cue, self._pieces)]
        return [triggers, cues] if self._example.whole else [triggers]

    def _roles(self, labels: Sequence[Label], said: Sequence[Said]) -> list[list[int]]:
        """Return the pieces of each role; those of statements only where statements are labelled."""
        sources = [t for la in labels for name in la.sources for t in self._tokens[name]]
        recipients = [t for la in labels for name in la.recipients for t in self._tokens[name]]
        if not self._example.whole:
            return [sources, recipients]
        speakers = [t for s in said if s.speaker for t in self._tokens[s.speaker]]
        content = [t for s in said for span in s.content for t in _positions(span, self._pieces)]
        return [sources, recipients, speakers, content]

    def nothing(self, sides: Sides, trigger: Span | None = None) -> Pair:
        """Return two sides between which nothing passes, or nothing by these words."""
        return self.pair(sides, [Label((), (), NONE)], trigger, UNLABELLED)


def _flags(labels: Sequence[Label]) -> list[int]:
    """Return the flags that all labels of a pair share."""
    each = [_own_flags(la) for la in labels]
    return [i for i, name in enumerate(FLAGS) if all(name in flags for flags in each)]


def _own_flags(label: Label) -> frozenset[str]:
    contained = {"contained"} if label.flags & CONTAINED else set()
    return label.flags | contained


def _positions(span: Span, pieces: Sequence[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(pieces[:LONGEST]) if start < span[1] and end > span[0]]
