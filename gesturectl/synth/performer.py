"""One synthetic person with a script to fill: draws who, where and how, and collects movements and labels."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.synth.build import random_build
from gesturectl.synth.clip import ASPECT, HandClip
from gesturectl.synth.drift import HAND_DRIFT, Drift
from gesturectl.synth.path import Path
from gesturectl.synth.shape import HandShape, shape, varied
from gesturectl.synth.stance import Stance
from gesturectl.synth.track import HandTrack

HALF_WIDTH = ASPECT / 2
SMALLEST_PALM, LARGEST_PALM = 0.07, 0.155
"""Wrist to middle knuckle in frame heights: an open hand takes about 14 to 31 % of the frame's height."""
LARGEST_TILT_DEG = 25.0
LATERAL = {Handedness.RIGHT: -1.0, Handedness.LEFT: 1.0}
"""On which side of the picture a hand lives: the person's right hand at image left."""
_TRIM = 0.06
"""A minimum-jerk stroke has done 0.2 % of its way after 6 % of its time: nobody sees it begin before."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller fixes instead of leaving it to the seed.

    handedness  of the hand that acts;  palm  in frame heights;  tilt_deg  roll of the hand
    shape       of a stroke;  sign  +1 or -1 for zoom and pinch;  stroke_s  length of a stroke
    still       already there and staying there: neither approach nor departure
    """

    handedness: Handedness | None = None
    palm: float | None = None
    tilt_deg: float | None = None
    shape: str | None = None
    sign: int | None = None
    stroke_s: float | None = None
    still: bool = False


class Performer:
    """Builds a HandClip step by step. `rng` draws everything that `choices` leaves open."""

    def __init__(self, name: str, seed: int, choices: Choices | None = None) -> None:
        self.name, self.seed = name, seed
        self.choices = choices or Choices()
        self.rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        drawn = Handedness.RIGHT if self.chance(0.5) else Handedness.LEFT
        self.side = self.choices.handedness or drawn
        palm = float(np.exp(self.uniform(np.log(SMALLEST_PALM), np.log(LARGEST_PALM))))
        self.palm = self.choices.palm or palm
        tilt = self.uniform(-LARGEST_TILT_DEG, LARGEST_TILT_DEG) * self.uniform(0.2, 1.0)
        self.tilt = float(np.radians(tilt if self.choices.tilt_deg is None else self.choices.tilt_deg))
        self.yaw, self.pitch = (float(np.radians(self.uniform(-9, 9))) for _ in range(2))
        self.build = random_build(self.rng)
        self.paths: dict[Handedness, Path[Stance]] = {}
        self.labels: list[GestureLabel] = []
        self.doubtful: list[tuple[float, float]] = []
        self.t = 0.0

    def uniform(self, low: float, high: float) -> float:
        """Return a number between `low` and `high`."""
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        """Return True in that share of cases."""
        return bool(self.rng.uniform() < share)

    def one_of(self, *names: str) -> str:
        """Return one of the names."""
        return str(names[int(self.rng.integers(len(names)))])

    def shape(self, name: str) -> HandShape:
        """Return the named shape as this person makes it this time."""
        return varied(shape(name), self.rng)

    def stance(self, side: Handedness, x: float, y: float, form: HandShape) -> Stance:
        """Return a stance of this person: own distance, own tilt (mirrored between the hands)."""
        sign = 1.0 if side is self.side else -1.0
        mirrored = side is Handedness.LEFT
        return Stance(x, y, self.palm, form, sign * self.tilt, sign * self.yaw, self.pitch, mirrored)

    def home(self, side: Handedness) -> tuple[float, float]:
        """Return a place in the picture, more likely on the hand's own side."""
        reach_x, reach_y = self.reach()
        x = LATERAL[side] * self.uniform(-0.15, 0.45)
        return float(np.clip(x, -reach_x, reach_x)), float(self.uniform(-0.6, 0.5) * reach_y)

    def reach(self) -> tuple[float, float]:
        """Return how far from the middle, in frame heights, a hand's centre may be with the hand in the picture."""
        return HALF_WIDTH - 1.15 * self.palm, 0.5 - 1.15 * self.palm

    def below(self, near: Stance) -> Stance:
        """Return a stance out of the picture beneath `near`, with a hand that does nothing."""
        x = near.x + self.uniform(-0.1, 0.1)
        return near.at(x, 0.5 + 2.2 * self.palm).shaped(self.shape("relaxed"))

    def beside(self, near: Stance, side: Handedness) -> Stance:
        """Return a stance out of the picture at the hand's side."""
        x = LATERAL[side] * (HALF_WIDTH + 1.8 * self.palm)
        return near.at(x, near.y + self.uniform(0, 0.15)).shaped(self.shape("relaxed"))

    def label(self, gesture: str, span: tuple[float, float], *, sign: int = 0, side: Handedness | None = None) -> None:
        """Note that a stroke was made in that span."""
        trim = _TRIM * (span[1] - span[0])
        self.labels.append(GestureLabel(gesture, span[0] + trim, span[1] - trim, sign, side or self.side))

    def clip(self) -> HandClip:
        """Return the finished clip."""
        end = max([self.t, *(path.t for path in self.paths.values())])
        tracks = []
        for side, path in self.paths.items():
            path.rest_until(end)
            drift = Drift.drawn(self.rng, HAND_DRIFT * self.uniform(0.4, 1.2))
            tracks.append(HandTrack(side, self.build, path.movements, drift))
        labels = sorted(self.labels, key=lambda one: one.start_s)
        return HandClip(self.name, self.seed, tracks, labels, end, tuple(self.doubtful))
