"""Hands as people have them while they do something else: half way to a shape, turned anyhow. They mean nothing."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES
from gesturectl.synth.shape import SHAPES, HandShape, difference, varied
from gesturectl.training.synthetic import seen_from_afar

LEAST_DIFFERENCE = float(np.radians(14))
"""Root mean square of the angles' differences from every held shape that makes a hand too loose for that shape, rad. A
fist that is closed by two thirds is this far from a fist."""
SHARE = (0.1, 0.9)
"""Of the way from a relaxed hand to a shape."""
TURNED_DEG = (25.0, 25.0, 20.0)
"""Standard deviations of how such hands are turned (roll, yaw, pitch), beside the attitude that the shape has."""
_HELD = tuple(name for name in SHAPES if name in GESTURES)


def loose_hands(rng: np.random.Generator, count: int) -> FloatArray:
    """Return the joints (count, 21, 3) of right hands that are on their way from relaxed to a shape."""
    return np.stack([seen_from_afar(loose_shape(rng), rng) for _ in range(count)])


def loose_shape(rng: np.random.Generator) -> HandShape:
    """Return a shape on the way from a relaxed hand to a held one, unlike every held one."""
    while True:
        goal = varied(SHAPES[str(rng.choice(_HELD))], rng, 5.0)
        share = rng.uniform(*SHARE)
        angles = (1 - share) * varied(SHAPES["relaxed"], rng, 5.0).angles + share * goal.angles
        if min(difference(angles, SHAPES[name].angles) for name in _HELD) > LEAST_DIFFERENCE:
            own = share if rng.random() < 0.5 else 0.0
            attitude = np.array([goal.roll, goal.yaw, goal.pitch]) * own + np.radians(rng.normal(0, TURNED_DEG))
            return HandShape(angles, *(float(angle) for angle in attitude))
