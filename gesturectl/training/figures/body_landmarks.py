"""Held poses on photographs of people, from landmarks that were taken from them before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.body_check import is_body
from gesturectl.recognition.body_features import BODY_SPEC, body_features, isotropic_body
from gesturectl.recognition.body_slot import wrists_seen
from gesturectl.recognition.classifier import Classifier
from gesturectl.training.body_photos import ANYTHING, BodyPhotos, read_body_photos
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.workshop import BODIES

_SHOWN = ANYTHING + ", by where the wrists are: {}"


def tables(exam: Exam) -> Iterator[Table]:
    """Yield recall and false calls by label: on photographs whose groups were not trained on, and on all."""
    classifier = Classifier.open(exam.models_dir, "body_pose", BODY_SPEC)
    photos = read_body_photos(exam.data / BODIES)
    called = calls(classifier, photos.landmarks, photos.aspect)
    yield Table("body poses, landmarks of photographs not trained on", pose_rows(photos, called, photos.held))
    everything = np.ones(len(called), bool)
    yield Table(
        "body poses, landmarks of all photographs (half were trained on)", pose_rows(photos, called, everything)
    )


def calls(classifier: Classifier, landmarks: FloatArray, aspect: float) -> NDArray[np.str_]:
    """Return the gesture (N,) whose score reaches its threshold in (N, 33, 4) bodies, `none` where none does."""
    scores = classifier.predict_many(body_features(landmarks, aspect))
    return calls_of(scores, classifier.manifest.labels, landmarks, aspect, classifier.manifest.triggers)


def calls_of(
    scores: FloatArray,
    labels: Sequence[str],
    landmarks: FloatArray,
    aspect: float,
    triggers: Mapping[str, TriggerSettings],
) -> NDArray[np.str_]:
    """Return the same for scores (N, K) of `labels` (K,)."""
    enter = np.array([triggers[n].enter if n in triggers else np.inf for n in labels])
    over = np.where(scores >= enter, scores, 0.0)
    called = np.where(over.max(axis=1) > 0, np.array(labels)[over.argmax(axis=1)], NONE)
    let_through = [_passes(str(name), body, aspect) for name, body in zip(called, landmarks, strict=True)]
    return np.where(let_through, called, NONE)


def _passes(name: str, body: FloatArray, aspect: float) -> bool:
    """Return whether the gates that run live let a pose (of one look, so without the times) pass."""
    return is_body(isotropic_body(body, aspect)) and wrists_seen(name, body)


def pose_rows(photos: BodyPhotos, called: NDArray[np.str_], which: NDArray[np.bool_]) -> list[Row]:
    """Return a row for each of their labels, and for each thing that their `no_class` shows in our words.

    Among the photographs of `no_class` are raised arms, which are gestures of ours (see `body_photos.raised_arms`).
    """
    rows = [_row(str(label), photos, called, which & (photos.theirs == label)) for label in np.unique(photos.theirs)]
    anything = which & (photos.theirs == ANYTHING)
    shown = [str(name) for name in np.unique(photos.ours[anything])]
    return [*rows, *(_row(_SHOWN.format(n or "unclear"), photos, called, anything & (photos.ours == n)) for n in shown)]


def _row(name: str, photos: BodyPhotos, called: NDArray[np.str_], mine: NDArray[np.bool_]) -> Row:
    ours = {str(n) for n in photos.ours[mine]}
    wanted = (ours.pop() if len(ours) == 1 else NONE) or NONE
    hit = mine & (called == wanted) & (called != NONE)
    other = mine & (called != NONE) & ~hit
    names, counts = np.unique(called[other], return_counts=True)
    return {
        "label": name,
        "ours": "" if wanted == NONE else wanted,
        "photos": int(mine.sum()),
        "recall %": None if wanted == NONE or not mine.any() else round(100 * float(hit.sum() / mine.sum()), 1),
        "taken for another": int(other.sum()),
        "which": ", ".join(f"{n} {c}" for n, c in zip(names, counts, strict=True)),
    }
