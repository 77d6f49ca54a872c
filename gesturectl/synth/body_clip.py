"""A synthetic clip of a body: landmarks only, no pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Body, Observation
from gesturectl.synth.camera import FOCAL
from gesturectl.synth.clip import ASPECT, frame_times
from gesturectl.synth.drift import Drift
from gesturectl.synth.movement import Movement, states
from gesturectl.synth.noise import GRID_HZ, NoiseSettings, between, correlated, spells
from gesturectl.synth.posture import POSTURE_SIZE
from gesturectl.synth.rotation import Floats
from gesturectl.synth.skeleton import BodyBuild, body_points

DRIFT = np.array([0.012, 0.006, *([0.02] * 3), *([0.03] * 3), *([0.045] * 8)])
"""Standard deviations of a body that stands still: place in m, angles in rad."""
_HIDDEN_JITTER = 4.0
"""How much worse a landmark is that the camera cannot see."""
_EDGE = 0.02
FACE, FACE_ERROR = slice(0, 11), 0.4
"""Landmarks of the face err by so much less than those of limbs."""
NEAR_M, FAR_M = 0.7, 3.2
"""How near and how far the person may be."""


class BodyClip:
    """One body moved along a script; the same interface as HandClip, with bodies instead of hands."""

    def __init__(
        self,
        name: str,
        seed: int,
        movements: Sequence[Movement],
        labels: Sequence[GestureLabel],
        duration_s: float,
        near_m: float = NEAR_M,
    ) -> None:
        rng = np.random.default_rng([seed, 31])
        self.name, self.seed, self.duration_s = name, seed, duration_s
        self.labels = tuple(labels)
        self.doubtful: tuple[tuple[float, float], ...] = ()
        self._movements = tuple(movements)
        self._build = BodyBuild.drawn(rng)
        self._depth_m = float(rng.uniform(near_m, FAR_M))
        self._drift = Drift.drawn(rng, DRIFT * rng.uniform(0.4, 1.3))

    def points_m(self, times_s: Floats) -> Floats:
        """Return (T, 33, 3) landmarks in camera space, m."""
        postures = states(self._movements, times_s) + self._drift.at(times_s)
        assert postures.shape[1] == POSTURE_SIZE
        local = body_points(postures, self._build)
        hips = np.concatenate([postures[:, :2], np.full((len(postures), 1), self._depth_m)], axis=1)
        return np.asarray(local + hips[:, None])

    def truth(self, t: float, *, aspect: float = ASPECT, seq: int = 0) -> Observation:
        """Return the true observation at `t`."""
        points_m = self.points_m(np.array([t]))
        landmarks = _landmarks(points_m, aspect, visibility(_flat(points_m, aspect)))[0]
        return Observation(t, seq, aspect, (), Body(landmarks, _world(points_m)[0]))

    def observations(
        self, fps: float = 30.0, noise: NoiseSettings | None = None, *, aspect: float = ASPECT, seed: int = 0
    ) -> Iterator[Observation]:
        """Yield one observation for every frame time k / fps, with an estimator's errors; functions of time alone."""
        settings = noise or NoiseSettings()
        times = frame_times(self.duration_s, fps)
        rng = np.random.default_rng([self.seed, seed, 78])
        grid = int(self.duration_s * GRID_HZ) + 3
        errors = correlated(rng, (grid, 33, 4), settings.correlation_s)
        bias = rng.normal(0, settings.bias_palms, (33, 3))
        lost = spells(rng, np.full(grid, settings.misses_hz))
        late = np.maximum(times - rng.uniform(0, settings.lag_s), 0)
        scale = np.array([settings.jitter_palms, settings.jitter_palms, settings.depth_jitter])
        true_m, shifts = self.points_m(late), between(errors, times)
        seen = visibility(_flat(true_m, aspect), shifts[..., 3] * (settings.jitter_palms > 0))
        worse = 1 + (_HIDDEN_JITTER - 1) * (1 - seen[..., None])
        # An estimator's unit of error is the person: as a share of the shoulders' width, as of a palm for hands.
        errors = (shifts[..., :3] * scale * worse + bias) * self._build.shoulders_m
        errors[:, FACE] *= FACE_ERROR
        points_m = true_m + errors
        points, world = _landmarks(points_m, aspect, seen), _world(points_m)
        for k, t in enumerate(times):
            body = None if lost[int(t * GRID_HZ + 1e-6)] else Body(points[k], world[k])
            yield Observation(float(t), k, aspect, (), body)


def visibility(flat: Floats, wobble: Floats | None = None) -> Floats:
    """Return (T, 33) visibilities of landmarks at `flat` (T, 33, 2) x / width, y / height.

    Near 1 inside the picture, falling off beyond its edges; `wobble` (T, 33) makes them uneven.
    """
    beyond = np.max(np.abs(flat - 0.5), axis=-1) - 0.5
    logit = np.clip(5.5 - np.maximum(beyond + _EDGE, 0) * 60, -3.5, 5.5)
    return np.asarray(1 / (1 + np.exp(-(logit + (0.0 if wobble is None else 0.6 * wobble)))))


def landmarks_seen(points_m: Floats, aspect: float, wobble: Floats) -> FloatArray:
    """Return (T, 33, 4) landmarks of points (T, 33, 3) in camera space, m; `wobble` as in `visibility`."""
    return _landmarks(points_m, aspect, visibility(_flat(points_m, aspect), wobble)).astype(np.float32)


def _flat(points_m: Floats, aspect: float) -> Floats:
    flat = points_m[..., :2] * FOCAL / points_m[..., 2:]
    return np.asarray(flat / np.array([aspect, 1.0]) + 0.5)


def _landmarks(points_m: Floats, aspect: float, seen: Floats) -> Floats:
    """Return (T, 33, 4) landmarks; z relative to the hips, on the scale of x."""
    hips_m = points_m[:, 23:25, 2].mean(axis=1)[:, None]
    z = (points_m[..., 2] - hips_m) * FOCAL / hips_m / aspect
    return np.concatenate([_flat(points_m, aspect), z[..., None], seen[..., None]], axis=-1).astype(np.float32)


def _world(points_m: Floats) -> Floats:
    return np.asarray(points_m - points_m[:, 23:25].mean(axis=1)[:, None])
