"""Held poses on photographs of people, from pixels, through MediaPipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Observation
from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.recognition.classifier import Classifier
from gesturectl.training.body_photos import BodyPhotos, our_names, read_body_photos
from gesturectl.training.figures.body_landmarks import calls, pose_rows
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Table
from gesturectl.training.workshop import BODIES
from gesturectl.vision.image_folder import ImageFolder

FOLDER = "body/photos"
_A_PICTURE_S = 20.0
"""Pictures are shown so far apart that each is looked at afresh."""


def tables(exam: Exam) -> Iterator[Table]:
    """Yield recall and false calls by label: on photographs that were not trained on, and on all."""
    classifier = Classifier.open(exam.models_dir, "body_pose", BODY_SPEC)
    names, bodies, aspect = _look(exam, exam.data / FOLDER)
    landmarks = np.stack([body for body in bodies if body is not None])
    theirs, ids = np.array([name for name, body in zip(names, bodies, strict=True) if body is not None]).T
    unseen = Counter(label for (label, _), body in zip(names, bodies, strict=True) if body is None)
    held = _not_trained_on(exam, ids)
    photos = BodyPhotos(landmarks, theirs, our_names(theirs, landmarks), ids, held, aspect)
    called = calls(classifier, landmarks, aspect)
    for title, which in (("not trained on", held), ("all (half were trained on)", np.ones(len(held), bool))):
        rows = [{**row, "besides, no body found": unseen[row["label"]]} for row in pose_rows(photos, called, which)]
        yield Table(f"body poses, photographs through MediaPipe, {title}", rows)


def _look(exam: Exam, folder: Path) -> tuple[list[tuple[str, str]], list[FloatArray | None], float]:
    """Return label and id, and the landmarks (33, 4) of the body if one was found, of each picture; their aspect."""
    source, estimator = ImageFolder(folder, fps=1 / _A_PICTURE_S), exam.body_estimator()
    source.open()
    try:
        seen: list[Observation] = [estimator.estimate(frame) for frame in iter(source.read, None)]
    finally:
        source.close()
        estimator.close()
    names = [(label, name) for label, _, name in (path.stem.partition("__") for path in source.files)]
    return names, [o.body.landmarks if o.body else None for o in seen], seen[0].aspect


def _not_trained_on(exam: Exam, ids: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Return which photographs (N,) are in no group that was trained on; all of them where that cannot be known."""
    if exam.lacks([BODIES]):
        return np.ones(len(ids), bool)
    landmarks = read_body_photos(exam.data / BODIES)
    return ~np.isin(ids, landmarks.ids[~landmarks.held])
