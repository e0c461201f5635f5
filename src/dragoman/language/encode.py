"""The only door to ONNX: a small encoder reads a sentence once and says, for pairs of sides in it, what may pass between them."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import batched
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dragoman.errors import DataError
from dragoman.language.questions import Question, Span, Verdict
from dragoman.language.wordpiece import Vocabulary, read_vocabulary

Floats = NDArray[np.float32]

LONGEST = 128  # pieces; what stands behind them is not read (GUIDELINES of training: sentences of up to 55 words)
TOGETHER = 16  # sentences in one run of the model


class Table(msgspec.Struct, frozen=True):
    """The file beside the weights: their hash, and the names of what they answer."""

    sha256: str
    types: tuple[str, ...]
    modes: tuple[str, ...]
    flags: tuple[str, ...]


class PairEncoder:
    """Loaded weights. One run reads each sentence once however many pairs it holds."""

    def __init__(self, folder: Path | Traversable) -> None:
        """Load weights, vocabulary and names from a folder; raise DataError where the weights are not those that the table names."""
        self.table = msgspec.json.decode((folder / "decider.json").read_bytes(), type=Table)
        self._weights = (folder / "decider.onnx").read_bytes()
        if hashlib.sha256(self._weights).hexdigest() != self.table.sha256:
            raise DataError(
                "the decider's weights are damaged: their hash is not that of decider.json. Install dragoman again."
            )
        self._vocabulary: Vocabulary = read_vocabulary(folder / "vocabulary.txt")

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # articles go side by side in processes, not a matrix in threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])

    def judge(self, questions: Sequence[Question]) -> list[tuple[Verdict, ...]]:
        """Return for each question its verdicts, one a pair, in order."""
        order = sorted(range(len(questions)), key=lambda i: len(questions[i].text))  # alike in length: little padding
        asked = [i for i in order if questions[i].pairs]
        answers: dict[int, tuple[Verdict, ...]] = {}
        for group in batched(asked, TOGETHER):
            answers.update(zip(group, self._run([questions[i] for i in group]), strict=True))
        return [answers.get(i, ()) for i in range(len(questions))]

    def _run(self, questions: list[Question]) -> list[tuple[Verdict, ...]]:
        cut = [self._vocabulary.encode(q.text) for q in questions]
        outputs = self._session.run(["types", "modes", "flags"], self._feed(questions, cut))
        at, answers = 0, []
        for question in questions:
            rows = range(at, at + len(question.pairs))
            answers.append(tuple(self._verdict([o[row] for o in outputs]) for row in rows))
            at += len(question.pairs)
        return answers

    def _feed(
        self, questions: list[Question], cut: list[tuple[list[int], list[Span]]]
    ) -> dict[str, NDArray[np.generic]]:
        width = min(LONGEST, max(len(ids) for ids, _ in cut))
        ids, mask = np.zeros((len(cut), width), np.int64), np.zeros((len(cut), width), np.int64)
        for row, (pieces, _) in enumerate(cut):
            ids[row, : len(pieces)] = pieces[:width]
            mask[row, : len(pieces)] = 1
        rows = [row for row, q in enumerate(questions) for _ in q.pairs]
        given = np.zeros((3, len(rows), width), np.float32)
        pairs = [pair for q in questions for pair in q.pairs]
        for at, (row, (sources, recipients, trigger)) in enumerate(zip(rows, pairs, strict=True)):
            for which, spans in enumerate((sources, recipients, () if trigger is None else (trigger,))):
                given[which, at, _positions(spans, cut[row][1][:width])] = 1.0
        sides = dict(zip(("sources", "recipients", "triggers"), given, strict=True))
        return {"ids": ids, "mask": mask, "row": np.array(rows, np.int64), **sides}

    def _verdict(self, outputs: list[Floats]) -> Verdict:
        types, modes, flags = outputs
        return Verdict(
            types=dict(zip(self.table.types, _softmax(types), strict=True)),
            modes=dict(zip(self.table.modes, _sigmoid(modes), strict=True)),
            flags=dict(zip(self.table.flags, _sigmoid(flags), strict=True)),
        )


def _positions(spans: tuple[Span, ...], pieces: list[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(pieces) if any(start < b and a < end for a, b in spans)]


def _softmax(logits: Floats) -> list[float]:
    raised = np.exp(logits - logits.max())
    return [float(x) for x in raised / raised.sum()]


def _sigmoid(logits: Floats) -> list[float]:
    return [float(x) for x in 1 / (1 + np.exp(-logits))]
