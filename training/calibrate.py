"""Fit the likelihood of events: how likely what is proposed is told, given the rule's score and what the model holds of it.

    python training/calibrate.py POOL [--settings src/dragoman/data/decider/settings.json]

POOL is the file with the text of the frozen sample (gold/wikinews50) and of the development articles (gold/wikinews_dev). The curve is fitted on the latter and on that half of the former which may be
read, to everything that the coder would propose if no threshold held it back; then, with the new curve and the thresholds of the settings, precision by confidence and the expected
calibration error are printed for the half that is only scored. Right means: an event of that type is labelled in that sentence. Run in dragoman's own environment.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from dragoman.config import Config
from dragoman.evaluate.cases import as_given, read_jsonl
from dragoman.evaluate.frozen import DEVELOPMENT, SAMPLE, halves, same_event
from dragoman.evaluate.labels import event_label, read_labels
from dragoman.events.confidence import features, likelihood
from dragoman.events.decide import Settings
from dragoman.events.draft import Draft
from dragoman.pipeline import Coder
from dragoman.records import Event, Problem

RIDGE = 1.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
THRESHOLDS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
OPEN = 0.1  # share from which words are looked at while fitting


class Case(NamedTuple):
    """An event that was coded, and whether it is labelled."""

    half: str
    draft: Draft
    event: Event
    right: bool
    happened: bool  # and it is labelled as having happened


def main() -> None:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--settings", type=Path, default=Path("src/dragoman/data/decider/settings.json"))
    options = parser.parse_args()
    settings = msgspec.json.decode(options.settings.read_bytes(), type=Settings)
    everything = msgspec.structs.replace(settings, nothing=2.0, least=0.0, vouched=0.0, alone=OPEN, spot=OPEN)
    proposed = list(_cases(options.pool, everything))
    weights = fit([c for c in proposed if c.half != "score"])
    settings = msgspec.structs.replace(settings, weights=weights)
    options.settings.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    sys.stdout.write(f"constant, rule, sides, word, spot, open sides, no entry, lacking entry: {weights}\n")
    _thresholds(proposed, weights)
    kept = list(_cases(options.pool, settings))
    for half in ("read", "dev", "score"):
        _report(half, [c for c in kept if c.half == half], weights)


def _cases(pool: Path, settings: Settings) -> Iterator[Case]:
    coder = Coder(Config(clean=False))
    if coder.decider is None:
        raise SystemExit("calibrate: there is no decider to fit; do not set --fast")
    coder.decider = replace(coder.decider, settings=settings)
    wanted = read_labels(SAMPLE / "labels.jsonl") | read_labels(DEVELOPMENT / "labels.jsonl")
    half = halves(SAMPLE)
    for row in read_jsonl(pool):
        if row["id"] not in wanted:
            continue
        traced = coder.trace(as_given(row["id"], row["text"], published=row["date"], title=row["title"]))
        if isinstance(traced, Problem):
            continue
        for trace in traced[2]:
            for draft, event in zip(trace.drafts, trace.events, strict=True):
                label = event_label(event)
                same = [other for other in wanted[row["id"]].events if same_event(label, other)]
                yield Case(half.get(row["id"], "dev"), draft, event, bool(same), any(o.current for o in same))


def _thresholds(cases: Sequence[Case], weights: tuple[float, ...]) -> None:
    """Print, for events that happened and that are likely enough, how many there are and how many of them are labelled as such, by threshold."""
    sys.stdout.write("\nlikelihood from      " + "".join(f"{half:>22}" for half in ("read", "dev", "score")) + "\n")
    for least in THRESHOLDS:
        cells = []
        for half in ("read", "dev", "score"):
            some = [c for c in cases if c.half == half and c.event.current and _sure(c, weights) >= least]
            cells.append(
                f"{len(some):6} right {sum(c.happened for c in some):3} ({sum(c.happened for c in some) / max(1, len(some)):.2f})"
            )
        sys.stdout.write(f"  {least:.2f}               " + "".join(f"{c:>22}" for c in cells) + "\n")


def _sure(case: Case, weights: tuple[float, ...]) -> float:
    return likelihood(_features(case.draft), weights)


def _features(draft: Draft) -> tuple[float, ...]:
    if draft.opinion is None:
        raise SystemExit("calibrate: a draft was not weighed")
    return features(draft, draft.type, draft.entry, draft.opinion)


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the weights of a logistic curve with a ridge, by Newton's method."""
    x = np.array([_features(c.draft) for c in cases])
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
    sure = np.array([_sure(c, weights) for c in cases])
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
