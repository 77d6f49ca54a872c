"""Look at everything gesturectl needs, say what is wrong and the command that mends it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from gesturectl.errors import ExitCode

if TYPE_CHECKING:
    from gesturectl.domain.check import Check

HELP = "check this computer: packages, models, cameras, desktop"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--config", metavar="FILE", help="gestures.yaml to check")
    parser.add_argument(
        "--camera-test",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="read every camera for three seconds and measure its rate",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(args: argparse.Namespace) -> int:
    """Check everything; return FAILURE if something is missing without which gesturectl cannot run."""
    from gesturectl.daemon.checks import all_checks

    checks = all_checks(args.config, camera_test=args.camera_test)
    shown = _show_json(checks) if args.json else _show_lines(checks)
    failed = any(check.level == "fail" for check in shown)
    return int(ExitCode.FAILURE if failed else ExitCode.OK)


def _show_json(checks: Iterable[Check]) -> list[Check]:
    made = list(checks)
    print(json.dumps([asdict(check) for check in made], indent=2))
    return made


def _show_lines(checks: Iterable[Check]) -> list[Check]:
    """Print each check as soon as it is made: some take a while."""
    made = []
    for check in checks:
        print(f"{check.level.value:4}  {check.name}: {check.detail}", flush=True)
        if check.mend:
            print(f"      → {check.mend}", flush=True)
        made.append(check)
    return made
