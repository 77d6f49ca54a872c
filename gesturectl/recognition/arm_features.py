"""Features of what one arm did in the last two seconds beside the other arm, and of what both did in the last second.

Windows are resampled to equal steps of time, so that frame rate and gaps do not matter; lengths are in palm lengths, so
that the distance to the camera does not. The same functions serve training (many windows) and running (one).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.recognition.arm_track import ArmTrack
from gesturectl.recognition.rows import EPSILON_S, Table
from gesturectl.recognition.torso import Torso

STROKE_SPEC = "arm/1"
PAIR_SPEC = "arms/1"

STEP_S = 0.0625
STROKE_STEPS = 30
"""1.9 s: a drawn circle with the way to it."""
PAIR_STEPS = 18
"""1.1 s: most movements of both hands with some of the rest before them."""
X, Y, PRESENT, NEARNESS = range(4)
_THIN = slice(1, None, 2)
"""A path is looked at every eighth of a second: what is finer differs between cameras, not between gestures."""
_PATH_UNIT, _PLACE_UNIT = 3.0, 5.0
"""Palm lengths that make one unit of the features, so that all are of the order of one."""
_FROM_NOW = np.array([1, 1, 0, 1, 1, 0, 1], np.float32)
_UNITS = np.array([_PATH_UNIT, _PATH_UNIT, 1, _PATH_UNIT, _PATH_UNIT, 1, 1], np.float32)
"""Of x, y and presence of both arms, and the nearness of the first: which are taken from where they are now, and by
what they are divided."""
_STROKE_ROWS, _PAIR_ROWS = len(range(STROKE_STEPS)[_THIN]), len(range(PAIR_STEPS)[_THIN])
STROKE_SIZE = _STROKE_ROWS * 7 + 5
PAIR_SIZE = _PAIR_ROWS * 8 + 5


def arm_window(arm: ArmTrack, t: float, steps: int, step_s: float = STEP_S) -> FloatArray:
    """Return an arm's past (steps, 4) at equal steps of time, the last of which is `t`.

    Columns: x and y of the palm in palm lengths; 1 where the arm was followed already; logarithm of the palm's length
    over its scale, which grows when the hand comes nearer. Gaps are bridged by straight lines; before the arm was
    followed its first place is repeated.
    """
    if step_s != STEP_S or steps > STROKE_STEPS:
        return _window(arm, t, steps, step_s)
    if arm.window is None or arm.window[0] != t:  # each arm is asked for by both arms and by the pair
        arm.window = (t, _window(arm, t, STROKE_STEPS, STEP_S))
    return arm.window[1][-steps:]


@cache
def _before_now(steps: int, step_s: float) -> Table:
    """Return the times (steps,) of a window, seconds from its last."""
    return step_s * np.arange(1.0 - steps, 1.0)


def _window(arm: ArmTrack, t: float, steps: int, step_s: float) -> FloatArray:
    times = t + _before_now(steps, step_s)
    out = np.empty((steps, 4), np.float32)
    seen = arm.rows.at(times)
    seen /= arm.scale
    out[:, :2] = seen[:, :2]
    out[:, PRESENT] = times >= arm.born_t - EPSILON_S
    np.log(seen[:, 2], out=out[:, NEARNESS], casting="same_kind")
    return out


def other_window(other: ArmTrack | None, arm: ArmTrack, t: float, steps: int, step_s: float = STEP_S) -> FloatArray:
    """Return the past of the other arm, in palm lengths of `arm`; zeros where there is none."""
    if other is None:
        return np.zeros((steps, 4), np.float32)
    window = arm_window(other, t, steps, step_s).copy()
    window[:, :2] *= other.scale / arm.scale
    return window


def torso_values(torso: Torso | None, arm: ArmTrack) -> FloatArray:
    """Return (3,): 1 where a torso is known, else 0; x and y of its shoulders' middle in palm lengths of `arm`."""
    if torso is None:
        return np.zeros(3, np.float32)
    return np.array([1.0, *(torso.middle / arm.scale)], np.float32)


def stroke_features(own: FloatArray, other: FloatArray, torso: FloatArray) -> FloatArray:
    """Return (..., STROKE_SIZE) features of windows (..., STROKE_STEPS, 4) and torsos (..., 3).

    Both paths as seen from where they are now, whether they were followed, how the hand came nearer; then where the
    arm is from the shoulders, and where the other arm is from it.
    """
    own, other = own[..., _THIN, :], other[..., _THIN, :]
    rows = np.concatenate([own[..., :NEARNESS], other[..., :NEARNESS], own[..., NEARNESS:]], axis=-1)
    now = rows[..., -1:, :]
    has, known = now[..., 5], torso[..., :1]
    place = (now[..., 0, :2] - torso[..., 1:]) / _PLACE_UNIT * known
    apart = (now[..., 0, 3:5] - now[..., 0, :2]) / _PLACE_UNIT * has
    rows = (rows - now * _FROM_NOW) / _UNITS
    rows[..., 3:5] *= has[..., None]
    return _flat(rows, place, known, apart)


def pair_features(left: FloatArray, right: FloatArray, torso: FloatArray) -> FloatArray:
    """Return (..., PAIR_SIZE) features of windows (..., PAIR_STEPS, 4); `left` is the arm at image left.

    The vector between the palms and the middle of it as seen from now, their distance, whether both were followed;
    then the vector now, and where the middle is from the shoulders.
    """
    left, right = left[..., _THIN, :], right[..., _THIN, :]
    between = right[..., :2] - left[..., :2]
    middle = (right[..., :2] + left[..., :2]) / 2
    distance = np.maximum(lengths(between)[..., None], 0.5)
    apart = np.log2(distance)
    parts = (
        (between - between[..., -1:, :]) / _PATH_UNIT,
        (middle - middle[..., -1:, :]) / _PATH_UNIT,
        between / distance,
        apart - apart[..., -1:, :],
        (left[..., PRESENT] * right[..., PRESENT])[..., None],
    )
    known = torso[..., :1]
    place = (middle[..., -1, :] - torso[..., 1:]) / _PLACE_UNIT * known
    return _flat(np.concatenate(parts, axis=-1), place, known, between[..., -1, :] / _PLACE_UNIT)


def _flat(rows: NDArray[Any], *values: NDArray[Any]) -> FloatArray:
    flat = rows.reshape(*rows.shape[:-2], -1)
    return np.concatenate([flat, *values], axis=-1).astype(np.float32)
