"""The body over the last seconds, look by look, and its window at equal steps of time.

Bodies are looked for less often than hands: between two looks an observation carries the body of the last one, which is
no new evidence. A body that is unseen for a while, or suddenly elsewhere, is another body.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Observation
from gesturectl.recognition.body_check import is_body
from gesturectl.recognition.body_features import LEFT_SHOULDER, RIGHT_SHOULDER, isotropic_body, torso_scale

BODY_GAP_S = 0.5
"""A body unseen for longer is another one when it comes back."""
HISTORY_S = 1.8
MAX_JUMP = 2.0
"""Of its own width that a body moves between two looks at most: a person who runs past makes about 1 in 0.1 s."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look at a body: landmarks (33, 4) as estimated, points (33, 2) in frame heights, its scale in the same."""

    t: float
    landmarks: FloatArray
    points: FloatArray
    scale: float
    aspect: float


class BodyTrack:
    """The looks at one body; `born_t` is the time of the first."""

    def __init__(self) -> None:
        self.looks: deque[Look] = deque()
        self.born_t = 0.0
        self.seen_t = float("-inf")

    @property
    def last(self) -> Look:
        """The newest look."""
        return self.looks[-1]

    def see(self, observation: Observation) -> bool:
        """Take an observation; return whether it is a new look at a body. What has no body's proportions is none."""
        if observation.body is None:
            return False
        landmarks, t = observation.body.landmarks, observation.t
        if self.looks and t - self.seen_t <= BODY_GAP_S and np.array_equal(self.last.landmarks, landmarks):
            self.seen_t = t
            return False
        look = _look(t, landmarks, observation.aspect)
        if not is_body(look.points):
            return False
        if not self._same(look):
            self.looks.clear()
            self.born_t = t
        self.looks.append(look)
        self.seen_t = t
        while t - self.looks[0].t > HISTORY_S:
            self.looks.popleft()
        return True

    def clear(self) -> None:
        """Forget the body."""
        self.looks.clear()
        self.seen_t = float("-inf")

    def _same(self, look: Look) -> bool:
        if not self.looks or look.t - self.seen_t > BODY_GAP_S:
            return False
        jump = np.linalg.norm(_middle(look) - _middle(self.last))
        return float(jump) <= MAX_JUMP * max(look.scale, self.last.scale)

    def window(self, t: float, steps: int, step_s: float) -> tuple[FloatArray, FloatArray]:
        """Return points (steps, 33, 2) and visibilities (steps, 33) at equal steps that end at `t`.

        Between looks along straight lines; before the first look its points are repeated.
        """
        times = t - step_s * np.arange(steps - 1, -1, -1)
        seen = np.array([look.t for look in self.looks])
        table = np.stack([np.concatenate([k.points.ravel(), k.landmarks[:, 3]]) for k in self.looks])
        row = np.clip(np.searchsorted(seen, times, side="right") - 1, 0, len(seen) - 1)
        after = np.minimum(row + 1, len(seen) - 1)
        share = np.clip((times - seen[row]) / np.maximum(seen[after] - seen[row], 1e-9), 0.0, 1.0)[:, None]
        rows = table[row] * (1 - share) + table[after] * share
        return rows[:, :66].reshape(steps, 33, 2).astype(np.float32), rows[:, 66:].astype(np.float32)


def _look(t: float, landmarks: FloatArray, aspect: float) -> Look:
    points = isotropic_body(landmarks, aspect)
    return Look(t, landmarks, points, float(torso_scale(points)), aspect)


def _middle(look: Look) -> FloatArray:
    return np.asarray((look.points[LEFT_SHOULDER] + look.points[RIGHT_SHOULDER]) / 2)
