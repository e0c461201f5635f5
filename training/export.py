"""Write trained weights as the package loads them: one ONNX graph in int8, its vocabulary, and a table with hashes and names.

    python training/export.py --weights weights/decider.pt --out src/dragoman/data/decider [--check training/sentences]

The matrices are rounded to seven bits and multiplied as integers, with one scale a channel, so that processors agree; `--check` prints how often fp32 and int8
choose the same type over the sentences of a folder.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import base
import numpy as np
import onnx
import onnxruntime
import torch
from data import read_folder
from instances import FLAGS, Instance, Pair, Vocabulary, instance
from model import Decider
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import new_model, read_answers, tensors

INPUTS = ("ids", "mask", "row", "sources", "recipients", "triggers")
OUTPUTS = ("types", "modes", "flags")


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
    whole, small = options.weights.with_suffix(".fp32.onnx"), options.out / "decider.onnx"
    write_graph(model.eval(), whole)
    # Seven bits: with eight, sums overflow on processors without VNNI, and machines would disagree.
    quantize_dynamic(whole, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    (options.out / "vocabulary.txt").write_text("\n".join(base.vocabulary()), encoding="utf-8")
    table = {
        "sha256": hashlib.sha256(small.read_bytes()).hexdigest(),
        "types": answers.types,
        "modes": answers.modes,
        "flags": FLAGS,
    }
    (options.out / "decider.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{small.stat().st_size / 1e6:.1f} MB\n")
    if options.check:
        vocabulary = Vocabulary(base.vocabulary())
        instances = [instance(e, vocabulary, answers) for e in read_folder(options.check)]
        sys.stdout.write(f"{agreement(whole, small, instances)}\n")


def write_graph(model: Decider, path: Path) -> None:
    """Write encoder and head as one graph; sentences, pairs and pieces may be of any number."""
    pair = Pair(sources=[1], recipients=[2], types=[0])
    example = tensors([Instance([2, 5, 6, 3], [pair, pair]), Instance([2, 5, 6], [pair])], torch.device("cpu"))
    axes = {
        "ids": {0: "sentences", 1: "pieces"},
        "mask": {0: "sentences", 1: "pieces"},
        "row": {0: "pairs"},
        "sources": {0: "pairs", 1: "pieces"},
        "recipients": {0: "pairs", 1: "pieces"},
        "triggers": {0: "pairs", 1: "pieces"},
        "types": {0: "pairs"},
        "modes": {0: "pairs"},
        "flags": {0: "pairs"},
    }
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


def agreement(whole: Path, small: Path, instances: list[Instance]) -> str:
    """Return on how many labelled pairs both choose the same type, and how far their shares lie apart."""
    sessions = [onnxruntime.InferenceSession(str(p)) for p in (whole, small)]
    same, total, apart = 0, 0, 0.0
    for at in range(0, len(instances), 16):
        feed = {
            n: t.numpy() for n, t in zip(INPUTS, tensors(instances[at : at + 16], torch.device("cpu")), strict=True)
        }
        one, other = (s.run(["types"], feed)[0] for s in sessions)
        same += int((one.argmax(-1) == other.argmax(-1)).sum())
        apart += float(np.abs(_shares(one) - _shares(other)).max(-1).sum())
        total += len(one)
    return f"fp32 and int8 choose the same type for {same / total:.4f} of {total} pairs; their shares differ by {apart / total:.4f} on average"


def _shares(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


if __name__ == "__main__":
    main()
