"""The only door to ONNX: a small encoder reads a sentence once and says, for pairs of sides in it, what may pass between them, and for words what they tell."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import batched, groupby
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
TOGETHER = 16  # sentences in one run of the model
KEPT = 512  # sentences that are remembered


class Table(msgspec.Struct, frozen=True):
    """The file beside the weights: their hashes by graph, and the names of what they answer."""

    sha256: dict[str, str]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    flags: tuple[str, ...]
    roles: tuple[str, ...]
    spots: tuple[str, ...]


class Read(NamedTuple):
    """A sentence as the lower layers leave it: characters of its pieces, their vectors, and logits of what each may be."""

    spans: tuple[Span, ...]
    tokens: Floats  # (pieces, width)
    spots: Floats  # (pieces, 2)


class PairEncoder:
    """Loaded weights. A sentence is read once however many questions are asked about it, and kept for a while."""

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
        self._kept: dict[str, Read] = {}

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
        return [tuple(_spots(read)) for read in self._read(texts)]

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        order = sorted(range(len(questions)), key=lambda i: len(questions[i].text))  # alike in length: little padding
        asked = [i for i in order if questions[i].pairs]
        reads = dict(zip(asked, self._read([questions[i].text for i in asked]), strict=True))
        answers: dict[int, tuple[Verdict, ...]] = {}
        for group in batched(asked, TOGETHER):
            verdicts = self._answer([questions[i] for i in group], [reads[i] for i in group])
            answers.update(zip(group, verdicts, strict=True))
        return [answers.get(i, ()) for i in range(len(questions))]

    def _read(self, texts: Sequence[str]) -> list[Read]:
        """Return sentences as read, from memory where they were read before."""
        if len(self._kept) > KEPT:
            self._kept.clear()
        new = sorted({t for t in texts if t not in self._kept}, key=lambda t: (len(t), t))
        for group in batched(new, TOGETHER):
            self._kept.update(zip(group, self._read_anew(group), strict=True))
        return [self._kept[t] for t in texts]

    def _read_anew(self, texts: Sequence[str]) -> Iterator[Read]:
        cut = [self._vocabulary.encode(text) for text in texts]
        width = min(LONGEST, max(len(ids) for ids, _ in cut))
        ids, mask = np.zeros((len(cut), width), np.int64), np.zeros((len(cut), width), np.int64)
        for row, (pieces, _) in enumerate(cut):
            ids[row, : len(pieces)] = pieces[:width]
            mask[row, : len(pieces)] = 1
        tokens, spots = self._sessions["reader"].run(["tokens", "spots"], {"ids": ids, "mask": mask})
        for row, (pieces, spans) in enumerate(cut):
            size = min(len(pieces), width)
            yield Read(tuple(spans[:size]), tokens[row, :size], spots[row, :size])

    def _answer(self, questions: list[Question], reads: list[Read]) -> list[tuple[Verdict, ...]]:
        outputs = self._sessions["decider"].run(["types", "modes", "flags", "roles"], _feed(questions, reads))
        at, answers = 0, []
        for question, read in zip(questions, reads, strict=True):
            rows = range(at, at + len(question.pairs))
            each = zip(rows, question.pairs, strict=True)
            answers.append(tuple(self._verdict([o[row] for o in outputs], pair, read) for row, pair in each))
            at += len(question.pairs)
        return answers

    def _verdict(self, outputs: list[Floats], pair: Pair, read: Read) -> Verdict:
        types, modes, flags, roles = outputs
        by_itself = not pair[0] and not pair[1]
        shares = _sigmoids(roles[: len(read.spans)]) if by_itself else roles[:0]
        return Verdict(
            types=dict(zip(self.table.types, _softmax(types), strict=True)),
            modes=dict(zip(self.table.modes, _sigmoid(modes), strict=True)),
            flags=dict(zip(self.table.flags, _sigmoid(flags), strict=True)),
            roles={
                name: tuple(zip(read.spans, map(float, shares[:, column]), strict=True))
                for column, name in enumerate(self.table.roles if by_itself else ())
            },
        )


def _feed(questions: list[Question], reads: list[Read]) -> dict[str, NDArray[np.generic]]:
    """Return what the upper layers are given: sentences as read, and for each question what it tells."""
    width = max(len(r.spans) for r in reads)
    tokens = np.zeros((len(reads), width, reads[0].tokens.shape[1]), np.float32)
    mask = np.zeros((len(reads), width), np.int64)
    for row, read in enumerate(reads):
        tokens[row, : len(read.spans)] = read.tokens
        mask[row, : len(read.spans)] = 1
    rows = [row for row, q in enumerate(questions) for _ in q.pairs]
    told = np.zeros((3, len(rows), width), np.float32)
    pairs = [pair for q in questions for pair in q.pairs]
    for at, (row, (sources, recipients, trigger)) in enumerate(zip(rows, pairs, strict=True)):
        for which, spans in enumerate((sources, recipients, () if trigger is None else (trigger,))):
            told[which, at, _positions(spans, reads[row].spans)] = 1.0
    sides = dict(zip(("sources", "recipients", "triggers"), told, strict=True))
    return {"tokens": tokens, "mask": mask, "row": np.array(rows, np.int64), **sides}


def _spots(read: Read) -> Iterator[Spot]:
    """Yield the words of a sentence with the greatest share of their pieces; the marks of begin and end are none."""
    shares = _sigmoids(read.spots)
    for span, pieces in groupby(range(len(read.spans)), key=read.spans.__getitem__):
        if span[1] > span[0]:
            trigger, cue = shares[list(pieces)].max(0)
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
