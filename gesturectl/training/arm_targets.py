"""What the past of an arm, or of both, is at a moment: a gesture, nothing, or one of the two.

Only when a stroke is over is it told from the beginning of something else: raising an arm begins a swipe up, a circle
and a look at the watch. So a stroke's target is the gesture from just before its end until a while after it; from its
first third until then, and in the time of going back, it may be the gesture or nothing, but no other gesture.
"""

from __future__ import annotations

from collections.abc import Iterable

from gesturectl.domain.gesture import NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness

STROKE_LABELS = (
    NONE, "circle_ccw", "circle_cw", "push", "swipe_down", "swipe_left", "swipe_right", "swipe_up", "wave",
)  # fmt: skip
PAIR_LABELS = (NONE, "rotate_ccw", "rotate_cw", "zoom_in", "zoom_out")
"""Signed gestures of both hands have a label for each sign."""
SIGNED = {
    ("zoom", 1): "zoom_in",
    ("zoom", -1): "zoom_out",
    ("rotate", 1): "rotate_cw",
    ("rotate", -1): "rotate_ccw",
}
REPEATED_S = {"circle_cw": 1.8, "circle_ccw": 1.8, "wave": 1.2}
"""What is drawn again and again is told after this long, not at its end: a circle once it is closed, a wave after
three or four swings."""
EARLIEST = 0.3
LEAD_S, AFTER_S, QUIET_S = 0.08, 0.3, 0.75
"""Seconds before a stroke's end from which it counts, after it until which it counts, and until which it may."""
VERTICAL_LEAD_S, VERTICAL_AFTER_S = -0.1, 0.42
"""The same for swipes up and down: a raised arm must be seen to do nothing else."""
BOTH_EARLIEST, BOTH_FROM, BOTH_QUIET_S = 0.15, 0.4, 0.15
"""Shares of a motion of both hands from which it may count, and from which it does until its end; seconds after it."""


def stroke_target(labels: Iterable[GestureLabel], t: float, side: Handedness) -> int:
    """Return the target of the arm of `side` at `t`: an index of STROKE_LABELS, or -1 - index: that or nothing."""
    perhaps = 0
    for label in labels:
        if label.gesture not in STROKE_LABELS or label.handedness not in (side, None):
            continue
        index, length = STROKE_LABELS.index(label.gesture), label.end_s - label.start_s
        vertical = label.gesture in ("swipe_up", "swipe_down")
        lead, after = (VERTICAL_LEAD_S, VERTICAL_AFTER_S) if vertical else (LEAD_S, AFTER_S)
        begin = max(label.end_s - lead, label.start_s + length / 2)
        if label.gesture in REPEATED_S:
            begin = min(begin, label.start_s + REPEATED_S[label.gesture])
        if begin <= t <= label.end_s + after:
            return index
        if label.start_s + EARLIEST * length <= t <= label.end_s + QUIET_S:
            perhaps = -1 - index
    return perhaps


def pair_target(labels: Iterable[GestureLabel], t: float) -> int:
    """Return the target of both arms at `t`: an index of PAIR_LABELS, or -1 - index: that or nothing."""
    perhaps = 0
    for label in labels:
        name = SIGNED.get((label.gesture, label.sign))
        if name is None:
            continue
        index, length = PAIR_LABELS.index(name), label.end_s - label.start_s
        if label.start_s + BOTH_FROM * length <= t <= label.end_s:
            return index
        if label.start_s + BOTH_EARLIEST * length <= t <= label.end_s + BOTH_QUIET_S:
            perhaps = -1 - index
    return perhaps
