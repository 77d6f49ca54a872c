"""Held hand shapes on recorded hands, frame by frame, at the shipped threshold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Skipped, Table
from gesturectl.training.landmark_data import LabelledHands, read_hagrid, read_photographed_hands
from gesturectl.training.shape_scores import ShapeScores
from gesturectl.training.workshop import HAGRID_VAL

PHOTOGRAPHED = "sequences/emrecandir9_hand_static_pose33.npz"
NO_SHAPES = ("no_class", "left", "right")
"""Labels of the photographed hands that are no shape of ours: `left` and `right` are thumbs to the side."""


def tables(exam: Exam) -> Iterator[Table | Skipped]:
    """Yield HaGRID's validation persons, then another set of photographs, which took no part in training."""
    classifier = Classifier.open(exam.models_dir, "hand_shape", SHAPE_SPEC)
    enter = classifier.manifest.triggers["fist"].enter
    found = scores_of(classifier, read_hagrid(exam.data / HAGRID_VAL))
    yield Table(f"hand shapes, hagrid_val.npz, at the threshold {enter:g}", [*_rows(found, enter), _sum(found, enter)])
    lacking = exam.lacks([PHOTOGRAPHED])
    if lacking:
        yield exam.skipped("shapes, another set", lacking)
        return
    found = scores_of(classifier, read_photographed_hands(exam.data / PHOTOGRAPHED))
    yield Table("hand shapes, emrecandir9_hand (another set)", [*_rows(found, enter), _sum(found, enter)])


def scores_of(classifier: Classifier, hands: LabelledHands) -> ShapeScores:
    """Return the scores of hands against their labels."""
    scores = classifier.predict_many(shape_features(hands.points))
    return ShapeScores(classifier.manifest.labels, scores, hands.labels)


def _rows(found: ShapeScores, enter: float) -> list[Row]:
    """Return a row for each label: taken for the right shape, for another, and others taken for it."""
    rows = []
    for name in [*sorted(set(found.labels.tolist()) & set(found.names[1:])), NONE, *NO_SHAPES]:
        mine = found.labels == name
        if mine.any():
            called, right = found.called(enter), found.right(enter)
            rows.append(
                {
                    "label": name,
                    "hands": int(mine.sum()),
                    "recall %": _percent(right[mine]) if name in found.names[1:] else None,
                    "taken for another %": _percent((called & ~right)[mine]),
                    "which": _which(found.best[mine & called & ~right]),
                    "others taken for it": int((called & (found.best == name) & ~mine).sum()),
                }
            )
    return rows


def _sum(found: ShapeScores, enter: float) -> Row:
    shapes = np.isin(found.labels, found.names[1:])
    wrong = found.called(enter) & ~found.right(enter)
    known = found.labels[~np.isin(found.labels, NO_SHAPES)]
    return {
        "label": f"all (macro-F1 of the likeliest label {100 * found.macro_f1():.1f} %)"
        if len(known) == len(shapes)
        else "all",
        "hands": len(shapes),
        "recall %": _percent(found.right(enter)[shapes]),
        "taken for another %": _percent(wrong),
        "which": "",
        "others taken for it": int(wrong.sum()),
    }


def _percent(flags: np.ndarray) -> float:
    return round(100 * float(flags.mean()), 1)


def _which(names: np.ndarray) -> str:
    found, counts = np.unique(names, return_counts=True)
    return ", ".join(f"{n} {c}" for n, c in zip(found, counts, strict=True))
