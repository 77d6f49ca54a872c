"""Watch a camera, a file or the synthetic hand, and do what your gestures are bound to.

With --json, standard output carries one object a line and nothing else: {"type": "event", "t", "gesture", "phase",
"handedness", "score", "value", "seq"} and {"type": "action", "t", "binding", "action", "seq"}; t is in seconds from
the first frame. A file ends by itself with exit code 0.

Signals: INT and TERM stop, HUP reads gestures.yaml again, USR1 pauses and resumes, USR2 shows what every thread does.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gesturectl.cli.contract import run_printing
from gesturectl.cli.main import has_desktop
from gesturectl.cli.run_options import add_log_arguments, add_rule_arguments, add_source_arguments, run_options

HELP = "watch for gestures and act on the desktop"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_source_arguments(parser)
    add_rule_arguments(parser)
    group = parser.add_argument_group("what to show and keep")
    group.add_argument("--preview", action="store_true", default=None, help="show a window with the landmarks")
    group.add_argument(
        "--render", type=Path, metavar="OUT.mp4", help="write the preview into a video, no display needed"
    )
    group.add_argument("--record", type=Path, metavar="FILE", help="write down what is seen (keypoints, no pictures)")
    group.add_argument("--no-tray", dest="tray", action="store_false", help="show no icon in the desktop's tray")
    parser.add_argument(
        "--wait", action="store_true", help="wait for a camera that is not there, or busy, instead of ending"
    )
    add_log_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run until the source ends or Ctrl-C."""
    if wants_own_desktop(args):
        print("no screen here: showing the demonstration on a virtual desktop", file=sys.stderr)
        from gesturectl.daemon.demo import run_demo

        return int(run_demo())
    return run_printing(run_options(args), as_json=args.json, verbose=args.verbose)


def wants_own_desktop(args: argparse.Namespace) -> bool:
    """Tell whether there is nothing to act on and nothing else was asked for."""
    asked = (args.source, args.dry_run, args.json, args.record, args.render, args.config, args.preview)
    return not has_desktop() and not any(asked) and args.backend == "auto"
