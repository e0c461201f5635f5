"""The only door to ONNX: a small encoder reads a sentence once and says, for pairs of sides in it, what may pass between them, and for words what they tell."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dragoman.errors import DataError
from dragoman.language.questions import Pair, Question, Span, Spot, Verdict
from dragoman.language.wordpiece import Vocabulary, read_vocabulary

Floats = NDArray[np.float32]

LONGEST = 128  # pieces; what stands behind them is not read (GUIDELINES of training: sentences of up to 55 words)
KEPT = 512  # sentences that are remembered between questions: an article's, as a rule


class Table(msgspec.Struct, frozen=True):
    """The file beside the weights: their hashes by graph, and the names of what they answer."""

    sha256: dict[str, str]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    flags: tuple[str, ...]
    roles: tuple[str, ...]
    spots: tuple[str, ...]


class Read(NamedTuple):
    """A sentence as the lower layers leave it: characters of its pieces, their vectors, and what its words may be."""

    spans: tuple[Span, ...]
    tokens: Floats  # (pieces, width)
    spots: tuple[Spot, ...]


class PairEncoder:
    """Loaded weights. A sentence is read once however many questions are asked about it.

    int8 rounds by what stands together in a run, so that each sentence has runs of its own: what it gives does not hang on its neighbours. Without padding that is also faster.
    """

    def __init__(self, folder: Path | Traversable) -> None:
        """Load weights, vocabulary and names from a folder; raise DataError where the weights are not those that the table names."""
        self.table = msgspec.json.decode((folder / "decider.json").read_bytes(), type=Table)
        self._weights = {name: (folder / f"{name}.onnx").read_bytes() for name in self.table.sha256}
        for name, digest in self.table.sha256.items():
            if hashlib.sha256(self._weights[name]).hexdigest() != digest:
                raise DataError(
                    f"the decider's weights ({name}) are damaged: their hash is not that of decider.json. Install dragoman again."
                )
        self._vocabulary: Vocabulary = read_vocabulary(folder / "vocabulary.txt")
        self._read = lru_cache(maxsize=KEPT)(self._read_anew)

    @cached_property
    def _sessions(self) -> dict[str, onnxruntime.InferenceSession]:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # articles go side by side in processes, not a matrix in threads
        options.log_severity_level = 3
        return {
            name: onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
            for name, weights in self._weights.items()
        }

    def spots(self, texts: Sequence[str]) -> list[tuple[Spot, ...]]:
        """Return for each sentence what its words may be, in order: the greatest share of a word's pieces."""
        return [self._read(text).spots for text in texts]

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        return [self._answer(q, self._read(q.text)) if q.pairs else () for q in questions]

    def _read_anew(self, text: str) -> Read:
        pieces, spans = self._vocabulary.encode(text)
        ids = np.array([pieces[:LONGEST]], np.int64)
        tokens, spots = self._sessions["reader"].run(["tokens", "spots"], {"ids": ids, "mask": np.ones_like(ids)})
        kept = tuple(spans[:LONGEST])
        return Read(kept, tokens[0], tuple(_spots(kept, _sigmoids(spots[0]))))

    def _answer(self, question: Question, read: Read) -> tuple[Verdict, ...]:
        outputs = self._sessions["decider"].run(["types", "modes", "flags", "roles"], _feed(question, read))
        rows = enumerate(question.pairs)
        return tuple(self._verdict([o[row] for o in outputs], pair, read) for row, pair in rows)

    def _verdict(self, outputs: list[Floats], pair: Pair, read: Read) -> Verdict:
        types, modes, flags, roles = outputs
        by_itself = not pair[0] and not pair[1]
        shares = _sigmoids(roles) if by_itself else roles[:0]
        return Verdict(
            types=dict(zip(self.table.types, _softmax(types), strict=True)),
            modes=dict(zip(self.table.modes, _sigmoid(modes), strict=True)),
            flags=dict(zip(self.table.flags, _sigmoid(flags), strict=True)),
            roles={
                name: tuple(zip(read.spans, map(float, shares[:, column]), strict=True))
                for column, name in enumerate(self.table.roles if by_itself else ())
            },
        )


def _feed(question: Question, read: Read) -> dict[str, NDArray[np.generic]]:
    """Return what the upper layers are given: the sentence as read, and for each pair what it tells."""
    size = len(read.spans)
    told = np.zeros((3, len(question.pairs), size), np.float32)
    for at, (sources, recipients, trigger) in enumerate(question.pairs):
        for which, spans in enumerate((sources, recipients, () if trigger is None else (trigger,))):
            told[which, at, _positions(spans, read.spans)] = 1.0
    sides = dict(zip(("sources", "recipients", "triggers"), told, strict=True))
    mask, row = np.ones((1, size), np.int64), np.zeros(len(question.pairs), np.int64)
    return {"tokens": read.tokens[None], "mask": mask, "row": row, **sides}


def _spots(pieces: Sequence[Span], shares: Floats) -> Iterator[Spot]:
    """Yield the words of a sentence with the greatest share of their pieces; the marks of begin and end are none. `shares` are of shape (pieces, 2)."""
    for span, inside in groupby(range(len(pieces)), key=pieces.__getitem__):
        if span[1] > span[0]:
            trigger, cue = shares[list(inside)].max(0)
            yield Spot(span=span, trigger=float(trigger), cue=float(cue))


def _positions(spans: tuple[Span, ...], pieces: Sequence[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(pieces) if any(start < b and a < end for a, b in spans)]


def _softmax(logits: Floats) -> list[float]:
    raised = np.exp(logits - logits.max())
    return [float(x) for x in raised / raised.sum()]


def _sigmoid(logits: Floats) -> list[float]:
    return [float(x) for x in _sigmoids(logits)]


def _sigmoids(logits: Floats) -> Floats:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
