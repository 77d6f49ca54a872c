"""Play a recording through the rules: what fired live fires again. The output is that of `gesturectl run`."""

from __future__ import annotations

import argparse
from pathlib import Path

from gesturectl.cli.contract import run_printing
from gesturectl.cli.run_options import add_log_arguments, add_pace_argument, add_rule_arguments, run_options

HELP = "play a recording made by `record` through the rules"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "recording", type=Path, metavar="REC", help="file made by `record`, whole or cut off (.partial)"
    )
    add_pace_argument(parser)
    add_rule_arguments(parser)
    add_log_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Replay to the end."""
    return run_printing(run_options(args), as_json=args.json, verbose=args.verbose)
