"""The signed value of a continuous gesture: how far it has gone since its onset."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray

LOOK_BACK_STEPS = 6
"""The direction of a movement is judged over the last 0.3 s of its window (steps of 0.05 s)."""


class Meter:
    """Measures from the onset. `begin` takes the measure over the window, oldest first; `value` the measure now.

    The onset lies before the classifier is sure, so the origin is the window's extreme on the side the movement came
    from: its least measure for a growing one, its greatest for a shrinking one.
    """

    def __init__(self) -> None:
        self._origin = 0.0

    def begin(self, measures: FloatArray, *, growing: bool | None = None) -> float:
        """Set the origin and return the value reached by now; without `growing` the movement itself tells."""
        now = float(measures[-1])
        if growing is None:
            growing = now >= float(measures[-LOOK_BACK_STEPS])
        self._origin = float(np.min(measures) if growing else np.max(measures))
        return self.value(now)

    def value(self, measure: float) -> float:
        """Return how far the measure is from its origin; below 0 on the other side of it."""
        return measure - self._origin
