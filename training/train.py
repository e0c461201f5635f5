"""Fine-tune the encoder and its head on training sentences.

    python training/train.py --data training/sentences --out weights/ [--epochs 4] [--seed 0] [--cross-validate FILE.jsonl]

Runs on a CPU (minutes an epoch for some thousand sentences) or on whatever accelerator torch finds.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import base
import torch
from data import NONE, Example, read_folder
from instances import Answers, Instance, Vocabulary, instance
from model import Decider, Heads
from torch import Tensor

ENCODER_RATE, HEAD_RATE = 1e-4, 2e-3
BATCH = 16
SMOOTHING = 0.05
# Questions of a sentence in one epoch, drawn anew in each: labelled pairs, other pairs, words that tell something, words that do not.
LABELLED, OTHERS, TOLD, IDLE = 1, 1, 2, 1
RARE = 3.0  # weight of a piece that has a role, or that tells something, beside one that has none


def main() -> None:
    """Train on all sentences of a folder and write weights, tokenizer and the names of the answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=Path(__file__).with_name("answers.json"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-triggers", action="store_true", help="sides only: an easier first round")
    parser.add_argument("--start", type=Path, help="weights to go on from, for a further round")
    parser.add_argument(
        "--share", type=float, default=1.0, help="train on this share of the sentences, for a learning curve"
    )
    parser.add_argument(
        "--part",
        default="1/1",
        help="train on the first of two halves: 1/2; for rounds side by side whose mean is taken",
    )
    options = parser.parse_args()
    answers = read_answers(options.answers)
    examples = [e for folder in options.data for e in read_folder(folder)]
    if options.without_triggers:
        examples = [without_triggers(e) for e in examples]
    random.Random(options.seed).shuffle(examples)
    vocabulary = Vocabulary(base.vocabulary())
    which, of = map(int, options.part.split("/"))
    chosen = examples[: round(options.share * len(examples))][which - 1 :: of]
    instances = [instance(e, vocabulary, answers) for e in chosen]
    options.out.mkdir(parents=True, exist_ok=True)
    train(
        instances,
        answers,
        epochs=options.epochs,
        seed=options.seed,
        start=options.start,
        out=options.out / "decider.pt",
    )


def without_triggers(example: Example) -> Example:
    """Return an example whose labels do not say which words tell them."""
    return replace(example, labels=tuple(replace(la, trigger=None) for la in example.labels))


def read_answers(path: Path) -> Answers:
    """Return the names of the outputs; NONE is the first type."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return Answers(types=(NONE, *table["types"]), modes=tuple(table["modes"]))


def new_model(answers: Answers) -> Decider:
    """Return the untrained decider on the base encoder."""
    return Decider(base.encoder(), Heads(len(answers.types), len(answers.modes), len(answers.flags)))


def train(
    instances: Sequence[Instance],
    answers: Answers,
    *,
    epochs: int,
    seed: int,
    start: Path | None = None,
    out: Path | None = None,
) -> Decider:
    """Return a decider trained for some epochs, from the base weights or from those of `start`; the same seed and data give the same weights on the same machine."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = new_model(answers)
    if start is not None:
        # Weights of a round before the model was asked about words lack these heads.
        model.load_state_dict(torch.load(start, weights_only=True), strict=False)
    model = model.to(device)
    encoder = list(model.encoder.encoder.parameters())
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    rates = [{"params": encoder, "lr": ENCODER_RATE}, {"params": head, "lr": HEAD_RATE}]
    for (
        embedding
    ) in model.encoder.embeddings.parameters():  # words keep their places: three thousand sentences lack most of them
        embedding.requires_grad = False
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = epochs * -(-len(instances) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1.0, (at + 1) / (0.06 * steps + 1)) * max(0.02, 1 - at / steps)
    )
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        model.train()
        for batch in batches([drawn(i, order) for i in order.sample(list(instances), len(instances))]):
            loss = loss_of(model, batch, answers, device)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        sys.stderr.write(
            f"epoch {epoch + 1}: loss {total / max(1, steps // epochs):.3f}, {time.monotonic() - began:.0f} s\n"
        )
        if out is not None:
            torch.save(model.state_dict(), out)
    return model.eval()


