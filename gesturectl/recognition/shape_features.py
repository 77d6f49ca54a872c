"""Features of one hand's shape in one frame. The same function serves training and running."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.canonical import TIPS

SHAPE_SPEC = "shape/1"
"""Name and version of this feature set; it travels in the model's manifest and must match."""

_ROOTS = (1, 5, 9, 13, 17)
_BONES = np.array([bone for r in _ROOTS for bone in ((0, r), (r, r + 1), (r + 1, r + 2), (r + 2, r + 3))])
_JOINTS = np.array([(i, i + 1) for start in (0, 4, 8, 12, 16) for i in range(start, start + 3)])
_TIP_PAIRS = np.array([(4, 8), (4, 12), (4, 16), (4, 20), (8, 12), (12, 16), (16, 20), (4, 5), (4, 9), (4, 17)])

SHAPE_SIZE = 40 + len(_JOINTS) + len(TIPS) + len(_TIP_PAIRS)


def shape_features(points: FloatArray) -> FloatArray:
    """Return the (N, SHAPE_SIZE) or (SHAPE_SIZE,) features of canonical (N, 21, 3) or (21, 3) points.

    x and y of all points but the wrist; the cosine of each joint's bend, in three dimensions where depth is trusted
    half; distances of the tips from the wrist and of chosen pairs.
    """
    batch = points if points.ndim == 3 else points[None]
    flat = batch[:, 1:, :2].reshape(len(batch), -1)
    damped = batch * np.array([1.0, 1.0, 0.5], np.float32)  # MediaPipe's z is about twice as noisy as x and y
    bones = damped[:, _BONES[:, 1]] - damped[:, _BONES[:, 0]]
    bones = bones / np.maximum(np.linalg.norm(bones, axis=2, keepdims=True), 1e-6)
    bends = (bones[:, _JOINTS[:, 0]] * bones[:, _JOINTS[:, 1]]).sum(axis=2)
    reach = np.linalg.norm(batch[:, list(TIPS), :2], axis=2)
    gaps = np.linalg.norm(batch[:, _TIP_PAIRS[:, 0], :2] - batch[:, _TIP_PAIRS[:, 1], :2], axis=2)
    features = np.concatenate([flat, bends, reach, gaps], axis=1).astype(np.float32)
    return features if points.ndim == 3 else features[0]
