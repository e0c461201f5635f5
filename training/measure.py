"""What the model by itself makes of articles that it was not trained on (data.py: HELD): words, their types, and who stands where.

    python training/measure.py --weights W/decider.pt [--data training/articles] [--files conflict-security …]

Prints: how well it finds the words that tell something (F1 at its best threshold); of labelled triggers, how often the likeliest type is labelled; of labelled cues' and triggers' actors,
precision and recall of each role (mean share of an actor's pieces from .5).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import base
import torch
from data import NONE, Example, Span, read_file
from instances import Vocabulary
from model import ROLES
from train import new_model, read_answers

SHARES = [n / 20 for n in range(1, 20)]


def main() -> None:
    """Read the held-out articles and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path(__file__).with_name("articles"))
    parser.add_argument("--files", nargs="*", help="names without .txt; all files if none")
    parser.add_argument("--answers", type=Path, default=Path(__file__).with_name("answers.json"))
    options = parser.parse_args()
    paths = sorted(p for p in options.data.glob("*.txt") if not options.files or p.stem in options.files)
    examples = [e for path in paths for e in read_file(path) if e.held]
    answers = read_answers(options.answers)
    model = new_model(answers)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    report(model.eval(), examples, Vocabulary(base.vocabulary()), answers.types)


@torch.no_grad()
def report(model: torch.nn.Module, examples: Sequence[Example], vocabulary: Vocabulary, types: Sequence[str]) -> None:
    """Print the figures over examples."""
    spots: list[tuple[float, bool]] = []
    right = total = 0
    loss = 0.0
    roles = {name: [0, 0, 0] for name in ROLES}  # right, found, wanted
    for example in examples:
        ids, pieces = vocabulary.encode(example.text)
        mask = torch.ones(1, len(ids))
        tokens, said = model.read(torch.tensor([ids]), mask)
        telling = [la.trigger for la in example.labels if la.trigger]
        shares = torch.sigmoid(said[0, :, 0]).tolist()
        spots += [(s, _in(p, telling)) for s, p in zip(shares, pieces, strict=True) if p[1] > p[0]]
        words = sorted({*telling, *(s.cue for s in example.said if s.cue)})
        for word in words:
            told = torch.tensor([[float(_in(p, [word])) for p in pieces]])
            nobody = torch.zeros_like(told)
            kinds, _, _, parts = model.answer(tokens, mask, torch.tensor([0]), nobody, nobody, told)
            labels = [la for la in example.labels if la.trigger == word]
            if labels:
                wanted = {la.type for la in labels}
                right += types[int(kinds[0].argmax())] in wanted
                loss -= max(float(torch.log_softmax(kinds[0], -1)[types.index(t)]) for t in wanted)
                total += 1
            chosen = _chosen(torch.sigmoid(parts[0]), pieces, example)
            asked = ("source", "recipient") if labels else ()
            for name in (*asked, *(("speaker",) if any(s.cue == word for s in example.said) else ())):
                wanted_here = _wanted(name, word, example)
                found = chosen[name]
                counts = roles[name]
                counts[0] += len(found & wanted_here)
                counts[1] += len(found)
                counts[2] += len(wanted_here)
    best = max(((_f1(spots, t), t) for t in SHARES), default=(0.0, 0.0))
    out = [f"{len(examples)} sentences; pieces that tell something: F1 {best[0]:.3f} from {best[1]:.2f}"]
    out.append(
        f"triggers {total}: likeliest type is labelled {right / max(1, total):.3f}, loss {loss / max(1, total):.3f}"
    )
    for name, (hits, found, wanted_all) in roles.items():
        if wanted_all:
            out.append(f"{name}: precision {hits / max(1, found):.3f}, recall {hits / wanted_all:.3f} of {wanted_all}")
    sys.stdout.write("\n".join(out) + "\n")


def _in(piece: Span, spans: Sequence[Span]) -> bool:
    return any(piece[0] < end and start < piece[1] for start, end in spans)


def _chosen(shares: torch.Tensor, pieces: Sequence[Span], example: Example) -> dict[str, set[str]]:
    """Return the actors that have each role by the model: by the mean share of their pieces."""
    found: dict[str, set[str]] = {name: set() for name in ROLES}
    for actor, span in example.actors.items():
        inside = [i for i, p in enumerate(pieces) if _in(p, [span])]
        for column, name in enumerate(ROLES):
            if inside and float(shares[inside, column].mean()) >= 0.5:
                found[name].add(actor)
    return found


def _wanted(role: str, word: Span, example: Example) -> set[str]:
    if role == "speaker":
        return {s.speaker for s in example.said if s.cue == word and s.speaker}
    labels = [la for la in example.labels if la.trigger == word and la.type != NONE]
    return {name for la in labels for name in (la.sources if role == "source" else la.recipients)}


def _f1(spots: Sequence[tuple[float, bool]], threshold: float) -> float:
    right = sum(told for share, told in spots if share >= threshold)
    found, wanted = sum(share >= threshold for share, _ in spots), sum(told for _, told in spots)
    return 2 * right / max(1, found + wanted)


if __name__ == "__main__":
    main()
