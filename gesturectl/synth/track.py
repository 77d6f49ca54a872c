"""The path of one hand through a clip: stances joined by movements, as functions of time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.build import HandBuild
from gesturectl.synth.camera import FOCAL, unproject
from gesturectl.synth.drift import Drift
from gesturectl.synth.hand import joints
from gesturectl.synth.movement import Movement, states
from gesturectl.synth.rotation import Floats, facing
from gesturectl.synth.stance import ATTITUDE, JOINTS, PALM, PLACE

_CENTRE = 9
"""The joint that a stance places: the middle knuckle."""


class HandTrack:
    """One hand of one person over a whole clip. Pure: what it says of a time depends on nothing else."""

    def __init__(self, handedness: Handedness, build: HandBuild, movements: Sequence[Movement], drift: Drift) -> None:
        """`movements` follow each other without gaps; before the first and after the last the hand rests."""
        self.handedness = handedness
        self.build = build
        self._movements = tuple(movements)
        self._drift = drift

    def stances(self, times_s: Floats) -> Floats:
        """Return (T, STANCE_SIZE) stance vectors at `times_s` (T,)."""
        times = np.asarray(times_s, np.float64)
        out = states(self._movements, times)
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
