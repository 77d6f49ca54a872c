"""Windows of what heads and arms did, for training: synthetic motions at several rates, recorded heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Observation
from gesturectl.recognition.body_motion_features import STEP_S, STEPS, body_motion_features
from gesturectl.recognition.body_track import BodyTrack
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.body_poses import BODY_POSES
from gesturectl.training.body_dataset import Rows
from gesturectl.training.nods import HeadRecording
from gesturectl.training.streams import mirror_observation

GESTURES = ("clap", "nod", "shake")
RATES = (10.0, 15.0, 30.0)
AFTER_S, UNSURE_S = 0.2, 1.0
"""A window that ends so long after a movement still shows it; so long after that it shows half of it."""
BEFORE_S = 0.6
"""So long before its label a movement may have begun."""
GESTURE_TIMES, MOVING_TIMES, HARD_TIMES = 14, 4, 10
"""So many times as many clips of movements that mean something, of others, and of what comes close, as of each pose."""
HARD = (
    "fold_hands",
    "rub_hands",
    "pull_apart",
    "spin_arms",
    "glance_down",
    "glance_aside",
    "roll_head",
    "talk",
    "look_down",
    "look_up",
)


def synthetic_windows(rng: np.random.Generator, first_seed: int, seeds: int) -> Rows:
    """Return features (N, BODY_MOTION_SIZE) and labels (N,) of windows of every motion of the body."""
    rows: list[FloatArray] = []
    labels: list[str] = []
    for name in BODY_MOTIONS:
        for seed in range(first_seed, first_seed + seeds * _times(name)):
            clip = make_body_clip(name, seed)
            fps = RATES[int(rng.integers(len(RATES)))]
            _add(rows, labels, clip.observations(fps), partial(label_at, clip.labels), rng, 10.0 / fps)
    return np.stack(rows), np.array(labels)


def recorded_windows(recordings: Iterable[HeadRecording], rng: np.random.Generator, copies: int) -> Rows:
    """Return windows of recorded heads, also mirrored, at several rates: `copies` of each."""
    rows: list[FloatArray] = []
    labels: list[str] = []
    for recording in recordings:
        for _ in range(copies):
            step, mirrored = int(rng.integers(1, 4)), bool(rng.random() < 0.5)
            seen = recording.observations[::step]
            shown = (mirror_observation(o) for o in seen) if mirrored else iter(seen)

            def always(t: float, name: str = recording.gesture) -> str | None:
                return name if t > STEP_S * STEPS else None

            _add(rows, labels, shown, always, rng, 0.3 * step)
    return np.stack(rows), np.array(labels)


def label_at(labels: Iterable[GestureLabel], t: float) -> str | None:
    """Return what a window that ends at `t` shows; None where it counts neither way."""
    for label in labels:
        if label.gesture not in GESTURES:
            continue
        if label.start_s <= t <= label.end_s + AFTER_S:
            return label.gesture
        if label.start_s - BEFORE_S <= t <= label.end_s + AFTER_S + UNSURE_S:
            return None
    return NONE


def windows(observations: Iterable[Observation]) -> Iterator[tuple[float, FloatArray]]:
    """Yield time and features of each look at a body."""
    return ((t, body_motion_features(track, t)) for t, track in _looks(observations))


def _looks(observations: Iterable[Observation]) -> Iterator[tuple[float, BodyTrack]]:
    track = BodyTrack()
    for observation in observations:
        if track.see(observation):
            yield observation.t, track


def _times(name: str) -> int:
    if name in GESTURES:
        return GESTURE_TIMES
    if name in HARD:
        return HARD_TIMES
    return 1 if name in BODY_POSES else MOVING_TIMES


def _add(
    rows: list[FloatArray],
    labels: list[str],
    observations: Iterable[Observation],
    label_of: Callable[[float], str | None],
    rng: np.random.Generator,
    share: float,
) -> None:
    """Add windows of a stream: all that show a movement, `share` of the others."""
    for t, track in _looks(observations):
        label = label_of(t)
        if label is not None and (label in GESTURES or rng.random() < share):
            rows.append(body_motion_features(track, t))
            labels.append(label)
