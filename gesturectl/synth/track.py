"""The path of one hand through a clip: stances joined by movements, as functions of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.build import HandBuild
from gesturectl.synth.camera import FOCAL, unproject
from gesturectl.synth.drift import Drift
from gesturectl.synth.hand import joints
from gesturectl.synth.rotation import Floats, facing
from gesturectl.synth.stance import ATTITUDE, JOINTS, PALM, PLACE

_CENTRE = 9
"""The joint that a stance places: the middle knuckle."""


class Ease(Enum):
    """How a movement spends its time."""

    JERK = "jerk"
    """Minimum jerk, from rest to rest: how an arm moves (Flash and Hogan 1985)."""
    EVEN = "even"
    """Constant speed: a piece of a longer movement."""


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """From one stance to the next, `bow` frame heights off the straight line at its middle."""

    start_s: float
    end_s: float
    begin: Floats
    end: Floats
    bow: tuple[float, float] = (0.0, 0.0)
    ease: Ease = Ease.JERK


def eased(share: Floats, ease: Ease) -> Floats:
    """Return how far a movement has come (0..1) when `share` (0..1) of its time is over."""
    if ease is Ease.EVEN:
        return share
    return np.asarray(share**3 * (10 - 15 * share + 6 * share**2))


class HandTrack:
    """One hand of one person over a whole clip. Pure: what it says of a time depends on nothing else."""

    def __init__(
        self, handedness: Handedness, build: HandBuild, movements: Sequence[Movement], drift: Drift
    ) -> None:
        """`movements` follow each other without gaps; before the first and after the last the hand rests."""
        self.handedness = handedness
        self.build = build
        self._movements = tuple(movements)
        self._starts = np.array([m.start_s for m in movements])
        self._drift = drift

    def stances(self, times_s: Floats) -> Floats:
        """Return (T, STANCE_SIZE) stance vectors at `times_s` (T,)."""
        times = np.asarray(times_s, np.float64)
        index = np.clip(np.searchsorted(self._starts, times, side="right") - 1, 0, None)
        out = np.empty((len(times), len(self._movements[0].begin)))
        for i in np.unique(index):
            chosen = index == i
            out[chosen] = _along(self._movements[i], times[chosen])
        drifting = self._drift.at(times)
        out[:, PLACE] += drifting[:, :2] * out[:, PALM, None]
        out[:, ATTITUDE] += drifting[:, 2:]
        return out

    def joints_m(self, times_s: Floats) -> Floats:
        """Return (T, 21, 3) joints in camera space, m: x to image right, y down, z away from the camera."""
        stances = self.stances(times_s)
        turn = facing(*np.moveaxis(stances[:, ATTITUDE], -1, 0))
        local = joints(stances[:, JOINTS], self.build, self.handedness) @ np.swapaxes(turn, -1, -2)
        depth = FOCAL * self.build.palm_m / stances[:, PALM]
        centre = unproject(stances[:, PLACE], depth)
        return np.asarray(local - local[:, _CENTRE : _CENTRE + 1] + centre[:, None])


def _along(movement: Movement, times: Floats) -> Floats:
    length = max(movement.end_s - movement.start_s, 1e-6)
    share = np.clip((times - movement.start_s) / length, 0.0, 1.0)
    way = eased(share, movement.ease)[:, None]
    out = movement.begin + way * (movement.end - movement.begin)
    out[:, PLACE] += np.sin(np.pi * way) * np.array(movement.bow)
    return out
