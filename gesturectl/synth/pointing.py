"""A hand that points, pinches and drags: for pointer mode, whose figures it gives. Not among the gestures' motions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.clip import HandClip
from gesturectl.synth.drift import HAND_DRIFT, Drift
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Choices, Performer
from gesturectl.synth.shape import HandShape, varied
from gesturectl.synth.stance import Stance
from gesturectl.synth.track import HandTrack

TILTS_DEG: tuple[tuple[float, float, float], ...] = (
    (0, 0, 0), (-40, 0, 0), (-20, 0, 0), (20, 0, 0), (40, 0, 0),
    (0, -40, 0), (0, -20, 0), (0, 20, 0), (0, 40, 0),
    (0, 0, -40), (0, 0, -20), (0, 0, 20), (0, 0, 40),
)  # fmt: skip
"""Roll, yaw and pitch of hands that are turned by 0 to 40 degrees."""
_MIDDLE_ON_THUMB = np.radians([64, 0, 47, 26, 27, 50, 70, 24, 24])
"""The middle finger's four angles and the thumb's five where their tips meet and the index finger stays out."""


@dataclass(frozen=True, slots=True)
class PinchSpan:
    """One pinch: the fingers close from `start_s` to `closed_s`, open from `opening_s` to `end_s`."""

    start_s: float
    closed_s: float
    opening_s: float
    end_s: float


class Pointing:
    """One hand doing one thing after another.

    tilt_deg  roll, yaw, pitch of the hand;  sway  how much it moves while it holds still (1: as a raised hand does)
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        tilt_deg: tuple[float, float, float] = (0, 0, 0),
        sway: float = 0.6,
        palm: float | None = None,
        side: Handedness | None = None,
    ) -> None:
        self._who = Performer("pointing", seed, Choices(palm=palm, tilt_deg=0.0, handedness=side))
        self._sway = sway
        reach_x, reach_y = self._who.reach()
        place = self._who.uniform(-0.3, 0.3) * reach_x, self._who.uniform(-0.3, 0.3) * reach_y
        self._open = self._who.shape("pinch_open")
        roll, yaw, pitch = np.radians(tilt_deg)
        sign = -1.0 if self._who.side is Handedness.LEFT else 1.0
        start = self._who.stance(self._who.side, *place, self._open)
        self._path: Path[Stance] = Path(start.turned(sign * float(roll), sign * float(yaw), float(pitch)))

    @property
    def t(self) -> float:
        """The time that the hand has reached, s."""
        return self._path.t

    def rest(self, seconds: float) -> Pointing:
        """Hold still."""
        self._path.rest(seconds)
        return self

    def move(self, right: float, down: float, seconds: float) -> Pointing:
        """Go by palm lengths, to the user's right and down."""
        palm = self._path.here.palm
        self._path.to(self._path.here.moved(-right * palm, down * palm), seconds)
        return self

    def close(self, finger: str = "index", seconds: float = 0.2) -> Pointing:
        """Close a finger ("index", "middle") on the thumb, or all of them ("fist")."""
        if finger == "fist":
            return self.into(finger, seconds)
        return self._shape(self._pinched() if finger == "index" else self._pinched_middle(), seconds)

    def into(self, shape: str, seconds: float = 0.2) -> Pointing:
        """Take a named shape of the hand."""
        return self._shape(replace(self._open, angles=self._who.shape(shape).angles), seconds)

    def open(self, seconds: float = 0.2) -> Pointing:
        """Open the fingers."""
        return self._shape(self._open, seconds)

    def pinch(self, seconds: float, held_s: float, finger: str = "index") -> PinchSpan:
        """Pinch once, closing and opening in `seconds` each; return when."""
        start = self.t
        self.close(finger, seconds)
        closed = self.t
        opening = self.rest(held_s).t
        return PinchSpan(start, closed, opening, self.open(seconds).t)

    def clip(self) -> HandClip:
        """Return the clip so far."""
        drift = Drift.drawn(self._who.rng, HAND_DRIFT * self._sway)
        track = HandTrack(self._who.side, self._who.build, self._path.movements, drift)
        return HandClip("pointing", self._who.seed, [track], [], self.t)

    def _shape(self, form: HandShape, seconds: float) -> Pointing:
        here = self._path.here
        self._path.to(here.shaped(form), seconds)
        return self

    def _pinched(self) -> HandShape:
        closed = self._who.shape("pinch_closed")
        # The other fingers stay as they are.
        angles = np.concatenate([closed.angles[:4], self._open.angles[4:16], closed.angles[16:]])
        return replace(self._open, angles=angles)

    def _pinched_middle(self) -> HandShape:
        angles = np.concatenate(
            [self._open.angles[:4], _MIDDLE_ON_THUMB[:4], self._open.angles[8:16], _MIDDLE_ON_THUMB[4:]]
        )
        return varied(replace(self._open, angles=angles), self._who.rng, degrees=2.0)
