"""Gestures of the fingers made of recorded hands that change from one real shape into another: grabs and clicks.

The shapes, and all that a camera does to them, are real; the movement between them is minimum jerk (Flash and Hogan
1985). What changes between other shapes is no gesture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.morphs import ASPECT, JITTER
from gesturectl.training.streams import LabelledStream

OPEN = ("open_palm", "stop", "four")
OTHERS = ("none", "point", "two_up", "victory", "thumb_up", "rock", "three", "call", "mute")
_CLOSE_TO = 40
"""Of so many recorded hands the one most like the last in what does not change is taken."""
_STEADY = [0, 1, 5, 9, 10, 13, 14, 17, 18]
Place = NDArray[np.float64]
"""(2,) palm lengths."""


@dataclass(slots=True)
class _Script:
    """Key poses (points, place) at times, with the labels that go with them."""

    points: list[FloatArray]
    place: Place
    times: list[float] = field(default_factory=lambda: [0.0])
    places: list[Place] = field(default_factory=list)
    labels: list[GestureLabel] = field(default_factory=list)
    closed: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = [self.place]

    def to(self, points: FloatArray, seconds: float, step: Place | None = None) -> tuple[float, float]:
        """Change into `points` (and move by `step`, palm lengths) in `seconds`; return from when to when."""
        begin = self.times[-1]
        self.points.append(points)
        self.times.append(begin + seconds)
        self.places.append(self.places[-1] + (0 if step is None else step))
        return begin, begin + seconds

    def rest(self, seconds: float) -> None:
        """Stay as it is."""
        self.to(self.points[-1], seconds)


class RealFingers:
    """Draws streams from recorded hands (canonical points)."""

    def __init__(self, hands: LabelledHands, rng: np.random.Generator) -> None:
        self._hands, self._rng = hands, rng
        names = (*OPEN, *OTHERS, "fist", "ok")
        self._rows = {name: np.flatnonzero(hands.labels == name) for name in names}

    def streams(self, count: int, fps: float) -> Iterator[LabelledStream]:
        """Yield `count` streams of each kind."""
        kinds = (self._grabs, self._rings, self._clicks, self._changes)
        for number in range(count):
            for kind in kinds:
                script = _Script([self._drawn(OPEN)], self._rng.normal(0, 0.3, 2))
                script.rest(float(self._rng.uniform(0.6, 1.2)))
                kind(script)
                script.rest(float(self._rng.uniform(0.8, 1.4)))
                name = f"{kind.__name__} {number}"
                observations = tuple(self._observations(script, fps))
                yield LabelledStream(name, "hagrid", observations, tuple(script.labels), tuple(script.closed))

    def _grabs(self, script: _Script) -> None:
        fist = self._like(script.points[-1], "fist")
        span = script.to(fist, self._u(0.15, 0.9))
        for _ in range(int(self._rng.integers(0, 4))):
            script.to(script.points[-1], self._u(0.2, 0.9), self._rng.normal(0, 1.5, 2))
            script.rest(self._u(0.0, 0.6))
        script.rest(self._u(0.3, 1.0))
        script.closed.append((span[1], script.times[-1]))
        script.to(self._like(fist, str(self._rng.choice(OPEN))), self._u(0.15, 0.4))
        script.labels.append(GestureLabel("grab", *span, 0, Handedness.RIGHT))

    def _rings(self, script: _Script) -> None:
        """No gesture: an open hand that makes a ring and holds it shows `ok`; who pinches bends the other fingers."""
        opened, ring = script.points[-1], self._like(script.points[-1], "ok")
        for k in range(int(self._rng.integers(1, 4))):
            script.to(ring if k % 2 == 0 else opened, self._u(0.2, 0.6))
            script.rest(self._u(0.5, 1.0))

    def _clicks(self, script: _Script) -> None:
        opened, ring = script.points[-1], self._like(script.points[-1], "ok")
        for _ in range(int(self._rng.integers(1, 3))):
            script.labels.append(GestureLabel("click", *self._tap(script, ring, opened), 0, Handedness.RIGHT))
            if self._rng.random() < 0.5:
                script.rest(self._u(0.03, 0.25))
                second = self._tap(script, ring, opened)
                script.labels.append(GestureLabel("double_click", *second, 0, Handedness.RIGHT))
            script.rest(self._u(0.9, 1.4))

    def _tap(self, script: _Script, down: FloatArray, up: FloatArray) -> tuple[float, float]:
        begin = script.to(down, self._u(0.07, 0.16))[0]
        script.rest(self._u(0.0, 0.07))
        return begin, script.to(up, self._u(0.08, 0.18))[1]

    def _changes(self, script: _Script) -> None:
        """No gesture: other shapes, from and to anything but from an open hand to a fist, or to a ring."""
        for _ in range(int(self._rng.integers(3, 7))):
            last = script.points[-1]
            to_fist = len(script.points) > 2 and self._rng.random() < 0.3
            kinds = ("fist",) if to_fist else OTHERS
            begin = script.to(self._like(last, str(self._rng.choice(kinds))), self._u(0.12, 0.6))[1]
            script.rest(self._u(0.1, 0.8))
            if to_fist:
                script.closed.append((begin, script.times[-1]))
                script.to(self._like(last, str(self._rng.choice(OTHERS))), self._u(0.12, 0.6))

    def _observations(self, script: _Script, fps: float) -> Iterator[Observation]:
        palm = self._u(0.07, 0.18)
        middle = np.array([self._u(0.4, 0.9), self._u(0.45, 0.75)])
        times, points, places = np.array(script.times), np.stack(script.points), np.stack(script.places)
        for seq in range(int(times[-1] * fps)):
            t = seq / fps
            at = int(np.clip(np.searchsorted(times, t, side="right") - 1, 0, len(times) - 2))
            share = float(np.clip((t - times[at]) / max(times[at + 1] - times[at], 1e-6), 0, 1))
            eased = share**3 * (10 - 15 * share + 6 * share**2)
            now = points[at] + eased * (points[at + 1] - points[at]) + self._rng.normal(0, JITTER, (21, 3))
            now[:, :2] += places[at] + eased * (places[at + 1] - places[at])
            landmarks = (now * palm + np.append(middle, 0)) / np.array([ASPECT, 1, ASPECT])
            hand = Hand(Handedness.RIGHT, 0.95, landmarks.astype(np.float32), np.zeros((21, 3), np.float32))
            yield Observation(t, seq, ASPECT, (hand,))

    def _drawn(self, names: tuple[str, ...]) -> FloatArray:
        rows = self._rows[names[int(self._rng.integers(len(names)))]]
        return np.asarray(self._hands.points[rows[self._rng.integers(len(rows))]])

    def _like(self, one: FloatArray, name: str) -> FloatArray:
        """Return a recorded hand of that shape whose palm and other fingers stand like those of `one`."""
        rows = self._rng.choice(self._rows[name], _CLOSE_TO)
        others = self._hands.points[rows]
        differences = np.linalg.norm(others[:, _STEADY, :2] - one[_STEADY, :2], axis=2).mean(axis=1)
        return np.asarray(others[int(differences.argmin())])

    def _u(self, low: float, high: float) -> float:
        return float(self._rng.uniform(low, high))
