"""Measure on zsp_plv: weights trained on our sentences alone, and by cross-validation with the set in training (never shipped).

    python training/research.py GOLD/zsp_plv/train.jsonl --weights weights/decider.pt     never trained on it
    python training/research.py GOLD/zsp_plv/train.jsonl --folds 5 --start weights/decider.pt     research weights

Prints accuracy and macro-F1 of the type with both actors given, abstention not allowed (NONE is left out).
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import base
import torch
from data import Example, Label
from instances import Answers, Instance, Vocabulary, instance
from train import BATCH, new_model, read_answers, tensors, train

YIELDED = {"YIELD": ("CONCEDE", "RETREAT")}  # CAMEO's type that PLOVER parts in two


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--answers", type=Path, default=Path(__file__).with_name("answers.json"))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=0, help="run only so many of the folds")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--start", type=Path, help="weights to go on from, trained on our sentences")
    options = parser.parse_args()
    answers, vocabulary = read_answers(options.answers), Vocabulary(base.vocabulary())
    rows = [json.loads(line) for line in options.gold.open(encoding="utf-8")]
    examples = [_example(row) for row in rows]
    instances = [instance(e, vocabulary, answers) for e in examples]
    if options.folds:
        guesses, wanted = _folds(instances, answers, options)
    else:
        model = new_model(answers)
        model.load_state_dict(torch.load(options.weights, weights_only=True))
        guesses, wanted = guess(model.eval(), instances, answers), [min(i.pairs[0].types) for i in instances]
    _report(guesses, wanted, answers)


def _example(row: dict) -> Example:
    spans = {"s": row["source_span"], "t": row["target_span"]}
    actors = {
        name: tuple(span) for name, span in spans.items() if span and span[0] is not None
    }  # a few sides are not in the text
    sides = [(name,) if name in actors else () for name in "st"]
    labels = tuple(Label(*sides, kind) for kind in YIELDED.get(row["event"], (row["event"],)))
    return Example(text=row["text"], actors=actors, labels=labels, where=row["id"])


def _folds(instances: Sequence[Instance], answers: Answers, options: argparse.Namespace) -> tuple[list[int], list[int]]:
    order = random.Random(0).sample(list(instances), len(instances))
    guesses, wanted = [], []
    for fold in range(options.only or options.folds):
        test = order[fold :: options.folds]
        rest = [i for k, i in enumerate(order) if k % options.folds != fold]
        model = train(rest, answers, epochs=options.epochs, seed=fold, start=options.start)
        guesses += guess(model, test, answers)
        wanted += [min(i.pairs[0].types) for i in test]
        _report(guesses, wanted, answers)
    return guesses, wanted


@torch.no_grad()
def guess(model: torch.nn.Module, instances: Sequence[Instance], answers: Answers) -> list[int]:
    """Return the likeliest type, other than NONE, of each instance's first pair."""
    concede, retreat = (answers.types.index(t) for t in YIELDED["YIELD"])
    found = []
    for at in range(0, len(instances), BATCH):
        batch = [Instance(i.ids, i.pairs[:1]) for i in instances[at : at + BATCH]]
        kinds, *_ = model(*tensors(batch, torch.device("cpu")))
        shares = torch.softmax(kinds, -1)
        shares[:, 0] = 0  # NONE
        shares[:, concede] += shares[:, retreat]
        shares[:, retreat] = 0
        found += shares.argmax(-1).tolist()
    return found


def _report(guesses: Sequence[int], wanted: Sequence[int], answers: Answers) -> None:
    right = sum(g == w for g, w in zip(guesses, wanted, strict=True))
    scores = []
    for kind in sorted(set(wanted)):
        hits = sum(g == w == kind for g, w in zip(guesses, wanted, strict=True))
        scores.append(2 * hits / (guesses.count(kind) + wanted.count(kind)))
        sys.stdout.write(f"  {answers.types[kind]:10} F1 {scores[-1]:.3f}  n {wanted.count(kind)}\n")
    sys.stdout.write(f"accuracy {right / len(wanted):.3f}  macro-F1 {sum(scores) / len(scores):.3f}  n {len(wanted)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
