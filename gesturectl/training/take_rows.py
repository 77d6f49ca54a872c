"""From recorded takes to what a personal model is made of, by the very code that runs live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.take import SampleKind, Subject, Take
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.motion_cut import Motion, MotionCutter, motion_of
from gesturectl.recognition.path_distance import path_matrix
from gesturectl.recognition.personal_rows import Sighting, sightings
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.streams import mirror_observation

ROWS_OF_TAKE = 8
"""Rows of a held take: neighbours are alike."""
EDGE = 0.15
"""Of a held take at either end: the hand may still be coming, or leaving already."""
IDLE_HZ = 4.0
"""Rows a second of idle time: what is held changes slowly."""

Timed = tuple[float, Sighting]


def seen_in(observations: Iterable[Observation], subject: Subject, shapes: Classifier | None = None) -> Iterator[Timed]:
    """Yield time and sighting of every hand (pair, body, head) in every observation."""
    tracks = HandTracks()
    for observation in observations:
        tracks.update(observation)
        for sighting in sightings([subject], tracks.seen(observation.t), observation, shapes):
            yield observation.t, sighting


def acting(observations: Sequence[Observation], kind: SampleKind, shapes: Classifier | None = None) -> list[Timed]:
    """Return the sightings of what acts in a take: of several hands the one seen most, moving most, highest."""
    by_key: dict[int, list[Timed]] = {}
    for t, sighting in seen_in(observations, kind.subject, shapes):
        by_key.setdefault(sighting.key, []).append((t, sighting))
    return max(by_key.values(), key=lambda rows: _presence(rows, kind.moving), default=[])


def _presence(rows: list[Timed], moving: bool) -> tuple[float, float]:
    anchors = np.stack([sighting.anchor for _, sighting in rows])
    often = len(rows) // 3
    return (often, float(np.ptp(anchors, axis=0).sum())) if moving else (often, -float(anchors[:, 1].mean()))


def held_rows(take: Take, kind: SampleKind, shapes: Classifier) -> FloatArray:
    """Return the held rows (N, F) of a take, and of its mirror image where that serves the other side."""
    rows = _spread(acting(take.observations, kind, shapes))
    if rows and kind.both_sides and kind.subject is Subject.HANDS:
        turned = replace(take, observations=tuple(map(mirror_observation, take.observations)))
        rows += _spread(acting(turned.observations, kind, shapes))
    return np.stack([s.held for _, s in rows]) if rows else np.zeros((0, 0), np.float32)


def _spread(rows: list[Timed]) -> list[Timed]:
    if len(rows) <= 2:
        return rows
    first, last = round(EDGE * (len(rows) - 1)), round((1 - EDGE) * (len(rows) - 1))
    picks = np.unique(np.linspace(first, last, ROWS_OF_TAKE).round().astype(int))
    return [rows[i] for i in picks]


def take_motion(take: Take, kind: SampleKind) -> Motion | None:
    """Return the motion of a take: the last that is cut out of it, the whole if it has no rest around it.

    Before it the way back from the take before may show.
    """
    rows = acting(take.observations, kind)
    motions = list(cut(rows))
    return motions[-1] if motions else motion_of(rows)


def cut(rows: Iterable[Timed]) -> Iterator[Motion]:
    """Yield the motions in the sightings of one hand (pair, body, head)."""
    cutter = MotionCutter()
    for t, sighting in rows:
        motion = cutter.add(t, sighting)
        if motion is not None:
            yield motion


def take_motions(take: Take, kind: SampleKind) -> list[Motion]:
    """Return the motion of a take, and that of its mirror image where that serves the other side."""
    found = [take_motion(take, kind)]
    if kind.both_sides and kind.subject is Subject.HANDS:
        turned = replace(take, observations=tuple(map(mirror_observation, take.observations)))
        found.append(take_motion(turned, kind))
    return [motion for motion in found if motion is not None]


def all_held(observations: Sequence[Observation], subject: Subject, shapes: Classifier) -> FloatArray:
    """Return held rows (N, F) of everything in a recording, looked at IDLE_HZ times a second."""
    tracks = HandTracks()
    rows: list[FloatArray] = []
    next_t = -np.inf
    for observation in observations:
        tracks.update(observation)
        if observation.t >= next_t:
            next_t = observation.t + 1 / IDLE_HZ
            rows += [s.held for s in sightings([subject], tracks.seen(observation.t), observation, shapes)]
    return _stacked(rows)


def all_motions(observations: Sequence[Observation], subject: Subject) -> list[Motion]:
    """Return every motion in a recording."""
    cutters: dict[int, MotionCutter] = {}
    found = []
    for t, sighting in seen_in(observations, subject):
        motion = cutters.setdefault(sighting.key, MotionCutter()).add(t, sighting)
        if motion is not None:
            found.append(motion)
    return found


def all_paths(observations: Sequence[Observation], subject: Subject) -> FloatArray:
    """Return the paths (N, STEPS, D) of every motion in a recording."""
    return _stacked([path_matrix(motion) for motion in all_motions(observations, subject)])


def side_of(take: Take, kind: SampleKind) -> Handedness | None:
    """Return whose hand acts in a take."""
    rows = acting(take.observations, kind)
    return rows[-1][1].side if rows else None


def _stacked(rows: list[FloatArray]) -> FloatArray:
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, 0), np.float32)
