"""How `body_pose` and `body_motion` are trained: synthetic bodies, half of the photographs, half of recorded heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.recognition.body_motion_features import BODY_MOTION_SPEC
from gesturectl.training.body_dataset import Rows, clip_poses, joined, photo_poses, synthetic_poses
from gesturectl.training.body_motion_dataset import recorded_windows, synthetic_windows
from gesturectl.training.body_photos import read_body_photos
from gesturectl.training.nods import read_nods
from gesturectl.training.workshop import BODIES, NODS, SYNTHETIC, Workshop, row_counts

FIRST_SEED, POSE_SEEDS, MOTION_SEEDS = 1000, 4, 12
"""Synthetic clips that are trained on; evaluation takes those from 0."""
NOD_COPIES = 6
POSE_LAYERS, POSE_EPOCHS = (64, 32), 25


def build(workshop: Workshop) -> list[Path]:
    """Train and write both networks; returns their paths."""
    return [poses(workshop), motions(workshop)]


def poses(workshop: Workshop) -> Path:
    """Train and write the classifier of held poses."""
    rng = np.random.default_rng(workshop.seed)
    photos = read_body_photos(workshop.data_dir / BODIES)
    features, labels = joined([made_poses(rng), photo_poses(photos.chosen(~photos.held), rng)])
    network = workshop.fit("body_pose", BODY_SPEC, features, labels, POSE_LAYERS, POSE_EPOCHS)
    return workshop.save(network, row_counts(labels), [BODIES, SYNTHETIC], SYNTHETIC)


def made_poses(rng: np.random.Generator) -> Rows:
    """Return the synthetic part of what held poses are trained on."""
    return joined([synthetic_poses(rng), clip_poses(rng, range(FIRST_SEED, FIRST_SEED + POSE_SEEDS))])


def motions(workshop: Workshop) -> Path:
    """Train and write the classifier of movements."""
    rng = np.random.default_rng(workshop.seed)
    heads = read_nods(workshop.data_dir / NODS, training=True)
    made = synthetic_windows(rng, FIRST_SEED, MOTION_SEEDS)
    features, labels = joined([made, recorded_windows(heads, rng, NOD_COPIES)])
    network = workshop.fit("body_motion", BODY_MOTION_SPEC, features, labels, (64, 32), 20)
    return workshop.save(network, row_counts(labels), [NODS, SYNTHETIC], SYNTHETIC)
