"""Held poses on photographs of people by a network that saw synthetic bodies alone: no person is on both sides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.recognition.body_features import BODY_SPEC, body_features
from gesturectl.training.body_photos import read_body_photos
from gesturectl.training.body_recipe import POSE_EPOCHS, POSE_LAYERS, made_poses
from gesturectl.training.figures.body_landmarks import calls_of, pose_rows
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Table
from gesturectl.training.network import fit
from gesturectl.training.trigger_table import TRIGGERS
from gesturectl.training.workshop import BODIES


def tables(exam: Exam) -> Iterator[Table]:
    """Train on synthetic bodies, as the shipped network but without photographs; yield recall and false calls."""
    features, labels = made_poses(np.random.default_rng(0))
    network = fit("body_pose", BODY_SPEC, features, labels, POSE_LAYERS, 0, POSE_EPOCHS)
    photos = read_body_photos(exam.data / BODIES)
    scores = network.pipeline.predict_proba(body_features(photos.landmarks, photos.aspect))
    called = calls_of(scores, network.classes, photos.landmarks, photos.aspect, TRIGGERS)
    yield Table(
        "body poses, landmarks of photographs, trained on synthetic bodies alone",
        pose_rows(photos, called, np.ones(len(called), bool)),
    )
