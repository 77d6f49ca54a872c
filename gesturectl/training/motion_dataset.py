"""Windows of motion with labels, cut from streams by the very code that runs live (tracks, arming, features)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.hand_slot import AFTER_STROKE_S, HandSlot
from gesturectl.recognition.motion_features import (
    MOTION_STEPS,
    PAIR_STEPS,
    STEP_S,
    HandWindow,
    pair_features,
    pinch_features,
    stroke_features,
)
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.streams import LabelledStream

STROKE_UNSURE = 0.5
"""From this share of a stroke until its end a window counts neither way: only the end tells a swipe from a wave."""
STROKE_AFTER_S = 0.25
"""A window that ends this long after a stroke still is the gesture."""
CONTINUOUS_UNSURE, CONTINUOUS_FROM = 0.15, 0.4
CONTINUOUS_AFTER_S = 0.0
UNSURE_S = 0.15
"""Beside those times a window counts neither way."""
STILL_SHARE = 0.15
STILL_PATH, STILL_GAP = 0.3, 0.12
"""Palm lengths: below these nothing moves, and nothing pinches."""
STROKES = ("swipe_left", "swipe_right", "swipe_up", "swipe_down")


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """features (N, F) and labels (N,)."""

    features: FloatArray
    labels: NDArray[np.str_]

    def repeated(self, times: int) -> Windows:
        """Return the windows with those of gestures repeated: they are few among everything else."""
        gestures = np.flatnonzero(self.labels != NONE)
        rows = np.concatenate([np.arange(len(self.labels)), *([gestures] * (times - 1))])
        return Windows(self.features[rows], self.labels[rows])


@dataclass(slots=True)
class Rows:
    """Windows under collection, for the three motion networks."""

    stroke: list[tuple[FloatArray, str]] = field(default_factory=list)
    pinch: list[tuple[FloatArray, str]] = field(default_factory=list)
    pair: list[tuple[FloatArray, str]] = field(default_factory=list)

    def windows(self) -> tuple[Windows, Windows, Windows]:
        """Return stroke, pinch and pair windows."""
        one, two, three = (_windows(rows) for rows in (self.stroke, self.pinch, self.pair))
        return one, two, three


def _windows(rows: list[tuple[FloatArray, str]]) -> Windows:
    return Windows(np.stack([f for f, _ in rows]), np.array([label for _, label in rows]))


def collect(streams: Iterable[LabelledStream], rng: np.random.Generator) -> Rows:
    """Return a window for every armed hand, and for two armed hands, of every observation, but for doubtful ones.

    Of windows in which nothing moves, which are most of all and all alike, only STILL_SHARE is kept.
    """
    rows = Rows()
    for stream in streams:
        for t, slots in _armed(stream):
            if not any(start <= t <= end for start, end in stream.doubtful):
                _collect_hands(rows, stream.labels, t, slots, rng)
                _collect_pair(rows, stream.labels, t, slots, rng)
    return rows


def _collect_hands(
    rows: Rows, labels: tuple[GestureLabel, ...], t: float, slots: list[HandSlot], rng: np.random.Generator
) -> None:
    if any(label.gesture == "zoom" and label.start_s <= t <= label.end_s + UNSURE_S for label in labels):
        return
    strokes = [x for x in labels if x.gesture in STROKES]
    pinches = [x for x in labels if x.gesture == "pinch"]
    for slot in slots:
        window = HandWindow(slot.track, t, MOTION_STEPS)
        stroke, pinch = (label_at(mine, t, slot.handedness) for mine in (strokes, pinches))
        travelled = float(np.ptp(window.centre, axis=0).max())
        if stroke and (stroke != NONE or travelled > STILL_PATH or rng.random() < STILL_SHARE):
            rows.stroke.append((stroke_features(window), stroke))
        fingers = float(np.ptp(window.pinch_gap()))
        if pinch and (pinch != NONE or fingers > STILL_GAP or rng.random() < STILL_SHARE):
            rows.pinch.append((pinch_features(window), pinch))


def _collect_pair(
    rows: Rows, labels: tuple[GestureLabel, ...], t: float, slots: list[HandSlot], rng: np.random.Generator
) -> None:
    if len(slots) < 2:
        return
    label = label_at([x for x in labels if x.gesture == "zoom"], t, Handedness.BOTH)
    moved = max(slot.track.travelled(STEP_S * PAIR_STEPS) for slot in slots)
    if label and (label != NONE or moved > STILL_PATH or rng.random() < STILL_SHARE):
        left, right = sorted((s.track for s in slots[:2]), key=lambda track: float(track.last.centre[0]))
        rows.pair.append((pair_features(left, right, t), label))


def _armed(stream: LabelledStream) -> Iterator[tuple[float, list[HandSlot]]]:
    tracks = HandTracks()
    slots: dict[int, HandSlot] = {}
    for observation in stream.observations:
        tracks.update(observation)
        seen = []
        for track in tracks.seen(observation.t):
            slot = slots.setdefault(track.number, HandSlot(track, {}))
            slot.arm(observation.t)
            if slot.armed:
                seen.append(slot)
        yield observation.t, seen


def label_at(labels: Iterable[GestureLabel], t: float, side: Handedness) -> str | None:
    """Return the label of a window that ends at `t`; None where it counts neither way."""
    for label in labels:
        if label.handedness not in (None, side) and label.handedness is not Handedness.BOTH:
            continue
        unsure, begin, end, quiet = gesture_spans(label)
        if begin <= t <= end:
            return label.gesture
        if unsure <= t <= quiet:
            return None
    return NONE


def gesture_spans(label: GestureLabel) -> tuple[float, float, float, float]:
    """Return from when a window counts neither way, from and to when it is the gesture, and until when neither."""
    length = label.end_s - label.start_s
    if GESTURES[label.gesture].continuous:
        begin, end = label.start_s + CONTINUOUS_FROM * length, label.end_s + CONTINUOUS_AFTER_S
        return label.start_s + CONTINUOUS_UNSURE * length, begin, end, end + UNSURE_S
    end = label.end_s + STROKE_AFTER_S
    return label.start_s + STROKE_UNSURE * length, label.end_s, end, end + AFTER_STROKE_S
