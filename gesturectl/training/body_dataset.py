"""Body poses for training: recorded bodies, mirrored and disturbed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.body_features import body_features
from gesturectl.training.streams import BODY_SWAP, MIRROR_NAMES

JITTER = 0.004
"""Of the frame's height: what MediaPipe's body landmarks tremble by on a person who stands still."""


def mirrored_bodies(landmarks: FloatArray, labels: NDArray[np.str_]) -> tuple[FloatArray, NDArray[np.str_]]:
    """Return (N, 33, 4) bodies as seen in a mirror: left arms become right ones."""
    flipped = landmarks[:, BODY_SWAP].copy()
    flipped[..., 0] = 1 - flipped[..., 0]
    return flipped, np.array([MIRROR_NAMES.get(str(n), str(n)) for n in labels])


def disturbed_bodies(landmarks: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return the bodies with jitter, leaning by up to 12 degrees, visibilities blurred."""
    n = len(landmarks)
    out = landmarks.copy()
    angle = np.radians(rng.uniform(-12, 12, n))[:, None]
    x, y = landmarks[..., 0] - 0.5, landmarks[..., 1] - 0.5
    out[..., 0] = 0.5 + np.cos(angle) * x - np.sin(angle) * y
    out[..., 1] = 0.5 + np.sin(angle) * x + np.cos(angle) * y
    out[..., :2] += rng.normal(0, JITTER, (n, 33, 2))
    out[..., 3] = np.clip(landmarks[..., 3] + rng.normal(0, 0.1, (n, 33)), 0, 1)
    return out


def body_training_set(
    landmarks: FloatArray, labels: NDArray[np.str_], aspect: float, rng: np.random.Generator, copies: int = 2
) -> tuple[FloatArray, NDArray[np.str_]]:
    """Return features (M, BODY_SIZE) and labels (M,): the bodies, their mirror images, disturbed copies of both."""
    both, both_labels = mirrored_bodies(landmarks, labels)
    bodies, names = np.concatenate([landmarks, both]), np.concatenate([labels, both_labels])
    batches = [bodies, *(disturbed_bodies(bodies, rng) for _ in range(copies))]
    rows = np.stack([body_features(body, aspect) for batch in batches for body in batch])
    return rows, np.tile(names, len(batches))
