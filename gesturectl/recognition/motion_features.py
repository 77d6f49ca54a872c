"""Features of what one hand did in the last second, and of what two hands did together.

Windows are resampled to equal steps of time, so that frame rate and gaps do not matter; lengths are in palm lengths, so
that the distance to the camera does not. A stroke is judged by its path alone: in the blurred frames of a real one the
fingers are noise, and many people turn the wrist. A pinch is judged by the fingers. The same functions serve training
and running.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.recognition.canonical import INDEX_TIP, THUMB_TIP, WRIST
from gesturectl.recognition.tracks import RECENT_STEPS, STEP_S, HandTrack

STROKE_SPEC = "stroke/2"
PAIR_SPEC = "pair/1"

MOTION_STEPS = RECENT_STEPS
PAIR_STEPS = 14
_COARSE = slice(None, None, 3)
"""Shape within the window changes slowly: every third step is enough."""
_PATH = slice(1, None, 2)
"""A path is looked at every tenth of a second: what is finer differs between cameras, not between gestures."""
_OTHER_TIPS = [12, 16, 20]
_PAIR_COARSE = len(range(PAIR_STEPS)[_COARSE])
_PRESENT = np.tri(MOTION_STEPS + 1, MOTION_STEPS, -1, np.float32)[:, ::-1].copy()
"""Row n: whether a track that began n steps ago was there at each step; it is only read."""

STROKE_SIZE = len(range(MOTION_STEPS)[_PATH]) * 3 + 4
PAIR_SIZE = PAIR_STEPS * 6 + _PAIR_COARSE * 6


class HandWindow:
    """A track's recent past at equal steps of time (arrays of `steps` rows).

    rows (n, 45) are centre, x and y of all points, and palm, in palm lengths; centre (n, 2), points (n, 21, 2) and palm
    (n,), relative to the track's scale, are parts of them. present (n,) is 1 where the track had begun; ends (2, 2)
    where the hand was at first and is now, in frame heights from the frame's middle. Before the track began the first
    sighting is repeated; gaps are bridged by straight lines.
    """

    __slots__ = ("centre", "ends", "palm", "points", "present", "rows")

    def __init__(self, track: HandTrack, t: float, steps: int) -> None:
        recent = track.recent(t)
        self.rows = rows = recent.palms[-steps:]
        self.centre, self.points, self.palm = rows[:, :2], rows[:, 2:44].reshape(steps, 21, 2), rows[:, 44]
        ends = recent.rows[-steps :: steps - 1, :2] - (track.last.aspect / 2, 0.5)
        self.ends = ends.astype(np.float32)
        self.present = _present(track, t, steps)

    def pinch_gap(self) -> FloatArray:
        """Return the thumb to index tip distance (n,), palm lengths."""
        return lengths(self.points[:, THUMB_TIP] - self.points[:, INDEX_TIP])


def _present(track: HandTrack, t: float, steps: int) -> FloatArray:
    begun = int((t - track.born_t + 1e-6) / STEP_S) + 1
    return _PRESENT[min(begun, MOTION_STEPS), -steps:]


def stroke_features(window: HandWindow) -> FloatArray:
    """Return the (STROKE_SIZE,) features of one hand's path: where it came from, and where in the frame that was."""
    centre = window.centre
    return _joined(centre[_PATH] - centre[-1], window.present[_PATH], window.ends)


def pair_features(left: HandTrack, right: HandTrack, t: float) -> FloatArray:
    """Return the (PAIR_SIZE,) features of two hands at time `t`; `left` is the one at image left.

    Both are measured in the mean of their palm lengths.
    """
    hands = (left, right)
    rows = np.array([hand.recent(t).palms[-PAIR_STEPS:] for hand in hands])
    scales = np.array([[[hand.scale / ((left.scale + right.scale) / 2)]] for hand in hands], np.float32)
    centre = rows[..., :2] * scales
    between, middle = centre[1] - centre[0], (centre[0] + centre[1]) / 2
    points = rows[:, _COARSE, 2:44].reshape(2, _PAIR_COARSE, 21, 2)
    reach = lengths(points[:, :, _OTHER_TIPS] - points[:, :, WRIST, None])
    return _joined(
        between - between[-1],
        middle - middle[-1],
        *(_present(hand, t, PAIR_STEPS) for hand in hands),
        between[_COARSE] / np.maximum(lengths(between[-1]), 0.5),
        lengths(points[:, :, THUMB_TIP] - points[:, :, INDEX_TIP]),
        np.add.reduce(reach, axis=2) / len(_OTHER_TIPS),
    )


def _joined(*parts: NDArray[np.floating]) -> FloatArray:
    return np.concatenate([part.ravel() for part in parts], dtype=np.float32)
