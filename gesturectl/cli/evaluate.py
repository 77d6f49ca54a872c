"""Measure the recognizer: one table of figures after the other (see training/figures)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gesturectl.cli.folders import check_data
from gesturectl.training.figures.parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gesturectl.training.figures.exam import Exam
    from gesturectl.training.figures.table import Skipped, Table

HELP = "measure the recognizer on recordings and synthetic motions"
_NO_END = 10_000
"""Columns: wider than any table of figures."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gesturectl evaluate`."""
    names = [part.name for part in PARTS]
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of recordings; without it synthetic data only")
    parser.add_argument("--models", type=Path, metavar="DIR", help="folder of the classifiers (the shipped ones)")
    parser.add_argument("--only", choices=names, action="append", help="measure only this part (may be repeated)")
    parser.add_argument("--seeds", type=int, default=20, help="synthetic clips of each motion (20)")
    parser.add_argument("--fps", type=float, action="append", help="frame rates of synthetic clips (15 and 30)")
    parser.add_argument("--rendered", action="store_true", help="synthetic clips as pictures through MediaPipe: slow")
    parser.add_argument(
        "--leave-one-out", action="store_true", help="retrain without each recorded person trained on: takes long"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from gesturectl.training.figures.parts import measure

    check_data(args.data)
    found = measure(_exam(args), args.only or ())
    if args.json:
        print(json.dumps(_as_json(found), indent=2))
    else:
        _print(found)
    return 0


def _exam(args: argparse.Namespace) -> Exam:
    from gesturectl.training.figures.exam import Exam
    from gesturectl.vision.bundles import shipped_models_dir

    fps = tuple(args.fps or (15.0, 30.0))
    models = args.models or shipped_models_dir()
    return Exam(models, args.data, args.seeds, fps, args.rendered, args.leave_one_out)


def _as_json(found: Iterable[Table | Skipped]) -> dict[str, Any]:
    """Return the rows of each table by its title; what was skipped, and why, is in `skipped`."""
    from gesturectl.training.figures.table import Table

    tables: dict[str, Any] = {}
    skipped = {}
    for item in found:
        if isinstance(item, Table):
            tables[item.title] = item.rows
        else:
            skipped[item.name] = item.why
    return {**tables, "skipped": skipped}


def _print(found: Iterable[Table | Skipped]) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable

    from gesturectl.training.figures.table import Skipped

    # A file or a pipe has no width: nothing may be cut off. A terminal folds what is too wide for it.
    console = Console() if sys.stdout.isatty() else Console(width=_NO_END)
    for item in found:
        if isinstance(item, Skipped):
            console.print(f"skipped: {item.name} ({item.why})", soft_wrap=True, markup=False, highlight=False)
            continue
        shown = RichTable(title=item.title, title_justify="left")
        for column in item.rows[0] if item.rows else ():
            shown.add_column(column, overflow="fold")
        for row in item.rows:
            shown.add_row(*("" if value is None else str(value) for value in row.values()))
        console.print(shown)
