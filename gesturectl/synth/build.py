"""The bones of one hand: lengths and places in the palm, metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.synth.rotation import Floats

PALM_M = 0.092
"""Wrist to middle knuckle of an average adult, m."""

# Average adult right hand, palm to the viewer, fingers up: x to the thumb's side, y down, z away from the viewer.
# Knuckles as MediaPipe places them on photographs: on the palm's surface line, the middle one farthest back.
_KNUCKLES_M = (
    (0.0255, -0.0875, 0.000),
    (0.0045, -0.0918, 0.003),
    (-0.0160, -0.0845, 0.001),
    (-0.0335, -0.0730, -0.004),
)
_FINGERS_M = ((0.042, 0.025, 0.023), (0.046, 0.029, 0.025), (0.043, 0.028, 0.025), (0.034, 0.021, 0.022))
_THUMB_ROOT_M = (0.0235, -0.0210, -0.010)
_THUMB_M = (0.041, 0.034, 0.028)


@dataclass(frozen=True, slots=True, eq=False)
class HandBuild:
    """The unbending sizes of a right hand (a left one is its mirror image).

    knuckles (4, 3) of index to little finger and thumb_root (3,) relative to the wrist, m
    fingers  (4, 3) and thumb (3,): lengths of the bones from the palm outwards, m
    """

    knuckles: Floats
    fingers: Floats
    thumb_root: Floats
    thumb: Floats

    @property
    def palm_m(self) -> float:
        """Wrist to middle knuckle, m."""
        return float(np.linalg.norm(self.knuckles[1]))


def average_build() -> HandBuild:
    """Return the average adult hand."""
    return HandBuild(np.array(_KNUCKLES_M), np.array(_FINGERS_M), np.array(_THUMB_ROOT_M), np.array(_THUMB_M))


def random_build(rng: np.random.Generator) -> HandBuild:
    """Return some person's hand: size ±8 %, palm width ±6 %, each finger and bone a few per cent of its own."""
    one = average_build()
    size, width = 1 + 0.08 * _bounded(rng, ()), np.array([1 + 0.06 * _bounded(rng, ()), 1.0, 1.0])
    return HandBuild(
        one.knuckles * size * width,
        one.fingers * size * (1 + 0.05 * _bounded(rng, (4, 1)) + 0.03 * _bounded(rng, (4, 3))),
        one.thumb_root * size * width,
        one.thumb * size * (1 + 0.06 * _bounded(rng, ()) + 0.03 * _bounded(rng, (3,))),
    )


def _bounded(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Return normal deviates cut off at two standard deviations, scaled to reach at most 1."""
    return np.clip(rng.normal(0, 0.5, shape), -1, 1)
