"""Trials of SHREC'17 hand skeletons (De Smedt et al. 2017; evaluation only), as right hands seen by a webcam."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.domain.take import SampleKind, Samples, Take, TakeRole
from gesturectl.recognition.canonical import PALM
from gesturectl.recognition.motion_cut import REST_S
from gesturectl.training.landmark_data import open_arrays
from gesturectl.training.take_rows import acting, cut

SHREC_FPS = 30.0
_WITHOUT_PALM = (0, *range(2, 22))
"""SHREC's second joint is the middle of the palm; the others are in MediaPipe's order."""
_RIGHT_HANDS = np.array([-1, -1, 1], np.float32)
"""SHREC's x is that of a mirror and its y goes up; with both turned they are right hands in an unmirrored picture, as
the hands are that they are told from (the side of the palm to which fingers bend says so)."""
_SMOOTH = 9
"""Frames: the depth camera's joints tremble more than MediaPipe's."""
_ASPECT = 4 / 3
_PALM = 0.12
"""Frame heights."""

_KIND = SampleKind(moving=True)

Trials = tuple[NDArray[np.int64], list[FloatArray]]
"""Numbers of the gestures (N,), and of each trial the joints (T, 21, 3) in palm lengths."""


def read_trials(path: Path) -> dict[int, Trials]:
    """Return every subject's trials, by the subject's number."""
    with open_arrays(path) as data:
        joints = _RIGHT_HANDS * data["xyz"].astype(np.float32)[:, list(_WITHOUT_PALM)] * float(data["scale"])
        bounds, gestures, subjects = data["start"], data["gesture"].astype(np.int64), data["subject"]
    hands = [_in_palms(joints[first:last]) for first, last in pairwise(bounds)]
    found = {}
    for number in np.unique(subjects).tolist():
        mine = np.flatnonzero(subjects == number)
        found[number] = gestures[mine], [hands[k] for k in mine]
    return found


def takes_of(path: Path, subject: int, gesture: str, count: int) -> Samples:
    """Return the first `count` trials of a subject's gesture as takes, in the middle of a picture.

    Of a trial, which has approach and return, the longest motion from rest to rest is kept, as calibrate keeps it; all
    of it if it has no rest.
    """
    with open_arrays(path) as data:
        number = data["gesture_names"].astype(str).tolist().index(gesture)
    gestures, hands = read_trials(path)[subject]
    chosen = [hands[k] for k in np.flatnonzero(gestures == number)[:count]]
    takes = tuple(Take(n + 1, TakeRole.GESTURE, _cut(_seen(points))) for n, points in enumerate(chosen))
    return Samples(f"my_{gesture}", _KIND, takes, count + 1)


def _cut(seen: tuple[Observation, ...]) -> tuple[Observation, ...]:
    motions = cut(acting(seen, _KIND))
    longest = max(motions, key=lambda motion: motion.duration_s, default=None)
    if longest is None:
        return seen
    first, last = longest.times[0], longest.times[-1] + REST_S
    return tuple(observation for observation in seen if first <= observation.t <= last)


def _seen(points: FloatArray) -> tuple[Observation, ...]:
    middle = points[:, list(PALM), :2].mean(axis=(0, 1))
    placed = _PALM * points
    placed[..., :2] += np.array([_ASPECT / 2, 0.5], np.float32) - _PALM * middle
    placed = (placed / np.array([_ASPECT, 1, _ASPECT], np.float32)).astype(np.float32)
    world = np.zeros((21, 3), np.float32)
    hands = (Hand(Handedness.RIGHT, 0.95, hand, world) for hand in placed)
    return tuple(Observation(k / SHREC_FPS, k, _ASPECT, (hand,)) for k, hand in enumerate(hands))


def _in_palms(joints: FloatArray) -> FloatArray:
    palm = max(float(np.median(np.linalg.norm(joints[:, 9] - joints[:, 0], axis=1))), 1e-3)
    return (_smoothed(joints.reshape(len(joints), -1)).reshape(joints.shape) / palm).astype(np.float32)


def _smoothed(rows: FloatArray) -> FloatArray:
    half = _SMOOTH // 2
    padded = np.concatenate([rows[:1].repeat(half, 0), rows, rows[-1:].repeat(half, 0)])
    sums = np.cumsum(np.concatenate([np.zeros((1, rows.shape[1])), padded]), axis=0)
    return np.asarray((sums[_SMOOTH:] - sums[:-_SMOOTH]) / _SMOOTH, dtype=np.float32)
