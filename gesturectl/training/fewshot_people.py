"""Subjects of SHREC'17 hand skeletons (De Smedt et al. 2017; evaluation only): their motions, and all distances."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.motion_cut import Motion
from gesturectl.recognition.path_distance import path_distances, path_matrix
from gesturectl.recognition.personal_rows import HAND_WEIGHTS, hand_path
from gesturectl.recognition.usual_motions import FILE, UsualMotions
from gesturectl.training.quiet_motions import SHOWN_EVERYDAY, everyday_motions
from gesturectl.training.shrec_trials import SHREC_FPS, read_trials


@dataclass(frozen=True, slots=True, eq=False)
class Motions:
    """What the scores need of motions: paths (N, STEPS, D), durations_s (N,), directions (N, K), () if not known."""

    paths: FloatArray
    durations_s: FloatArray
    directions: FloatArray

    def taken(self, rows: NDArray[np.int64]) -> Motions:
        """Return some of them."""
        return Motions(self.paths[rows], self.durations_s[rows], self.directions[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Everyday:
    """M motions that mean nothing, and how far each is from the Q that every model knows to be usual: known (M, Q)."""

    motions: Motions
    known: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One subject's N trials.

    gestures (N,);  apart (N, N): of the trials from each other;  known (N, Q): from the usual motions
    idle, judged    everyday motions that are shown, and by which models are made cautious: away (N, M) from each
    """

    number: int
    gestures: NDArray[np.int64]
    trials: Motions
    apart: FloatArray
    known: FloatArray
    idle: Everyday
    idle_away: FloatArray
    judged: Everyday
    judged_away: FloatArray


@cache
def read_people(path: Path, models_dir: Path, dimensions: int = 3) -> list[Person]:
    """Return every subject's trials; 2 dimensions look at the skeletons as a camera would, 3 as they are.

    Motions that mean nothing are flat: with 3 dimensions there are none of them.
    """
    usual = UsualMotions(models_dir / FILE) if dimensions == 2 else UsualMotions()
    idle, judged = (_everyday(usual, *each) for each in _quiet(usual))
    people = []
    for number, (gestures, hands) in read_trials(path).items():
        paths = np.stack([_path(points, dimensions) for points in hands])
        trials = _motions(paths, np.array([len(points) - 1 for points in hands]) / SHREC_FPS, usual)
        apart, known = _distances(paths, paths), _distances(paths, _known(usual))
        idle_away, judged_away = (_distances(paths, each.motions.paths) for each in (idle, judged))
        people.append(Person(number, gestures, trials, apart, known, idle, idle_away, judged, judged_away))
    return people


def _quiet(usual: UsualMotions) -> list[tuple[FloatArray, FloatArray]]:
    if not usual.known:
        return [(np.zeros((0, 0, 0), np.float32), np.zeros(0, np.float32))] * 2
    return [everyday_motions(SHOWN_EVERYDAY), (usual.usual.judged, usual.usual.durations_s)]


def _known(usual: UsualMotions) -> FloatArray:
    return usual.usual.paths if usual.known else np.zeros((0, 0, 0), np.float32)


def _everyday(usual: UsualMotions, paths: FloatArray, durations_s: FloatArray) -> Everyday:
    return Everyday(_motions(paths, durations_s, usual), _distances(paths, _known(usual)))


def _motions(paths: FloatArray, durations_s: NDArray[np.floating], usual: UsualMotions) -> Motions:
    directions = usual.directions(paths) if usual.known else np.zeros((len(paths), 0), np.float32)
    return Motions(paths, durations_s.astype(np.float32), directions)


def _distances(paths: FloatArray, others: FloatArray) -> FloatArray:
    """Return the distances (N, M) of paths (N, STEPS, D) from others (M, STEPS, D)."""
    if not len(paths) or not len(others):
        return np.zeros((len(paths), len(others)), np.float32)
    return np.stack([path_distances(path, others) for path in paths])


def _path(points: FloatArray, dimensions: int) -> FloatArray:
    rows = [hand_path(hand) for hand in points[..., :dimensions]]
    times = (np.arange(len(rows)) / SHREC_FPS).astype(np.float32)
    return path_matrix(Motion(times, np.stack([r[0] for r in rows]), np.stack([r[1] for r in rows]), HAND_WEIGHTS))
