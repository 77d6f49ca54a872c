"""List gestures, actions, cameras or the bindings of gestures.yaml."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from gesturectl.errors import ExitCode

HELP = "list gestures, actions, cameras or bindings"

Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to list and the form of the answer."""
    parser.add_argument("what", choices=sorted(_ROWS), help="what to list")
    parser.add_argument("--config", metavar="FILE", help="gestures.yaml whose bindings are listed")
    parser.add_argument("--measure", action="store_true", help="read each camera for three seconds: its real rate")
    parser.add_argument("--json", action="store_true", help="print one JSON array of objects")


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    rows = _ROWS[args.what](args)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False))
    elif rows:
        _print_table(rows)
    else:
        print(f"no {args.what} found")
    return ExitCode.OK


def _gestures(_: argparse.Namespace) -> list[Row]:
    from gesturectl.daemon.personal import Personal
    from gesturectl.domain.gesture import GESTURES

    Personal().model()
    return [
        {"gesture": g.name, "kind": g.kind.value, "continuous": g.continuous, "meaning": g.meaning}
        for g in GESTURES.values()
    ]


def _actions(_: argparse.Namespace) -> list[Row]:
    from gesturectl.config.examples import action_examples

    return [{"action": name, "meaning": doc, "examples": texts} for name, doc, texts in action_examples()]


def _cameras(args: argparse.Namespace) -> list[Row]:
    from gesturectl.vision.cameras import list_cameras

    cameras = list_cameras()
    rows: list[Row] = [{"camera": c.index, "name": c.name, "path": c.path, "id": c.by_id} for c in cameras]
    if args.measure:
        from gesturectl.daemon.camera_checks import measure, running_status

        for row, camera in zip(rows, cameras, strict=True):
            measured = measure(camera, running_status())
            row["fps"] = None if measured.problem else round(measured.fps, 1)
            row["problem"] = measured.problem
    return rows


def _bindings(args: argparse.Namespace) -> list[Row]:
    from gesturectl.config.loader import load_config
    from gesturectl.config.paths import choose_config
    from gesturectl.daemon.personal import Personal
    from gesturectl.domain.describe import conditions, describe_effect

    Personal().model()
    config = load_config(choose_config(args.config).path)
    return [
        {
            "binding": b.name,
            "gesture": " then ".join(b.gestures),
            "phase": "follows" if b.follows_gesture else b.phase.value,
            "hand": b.hand.value if b.hand else "any",
            "when": conditions(b),
            "does": describe_effect(b.effect),
            "line": b.line,
        }
        for b in config.bindings
    ]


def _print_table(rows: list[Row]) -> None:
    """Print rows in columns as wide as their widest cell."""
    cells = [[name.upper() for name in rows[0]], *([_text(value) for value in row.values()] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "  ".join(value) if isinstance(value, tuple) else str(value)


_ROWS: dict[str, Callable[[argparse.Namespace], list[Row]]] = {
    "actions": _actions,
    "bindings": _bindings,
    "cameras": _cameras,
    "gestures": _gestures,
}
