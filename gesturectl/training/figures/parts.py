"""The parts of `gesturectl evaluate` in the order of the print-out.

A part NAME is a file NAME.py beside this one with `tables(exam)`. Kept free of heavy imports: the command line offers
these names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gesturectl.training.figures.exam import Exam
    from gesturectl.training.figures.table import Skipped, Table


@dataclass(frozen=True, slots=True)
class Part:
    """One family of figures.

    needs      what must lie in the data folder; a part without needs is measured on synthetic data
    by_itself  measured when no part is named; False for what takes long
    """

    name: str
    needs: tuple[str, ...] = ()
    by_itself: bool = True


PARTS: tuple[Part, ...] = (
    Part("shapes", ("static/hagrid_val.npz",)),
    Part("rotation", ("rotation/kinivi_keypoint.csv.gz",)),
    Part("photos", ("images/mediapipe_testdata",)),
    Part("leave_out", ("static/hagrid_train.npz",), by_itself=False),
    Part("clips", ("clips/labels.json",)),
    Part("streams", ("sequences/wuerzburg_pose25_streams.npz",)),
    Part("synthetic"),
    Part("body"),
    Part("body_landmarks", ("sequences/emrecandir9_body_static_pose33.npz",)),
    Part("body_photos", ("body/photos",)),
    Part("body_transfer", ("sequences/emrecandir9_body_static_pose33.npz",), by_itself=False),
    Part("body_clips", ("clips/labels.json",), by_itself=False),
    Part("head", ("sequences/noddingpigeon_face_keypoints.npz",)),
    Part("shrec", ("sequences/shrec17_hand22_world.npz",), by_itself=False),
    Part("utd", ("sequences/utd_mhad_kinect20.npz",), by_itself=False),
    Part("negatives", by_itself=False),
    Part("fewshot", by_itself=False),
)


def measure(exam: Exam, names: Iterable[str] = ()) -> Iterator[Table | Skipped]:
    """Yield the tables of the parts of these names, or of all; parts whose data are absent are skipped by name."""
    wanted = set(names)
    for part in PARTS:
        if part.name in wanted or (not wanted and part.by_itself):
            lacking = exam.lacks(part.needs)
            if lacking:
                yield exam.skipped(part.name, lacking)
            else:
                yield from import_module(f"gesturectl.training.figures.{part.name}").tables(exam)
