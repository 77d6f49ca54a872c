"""Windows of motion with labels, cut from streams by the very code that runs live (tracks, arming, features)."""

from __future__ import annotations

from collections.abc import Iterable
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
    HandWindow,
    pair_features,
    stroke_features,
)
from gesturectl.recognition.tracks import STEP_S
from gesturectl.training.seen_slots import seen_slots
from gesturectl.training.streams import LabelledStream

STROKE_UNSURE, STROKE_FROM = 0.5, 0.9
"""Between these shares of a stroke a window counts neither way: only the end tells a swipe from a wave."""
STROKE_AFTER_S = 0.25
"""A window that ends this long after a stroke still is the gesture."""
CONTINUOUS_UNSURE, CONTINUOUS_FROM = 0.15, 0.4
CONTINUOUS_AFTER_S = 0.0
UNSURE_S = 0.15
"""Beside those times a window counts neither way."""
NOTHING_HZ = 12.0
"""So many windows a second of nothing in particular are taken: neighbours are alike."""
STILL_SHARE = 0.15
STILL_PATH = 0.3
"""Palm lengths: below this nothing moves."""
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
    """Windows under collection, for the two networks of motion."""

    stroke: list[tuple[FloatArray, str]] = field(default_factory=list)
    pair: list[tuple[FloatArray, str]] = field(default_factory=list)

    def windows(self) -> tuple[Windows, Windows]:
        """Return stroke and pair windows."""
        return _windows(self.stroke), _windows(self.pair)


def _windows(rows: list[tuple[FloatArray, str]]) -> Windows:
    features = np.stack([f for f, _ in rows]) if rows else np.zeros((0, 0), np.float32)
    return Windows(features, np.array([label for _, label in rows], np.str_))


def collect(streams: Iterable[LabelledStream], rng: np.random.Generator) -> Rows:
    """Return a window for every armed hand, and for two armed hands, of every observation, but for doubtful ones.

    Of windows in which nothing is meant NOTHING_HZ are taken; of those in which nothing moves, STILL_SHARE of these.
    """
    rows = Rows()
    for stream in streams:
        nothing_share = NOTHING_HZ * stream.duration_s / max(len(stream.observations), 1)
        for t, seen in seen_slots(stream):
            slots = [slot for slot in seen if slot.armed]
            if any(start <= t <= end for start, end in stream.doubtful):
                continue
            moment = _Moment(t, stream.labels, float(rng.random()), nothing_share)
            for slot in slots:
                _collect_hand(rows, moment, slot)
            if len(slots) >= 2:
                _collect_pair(rows, moment, slots)
    return rows


@dataclass(frozen=True, slots=True)
class _Moment:
    """A time of a stream, and a draw (0 to 1) that decides whether windows without a gesture are taken."""

    t: float
    labels: tuple[GestureLabel, ...]
    draw: float
    nothing_share: float

    def taken(self, names: tuple[str, ...], side: Handedness, moves: bool) -> str | None:
        """Return the label of a window, None where it is not to be taken."""
        label = label_at([x for x in self.labels if x.gesture in names], self.t, side)
        if label != NONE:
            return label
        return NONE if self.draw < self.nothing_share * (1.0 if moves else STILL_SHARE) else None


def _collect_hand(rows: Rows, moment: _Moment, slot: HandSlot) -> None:
    t, track = moment.t, slot.track
    if any(x.gesture == "zoom" and x.start_s <= t <= x.end_s + UNSURE_S for x in moment.labels):
        return
    moves = track.travelled(1.0) > STILL_PATH
    stroke = moment.taken(STROKES, slot.handedness, moves)
    if stroke:
        rows.stroke.append((stroke_features(HandWindow(track, t, MOTION_STEPS)), stroke))


def _collect_pair(rows: Rows, moment: _Moment, slots: list[HandSlot]) -> None:
    moves = max(slot.track.travelled(STEP_S * PAIR_STEPS) for slot in slots) > STILL_PATH
    label = moment.taken(("zoom",), Handedness.BOTH, moves)
    if label:
        left, right = sorted((s.track for s in slots[:2]), key=lambda track: float(track.last.centre[0]))
        rows.pair.append((pair_features(left, right, moment.t), label))


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
    begin = label.start_s + STROKE_FROM * length
    return label.start_s + STROKE_UNSURE * length, begin, end, end + AFTER_STROKE_S
