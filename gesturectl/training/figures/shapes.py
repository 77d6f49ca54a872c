"""Held hand shapes on recorded hands, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Table
from gesturectl.training.landmark_data import read_hagrid
from gesturectl.training.workshop import HAGRID_VAL


def tables(exam: Exam) -> Iterator[Table]:
    """Yield recall and false calls of each held shape on recorded hands, at the trigger's enter threshold."""
    classifier = Classifier.open(exam.models_dir, "hand_shape", SHAPE_SPEC)
    path = exam.data / HAGRID_VAL
    hands = read_hagrid(path)
    scores = classifier.predict_many(shape_features(hands.points))
    rows = []
    for name in (g.name for g in GESTURES.values() if g.kind is GestureKind.SHAPE):
        called = scores[:, classifier.manifest.labels.index(name)] >= classifier.manifest.triggers[name].enter
        mine = hands.labels == name
        rows.append(
            {
                "shape": name,
                "hands": int(mine.sum()),
                "recall %": round(100 * float(called[mine].mean()), 1) if mine.any() else None,
                "called wrongly": int(called[~mine].sum()),
                "of": int((~mine).sum()),
            }
        )
    yield Table(f"held shapes, {path.name}, above the threshold", rows)