def drawn(whole: Instance, order: random.Random) -> Instance:
    """Return a sentence with some of its questions: the upper layers read each, which costs time."""
    labelled = [p for p in whole.pairs if p.weight == 1.0]
    others = [p for p in whole.pairs if p.weight < 1.0]
    kinds = ((labelled, LABELLED), (others, OTHERS), (whole.told, TOLD), (whole.idle, IDLE))
    some = [p for each, most in kinds for p in order.sample(each, min(most, len(each)))]
    return Instance(ids=whole.ids, pairs=some, spots=whole.spots)


def batches(instances: Sequence[Instance]) -> Iterator[Sequence[Instance]]:
    """Yield some sentences at a time, of similar length within a stretch of shuffled ones."""
    stretch = 20 * BATCH
    for at in range(0, len(instances), stretch):
        near = sorted(instances[at : at + stretch], key=lambda i: len(i.ids))
        groups = [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
        yield from groups


def tensors(batch: Sequence[Instance], device: torch.device) -> tuple[Tensor, ...]:
    """Return ids, mask, the sentence of each question, and the masks of both sides and of the trigger."""
    width = max(len(i.ids) for i in batch)
    ids = torch.tensor([i.ids + [0] * (width - len(i.ids)) for i in batch])
    mask = torch.tensor([[1] * len(i.ids) + [0] * (width - len(i.ids)) for i in batch])
    pairs = [(row, p) for row, i in enumerate(batch) for p in i.pairs]
    rows = torch.tensor([row for row, _ in pairs])
    sides = [torch.zeros(len(pairs), width) for _ in range(3)]
    for at, (_, pair) in enumerate(pairs):
        for side, positions in zip(sides, (pair.sources, pair.recipients, pair.trigger), strict=True):
            side[at, positions] = 1.0
    return tuple(t.to(device) for t in (ids, mask, rows, *sides))


def loss_of(model: Decider, batch: Sequence[Instance], answers: Answers, device: torch.device) -> Tensor:
    """Return the weighted loss of types, modes, flags and roles over the questions of some sentences, and of what their words may be."""
    pairs = [p for i in batch for p in i.pairs]
    given = tensors(batch, device)
    tokens, spots = model.read(*given[:2])
    loss = _loss_of_words(spots, [i.spots for i in batch], given[1])
    if not pairs:
        return loss
    kinds, modes, flags, roles = model.answer(tokens, *given[1:])
    weight = torch.tensor([p.weight for p in pairs], device=device)
    target = torch.full((len(pairs), len(answers.types)), SMOOTHING / len(answers.types))
    mode_target, flag_target = torch.zeros(len(pairs), len(answers.modes)), torch.zeros(len(pairs), len(answers.flags))
    with_flags = torch.zeros(len(pairs), 1)
    for at, pair in enumerate(pairs):
        target[at, pair.types] += (1 - SMOOTHING) / len(pair.types)
        mode_target[at, pair.modes] = 1.0
        if pair.flags is not None:
            flag_target[at, pair.flags] = 1.0
            with_flags[at] = 1.0
    target, mode_target, flag_target, with_flags = (
        t.to(device) for t in (target, mode_target, flag_target, with_flags)
    )
    by_type = -(target * torch.log_softmax(kinds, -1)).sum(-1)
    by_mode = torch.nn.functional.binary_cross_entropy_with_logits(modes, mode_target, reduction="none").sum(-1)
    by_flag = (
        torch.nn.functional.binary_cross_entropy_with_logits(flags, flag_target, reduction="none") * with_flags
    ).sum(-1)
    loss = loss + (weight * (by_type + 0.5 * by_mode + 0.3 * by_flag)).mean()
    return loss + _loss_of_words(roles, [p.roles or [] for p in pairs], given[1][given[2]])


def _loss_of_words(logits: Tensor, wanted: Sequence[Sequence[Sequence[int]]], mask: Tensor) -> Tensor:
    """Return the mean loss of what pieces are, over those columns that are labelled. `logits` are of shape (rows, pieces, columns)."""
    target, known = torch.zeros(logits.shape), torch.zeros(logits.shape)
    for row, columns in enumerate(wanted):
        for column, places in enumerate(columns):
            target[row, places, column] = 1.0
            known[row, :, column] = 1.0
    target, known = target.to(logits.device), known.to(logits.device) * mask.unsqueeze(-1)
    each = torch.nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    each = each * known * (1 + (RARE - 1) * target)
    pieces = mask.sum(1).clamp(min=1).float()
    return (4.0 * each.sum((1, 2)) / pieces).mean() if len(wanted) else logits.sum() * 0.0


if __name__ == "__main__":
    main()
