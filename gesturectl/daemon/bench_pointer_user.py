"""A simulated user who points: sees the pointer late, aims in strokes, corrects, and pinches when it is on the target.

The model is the usual one of aimed movements: minimum-jerk strokes (Flash and Hogan 1985) whose ends scatter in
proportion to their length, and corrections once the eye has seen where the pointer came to rest (Meyer et al. 1988).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from gesturectl.control.pointer_curve import gain_px
from gesturectl.control.pointer_filter import Floats

REACTION_S = 0.2
"""From a new target to the beginning of the stroke."""
SEEN_LATE_S = 0.1
LOOK_S = 0.13
"""The eye sees the screen this late, and rests on the pointer this long before the user decides."""
SHORTEST_S, SLOWNESS_S = 0.25, 0.14
"""A stroke takes the first, and the second for each palm length more; its end scatters by ALONG of its length in its
direction, by ACROSS beside it, and by TREMOR (palm lengths) always."""
ALONG, ACROSS, TREMOR = 0.07, 0.03, 0.006
PINCH_S, HOLD_S = 0.13, 0.08
ON_TARGET = 0.4
"""The user pinches when the pointer rests within this share of the target's width from its middle."""


@dataclass(frozen=True, slots=True)
class HandNow:
    """Where the hand is, palm lengths right and down from where it began; how far its fingers are closed, 0 to 1."""

    place: Floats
    pinch: float


@dataclass(frozen=True, slots=True)
class _Stroke:
    start_t: float
    seconds: float
    begin: Floats
    end: Floats


class SimulatedUser:
    """One person. `step` with every frame; `aim` at a new target."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._place: Floats = np.zeros(2)
        self._stroke: _Stroke | None = None
        self._pinch_t: float | None = None
        self._ready_t = 0.0
        self._seen: deque[tuple[float, Floats]] = deque()
        self._target: tuple[Floats, float] | None = None
        self.strokes = 0
        self.pinches = 0

    def aim(self, t: float, target: Floats, width_px: float) -> None:
        """Take notice of a new target at time `t`: its middle (2,) px and its width."""
        self._target = target, width_px
        self._ready_t = t + REACTION_S

    def step(self, t: float, pointer: tuple[int, int]) -> HandNow:
        """Return what the hand does at time `t`, with the pointer last shown at `pointer`."""
        self._seen.append((t, np.array(pointer, np.float64)))
        if self._pinch_t is not None:
            return HandNow(self._place, self._pinching(t, self._pinch_t))
        if self._stroke is not None:
            self._follow(t, self._stroke)
        elif self._target is not None and t >= self._ready_t:
            self._decide(t, *self._target)
        return HandNow(self._place, 0.0)

    def _pinching(self, t: float, since_t: float) -> float:
        gone = t - since_t
        if gone >= 2 * PINCH_S + HOLD_S:
            self._pinch_t, self._ready_t = None, t + LOOK_S
            return 0.0
        closing, opening = gone / PINCH_S, (2 * PINCH_S + HOLD_S - gone) / PINCH_S
        return float(min(1.0, closing, opening))

    def _follow(self, t: float, stroke: _Stroke) -> None:
        share = min((t - stroke.start_t) / stroke.seconds, 1.0)
        way = share**3 * (10 - 15 * share + 6 * share**2)
        self._place = stroke.begin + way * (stroke.end - stroke.begin)
        if share >= 1.0:
            self._stroke, self._ready_t = None, t + SEEN_LATE_S + LOOK_S

    def _decide(self, t: float, target: Floats, width_px: float) -> None:
        missing = target - self._seen_at(t)
        if np.abs(missing).max() <= ON_TARGET * width_px:
            self._pinch_t = t
            self.pinches += 1
            return
        goal = _hand_way(missing)
        length = float(np.linalg.norm(goal))
        seconds = SHORTEST_S + SLOWNESS_S * length
        across = np.array([-goal[1], goal[0]])
        scatter = self._rng.normal(0, 1, 4)
        end = self._place + goal * (1 + ALONG * scatter[0]) + across * ACROSS * scatter[1] + TREMOR * scatter[2:]
        self._stroke = _Stroke(t, seconds, self._place, end)
        self.strokes += 1

    def _seen_at(self, t: float) -> Floats:
        """Return where the eye takes the pointer to be: its mean over the look."""
        while self._seen and t - self._seen[0][0] > SEEN_LATE_S + LOOK_S:
            self._seen.popleft()
        looked = [place for when, place in self._seen if t - when >= SEEN_LATE_S - 1e-6]
        return np.asarray(np.mean(looked or [self._seen[-1][1]], axis=0))


def _hand_way(missing_px: Floats) -> Floats:
    """Return how far (2,) the hand must go, in palm lengths: the user has learnt what the pointer makes of a stroke."""
    px = float(np.linalg.norm(missing_px))
    length = float(np.interp(px, _LEARNT_PX, _LENGTHS))
    return missing_px / max(px, 1e-9) * length


def _px_of(length: float) -> float:
    """Return how far the pointer goes with a stroke of that length."""
    seconds = SHORTEST_S + SLOWNESS_S * length
    share = np.linspace(0, 1, 31)
    way = length * (share**3 * (10 - 15 * share + 6 * share**2))
    steps = np.diff(way)
    return float(sum(step * gain_px(step / (seconds / 30)) for step in steps))


_LENGTHS = np.linspace(0.0, 5.0, 101)
_LEARNT_PX = np.array([_px_of(float(length)) for length in _LENGTHS])
