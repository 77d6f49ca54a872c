"""Hand shapes on photographs, from pixels: people at 0.5 to 4 m, also turned; people who use the body alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.recognition.canonical import canonical_hand
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.vision.estimator import Estimator
from gesturectl.vision.image_folder import ImageFolder
from gesturectl.vision.turned_picture import turned_picture

SHAPES, BODIES = "images/mediapipe_testdata", "body/photos"
NO_CLASS = "no_class"
TURNED_DEG = (-35.0, -20.0, 20.0, 35.0)
APART_S = 10.0
"""Between photographs, so that the tracking begins anew with each."""


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each label of the photographs, which is the beginning of their names; then of turned copies."""
    classifier = Classifier.open(exam.models_dir, "hand_shape", SHAPE_SPEC)
    estimator = exam.estimator()
    try:
        called = [(label, _called(classifier, seen)) for label, seen in _photos(exam.data / SHAPES, estimator)]
        if not exam.lacks([BODIES]):
            bodies = _photos(exam.data / BODIES, estimator, NO_CLASS)
            called += [(f"{label} (bodies)", _called(classifier, seen)) for label, seen in bodies]
    finally:
        estimator.close()
    yield Table("photographs, from pixels to shapes (`none` holds real shapes too)", _rows(called))
    turned = [row for degrees in TURNED_DEG for row in _turned(exam, classifier, degrees)]
    yield Table("the same photographs turned, from pixels to shapes", turned)


def _turned(exam: Exam, classifier: Classifier, degrees: float) -> list[Row]:
    estimator = exam.estimator()
    try:
        photos = _photos(exam.data / SHAPES, estimator, degrees=degrees)
        called = [(label, _called(classifier, seen)) for label, seen in photos]
    finally:
        estimator.close()
    return [{"turned": f"{degrees:+g}°", **row} for row in _rows(called)]


def _photos(
    folder: Path, estimator: Estimator, only: str = "", degrees: float = 0.0
) -> Iterator[tuple[str, Observation]]:
    """Yield the label of each photograph whose name begins with `only`, and what is seen on it, turned by `degrees`."""
    source = ImageFolder(folder, fps=1 / APART_S)
    source.open()
    for path in source.files:
        frame = source.read()
        if isinstance(frame, Frame) and path.name.startswith(only):
            if degrees:
                frame = replace(frame, rgb=turned_picture(frame.rgb, degrees))
            yield path.name.split("__")[0], estimator.estimate(frame)
    source.close()


def _called(classifier: Classifier, seen: Observation) -> list[str]:
    """Return what each hand is taken for at the threshold, "" for nothing."""
    names = []
    for hand in seen.hands:
        prediction = classifier.predict(shape_features(canonical_hand(hand, seen.aspect)))
        enter = classifier.manifest.triggers["fist"].enter
        names.append(prediction.best if prediction.scores[1:].max() >= enter else "")
    return names


def _rows(called: list[tuple[str, list[str]]]) -> list[Row]:
    labels = sorted({label for label, _ in called})
    return [_row(label, [names for other, names in called if other == label]) for label in labels]


def _row(label: str, called: list[list[str]]) -> Row:
    wrong = [name for names in called for name in names if name not in ("", label)]
    found, counts = np.unique(wrong, return_counts=True)
    return {
        "label": label,
        "photographs": len(called),
        "with a hand": sum(bool(names) for names in called),
        "recognized": sum(label in names for names in called),
        "hands taken for another": len(wrong),
        "which": ", ".join(f"{n} {c}" for n, c in zip(found, counts, strict=True)),
    }
