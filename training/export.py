"""Write trained weights as the package loads them: two ONNX graphs in int8, their vocabulary, and a table with hashes and names.

`reader.onnx` reads a sentence, `decider.onnx` answers questions about what was read.

    python training/export.py --weights weights/decider.pt --out src/dragoman/data/decider [--check training/sentences]

The matrices are rounded to seven bits and multiplied as integers, with one scale a channel, so that processors agree; `--check` prints how often fp32 and int8
choose the same type over some sentences of a folder.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

import base
import numpy as np
import onnx
import onnxruntime
import torch
from data import read_folder
from instances import FLAGS, Instance, Pair, Vocabulary, instance
from model import ROLES, SPOTS, Decider
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import new_model, read_answers, tensors


class Part(NamedTuple):
    """A graph: its name, and those of what goes in and comes out."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


CHECKED = 20  # one sentence of so many is asked of both graphs
TOLD = ("row", "sources", "recipients", "triggers")
READER = Part("reader", ("ids", "mask"), ("tokens", "spots"))
DECIDER = Part("decider", ("tokens", "mask", *TOLD), ("types", "modes", "flags", "roles"))
SHAPES = {
    **{name: {0: "sentences", 1: "pieces"} for name in ("ids", "mask", "tokens", "spots")},
    **{name: {0: "questions", 1: "pieces"} for name in ("sources", "recipients", "triggers", "roles")},
    **{name: {0: "questions"} for name in ("row", "types", "modes", "flags")},
}


def main() -> None:
    """Export, quantise, check, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=Path(__file__).with_name("answers.json"))
    parser.add_argument("--check", type=Path)
    options = parser.parse_args()
    answers = read_answers(options.answers)
    model = new_model(answers)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    model.eval()
    hashes = {part.name: write(model, part, options.weights.parent, options.out) for part in (READER, DECIDER)}
    (options.out / "vocabulary.txt").write_text("\n".join(base.vocabulary()), encoding="utf-8")
    table = {
        "sha256": hashes,
        "types": answers.types,
        "modes": answers.modes,
        "flags": FLAGS,
        "roles": ROLES,
        "spots": SPOTS,
    }
    (options.out / "decider.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    if options.check:
        vocabulary = Vocabulary(base.vocabulary())
        instances = [instance(e, vocabulary, answers) for e in read_folder(options.check)[::CHECKED]]
        sys.stdout.write(f"{agreement(options.weights.parent, options.out, instances)}\n")


class Half(nn.Module):
    """One half of the model, by the name of its method."""

    def __init__(self, model: Decider, method: str) -> None:
        super().__init__()
        self.model, self.method = model, method

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """Return what the half returns."""
        return getattr(self.model, self.method)(*given)


def write(model: Decider, part: Part, whole: Path, out: Path) -> str:
    """Write one part in fp32 beside the weights and in int8 into the package; return the hash of the latter."""
    large, small = whole / f"{part.name}.fp32.onnx", out / f"{part.name}.onnx"
    pair = Pair(sources=[1], recipients=[2], types=[0])
    ids, mask, *told = tensors([Instance([2, 5, 6, 3], [pair, pair]), Instance([2, 5, 6], [pair])], torch.device("cpu"))
    given = (ids, mask) if part is READER else (model.read(ids, mask)[0].detach(), mask, *told)
    torch.onnx.export(
        Half(model, "read" if part is READER else "answer"),
        given,
        str(large),
        input_names=part.inputs,
        output_names=part.outputs,
        dynamic_axes={name: SHAPES[name] for name in (*part.inputs, *part.outputs)},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(large))
    # Seven bits: with eight, sums overflow on processors without VNNI, and machines would disagree.
    quantize_dynamic(large, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    sys.stdout.write(f"{small.name}: {small.stat().st_size / 1e6:.1f} MB\n")
    return hashlib.sha256(small.read_bytes()).hexdigest()


def agreement(whole: Path, small: Path, instances: list[Instance]) -> str:
    """Return for how many labelled pairs and words both choose the same type, and how far their shares lie apart."""
    large = [onnxruntime.InferenceSession(str(whole / f"{p.name}.fp32.onnx")) for p in (READER, DECIDER)]
    little = [onnxruntime.InferenceSession(str(small / f"{p.name}.onnx")) for p in (READER, DECIDER)]
    same, total, apart = 0, 0, 0.0
    asked = [Instance(i.ids, [*i.pairs, *i.told]) for i in instances if i.pairs or i.told]
    for at in range(0, len(asked), 16):
        given = [t.numpy() for t in tensors(asked[at : at + 16], torch.device("cpu"))]
        one, other = (_types(sessions, given) for sessions in (large, little))
        same += int((one.argmax(-1) == other.argmax(-1)).sum())
        apart += float(np.abs(_shares(one) - _shares(other)).max(-1).sum())
        total += len(one)
    return f"fp32 and int8 choose the same type for {same / total:.4f} of {total} questions; their shares differ by {apart / total:.4f} on average"


def _types(sessions: list[onnxruntime.InferenceSession], given: list[np.ndarray]) -> np.ndarray:
    """Return the logits of the types that a reader and a decider give."""
    reader, decider = sessions
    ids, mask, *told = given
    tokens = reader.run(["tokens"], {"ids": ids, "mask": mask})[0]
    return decider.run(["types"], dict(zip(DECIDER.inputs, (tokens, mask, *told), strict=True)))[0]


def _shares(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


if __name__ == "__main__":
    main()
