"""Made-up hands for tests: a plausible open right hand and observations of it."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.observation import Hand, Handedness, Observation

# An upright open right hand, palm to the camera, in palm lengths (x right, y down): rounded medians of real ones.
OPEN_HAND = np.array(
    [
        (0, 0),
        *((0.34, -0.15), (0.6, -0.4), (0.78, -0.63), (0.96, -0.8)),
        *((0.25, -0.96), (0.34, -1.34), (0.4, -1.58), (0.44, -1.79)),
        *((0.0, -1.0), (0.01, -1.42), (0.01, -1.69), (0, -1.91)),
        *((-0.24, -0.94), (-0.3, -1.33), (-0.34, -1.56), (-0.37, -1.75)),
        *((-0.44, -0.78), (-0.6, -1.03), (-0.7, -1.18), (-0.8, -1.32)),
    ]
)


def hand_at(
    x: float,
    y: float,
    palm: float = 0.12,
    side: Handedness = Handedness.RIGHT,
    aspect: float = 4 / 3,
    score: float = 0.95,
) -> Hand:
    """Return an open hand with its wrist at (x, y) in frame heights."""
    points = np.zeros((21, 3), np.float32)
    points[:, :2] = OPEN_HAND * palm * (np.array([-1, 1]) if side is Handedness.LEFT else 1) + (x, y)
    return Hand(side, score, points / np.array([aspect, 1, aspect], np.float32), np.zeros((21, 3), np.float32))


def seen(t: float, *hands: Hand, seq: int = 0, aspect: float = 4 / 3) -> Observation:
    """Return an observation of these hands."""
    return Observation(t, seq, aspect, hands)
