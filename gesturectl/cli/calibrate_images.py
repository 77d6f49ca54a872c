"""Gestures from folders of pictures: one folder a label."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from gesturectl.cli.calibrate_edge import accepted, use
from gesturectl.cli.run_options import run_options
from gesturectl.errors import ExitCode

if TYPE_CHECKING:
    from gesturectl.daemon.calibrate import Calibration


def run_images(calibration: Calibration, args: argparse.Namespace) -> int:
    """Learn the labels of a folder, tell about each, put them into use."""
    from gesturectl.daemon.calibrate_images import read_folders

    for label in read_folders(calibration.personal, args.from_images, run_options(args)):
        what = label.kind.subject.value
        rest = "" if label.used == label.pictures else f"; no {what} is found in the others"
        print(f"{label.name}: {label.used} of {label.pictures} pictures used ({what}){rest}")
    names = calibration.personal.samples.names()
    model = calibration.retrained()
    fine = True
    for name in names:
        assessment = calibration.assess(name, model)
        print("\n".join(calibration.page(assessment)))
        fine = fine and accepted(assessment, args.yes)
        if args.report:
            path = args.report.with_name(f"{args.report.stem}-{name}.html")
            calibration.report(path, model, assessment)
            print(f"report: {path}")
    if not fine:
        print("not put into use; the takes are kept")
        return int(ExitCode.FAILURE)
    return use(calibration, model)
