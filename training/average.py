"""Average two rounds of one model: what the second forgot of the first comes back, and what it learned stays (Wortsman et al. 2022, "Model soups").

python training/average.py FIRST.pt SECOND.pt OUT.pt
"""

import sys
from pathlib import Path

import torch


def main(first: Path, second: Path, out: Path) -> None:
    """Write the mean of two sets of weights; the vector of the trigger, which the first round never used, is the second's."""
    one, other = (torch.load(p, weights_only=True) for p in (first, second))
    mean = {name: (one[name] + value) / 2 if value.is_floating_point() else value for name, value in other.items()}
    mean["sides"][2] = other["sides"][2]
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
