"""Rotation matrices for many angles at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def rot_x(angle: ArrayLike) -> Floats:
    """Return (..., 3, 3) rotations about x by `angle` (...) rad."""
    return _planar(angle, 1, 2)


def rot_y(angle: ArrayLike) -> Floats:
    """Return (..., 3, 3) rotations about y by `angle` (...) rad."""
    return _planar(angle, 2, 0)


def rot_z(angle: ArrayLike) -> Floats:
    """Return (..., 3, 3) rotations about z by `angle` (...) rad."""
    return _planar(angle, 0, 1)


def rot_axis(axis: ArrayLike, angle: ArrayLike) -> Floats:
    """Return (..., 3, 3) rotations about unit vectors `axis` (..., 3) by `angle` (...) rad (Rodrigues)."""
    unit, turn = np.asarray(axis, np.float64), np.asarray(angle, np.float64)[..., None, None]
    zero = np.zeros(unit.shape[:-1])
    x, y, z = unit[..., 0], unit[..., 1], unit[..., 2]
    cross = np.stack([np.stack([zero, -z, y], -1), np.stack([z, zero, -x], -1), np.stack([-y, x, zero], -1)], axis=-2)
    return np.asarray(np.eye(3) + np.sin(turn) * cross + (1 - np.cos(turn)) * (cross @ cross))


def facing(roll: ArrayLike, yaw: ArrayLike, pitch: ArrayLike) -> Floats:
    """Return (..., 3, 3) attitudes: pitch (x) first, then yaw (y), then roll (z) in the image plane; rad."""
    return np.asarray(rot_z(roll) @ rot_y(yaw) @ rot_x(pitch))


def _planar(angle: ArrayLike, first: int, second: int) -> Floats:
    turn = np.asarray(angle, np.float64)
    out = np.zeros((*turn.shape, 3, 3))
    out[..., 3 - first - second, 3 - first - second] = 1.0
    out[..., first, first] = out[..., second, second] = np.cos(turn)
    out[..., first, second], out[..., second, first] = -np.sin(turn), np.sin(turn)
    return out
