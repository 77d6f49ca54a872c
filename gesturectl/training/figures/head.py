"""Heads that nod, shake or merely move: recorded ones, second by second and as events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Observation
from gesturectl.recognition.body_motion_features import BODY_MOTION_SPEC, STEP_S, STEPS
from gesturectl.recognition.classifier import Classifier
from gesturectl.training.body_motion_dataset import windows
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.nods import FPS, HeadRecording, read_nods
from gesturectl.training.workshop import NODS

THINNED = (3, 1)
"""Every third frame, ten a second, as an attentive estimator looks; and every frame."""


def tables(exam: Exam) -> Iterator[Table]:
    """Yield how windows are called, and which events begin, in the half of the recordings that was not trained on."""
    classifier = Classifier.open(exam.models_dir, "body_motion", BODY_MOTION_SPEC)
    recordings = read_nods(exam.data / NODS, training=False)
    for step in THINNED:
        rows = [_row(exam, classifier, recording, step) for recording in recordings]
        yield Table(f"heads (one person, later half), {FPS / step:g} looks a second", rows)


def _row(exam: Exam, classifier: Classifier, recording: HeadRecording, step: int) -> Row:
    seen = recording.observations[::step]
    found = [features for t, features in windows(seen) if t - seen[0].t > STEP_S * STEPS]
    scores = classifier.predict_many(np.stack(found))
    labels = classifier.manifest.labels
    enter = {n: classifier.manifest.triggers[n].enter for n in labels if n != NONE}
    called = {n: int((scores[:, labels.index(n)] >= enter[n]).sum()) for n in enter}
    begins = [e.gesture for e in _events(exam, seen) if e.phase is Phase.BEGIN]
    return {
        "done": recording.gesture,
        "windows": len(found),
        **{f"called {name}": called[name] for name in enter},
        "seconds": round(seen[-1].t - seen[0].t, 1),
        "events": ", ".join(f"{name} {begins.count(name)}" for name in sorted(set(begins))),
    }


def _events(exam: Exam, seen: Sequence[Observation]) -> Iterator[GestureEvent]:
    recognizer = exam.recognizer()
    assert all(a.t < b.t for a, b in pairwise(seen))
    for observation in seen:
        yield from recognizer.step(observation)
