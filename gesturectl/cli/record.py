"""Write down what is seen, frame by frame: keypoints of hands and body, no pictures. For `gesturectl replay`.

Ctrl-C ends it and keeps what was recorded. Nothing is done to the desktop meanwhile.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gesturectl.cli.run_options import add_log_arguments, add_source_arguments, run_options

HELP = "record keypoints (no pictures) into a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write; .gz compresses it")
    parser.add_argument("--preview", action="store_true", help="show a window with the landmarks")
    add_source_arguments(parser)
    add_log_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Record to the end of the source."""
    from gesturectl.daemon.record import run_record

    code, count = run_record(args.out, run_options(args))
    print(f"{args.out}: {count} observations", file=sys.stderr)
    return code
