"""How `body_pose` is trained: photographs and the synthetic body."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.training.body_dataset import body_training_set
from gesturectl.training.landmark_data import read_bodies
from gesturectl.training.synthetic import synthetic_bodies
from gesturectl.training.workshop import BODIES, SYNTHETIC, Workshop, row_counts


def build(workshop: Workshop) -> list[Path]:
    """Train and write the classifier of body poses; returns its path."""
    rng = np.random.default_rng(workshop.seed)
    real = read_bodies(workshop.data_dir / BODIES)
    features, labels = body_training_set(real.landmarks, real.labels, real.aspect, rng)
    made, names = synthetic_bodies(rng)
    features, labels = np.concatenate([features, made]), np.concatenate([labels, names])
    network = workshop.fit("body_pose", BODY_SPEC, features, labels, (48, 24), 20)
    return [workshop.save(network, row_counts(labels), [BODIES, SYNTHETIC], SYNTHETIC)]
