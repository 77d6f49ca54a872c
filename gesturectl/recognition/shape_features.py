"""Features of one hand's shape in one frame. The same function serves training and running.

Only x and y are used: MediaPipe's depth is twice as noisy, and hands that come without it are recognized just as well.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.recognition.canonical import TIPS

SHAPE_SPEC = "shape/2"
"""Name and version of this feature set; it travels in the model's manifest and must match."""

_ROOTS = (1, 5, 9, 13, 17)
_BONE_STARTS = np.array([start for r in _ROOTS for start in (0, r, r + 1, r + 2)])
_BONE_ENDS = np.array([r + i for r in _ROOTS for i in range(4)])
_INNER = np.array([i for start in (0, 4, 8, 12, 16) for i in range(start, start + 3)])
"""Of two bones that meet at a joint the one nearer to the wrist; the other is the next."""
_OUTER = _INNER + 1
_TIPS, _KNUCKLES = np.array(TIPS), np.array((2, 5, 9, 13, 17))
_MORE_GAPS = np.array([(4, 12), (4, 16), (4, 20), (4, 6), (4, 10), (4, 14), (8, 16)])
_GAPS = np.array(
    [(8, 5), (12, 9), (16, 13), (20, 17), (4, 2), (4, 8), (8, 12), (12, 16), (16, 20), (4, 5), (4, 9), (4, 17)]
)
_SHORT_BONE, _SHORT_FINGER = 0.08, 0.3
"""Palm lengths: what looks shorter, as it points at the camera, has no sure direction; it fades out."""

MEASURES = len(TIPS) + len(_GAPS) + 1
"""The last so many features are measures of the hand that do not change when it turns in the picture: the reach of the
tips, gaps between tips and knuckles, and how far the palm faces the camera (negative: its back does)."""
SHAPE_SIZE = 2 * 20 + 2 * len(_BONE_ENDS) + 2 * len(_INNER) + 2 * (len(TIPS) - 1) + len(_MORE_GAPS) + MEASURES


def shape_features(points: FloatArray) -> FloatArray:
    """Return the (N, SHAPE_SIZE) or (SHAPE_SIZE,) features of canonical (N, 21, 2 or 3) or (21, 2 or 3) points.

    x and y of all points but the wrist; the directions of the bones; cosine and sine of each joint's bend and of the
    angles between neighbouring fingers, as seen; distances; then the MEASURES.
    """
    batch = points if points.ndim == 3 else points[None]
    xy, n = batch[:, :, :2], len(batch)
    bones = _directions(xy[:, _BONE_ENDS] - xy[:, _BONE_STARTS], _SHORT_BONE)
    fingers = _directions(xy[:, _TIPS] - xy[:, _KNUCKLES], _SHORT_FINGER)
    parts = (
        xy[:, 1:].reshape(n, -1),
        bones.reshape(n, -1),
        _turns(bones[:, _INNER], bones[:, _OUTER]),
        _turns(fingers[:, :-1], fingers[:, 1:]),
        _gaps(xy, _MORE_GAPS),
        lengths(xy[:, _TIPS]),
        _gaps(xy, _GAPS),
        _cross(xy[:, 5], xy[:, 17])[:, None],
    )
    features = np.concatenate(parts, axis=1).astype(np.float32)
    return features if points.ndim == 3 else features[0]


def _directions(vectors: FloatArray, short: float) -> FloatArray:
    """Return (N, K, 2) vectors with length 1, or less where they are shorter than `short`."""
    return np.asarray(vectors / np.maximum(lengths(vectors), short)[..., None])


def _turns(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the (N, 2 K) cosines and sines of the angles from one (N, K, 2) direction to the other."""
    along = first[..., 0] * second[..., 0] + first[..., 1] * second[..., 1]
    return np.concatenate([along, _cross(first, second)], axis=1)


def _cross(first: FloatArray, second: FloatArray) -> FloatArray:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def _gaps(xy: FloatArray, pairs: np.ndarray) -> FloatArray:
    return lengths(xy[:, pairs[:, 0]] - xy[:, pairs[:, 1]])
