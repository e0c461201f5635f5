"""Average weights of one model: what a later round forgot of an earlier one comes back (Wortsman et al. 2022, "Model soups"), and rounds over halves of the data become one.

python training/average.py OUT.pt WEIGHTS.pt WEIGHTS.pt [--trigger-of-last]
"""

import argparse
from pathlib import Path

import torch

SIDES, TRIGGER = "sides", 2  # the vectors of sides and trigger, and which of them is the trigger's


def main() -> None:
    """Write the mean of some weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument(
        "--trigger-of-last", action="store_true", help="the others never used the trigger's vector: keep the last one's"
    )
    options = parser.parse_args()
    each = [torch.load(p, weights_only=True) for p in options.weights]
    mean = {name: _mean([one[name] for one in each]) for name in each[-1]}
    if options.trigger_of_last:
        mean[SIDES][TRIGGER] = each[-1][SIDES][TRIGGER]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, options.out)


def _mean(values: list[torch.Tensor]) -> torch.Tensor:
    """Return the mean of a tensor's values; of whole numbers, which are no weights, the last."""
    return torch.stack(values).mean(0) if values[-1].is_floating_point() else values[-1]


if __name__ == "__main__":
    main()
