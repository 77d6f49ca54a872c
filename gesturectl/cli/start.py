"""Watch for gestures with an icon in the tray, and show the tour the first time: what `gesturectl` alone does.

It waits for a camera that is not there, or busy. The tour has three steps (the camera, an open hand, a zoom), takes
half a minute and can be skipped; no gesture does anything until it is over.
"""

from __future__ import annotations

import argparse

from gesturectl.cli.contract import run_printing
from gesturectl.cli.run_options import add_log_arguments, add_rule_arguments, add_source_arguments, run_options

HELP = "watch and act, with a tray icon; the first time with a tour"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--tour", action=argparse.BooleanOptionalAction, help="show the tour (default: the first time)")
    parser.add_argument("--no-tray", dest="tray", action="store_false", help="show no icon in the desktop's tray")
    add_source_arguments(parser)
    add_rule_arguments(parser)
    add_log_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run until it is stopped."""
    from gesturectl.daemon.first_run import tour_is_due

    args.wait = True
    args.tour = tour_is_due() if args.tour is None else args.tour
    return run_printing(run_options(args), as_json=args.json, verbose=args.verbose)
