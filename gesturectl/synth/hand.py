"""Forward kinematics: joint angles to 21 joints."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gesturectl.domain.observation import HAND_LANDMARKS, Handedness
from gesturectl.synth.build import HandBuild
from gesturectl.synth.rotation import Floats, rot_axis, rot_x, rot_z

ANGLES = 21
"""Angles of one hand: four fingers × (knuckle, abduction, middle joint, end joint), then the thumb's five."""
THUMB = slice(16, 21)
_UP = np.array([0.0, -1.0, 0.0])


def joints(angles: ArrayLike, build: HandBuild, handedness: Handedness = Handedness.RIGHT) -> Floats:
    """Return (..., 21, 3) joints in m, wrist at the origin, palm to the viewer, fingers up.

    `angles` (..., 21) rad: for index, middle, ring and little finger the knuckle's flexion, its abduction (positive
    to the thumb's side), the flexion of the middle and of the end joint; for the thumb the spread in the palm's
    plane, the lift out of it towards the viewer, the roll of its flexing plane (0: to the viewer, π/2: across the
    palm), the flexion of its knuckle and of its end joint. x to image right, y down, z away. Landmarks in
    MediaPipe's order. A left hand is the mirror image of the right one.
    """
    turns = np.asarray(angles, np.float64)
    out = np.zeros((*turns.shape[:-1], HAND_LANDMARKS, 3))
    out[..., 1:5, :] = _thumb(turns[..., THUMB], build)
    for finger in range(4):
        first = 5 + 4 * finger
        out[..., first : first + 4, :] = _finger(turns[..., 4 * finger : 4 * finger + 4], build, finger)
    if handedness is Handedness.LEFT:
        out[..., 0] *= -1
    return out


def _finger(turns: Floats, build: HandBuild, finger: int) -> Floats:
    frame = rot_z(turns[..., 1]) @ rot_x(turns[..., 0])
    later = (rot_x(turns[..., 2]), rot_x(turns[..., 3]))
    return _chain(build.knuckles[finger], frame, later, build.fingers[finger])


def _thumb(turns: Floats, build: HandBuild) -> Floats:
    frame = rot_z(turns[..., 0]) @ rot_x(turns[..., 1])
    roll = turns[..., 2]
    axis = np.stack([np.cos(roll), np.zeros_like(roll), -np.sin(roll)], axis=-1)
    later = (rot_axis(axis, turns[..., 3]), rot_axis(axis, turns[..., 4]))
    return _chain(build.thumb_root, frame, later, build.thumb)


def _chain(root: Floats, frame: Floats, later: tuple[Floats, Floats], bones: Floats) -> Floats:
    """Return the (..., 4, 3) joints of a chain of three bones; each of the `later` turns bends the next bone."""
    points = [np.broadcast_to(root, (*frame.shape[:-2], 3))]
    for bone, bend in zip(bones, (*later, None), strict=True):
        points.append(points[-1] + bone * (frame @ _UP))
        if bend is not None:
            frame = frame @ bend
    return np.stack(points, axis=-2)
