"""Features of one hand's shape in one frame. The same function serves training and running.

Only x and y are used: MediaPipe's depth is twice as noisy, and hands that come without it are recognized just as well.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.recognition.canonical import INDEX_KNUCKLE, LITTLE_KNUCKLE, TIPS

SHAPE_SPEC = "shape/2"
"""Name and version of this feature set; it travels in the model's manifest and must match."""

_ROOTS = (1, 5, 9, 13, 17)
_BONES = [bone for r in _ROOTS for bone in ((0, r), (r, r + 1), (r + 1, r + 2), (r + 2, r + 3))]
_FINGERS = [(knuckle, tip) for knuckle, tip in zip((2, 5, 9, 13, 17), TIPS, strict=True)]
_MORE_GAPS = [(4, 12), (4, 16), (4, 20), (4, 6), (4, 10), (4, 14), (8, 16)]
_GAPS = [(8, 5), (12, 9), (16, 13), (20, 17), (4, 2), (4, 8), (8, 12), (12, 16), (16, 20), (4, 5), (4, 9), (4, 17)]
_TIPS = np.array(TIPS)
_STARTS, _ENDS = np.array(_BONES + _FINGERS + _MORE_GAPS + _GAPS).T
"""All that is measured between two points, in one: few large steps take half the time of many small ones."""
_INNER = np.array([i for start in (0, 4, 8, 12, 16) for i in range(start, start + 3)] + [20, 21, 22, 23])
"""Of two bones that meet at a joint the one nearer to the wrist, then of two neighbouring fingers the one nearer to the
thumb; the other is the next."""
_OUTER = _INNER + 1
_DIRECTIONS, _JOINTS = len(_BONES) + len(_FINGERS), 15
_SHORT_BONE, _SHORT_FINGER = 0.08, 0.3
"""Palm lengths: what looks shorter, as it points at the camera, has no sure direction; it fades out."""

_SHORT = np.array([_SHORT_BONE] * len(_BONES) + [_SHORT_FINGER] * len(_FINGERS), np.float32)

MEASURES = len(TIPS) + len(_GAPS) + 1
"""The last so many features are measures of the hand that do not change when it turns in the picture: the reach of the
tips, gaps between tips and knuckles, and how far the palm faces the camera (negative: its back does)."""
SHAPE_SIZE = 2 * 20 + 2 * len(_BONES) + 2 * len(_INNER) + len(_MORE_GAPS) + MEASURES


def shape_features(points: FloatArray) -> FloatArray:
    """Return the (N, SHAPE_SIZE) or (SHAPE_SIZE,) features of canonical (N, 21, 2 or 3) or (21, 2 or 3) points.

    x and y of all points but the wrist; the directions of the bones; cosine and sine of each joint's bend and of the
    angles between neighbouring fingers, as seen; distances; then the MEASURES.
    """
    batch = points if points.ndim == 3 else points[None]
    xy, n = batch[:, :, :2], len(batch)
    spans = xy[:, _ENDS] - xy[:, _STARTS]
    far = lengths(spans)
    short = np.maximum(far[:, :_DIRECTIONS], _SHORT)
    directions: FloatArray = np.divide(spans[:, :_DIRECTIONS], short[..., None], dtype=np.float32)
    first, second = directions[:, _INNER], directions[:, _OUTER]
    along = first[..., 0] * second[..., 0] + first[..., 1] * second[..., 1]
    across = _cross(first, second)
    parts = (
        xy[:, 1:].reshape(n, -1),
        directions[:, : len(_BONES)].reshape(n, -1),
        along[:, :_JOINTS],
        across[:, :_JOINTS],
        along[:, _JOINTS:],
        across[:, _JOINTS:],
        far[:, _DIRECTIONS : -len(_GAPS)],
        lengths(xy[:, _TIPS]),
        far[:, -len(_GAPS) :],
        _cross(xy[:, INDEX_KNUCKLE], xy[:, LITTLE_KNUCKLE])[:, None],
    )
    features = np.concatenate(parts, axis=1, dtype=np.float32)
    return features if points.ndim == 3 else features[0]


def _cross(first: FloatArray, second: FloatArray) -> FloatArray:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])
