"""A logistic curve over features: how likely something is, given what rules and model hold of it."""

import math
from collections.abc import Sequence

LEAST = 0.001  # share: log odds stay finite


def likelihood(features: Sequence[float], weights: Sequence[float]) -> float:
    """Return the curve's value for features. Raises ValueError where there is not one weight for each."""
    return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, features, strict=True))))


def log_odds(share: float) -> float:
    """Return the logarithm of a share's odds, kept finite."""
    kept = min(max(share, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
