"""Few takes of motions, subject by subject, on SHREC'17 hand skeletons (De Smedt et al. 2017; evaluation only)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.motion_cut import Motion
from gesturectl.recognition.path_distance import path_distances, path_matrix
from gesturectl.recognition.personal_model import fair_distances, scores_of
from gesturectl.recognition.personal_rows import HAND_WEIGHTS, hand_path
from gesturectl.training.fewshot import REACHES, SMALLEST
from gesturectl.training.fewshot_trials import REPETITIONS, SURE, Tally
from gesturectl.training.landmark_data import open_arrays

FEWEST_TRIALS = 7
_FPS = 30.0
_WITHOUT_PALM = (0, *range(2, 22))
"""SHREC's second joint is the middle of the palm; the others are in MediaPipe's order."""
_SMOOTH = 9
"""Frames: the depth camera's joints tremble more than MediaPipe's."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One subject's trials: gestures (N,), how large each path is (N,), and how far they are apart (N, N)."""

    number: int
    gestures: NDArray[np.int64]
    sizes: FloatArray
    apart: FloatArray


def read_people(path: Path, dimensions: int = 3) -> list[Person]:
    """Return every subject's trials; 2 dimensions look at the skeletons as a camera would, 3 as they are."""
    with open_arrays(path) as data:
        joints = data["xyz"].astype(np.float32)[:, list(_WITHOUT_PALM)] * float(data["scale"])
        bounds, gestures, subjects = data["start"], data["gesture"].astype(np.int64), data["subject"]
    people = []
    for number in np.unique(subjects):
        mine = np.flatnonzero(subjects == number)
        paths = np.stack([_path(joints[bounds[i] : bounds[i + 1]], dimensions) for i in mine])
        sizes = np.sqrt((paths**2).sum(axis=2).mean(axis=1))
        apart = np.stack([path_distances(path, paths) for path in paths])
        people.append(Person(int(number), gestures[mine], sizes, apart))
    return people


def _path(joints: FloatArray, dimensions: int) -> FloatArray:
    palm = max(float(np.median(np.linalg.norm(joints[:, 9] - joints[:, 0], axis=1))), 1e-3)
    smooth = _smoothed(joints.reshape(len(joints), -1)).reshape(joints.shape) / palm
    rows = [hand_path(points) for points in smooth[..., :dimensions].astype(np.float32)]
    times = (np.arange(len(rows)) / _FPS).astype(np.float32)
    return path_matrix(Motion(times, np.stack([r[0] for r in rows]), np.stack([r[1] for r in rows]), HAND_WEIGHTS))


def _smoothed(rows: FloatArray) -> FloatArray:
    half = _SMOOTH // 2
    padded = np.concatenate([rows[:1].repeat(half, 0), rows, rows[-1:].repeat(half, 0)])
    sums = np.cumsum(np.concatenate([np.zeros((1, rows.shape[1])), padded]), axis=0)
    return np.asarray((sums[_SMOOTH:] - sums[:-_SMOOTH]) / _SMOOTH, dtype=np.float32)


def motion_trials(people: list[Person], takes: int, *, openly: bool, repetitions: int = REPETITIONS) -> Tally:
    """Return the tally over all subjects and repetitions.

    openly  a motion counts only if its score is sure, and the subject's gestures with too few trials are strangers;
            otherwise the nearest of the subject's gestures counts, as figures elsewhere do
    """
    tally = Tally()
    for repetition in range(repetitions):
        before = tally.right, tally.shown
        for person in people:
            _try(tally, person, takes, np.random.default_rng([repetition, person.number]), openly)
        tally.recalls.append((tally.right - before[0]) / max(tally.shown - before[1], 1))
    return tally


def _try(tally: Tally, person: Person, takes: int, rng: np.random.Generator, openly: bool) -> None:
    names = [g for g in np.unique(person.gestures) if (person.gestures == g).sum() >= FEWEST_TRIALS]
    if len(names) < 2:
        return
    order = {g: rng.permutation(np.flatnonzero(person.gestures == g)) for g in names}
    known = [order[g][:takes] for g in names]
    reaches = np.array([_reach(person, rows) for rows in known], np.float32)
    for k, g in enumerate(names):
        near = _near(person, order[g][takes:], known)
        best = fair_distances(near, reaches[:, 1]).argmin(axis=1)
        sure = (_scores(near, reaches).max(axis=1) >= SURE) | (not openly)
        tally.right += int((sure & (best == k)).sum())
        tally.wrong += int((sure & (best != k)).sum())
        tally.refused += int((~sure).sum())
    strangers = np.flatnonzero(~np.isin(person.gestures, names))
    if openly and len(strangers):
        tally.strangers += len(strangers)
        tally.strangers_taken += int((_scores(_near(person, strangers, known), reaches).max(axis=1) >= SURE).sum())


def _reach(person: Person, rows: NDArray[np.int64]) -> tuple[float, float]:
    """Return radius and spread of a gesture from its takes, as they are trained."""
    between = person.apart[np.ix_(rows, rows)].copy()
    np.fill_diagonal(between, np.inf)
    size = max(float(np.median(person.sizes[rows])), SMALLEST)
    nearest = between.min(axis=1) if len(rows) > 1 else between[:0, 0]
    reach = REACHES[Subject.HAND, True]
    return reach.radius(nearest, size), reach.spread(nearest, size)


def _near(person: Person, rows: NDArray[np.int64], known: list[NDArray[np.int64]]) -> FloatArray:
    """Return the distance (M, G) of trials from the nearest take of each gesture."""
    return np.stack([person.apart[np.ix_(rows, mine)].min(axis=1) for mine in known], axis=1)


def _scores(near: FloatArray, reaches: FloatArray) -> FloatArray:
    return scores_of(near, reaches[:, 0], reaches[:, 1], np.full(len(near), np.inf))
