"""Fit the confidence of events: how likely a draft is right, given the rule's score, the model's share of its type, and sides left open.

    python training/calibrate.py POOL [--settings src/dragoman/data/decider/settings.json]

POOL is the file with the text of the frozen sample (gold/wikinews50). The curve is fitted on the half that may be read; precision by confidence and the expected
calibration error are printed for the half that is only scored. Right means: an event of that type is labelled in that sentence. Run in dragoman's own environment.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from dragoman.config import Config
from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.frozen import SAMPLE, halves, same_event
from dragoman.evaluate.labels import event_label, read_labels
from dragoman.events.decide import Settings, features
from dragoman.events.draft import Draft
from dragoman.pipeline import Coder
from dragoman.records import Event, Problem

RIDGE = 1.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """An event that was coded, and whether it is labelled."""

    half: str
    draft: Draft
    event: Event
    right: bool


def main() -> None:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--settings", type=Path, default=Path("src/dragoman/data/decider/settings.json"))
    options = parser.parse_args()
    settings = msgspec.json.decode(options.settings.read_bytes(), type=Settings)
    cases = list(_cases(options.pool))
    weights = fit([c for c in cases if c.half == "read"])
    settings = msgspec.structs.replace(settings, weights=weights)
    options.settings.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    sys.stdout.write(f"constant, rule, model, open sides: {weights}\n")
    for half in ("read", "score"):
        _report(half, [c for c in cases if c.half == half], weights)


def _cases(pool: Path) -> Iterator[Case]:
    coder, wanted, half = Coder(Config(clean=False)), read_labels(SAMPLE / "labels.jsonl"), halves(SAMPLE)
    for row in read_jsonl(pool):
        if row["id"] not in wanted:
            continue
        traced = coder.trace(as_given(row["id"], row["text"], published=row["date"], title=row["title"]))
        if isinstance(traced, Problem):
            continue
        for trace in traced[2]:
            for draft, event in zip(trace.drafts, trace.events, strict=True):
                label = event_label(event)
                right = any(same_event(label, other) for other in wanted[row["id"]].events)
                yield Case(half[row["id"]], draft, event, right)


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the weights of a logistic curve with a ridge, by Newton's method."""
    x = np.array([features(c.draft) for c in cases])
    y = np.array([float(c.right) for c in cases])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + RIDGE * w
        bend = (x.T * (p * (1 - p))) @ x + RIDGE * np.eye(len(w))
        w -= np.linalg.solve(bend, slope)
    return tuple(round(float(v), 3) for v in w)


def _report(half: str, cases: Sequence[Case], weights: tuple[float, ...]) -> None:
    """Print precision in bins of confidence, the expected calibration error, and precision from each threshold on."""
    sure = np.array([1 / (1 + math.exp(-float(np.dot(weights, features(c.draft))))) for c in cases])
    right = np.array([float(c.right) for c in cases])
    sys.stdout.write(f"\n{half} half: {len(cases)} events\n  confidence    n   mean  right\n")
    error = 0.0
    for low, high in pairwise(BINS):
        within = (sure >= low) & (sure < high)
        if within.any():
            error += within.sum() / len(cases) * abs(sure[within].mean() - right[within].mean())
            sys.stdout.write(
                f"  {low:.1f}–{min(high, 1):.1f} {within.sum():8}  {sure[within].mean():.2f}   {right[within].mean():.2f}\n"
            )
    sys.stdout.write(f"  expected calibration error {error:.3f}\n")
    for threshold in BINS[1:-1]:
        above = sure >= threshold
        if above.any():
            share = right[above].sum() / max(1, right.sum())
            sys.stdout.write(
                f"  from {threshold:.1f}: precision {right[above].mean():.2f}, keeps {share:.2f} of what is right\n"
            )


if __name__ == "__main__":
    main()
