"""A synthetic clip: what happens, what is true about it, and what an estimator would see of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.synth.camera import landmarks
from gesturectl.synth.noise import GRID_HZ, HandNoise, NoiseSettings
from gesturectl.synth.rotation import Floats
from gesturectl.synth.stance import PALM, PLACE
from gesturectl.synth.track import HandTrack

if TYPE_CHECKING:
    from gesturectl.domain.frame import Frame
    from gesturectl.synth.look import Look

ASPECT = 4 / 3
IN_VIEW = 0.7
"""A hand counts as in the picture when this share of its joints is."""


class Clip(Protocol):
    """What the hand clips and the body clips have in common."""

    name: str
    seed: int
    duration_s: float
    labels: tuple[GestureLabel, ...]
    doubtful: tuple[tuple[float, float], ...]

    def truth(self, t: float, *, aspect: float = ASPECT, seq: int = 0) -> Observation:
        """Return the true observation at `t`."""

    def observations(
        self, fps: float = 30.0, noise: NoiseSettings | None = None, *, aspect: float = ASPECT, seed: int = 0
    ) -> Iterator[Observation]:
        """Yield one noisy observation for every frame time k / fps within the clip."""


@dataclass(frozen=True, slots=True, eq=False)
class PosedHand:
    """A true hand: `joints_m` (21, 3) in camera space, m, in MediaPipe's order; its palm length, m."""

    handedness: Handedness
    joints_m: Floats
    palm_m: float

    def hand(self, aspect: float) -> Hand:
        """Return it as a perfect estimator would see it in a frame of that aspect."""
        world = self.joints_m - self.joints_m.mean(axis=0)
        return Hand(self.handedness, 1.0, landmarks(self.joints_m, aspect), world.astype(np.float32))


class HandClip:
    """One or two hands of one person, moved along a script. Everything follows from name, seed and choices."""

    def __init__(
        self,
        name: str,
        seed: int,
        tracks: Sequence[HandTrack],
        labels: Sequence[GestureLabel],
        duration_s: float,
        doubtful: Sequence[tuple[float, float]] = (),
    ) -> None:
        """`doubtful` are spans in which a gesture's shape is shown in passing: they count neither way."""
        self.name = name
        self.seed = seed
        self.tracks = tuple(tracks)
        self.labels = tuple(labels)
        self.duration_s = duration_s
        self.doubtful = tuple(doubtful)

    @property
    def palm(self) -> float:
        """Palm length of the hands at the start, in frame heights."""
        return float(self.tracks[0].stances(np.zeros(1))[0, PALM])

    def hands_at(self, t: float) -> tuple[PosedHand, ...]:
        """Return the hands at `t`, also those outside the picture."""
        return tuple(
            PosedHand(track.handedness, track.joints_m(np.array([t]))[0], track.build.palm_m) for track in self.tracks
        )

    def truth(self, t: float, *, aspect: float = ASPECT, seq: int = 0) -> Observation:
        """Return the true observation at `t`: the hands that are in the picture, without error."""
        hands = (posed.hand(aspect) for posed in self.hands_at(t))
        return Observation(t, seq, aspect, tuple(h for h in hands if in_view(h.landmarks) >= IN_VIEW))

    def observations(
        self, fps: float = 30.0, noise: NoiseSettings | None = None, *, aspect: float = ASPECT, seed: int = 0
    ) -> Iterator[Observation]:
        """Yield one observation for every frame time k / fps within the clip, with an estimator's errors.

        The errors follow from the clip's seed and `seed`, and are functions of time: another `fps` samples the same
        world at other times.
        """
        times = frame_times(self.duration_s, fps)
        seen = [
            _SeenTrack(track, self, noise or NoiseSettings(), aspect, (seed, i)) for i, track in enumerate(self.tracks)
        ]
        columns = [track.hands(times) for track in seen]
        for k, t in enumerate(times):
            hands = [hand for column in columns if (hand := column[k]) is not None]
            # The order of the hands means nothing: turn it round for a while now and then.
            if int(t * 1.7 + self.seed) % 3 == 0:
                hands.reverse()
            yield Observation(float(t), k, aspect, tuple(hands))

    def frames(
        self, size: tuple[int, int] = (640, 480), fps: float = 30.0, look: Look | None = None
    ) -> Iterator[Frame]:
        """Yield rendered frames of `size` (width, height) px for every frame time k / fps within the clip."""
        from gesturectl.synth.render import Renderer

        renderer = Renderer(size, look, seed=self.seed, palm=self.palm)
        for k, t in enumerate(frame_times(self.duration_s, fps)):
            yield renderer.frame(self.hands_at(float(t)), float(t), k)


class _SeenTrack:
    """One hand as an estimator sees it."""

    def __init__(
        self, track: HandTrack, clip: HandClip, noise: NoiseSettings, aspect: float, seed: tuple[int, int]
    ) -> None:
        self._track = track
        self._aspect = aspect
        rng = np.random.default_rng([clip.seed, *seed, 77])
        grid = np.arange(0, clip.duration_s + 2 / GRID_HZ, 1 / GRID_HZ)
        truth = landmarks(track.joints_m(grid), aspect)
        visible = np.array([in_view(points) >= IN_VIEW for points in truth])
        stances = track.stances(grid)
        steps = np.linalg.norm(np.gradient(stances[:, PLACE], axis=0), axis=1)
        self._noise = HandNoise(noise, rng, visible, steps * GRID_HZ / stances[:, PALM])

    def hands(self, times: Floats) -> list[Hand | None]:
        """Return the hand at each time, None where it is not seen."""
        noise, late = self._noise, np.maximum(times - self._noise.lag_s, 0)
        true_m = self._track.joints_m(late)
        offsets = noise.offsets(times)
        palm = self._track.stances(late)[:, PALM, None, None]
        points = landmarks(true_m, self._aspect) + offsets * palm * np.array([1 / self._aspect, 1, 1 / self._aspect])
        points[:, :, 2] -= points[:, :1, 2]
        world = true_m + offsets * self._track.build.palm_m
        world -= world.mean(axis=1, keepdims=True)
        return [
            self._hand(float(t), points[k], world[k]) if noise.found(float(t)) else None for k, t in enumerate(times)
        ]

    def _hand(self, t: float, points: Floats, world: Floats) -> Hand:
        side = self._track.handedness
        shown = side.other if self._noise.flipped(t) else side
        return Hand(shown, self._noise.score(t), points.astype(np.float32), world.astype(np.float32))


def frame_times(duration_s: float, fps: float) -> Floats:
    """Return the times k / fps of all frames within the clip."""
    return np.arange(int(np.floor(duration_s * fps + 1e-6)) + 1) / fps


def in_view(points: Floats | FloatArray) -> float:
    """Return the share of landmarks (21, 2 or more) inside the frame."""
    inside = (points[:, 0] > 0) & (points[:, 0] < 1) & (points[:, 1] > 0) & (points[:, 1] < 1)
    return float(inside.mean())
