"""The mean of two checkpoints of one training: python -m training.average FIRST SECOND OUT [--share 0.6].

Ends of one trunk lie in one basin, and their mean reads better than either (model soups: Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(first: Path, second: Path, share: float) -> dict[str, object]:
    """Return a checkpoint of `1 - share` of the first network and `share` of the second, without an optimiser."""
    one, other = (torch.load(path, weights_only=True) for path in (first, second))
    network = {
        name: weight.lerp(other["network"][name], share) if weight.is_floating_point() else weight
        for name, weight in one["network"].items()
    }
    return {"network": network, "optimiser": {}, "step": max(one["step"], other["step"])}


def main() -> None:
    """Write the mean from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("first", "second", "out"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--share", type=float, default=0.6, help="of the second checkpoint")
    args = arguments.parse_args()
    torch.save(average(args.first, args.second, args.share), args.out)


if __name__ == "__main__":
    main()
