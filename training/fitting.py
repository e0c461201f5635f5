"""Fit a logistic curve, and say how well what it gives is calibrated."""

import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

RIDGE = 1.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def fit(
    features: Sequence[Sequence[float]], right: Sequence[bool], counting: Sequence[float] | None = None
) -> tuple[float, ...]:
    """Return the weights of a logistic curve with a ridge, by Newton's method; `counting` says how much each case counts, one if not given."""
    x, y = np.array(features, float), np.array(right, float)
    c = np.ones(len(y)) if counting is None else np.array(counting, float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (c * (p - y)) + RIDGE * w
        bend = (x.T * (c * p * (1 - p))) @ x + RIDGE * np.eye(len(w))
        w -= np.linalg.solve(bend, slope)
    return tuple(round(float(v), 3) for v in w)


def report(name: str, likelihoods: Sequence[float], rightness: Sequence[bool]) -> None:
    """Print precision in bins of confidence, the expected calibration error, and precision from each threshold on."""
    sure, right = np.array(likelihoods, float), np.array(rightness, float)
    sys.stdout.write(f"\n{name}: {len(sure)}\n  confidence    n   mean  right\n")
    error = 0.0
    for low, high in pairwise(BINS):
        within = (sure >= low) & (sure < high)
        if within.any():
            error += within.sum() / len(sure) * abs(sure[within].mean() - right[within].mean())
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
