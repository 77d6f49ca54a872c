"""Arguments that `run`, `record` and `replay` share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gesturectl.cli.numbers import seconds
from gesturectl.errors import UsageError

if TYPE_CHECKING:
    from gesturectl.daemon.options import RunOptions


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is looked at, and how."""
    group = parser.add_argument_group("what to look at")
    group.add_argument(
        "--source",
        metavar="SPEC",
        help="camera (0, /dev/video0, part of its name), video file, folder of pictures, http or rtsp address, "
        "synth:NAME (default: the settings' source)",
    )
    add_pace_argument(group)
    group.add_argument("--mirrored", action="store_true", default=None, help="the source shows a mirror image")
    group.add_argument(
        "--lead-in", type=seconds, default=0.0, metavar="S", help="show a file's first frame for S seconds before t = 0"
    )
    group.add_argument("--duration", type=seconds, metavar="S", help="end after S seconds of the source")
    group.add_argument("--hand-size", choices=("full", "lite"), help="full is surer, lite takes less of the processor")
    group.add_argument("--body", choices=("auto", "on", "off"), help="look for the body; auto: if a rule needs it")
    group.add_argument(
        "--attention",
        choices=("eco", "balanced", "fast"),
        help="eco, balanced: look closely only where something happens; fast: every network on every frame",
    )
    group.add_argument("--distance", choices=("near", "far"), help="far: look for hands across the room, too")


def add_pace_argument(parser: argparse._ActionsContainer) -> None:
    """Add `--pace`."""
    parser.add_argument(
        "--pace",
        choices=("realtime", "fast"),
        default="realtime",
        help="read a file at its own speed, or as fast as it can be looked at; the gestures are the same",
    )


def add_rule_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what gestures do, and how it is told."""
    group = parser.add_argument_group("what gestures do")
    group.add_argument(
        "--config", type=Path, metavar="FILE", help="gestures.yaml to use (default: your own, else the shipped one)"
    )
    group.add_argument("--models", type=Path, metavar="DIR", help="gesture models to use instead of the shipped ones")
    group.add_argument("--dry-run", action="store_true", help="say what would be done and touch nothing")
    group.add_argument(
        "--backend",
        choices=("auto", "xtest", "pyautogui", "none"),
        default="auto",
        help="how keys are sent (auto: probed)",
    )
    group.add_argument(
        "--json", action="store_true", help="print one JSON object a line: events and actions, nothing else"
    )


def add_log_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how much is logged to standard error."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-v", "--verbose", action="store_true", help="log every detail to standard error")
    group.add_argument("-q", "--quiet", action="store_true", help="log warnings and errors only")


def run_options(args: argparse.Namespace) -> RunOptions:
    """Return the arguments as one value; those that the verb does not have keep their defaults."""
    from gesturectl.daemon.options import RunOptions

    given = vars(args)
    names = ("source", "mirrored", "dry_run", "config", "preview", "render", "record", "tray", "wait", "tour")
    taken = {name: given[name] for name in (*names, "hand_size", "body", "attention", "distance") if name in given}
    if given.get("duration") == 0.0:
        raise UsageError("--duration 0 would end before the first frame", remedy="Give more than 0 seconds.")
    return RunOptions(
        **taken,
        fast=given.get("pace") == "fast",
        lead_in_s=given.get("lead_in", 0.0),
        backend=given.get("backend", "auto"),
        duration_s=given.get("duration"),
        models_dir=given.get("models"),
        recording=given.get("recording"),
        log_level="debug" if given["verbose"] or given["debug"] else "warning" if given["quiet"] else None,
    )
