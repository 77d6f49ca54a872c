"""Train the gesture classifiers from recorded and synthetic data; the same command and seed give the same models."""

from __future__ import annotations

import argparse
from pathlib import Path

from gesturectl.cli.folders import check_data
from gesturectl.training.recipe import FAMILIES

HELP = "rebuild the gesture classifiers from data"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gesturectl train`."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="recordings (see models/README.md)")
    parser.add_argument("--out", type=Path, default=Path("models"), metavar="DIR", help="folder of the models (models)")
    parser.add_argument("--only", choices=FAMILIES, action="append", help="only these networks (may be repeated)")
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn at random (0)")
    parser.add_argument("--shuffled", action="store_true", help="control: shuffled labels; the result is useless")


def run(args: argparse.Namespace) -> int:
    """Train and write the models."""
    from gesturectl.training.recipe import build
    from gesturectl.training.workshop import Workshop

    check_data(args.data)
    for path in build(Workshop(args.data, args.out, args.seed, args.shuffled), args.only or ()):
        print(f"wrote {path}")
    return 0
