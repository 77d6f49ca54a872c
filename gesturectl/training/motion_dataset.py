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
from gesturectl.recognition.motion_features import MOTION_STEPS, motion_features, pair_features
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


def _during(labels: Iterable[GestureLabel], t: float) -> bool:
    return any(label.start_s <= t <= label.end_s + UNSURE_S for label in labels)


def _doubtful(stream: LabelledStream, t: float) -> bool:
    return any(start <= t <= end for start, end in stream.doubtful)


STILL_SHARE = 0.15
"""Of the windows in which nothing moved, so many are kept: they are most of all, and all alike."""
STILL_PATH, STILL_GAP = 0.3, 0.12


def without_most_still(windows: Windows, rng: np.random.Generator) -> Windows:
    """Return the windows of one hand's motion with most of those left out in which nothing moved."""
    path = windows.features[:, : 2 * MOTION_STEPS].reshape(-1, MOTION_STEPS, 2)
    gap = windows.features[:, 3 * MOTION_STEPS : 4 * MOTION_STEPS]
    still = (np.ptp(path, axis=1).max(axis=1) < STILL_PATH) & (np.ptp(gap, axis=1) < STILL_GAP)
    keep = ~still | (windows.labels != NONE) | (rng.random(len(still)) < STILL_SHARE)
    return Windows(windows.features[keep], windows.labels[keep])
