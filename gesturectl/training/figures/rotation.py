"""Hands turned in the picture: a set of freely turned hands (x and y alone), and turned copies of recorded ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.shapes import PHOTOGRAPHED, scores_of
from gesturectl.training.figures.table import Row, Skipped, Table
from gesturectl.training.landmark_data import (
    LabelledHands,
    read_hagrid,
    read_photographed_hands,
    read_turned_hands,
)
from gesturectl.training.turning import tilt, turned_in_picture, upright
from gesturectl.training.workshop import HAGRID_VAL

TURNED_SET = "rotation/kinivi_keypoint.csv.gz"
WITHIN_DEG = 35.0
STEPS_DEG = (-35.0, -20.0, 0.0, 20.0, 35.0)
SHAPES = ("open_palm", "fist", "point", "ok")


def tables(exam: Exam) -> Iterator[Table | Skipped]:
    """Yield the set's four shapes within WITHIN_DEG of upright and beyond, then turned copies of other sets' hands."""
    classifier = Classifier.open(exam.models_dir, "hand_shape", SHAPE_SPEC)
    hands = read_turned_hands(exam.data / TURNED_SET)
    near = np.abs(tilt(hands.points)) <= WITHIN_DEG
    rows = [
        {"shape": name, "turned": where, **_row(classifier, hands.taken(rows & (hands.labels == name)))}
        for where, rows in ((f"within {WITHIN_DEG:g}°", near), ("farther", ~near))
        for name in SHAPES
        if (rows & (hands.labels == name)).any()
    ]
    yield Table("freely turned hands (x and y alone; the palm taken to face the camera)", rows)
    for name, path, read in (
        ("hagrid_val.npz", HAGRID_VAL, read_hagrid),
        ("emrecandir9_hand", PHOTOGRAPHED, read_photographed_hands),
    ):
        if lacking := exam.lacks([path]):
            yield exam.skipped(f"rotation, turned copies of {name}", lacking)
        else:
            yield _copies(classifier, name, read(exam.data / path))


def _copies(classifier: Classifier, title: str, hands: LabelledHands) -> Table:
    """Return recall of hands made upright and turned by each of STEPS_DEG."""
    rows = []
    for name in [name for name in SHAPES if name in hands.labels]:
        mine = hands.taken(hands.labels == name)
        for degrees in STEPS_DEG:
            points = turned_in_picture(upright(mine.points), np.full(len(mine.points), degrees))
            copies = LabelledHands(points, mine.labels, mine.groups)
            rows.append({"shape": name, "turned": f"{degrees:+g}°", **_row(classifier, copies)})
    return Table(f"turned copies of {title}", rows)


def _row(classifier: Classifier, hands: LabelledHands) -> Row:
    enter = classifier.manifest.triggers["fist"].enter
    found = scores_of(classifier, hands)
    wrong = found.called(enter) & ~found.right(enter)
    names, counts = np.unique(found.best[wrong], return_counts=True)
    return {
        "hands": len(hands.labels),
        "recall %": round(100 * float(found.right(enter).mean()), 1),
        "mistaken %": round(100 * float(wrong.mean()), 1),
        "for": ", ".join(f"{n} {c}" for n, c in zip(names, counts, strict=True)),
    }
