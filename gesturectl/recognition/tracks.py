"""Hands followed over time: MediaPipe's slots swap between frames, and a fast hand is lost for a moment.

A track keeps its hand through gaps of up to MAX_GAP_S and votes on its handedness, which flips in blurred frames.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.recognition.canonical import TIPS, isotropic, palm_centre, palm_length

MAX_GAP_S = 0.5
"""A hand unseen for longer is another hand when it comes back: a swipe blurs a hand away for up to 0.35 s."""
HISTORY_S = 1.5
MAX_SPEED = 30.0
"""Palm lengths a second that a hand may travel: the fastest swipes of users reach about 20."""
SLACK = 1.0
"""Palm lengths by which a hand may jump beyond that, for jitter."""
MAX_REACH = 3.4
"""A fingertip is never farther than this many palm lengths from the wrist: more is a ghost, seen in blurred frames."""
MIN_PALM_HEIGHTS = 0.02
"""A palm of less than 2 % of the frame's height is a ghost: MediaPipe's palm detector does not see so small a hand."""
VOTE_S = 0.5
"""Time constant of the vote on handedness."""
SCALE_S = 0.7
"""The scale of a hand is the median of its palm length over this time."""
RIVAL_PENALTY = 1.0
"""Palm lengths added to the distance of a hand of the other handedness when hands are matched to tracks."""


@dataclass(frozen=True, slots=True, eq=False)
class HandSample:
    """One sighting of a hand.

    points  float32 (21, 3), frame heights;  centre (2,) of the palm;  palm length in frame heights
    """

    t: float
    points: FloatArray
    centre: FloatArray
    palm: float
    handedness: Handedness
    score: float
    aspect: float
    row: FloatArray
    """(45,): centre, x and y of all points, palm: what windows interpolate."""


@dataclass(slots=True, eq=False)
class HandTrack:
    """One hand over time; `samples` are its sightings of the last HISTORY_S seconds, oldest first."""

    number: int
    born_t: float
    samples: deque[HandSample] = field(default_factory=deque)
    vote: float = 0.0
    """Above 0 for a right hand."""

    @property
    def last(self) -> HandSample:
        """The newest sighting."""
        return self.samples[-1]

    @property
    def handedness(self) -> Handedness:
        """What most of the recent sightings say."""
        return Handedness.RIGHT if self.vote >= 0 else Handedness.LEFT

    @property
    def scale(self) -> float:
        """Palm length in frame heights, steady over SCALE_S."""
        newest = self.last.t
        return float(np.median([s.palm for s in self.samples if newest - s.t <= SCALE_S]))

    @property
    def bottom_margin(self) -> float:
        """How far the palm is above the bottom edge of the picture, in palm lengths."""
        return (1.0 - float(self.last.centre[1])) / self.scale

    def speed(self, span_s: float = 0.15) -> float:
        """Return the mean speed over the last `span_s` seconds in palm lengths a second (0 for a single sighting)."""
        newest = self.last
        past = [s for s in self.samples if newest.t - s.t <= span_s + 1e-6]
        if len(past) < 2:
            past = list(self.samples)[-2:]
        if len(past) < 2:
            return 0.0
        path = float(np.linalg.norm(newest.centre - past[0].centre))
        return path / self.scale / max(newest.t - past[0].t, 1e-3)

    def travelled(self, span_s: float) -> float:
        """Return the size of the box the palm moved in over the last `span_s` seconds, in palm lengths."""
        newest = self.last.t
        places = np.array([s.centre for s in self.samples if newest - s.t <= span_s + 1e-6])
        return float(np.linalg.norm(np.ptp(places, axis=0))) / self.scale

    def add(self, sample: HandSample) -> None:
        """Take a new sighting, forget those older than HISTORY_S."""
        side = sample.score if sample.handedness is Handedness.RIGHT else -sample.score
        keep = float(np.exp(-(sample.t - self.last.t) / VOTE_S)) if self.samples else 0.0
        self.vote = keep * self.vote + (1 - keep) * side
        self.samples.append(sample)
        while sample.t - self.samples[0].t > HISTORY_S:
            self.samples.popleft()


def sample_of(hand: Hand, t: float, aspect: float) -> HandSample | None:
    """Return the sighting of an observed hand, None for a ghost of impossible proportions."""
    points = isotropic(hand.landmarks, aspect)
    palm = palm_length(points)
    reach = float(np.linalg.norm(points[list(TIPS), :2] - points[0, :2], axis=1).max())
    if palm < MIN_PALM_HEIGHTS or reach > MAX_REACH * palm or not np.isfinite(points).all():
        return None
    centre = palm_centre(points)
    row = np.concatenate([centre, points[:, :2].ravel(), [palm]])
    return HandSample(t, points, centre, palm, hand.handedness, hand.score, aspect, row)


class HandTracks:
    """The hands in view. `update` takes an observation; `tracks` are the hands alive, seen now or lost for a moment."""

    def __init__(self) -> None:
        self.tracks: list[HandTrack] = []
        self._born = 0

    def update(self, observation: Observation) -> None:
        """Match the hands of an observation to the tracks; begin and end tracks."""
        t = observation.t
        self.tracks = [track for track in self.tracks if t - track.last.t <= MAX_GAP_S]
        samples = [s for hand in observation.hands if (s := sample_of(hand, t, observation.aspect)) is not None]
        for sample, track in _match(samples, self.tracks):
            (track or self._begin(t)).add(sample)

    def clear(self) -> None:
        """Forget every hand."""
        self.tracks = []

    def seen(self, t: float) -> list[HandTrack]:
        """Return the hands sighted at time `t`."""
        return [track for track in self.tracks if track.last.t == t]

    def _begin(self, t: float) -> HandTrack:
        self._born += 1
        track = HandTrack(self._born, t)
        self.tracks.append(track)
        return track


def _match(samples: list[HandSample], tracks: list[HandTrack]) -> list[tuple[HandSample, HandTrack | None]]:
    """Pair sightings with tracks at the least total distance; None begins a track."""
    options: list[HandTrack | None] = [*tracks, *([None] * len(samples))]
    best = min(permutations(range(len(options)), len(samples)), key=lambda p: _cost(p, samples, options))
    return [(sample, options[i]) for sample, i in zip(samples, best, strict=True)]


def _cost(picks: tuple[int, ...], samples: list[HandSample], options: list[HandTrack | None]) -> float:
    return sum(_distance(sample, options[i]) for sample, i in zip(samples, picks, strict=True))


def _distance(sample: HandSample, track: HandTrack | None) -> float:
    """Return the distance in palm lengths; a new track costs just more than the farthest credible jump."""
    if track is None:
        return 1e3
    palm = max(sample.palm, track.last.palm)
    jump = float(np.linalg.norm(sample.centre - track.last.centre)) / palm
    if jump > SLACK + MAX_SPEED * (sample.t - track.last.t):
        return 1e6
    return jump + (RIVAL_PENALTY if sample.handedness is not track.handedness else 0.0)
