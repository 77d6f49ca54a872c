"""Forward kinematics of the body: posture to 33 landmarks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.synth.posture import ARMS, HEAD, TORSO
from gesturectl.synth.rotation import Floats, facing

LEFT, RIGHT = 0, 1
_SIDES = ((LEFT, 1.0), (RIGHT, -1.0))
"""The person faces the camera: the left side is at image right."""
_LEGS = (23, 25, 27, 29, 31)
_ARM = (11, 13, 15)
_FINGERS = (17, 19, 21)

# Face landmarks 0-10 relative to the neck, m: nose, eyes (left inner, middle, outer, right ...), ears, mouth. Faces are
# flat and slow to turn, as MediaPipe's body network sees them: of a head turned by 75 degrees it puts the nose 0.45 of
# the ears' distance off their middle, and the ears still at 0.57 of their distance.
_FACE_M = np.array([
    (0, -0.165, -0.065),
    (0.024, -0.19, -0.055), (0.039, -0.19, -0.05), (0.05, -0.19, -0.045),
    (-0.024, -0.19, -0.055), (-0.039, -0.19, -0.05), (-0.05, -0.19, -0.045),
    (0.075, -0.175, 0.01), (-0.075, -0.175, 0.01),
    (0.025, -0.115, -0.05), (-0.025, -0.115, -0.05),
])  # fmt: skip
_EARS = (7, 8)
_EARS_TURN = np.array([1.0, 0.75, 1.0])
"""How much of the head's roll, yaw and pitch the ears follow."""


@dataclass(frozen=True, slots=True)
class BodyBuild:
    """The sizes of one body, m."""

    shoulders_m: float = 0.34
    hips_m: float = 0.22
    torso_m: float = 0.50
    upper_arm_m: float = 0.29
    forearm_m: float = 0.25
    hand_m: float = 0.09
    thigh_m: float = 0.43
    shin_m: float = 0.42
    face: float = 1.0

    @staticmethod
    def drawn(rng: np.random.Generator) -> BodyBuild:
        """Return some person: size ±10 %, each part ±12 % of its own."""
        size = 1 + 0.05 * float(np.clip(rng.normal(), -2, 2))
        one = BodyBuild()
        parts = {name: getattr(one, name) for name in BodyBuild.__dataclass_fields__}
        own = np.clip(rng.normal(1, 0.06, len(parts)), 0.88, 1.12)
        return BodyBuild(**{name: float(v * size * o) for (name, v), o in zip(parts.items(), own, strict=True)})


def body_points(postures: Floats, build: BodyBuild) -> Floats:
    """Return (T, 33, 3) landmarks, m, in camera space but for the depth: origin between the hips, facing the camera.

    `postures` (T, POSTURE_SIZE) as `Posture.vector` makes them. x to image right, y down, z away from the camera.
    """
    out = np.zeros((len(postures), 33, 3))
    torso = facing(*np.moveaxis(postures[:, TORSO], -1, 0))
    up = np.array([0.0, -build.torso_m, 0.0])
    for side, sign in _SIDES:
        shoulder = torso @ (up + np.array([sign * build.shoulders_m / 2, 0.0, 0.0]))
        out[:, _ARM[0] + side] = shoulder
        _set_arm(out, postures[:, ARMS][:, 4 * side : 4 * side + 4], torso, build, (side, sign))
        _set_leg(out, build, side, sign)
    neck = (torso @ up)[:, None]
    head = torso @ facing(*np.moveaxis(postures[:, HEAD], -1, 0))
    out[:, :11] = neck + build.face * (_FACE_M @ np.swapaxes(head, -1, -2))
    lazy = postures[:, HEAD] * _EARS_TURN
    ears = torso @ facing(*np.moveaxis(lazy, -1, 0))
    out[:, _EARS] = neck + build.face * (_FACE_M[list(_EARS)] @ np.swapaxes(ears, -1, -2))
    return out


def _set_arm(out: Floats, angles: Floats, torso: Floats, build: BodyBuild, who: tuple[int, float]) -> None:
    side, sign = who
    upper = _limb(angles[:, 0], angles[:, 1], sign, torso)
    fore = _limb(angles[:, 2], angles[:, 3], sign, torso)
    elbow = out[:, 11 + side] + build.upper_arm_m * upper
    wrist = elbow + build.forearm_m * fore
    out[:, 13 + side], out[:, 15 + side] = elbow, wrist
    across = np.array([sign, 0.0, 0.0])
    for landmark, share, spread in zip(_FINGERS, (0.95, 1.0, 0.6), (0.02, -0.01, -0.03), strict=True):
        out[:, landmark + side] = wrist + share * build.hand_m * fore + spread * across


def _set_leg(out: Floats, build: BodyBuild, side: int, sign: float) -> None:
    """Stand: legs straight down, feet forward."""
    x = sign * build.hips_m / 2
    down = (0.0, build.thigh_m, build.thigh_m + build.shin_m, build.thigh_m + build.shin_m + 0.06)
    for landmark, y, z in zip(_LEGS, (*down, down[3]), (0.0, -0.02, 0.0, 0.04, -0.13), strict=True):
        out[:, landmark + side] = (x, y, z)


def _limb(lift: Floats, turn: Floats, sign: float, torso: Floats) -> Floats:
    """Return (T, 3) directions: `lift` from hanging (0) over level (π/2) to up (π), `turn` from aside (0) to front."""
    local = np.stack([sign * np.sin(lift) * np.cos(turn), np.cos(lift), -np.sin(lift) * np.sin(turn)], axis=-1)
    return np.asarray((torso @ local[..., None])[..., 0])
