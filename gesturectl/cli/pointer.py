"""Pointer mode: switch it in the running gesturectl, or find out which part of the picture your hand reaches.

The area is for `mode: absolute`: record yourself (gesturectl record --out hand.jsonl) while your hand draws the largest
rectangle that it reaches with ease, and give that file. Nothing is changed: the line for gestures.yaml is printed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gesturectl.errors import ExitCode, UsageError

HELP = "switch pointer mode, or measure your hand's reach for it"
_SWITCHES = ("on", "off", "toggle")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=(*_SWITCHES, "area"), help="switch it, or print the area of a recording")
    parser.add_argument("recording", nargs="?", type=Path, metavar="FILE", help="with area: as `record` writes it")
    parser.add_argument("--hand", choices=("left", "right"), help="with area: of this hand alone")


def run(args: argparse.Namespace) -> int:
    """Do it."""
    if args.what == "area":
        return _area(args)
    if args.recording is not None or args.hand is not None:
        raise UsageError(
            f"{args.what} takes neither a recording nor --hand", remedy="They go with: gesturectl pointer area"
        )
    from gesturectl.cli.control import ask

    print(f"pointer mode is {ask('pointer', switch=args.what)['pointer']}")
    return int(ExitCode.OK)


def _area(args: argparse.Namespace) -> int:
    from gesturectl.control.pointer_reach import reach
    from gesturectl.domain.observation import Handedness
    from gesturectl.storage.recording import read_recording

    if args.recording is None:
        raise UsageError("area needs a recording", remedy="Make one: gesturectl record --out hand.jsonl")
    area = reach(read_recording(args.recording), Handedness(args.hand) if args.hand else None)
    if area is None:
        raise UsageError(
            f"{args.recording}: no hand in it goes about for a second or more",
            remedy="Record again, and let the hand draw the largest rectangle that it reaches with ease.",
        )
    print("settings:")
    print("  pointer:")
    print("    mode: absolute")
    print(f"    area: {{left: {area.left:g}, top: {area.top:g}, right: {area.right:g}, bottom: {area.bottom:g}}}")
    return int(ExitCode.OK)
