"""Windows of motion with labels, cut from streams by the very code that runs live (tracks, arming, features)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE, GestureKind
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.hand_slot import AFTER_STROKE_S, HandSlot
from gesturectl.recognition.motion_features import motion_features, pair_features
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.streams import LabelledStream

STROKE_FROM = 0.8
"""A window that ends before this share of a stroke is not yet the gesture."""
STROKE_AFTER_S = 0.2
"""A window that ends this long after a stroke still is the gesture."""
CONTINUOUS_FROM = 0.4
CONTINUOUS_AFTER_S = 0.0
UNSURE_S = 0.15
"""Beside those times a window counts neither way."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """features (N, F) and labels (N,)."""

    features: FloatArray
    labels: NDArray[np.str_]

    @staticmethod
    def of(rows: Iterable[tuple[FloatArray, str]]) -> Windows:
        """Collect rows."""
        collected = list(rows)
        return Windows(np.stack([f for f, _ in collected]), np.array([label for _, label in collected]))


def hand_windows(streams: Iterable[LabelledStream]) -> Windows:
    """Return one window for every armed hand of every observation, but for the doubtful ones."""
    return Windows.of(row for stream in streams for row in _hand_rows(stream))


def pair_windows(streams: Iterable[LabelledStream]) -> Windows:
    """Return one window for every observation of two armed hands, but for the doubtful ones."""
    return Windows.of(row for stream in streams for row in _pair_rows(stream))


def _hand_rows(stream: LabelledStream) -> Iterator[tuple[FloatArray, str]]:
    mine = [label for label in stream.labels if GESTURES[label.gesture].kind is GestureKind.MOTION]
    both = [label for label in stream.labels if label.gesture == "zoom"]
    for t, slots in _armed(stream):
        if _during(both, t) or _doubtful(stream, t):
            continue
        for slot in slots:
            label = label_at(mine, t, slot.handedness)
            if label is not None:
                yield motion_features(slot.track, t), label


def _pair_rows(stream: LabelledStream) -> Iterator[tuple[FloatArray, str]]:
    zooms = [label for label in stream.labels if label.gesture == "zoom"]
    for t, slots in _armed(stream):
        if len(slots) < 2 or _doubtful(stream, t):
            continue
        label = label_at(zooms, t, Handedness.BOTH)
        if label is not None:
            left, right = sorted((s.track for s in slots[:2]), key=lambda track: float(track.last.centre[0]))
            yield pair_features(left, right, t), label


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
        begin, end = gesture_span(label)
        if begin <= t <= end:
            return label.gesture
        quiet = UNSURE_S if GESTURES[label.gesture].continuous else AFTER_STROKE_S
        if begin - max(UNSURE_S, 0.5 * (begin - label.start_s)) <= t <= end + quiet:
            return None
    return NONE


def gesture_span(label: GestureLabel) -> tuple[float, float]:
    """Return from when to when a window's end counts as this gesture."""
    length = label.end_s - label.start_s
    if GESTURES[label.gesture].continuous:
        return label.start_s + CONTINUOUS_FROM * length, label.end_s + CONTINUOUS_AFTER_S
    return label.start_s + STROKE_FROM * length, label.end_s + STROKE_AFTER_S


def _during(labels: Iterable[GestureLabel], t: float) -> bool:
    return any(label.start_s <= t <= label.end_s + UNSURE_S for label in labels)


def _doubtful(stream: LabelledStream, t: float) -> bool:
    return any(start <= t <= end for start, end in stream.doubtful)
