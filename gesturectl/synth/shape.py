"""Hand shapes: named sets of joint angles, and random ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.errors import UsageError
from gesturectl.synth.hand import ANGLES
from gesturectl.synth.rotation import Floats


@dataclass(frozen=True, slots=True, eq=False)
class HandShape:
    """Joint angles (21,) rad as `hand.joints` takes them, and the attitude in which the shape is shown.

    roll, yaw, pitch  rad, of a right hand: 0 is palm to the viewer, fingers up. A left hand mirrors roll and yaw.
    """

    angles: Floats
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0


# Degrees: (knuckle, abduction, middle joint, end joint) of a finger. The held shapes are fitted to the median landmarks
# of HaGRID's photographs of the same shapes; the others follow from them.
_SPREAD = ((8, 12, 5, 4), (6, -1, 8, 4), (6, -10, 11, 6), (6, -27, 9, 7))
_TOGETHER = ((5, 2, 4, 3), (4, 0, 5, 3), (5, -2, 7, 4), (6, -6, 9, 6))
_CURLED = ((68, -3, 102, 60), (79, -9, 104, 60), (81, -12, 106, 57), (79, -15, 106, 54))
_BESIDE = (_CURLED[0], (65, -10, 102, 54), (74, -16, 105, 50), (76, -21, 102, 48))
_LOOSE = ((18, 4, 26, 15), (24, 1, 32, 18), (28, -3, 35, 20), (30, -9, 34, 20))
# Degrees: thumb spread, lift, roll, knuckle, end joint.
_THUMB_OUT = (53, 21, 62, 8, -8)
_THUMB_SIDE = (20, 14, 62, 6, 4)
_THUMB_LOOSE = (32, 28, 60, 14, 16)
_THUMB_FIST = (36, 26, 79, 43, 55)
_THUMB_OVER = (24, 40, 96, 49, 52)
_THUMB_UP = (56, 2, 62, 4, -15)
_THUMB_RING = (34, 54, 68, 17, 21)


def _shape(
    fingers: tuple[tuple[float, ...], ...],
    thumb: tuple[float, ...],
    roll: float = 0.0,
    yaw: float = 0.0,
    pitch: float = 0.0,
) -> HandShape:
    angles = np.radians(np.array([*np.concatenate(fingers), *thumb], np.float64))
    return HandShape(angles, float(np.radians(roll)), float(np.radians(yaw)), float(np.radians(pitch)))


SHAPES: dict[str, HandShape] = {
    "open_palm": _shape(_SPREAD, _THUMB_OUT),
    "fist": _shape(_CURLED, _THUMB_FIST, roll=10),
    "point": _shape((_TOGETHER[0], *_BESIDE[1:]), _THUMB_OVER, yaw=-4),
    "victory": _shape(((7, 12, 4, 3), (10, -11, 4, 3), *_BESIDE[2:]), _THUMB_OVER),
    "thumb_up": _shape(((62, 0, 108, 70), *_CURLED[1:]), _THUMB_UP, roll=84, yaw=-175, pitch=-32),
    "thumb_down": _shape(_CURLED, (55, 18, 62, 4, -14), roll=93, yaw=-6, pitch=4),
    "ok": _shape(((64, 0, 42, 24), (24, -4, 8, 3), (8, -12, 10, 6), (-4, -25, 7, 8)), _THUMB_RING, roll=4, yaw=-31),
    "flat": _shape(_TOGETHER, _THUMB_SIDE),
    "three": _shape((_SPREAD[0], _SPREAD[1], _SPREAD[2], _BESIDE[3]), _THUMB_OVER),
    "four": _shape(_SPREAD, _THUMB_OVER),
    "two_up": _shape((_TOGETHER[0], _TOGETHER[1], *_BESIDE[2:]), _THUMB_OVER),
    "call": _shape((*_CURLED[:3], _SPREAD[3]), _THUMB_OUT),
    "rock": _shape((_SPREAD[0], _BESIDE[1], _BESIDE[2], _SPREAD[3]), _THUMB_OVER),
    "relaxed": _shape(_LOOSE, _THUMB_LOOSE),
    "pinch_open": _shape(((30, 4, 28, 16), (52, 1, 62, 34), (58, -2, 66, 36), (60, -4, 64, 34)), (46, 40, 52, 4, 4)),
    "pinch_closed": _shape(((60, 0, 46, 26), (62, 1, 68, 38), (66, -1, 70, 38), (66, -3, 66, 36)), _THUMB_RING),
}

# What joints can do, degrees, in the order of the angles.
_LOWEST = np.radians(np.array([*([-5, -12, 0, 0] * 4), 10, 2, 50, -8, -15], np.float64))
_HIGHEST = np.radians(np.array([*([88, 12, 105, 60] * 4), 60, 50, 78, 50, 55], np.float64))
_HELD = ("open_palm", "fist", "point", "victory", "thumb_up", "thumb_down", "ok")
LEAST_DIFFERENCE = float(np.radians(24))
"""Root mean square of the angles' differences from every held shape that makes a shape another one, rad."""


def shape(name: str) -> HandShape:
    """Return the shape of that name. Raises UsageError naming those that there are."""
    try:
        return SHAPES[name]
    except KeyError:
        raise UsageError(f"no hand shape is called {name!r}", remedy=f"Shapes: {', '.join(SHAPES)}.") from None


def varied(one: HandShape, rng: np.random.Generator, degrees: float = 3.0) -> HandShape:
    """Return the shape as another person would make it: every joint a few degrees off."""
    angles = one.angles + np.radians(np.clip(rng.normal(0, degrees, ANGLES), -2 * degrees, 2 * degrees))
    roll, yaw, pitch = (a + np.radians(rng.normal(0, degrees)) for a in (one.roll, one.yaw, one.pitch))
    return HandShape(angles, float(roll), float(yaw), float(pitch))


def random_shape(rng: np.random.Generator) -> HandShape:
    """Return a plausible shape that none of the held shapes of the vocabulary resembles."""
    while True:
        bend = np.clip(rng.beta(0.8, 0.8, 4)[:, None] + rng.normal(0, 0.12, (4, 3)), 0, 1)
        share = rng.uniform(0, 1, ANGLES)
        share[[0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15]] = bend.ravel()
        angles = _LOWEST + share * (_HIGHEST - _LOWEST)
        if min(difference(angles, SHAPES[name].angles) for name in _HELD) > LEAST_DIFFERENCE:
            roll, yaw, pitch = np.radians(rng.normal(0, (18, 12, 10)))
            return HandShape(angles, float(roll), float(yaw), float(pitch))


def difference(angles: Floats, others: Floats) -> float:
    """Return the root mean square difference of two sets of angles (21,), rad."""
    return float(np.sqrt(np.mean((angles - others) ** 2)))
