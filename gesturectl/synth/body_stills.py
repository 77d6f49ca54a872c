"""Single moments of many synthetic bodies at once: many persons, cameras and ways to hold a pose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.synth.arms import random_arm
from gesturectl.synth.body_clip import FACE, FACE_ERROR, landmarks_seen
from gesturectl.synth.body_model import draw_stand
from gesturectl.synth.body_poses import BODY_POSES
from gesturectl.synth.camera import FOCAL
from gesturectl.synth.noise import NoiseSettings
from gesturectl.synth.posture import Posture
from gesturectl.synth.rotation import Floats, rot_x, rot_z
from gesturectl.synth.skeleton import BodyBuild, body_points

ASPECT = 4 / 3
_HEAD_Y = (-0.4, 0.05)
"""Where in the picture the head is, in frame heights from its middle: near ones show head and shoulders alone."""
_GUESS_ERROR = 12.0
"""Landmarks beyond the picture's edge are guesses: they err by so many times more."""
_HIDDEN_SHARE, _HIDDEN_LOGIT = 0.15, 3.0
"""So many landmarks of the arms are said to be hard to see though they are in the picture."""


@dataclass(frozen=True, slots=True)
class CameraStand:
    """How a camera may stand: standard deviations of its roll and pitch, degrees; nearest and farthest person, m."""

    roll_deg: float = 3.0
    pitch_deg: float = 7.0
    near_m: float = 0.6
    far_m: float = 5.0


def stills(
    name: str, rng: np.random.Generator, persons: int, each: int, camera: CameraStand | None = None
) -> FloatArray:
    """Return (persons * each, 33, 4) landmarks of a pose of BODY_POSES, or of `random` arms, at 4:3."""
    return np.concatenate([_person(name, rng, each, camera or CameraStand()) for _ in range(persons)])


def _person(name: str, rng: np.random.Generator, each: int, camera: CameraStand) -> FloatArray:
    stand, build = draw_stand(rng), BodyBuild.drawn(rng)
    postures = np.stack([_posture(name, stand, rng).vector() for _ in range(each)])
    points = body_points(postures, build)
    roll, pitch = np.radians(rng.normal(0, (camera.roll_deg, camera.pitch_deg)))
    turned = points @ (rot_z(roll) @ rot_x(pitch)).T
    depth_m = float(np.exp(rng.uniform(np.log(camera.near_m), np.log(camera.far_m))))
    head_y = rng.uniform(*_HEAD_Y) * depth_m / FOCAL
    middle = np.array([rng.uniform(-0.3, 0.3) * depth_m, head_y - points[:, 0, 1].mean(), depth_m])
    points_m = turned + middle
    return _noisy(points_m, build, rng)


def _posture(name: str, stand: Posture, rng: np.random.Generator) -> Posture:
    if name == "random":
        return stand.arms(random_arm(rng), random_arm(rng))
    return BODY_POSES[name].drawn(stand, rng)


def _noisy(points_m: Floats, build: BodyBuild, rng: np.random.Generator) -> FloatArray:
    """Return what an estimator makes of true points: a constant error for each person, jitter, uneven visibilities."""
    settings, n = NoiseSettings(), len(points_m)
    bias = rng.normal(0, settings.bias_palms * 2, (1, 33, 3))
    jitter = rng.normal(0, settings.jitter_palms * 2, (n, 33, 3))
    wobble = rng.normal(0, 1, (n, 33)) - _HIDDEN_LOGIT * (rng.random((n, 33)) < _HIDDEN_SHARE) / 0.6
    errors = (bias + jitter) * build.shoulders_m
    errors[:, FACE] *= FACE_ERROR
    unseen = 1 - landmarks_seen(points_m, ASPECT, wobble)[..., 3:]
    errors *= 1 + _GUESS_ERROR * unseen
    return landmarks_seen(points_m + errors, ASPECT, wobble)
