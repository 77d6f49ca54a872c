"""Made-up bodies for tests: somebody who stands before the camera, the arms hanging."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Body, Observation

ASPECT = 4 / 3
# x to image right, y down, in frame heights, origin between the shoulders; the person's left is at image right.
_STANDING = {
    0: (0.0, -0.12), 2: (0.02, -0.14), 5: (-0.02, -0.14), 7: (0.04, -0.13), 8: (-0.04, -0.13), 9: (0.015, -0.1),
    10: (-0.015, -0.1), 11: (0.1, 0.0), 12: (-0.1, 0.0), 13: (0.12, 0.16), 14: (-0.12, 0.16), 15: (0.13, 0.3),
    16: (-0.13, 0.3), 19: (0.13, 0.35), 20: (-0.13, 0.35), 23: (0.06, 0.3), 24: (-0.06, 0.3),
}  # fmt: skip


def landmarks(
    *,
    size: float = 1.0,
    place: tuple[float, float] = (0.0, 0.0),
    nod: float = 0.0,
    visible: float = 0.95,
    aspect: float = ASPECT,
) -> FloatArray:
    """Return (33, 4) landmarks of a body `size` times as large, moved by `place` and with the face `nod` lower."""
    out = np.zeros((33, 4), np.float32)
    for landmark, (x, y) in _STANDING.items():
        lower = nod if landmark in (0, 2, 5, 9, 10) else 0.0
        out[landmark, :2] = size * x + place[0], size * (y + lower) + place[1]
    out[:, :2] = out[:, :2] / (aspect, 1.0) + (0.5, 0.4)
    out[:, 3] = visible
    return out


def seen_body(t: float, points: FloatArray, *, aspect: float = ASPECT) -> Observation:
    """Return an observation of a body with these landmarks."""
    return Observation(t, round(t * 1000), aspect, (), Body(points, np.zeros((33, 3), np.float32)))
