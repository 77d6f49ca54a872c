"""What the networks say of the hands in view: each is run once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gesturectl.recognition.arm_track import STILL
from gesturectl.recognition.canonical import canonical_points
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.finger_features import finger_features
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow, stroke_features
from gesturectl.recognition.shape_features import shape_features
from gesturectl.recognition.tracks import STEP_S, HandTrack

STROKE_S = STEP_S * MOTION_STEPS
"""What the network of strokes looks back on."""


@dataclass(frozen=True, slots=True, eq=False)
class HandScores:
    """Scores by label of one hand's shape now, and of what it and its fingers did within `window`."""

    window: HandWindow
    shapes: dict[str, float]
    strokes: dict[str, float]
    fingers: dict[str, float]


def show_alike(shapes: Sequence[Mapping[str, float]]) -> bool:
    """Whether two hands show the same shape, by their scores: a posture of both, not that shape of one hand."""
    return len(shapes) > 1 and len({max(scores, key=scores.__getitem__) for scores in shapes}) == 1


def judge_hands(
    tracks: Sequence[HandTrack], shapes: Classifier, strokes: Classifier, fingers: Classifier, t: float
) -> list[HandScores]:
    """Return the scores of each hand seen at time `t`."""
    if not tracks:
        return []
    windows = [HandWindow(track, t, MOTION_STEPS) for track in tracks]
    points = np.array([canonical_points(one.last.points, one.handedness, one.last.palm) for one in tracks])
    found = (
        shapes.judge(shape_features(points)),
        _strokes(tracks, windows, strokes),
        fingers.judge(finger_features(windows, [track.handedness for track in tracks])),
    )
    return [HandScores(window, *scores) for window, *scores in zip(windows, *found, strict=True)]


def _strokes(tracks: Sequence[HandTrack], windows: Sequence[HandWindow], network: Classifier) -> list[dict[str, float]]:
    """Return the scores of strokes; hands that stay where they are make none: the network need not be asked."""
    if all(track.travelled(STROKE_S) < STILL for track in tracks):
        return [dict.fromkeys(network.manifest.labels, 0.0) for _ in tracks]
    return network.judge(np.array([stroke_features(window) for window in windows]))
