"""Show what gesturectl does on a virtual desktop of its own: no camera, no screen, nobody needed.

Hands rendered on the spot are seen by the real daemon; they open an application, zoom a real Chromium page in and
out and close the application again. Prints a table of gesture, action and effect; leaves a film and pictures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gesturectl.errors import UsageError

HELP = "gestures zoom a browser and open and close an application, on a virtual desktop"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `gesturectl demo`."""
    parser.add_argument("--slow", action="store_true", help="pause between the gestures, for people who watch")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("demo-output"),
        metavar="DIR",
        help="where the film, the pictures and the table go (demo-output)",
    )


def run(args: argparse.Namespace) -> int:
    """Run the demonstration; raises DemoError when an effect was missing."""
    from gesturectl.daemon.demo import run_demo

    try:
        args.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot write into {args.output}: {error.strerror}", remedy="Give another --output."
        ) from error
    return run_demo(args.output, slow=args.slow)
