"""Hand shapes: named sets of joint angles, and random ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.domain.gesture import GESTURES
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
    "stop": _shape(
        ((11, -8, 7, 5), (18, -7, 4, 2), (11, -4, 12, 6), (2, -4, 15, 12)),
        (29, 18, 67, 24, 5),
        roll=5,
        yaw=-9,
        pitch=12,
    ),
    "stop_inverted": _shape(
        ((2, -4, 2, 3), (4, -3, 5, 2), (0, -2, 6, 4), (1, -7, 7, 6)), (22, 7, 62, 1, 4), roll=3, yaw=183, pitch=-9
    ),
    "mute": _shape(
        ((-4, -9, 3, 0), (66, -12, 79, 52), (77, -12, 73, 56), (80, -12, 54, 59)),
        (30, 36, 78, 45, 30),
        roll=-30,
        yaw=-77,
        pitch=40,
    ),
    "three": _shape(
        ((6, 12, 5, 4), (9, -1, 8, 4), (16, -11, 10, 6), (66, -11, 97, 48)),
        (19, 38, 79, 51, 53),
        roll=4,
        yaw=5,
        pitch=6,
    ),
    "three2": _shape(
        ((8, 11, 4, 3), (8, -13, 4, 3), (72, -11, 95, 50), (76, -11, 102, 48)),
        (53, 21, 62, 8, -8),
        roll=-2,
        yaw=-2,
        pitch=10,
    ),
    "four": _shape(
        ((8, 13, 5, 4), (4, 3, 6, 4), (6, -6, 8, 6), (7, -11, 10, 7)), (23, 39, 79, 43, 52), roll=4, yaw=2, pitch=8
    ),
    "two_up": _shape(
        ((-1, 0, 0, 0), (6, 0, 0, 0), (44, -12, 93, 57), (54, -12, 66, 41)),
        (10, 15, 78, 50, 21),
        roll=-1,
        yaw=-14,
        pitch=12,
    ),
    "two_up_inverted": _shape(
        ((23, 4, 5, 4), (25, 4, 3, 2), (77, -12, 62, 37), (77, -12, 75, 60)),
        (39, 50, 63, 49, 54),
        roll=11,
        yaw=192,
        pitch=-29,
    ),
    "peace_inverted": _shape(
        ((0, 11, 4, 3), (10, -11, 4, 3), (54, -11, 103, 50), (78, -11, 106, 56)),
        (20, 23, 77, 50, 52),
        roll=11,
        yaw=194,
        pitch=-16,
    ),
    "call": _shape(
        ((62, 3, 104, 59), (78, -9, 106, 60), (81, -5, 106, 54), (8, -10, 9, 7)),
        (54, 2, 62, 4, -14),
        roll=80,
        yaw=-172,
        pitch=-35,
    ),
    "rock": _shape(
        ((17, 11, 3, 4), (65, -9, 97, 54), (74, -13, 89, 50), (6, -12, 11, 7)),
        (28, 33, 79, 45, 52),
        roll=9,
        yaw=-3,
        pitch=2,
    ),
    "flat": _shape(_TOGETHER, _THUMB_SIDE),
    "relaxed": _shape(_LOOSE, _THUMB_LOOSE),
    "pinch_open": _shape(((30, 4, 28, 16), (52, 1, 62, 34), (58, -2, 66, 36), (60, -4, 64, 34)), (46, 40, 52, 4, 4)),
    "pinch_closed": _shape(((60, 0, 46, 26), (62, 1, 68, 38), (66, -1, 70, 38), (66, -3, 66, 36)), _THUMB_RING),
}

# What joints can do, degrees, in the order of the angles.
_LOWEST = np.radians(np.array([*([-5, -12, 0, 0] * 4), 10, 2, 50, -8, -15], np.float64))
_HIGHEST = np.radians(np.array([*([88, 12, 105, 60] * 4), 60, 50, 78, 50, 55], np.float64))
_BENDS, _ASIDE = np.arange(16).reshape(4, 4)[:, [0, 2]], np.arange(1, 16, 4)
"""Of the angles: knuckle and middle joint of each finger, and its abduction."""
_STRETCHED, _TOUCHING = np.radians(60), np.radians(4.5)
"""Neighbouring fingers that bend less than the one and are apart by less than the other are held side by side ..."""
_APART_SHARE = 0.2
"""... and differ by a fifth of what free fingers do: as the gaps between the fingertips of HaGRID's hands do."""
_HELD = tuple(name for name in SHAPES if name in GESTURES)
LEAST_DIFFERENCE = float(np.radians(24))
"""Root mean square of the angles' differences from every held shape that makes a shape another one, rad."""


def shape(name: str) -> HandShape:
    """Return the shape of that name. Raises UsageError naming those that there are."""
    try:
        return SHAPES[name]
    except KeyError:
        raise UsageError(f"no hand shape is called {name!r}", remedy=f"Shapes: {', '.join(SHAPES)}.") from None


def varied(one: HandShape, rng: np.random.Generator, degrees: float = 3.0) -> HandShape:
    """Return the shape as another person would make it: every joint a few degrees off, fingers that touch alike."""
    off = np.radians(np.clip(rng.normal(0, degrees, ANGLES), -2 * degrees, 2 * degrees))
    bend, aside = one.angles[_BENDS].sum(axis=1), one.angles[_ASIDE]
    for finger in range(1, len(aside)):
        if max(bend[finger - 1 : finger + 1]) < _STRETCHED and abs(aside[finger] - aside[finger - 1]) < _TOUCHING:
            before, own = off[_ASIDE][finger - 1 : finger + 1]
            off[_ASIDE[finger]] = before + (own - before) * _APART_SHARE
    angles = one.angles + off
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
