"""Hands followed over time: MediaPipe's slots swap between frames, and a fast hand is lost for a moment.

A track keeps its hand through gaps of up to MAX_GAP_S and votes on its handedness, which flips in blurred frames.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.domain.pointer import FollowedHand
from gesturectl.recognition.canonical import MIDDLE_KNUCKLE, TIPS, WRIST, isotropic, palm_centre, palm_length
from gesturectl.recognition.rows import Rows

MAX_GAP_S = 0.5
"""A hand unseen for longer is another hand when it comes back: a swipe blurs a hand away for up to 0.35 s."""
HISTORY_S = 3.0
"""What was before a stroke tells whether it was meant."""
MAX_SPEED = 30.0
"""Palm lengths a second that a hand may travel: the fastest swipes of users reach about 20."""
SLACK = 1.0
"""Palm lengths by which a hand may jump beyond that, for jitter."""
MAX_REACH = 3.4
"""A fingertip is never farther than this many palm lengths from the wrist: more is a ghost, seen in blurred frames."""
MIN_PALM_HEIGHTS = 0.01
"""A palm of less than 1 % of the height of a picture (7 px of 720) is a ghost: MediaPipe cannot place its fingers."""
VOTE_S = 0.5
"""Time constant of the vote on handedness."""
SCALE_S = 0.7
"""The scale of a hand is the median of its palm length over this time."""
STEP_S, RECENT_STEPS = 0.05, 20
"""The recent past of a hand is read at equal steps of time: one second, the slowest stroke that counts as a swipe
(0.7 s) with some of the rest before it."""
RIVAL_PENALTY = 1.0
"""Palm lengths added to the distance of a hand of the other handedness when hands are matched to tracks."""
UPRIGHT = 0.7
"""Palm lengths by which the middle knuckle of an upright hand is above its wrist: within 45 degrees."""
_STEPS: NDArray[np.float64] = STEP_S * np.arange(1.0 - RECENT_STEPS, 1.0)
_WRIST_AND_TIPS = np.array((WRIST, *TIPS))
_WIDTH, _PALM = 46, 45
"""Of the table of a hand's sightings: time, centre, x and y of all points, palm."""


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class Recent:
    """A hand's recent past at equal steps of time, the last of which is `t`.

    rows (RECENT_STEPS, 45) are centre, x and y of all points, and palm in frame heights; palms the same in palm lengths
    """

    t: float
    rows: NDArray[np.float64]
    palms: FloatArray


@dataclass(slots=True, eq=False)
class HandTrack:
    """One hand over time; `samples` are its sightings of the last HISTORY_S seconds, oldest first.

    vote   above 0 for a right hand
    scale  palm length in frame heights, steady over SCALE_S
    """

    number: int
    born_t: float
    samples: deque[HandSample] = field(default_factory=deque)
    vote: float = 0.0
    scale: float = 1.0
    _rows: Rows = field(default_factory=lambda: Rows(_WIDTH))
    _recent: Recent | None = None

    @property
    def last(self) -> HandSample:
        """The newest sighting."""
        return self.samples[-1]

    @property
    def handedness(self) -> Handedness:
        """What most of the recent sightings say."""
        return Handedness.RIGHT if self.vote >= 0 else Handedness.LEFT

    @property
    def bottom_margin(self) -> float:
        """How far the palm is above the bottom edge of the picture, in palm lengths."""
        return (1.0 - float(self.last.centre[1])) / self.scale

    @property
    def above_bottom(self) -> bool:
        """Whether all of the hand is above the bottom edge of the picture."""
        return bool(self.last.points[:, 1].max() < 1.0)

    @property
    def upright(self) -> bool:
        """Whether the fingers point up rather than down or aside: its middle knuckle is well above its wrist."""
        points = self.last.points
        return bool(points[WRIST, 1] - points[MIDDLE_KNUCKLE, 1] > UPRIGHT * self.scale)

    def speed(self, span_s: float = 0.15) -> float:
        """Return the mean speed over the last `span_s` seconds in palm lengths a second (0 for a single sighting)."""
        return self._rows.speed(span_s) / self.scale

    def leaves_in(self, span_s: float) -> float:
        """Return in how many seconds the palm is beyond the left, right or upper edge if it goes on as in `span_s`."""
        (x0, y0), (x, y) = self._rows.at(self.last.t + np.array([-span_s, 0.0]))[:, :2].tolist()
        ways = ((x, x0 - x), (self.last.aspect - x, x - x0), (y, y0 - y))
        return min((room / way * span_s for room, way in ways if way > 0), default=math.inf)

    def travelled(self, span_s: float) -> float:
        """Return the size of the box the palm moved in over the last `span_s` seconds, in palm lengths."""
        return self._rows.travelled(span_s) / self.scale

    def recent(self, t: float) -> Recent:
        """Return the recent past until `t`.

        Before the track began the first sighting is repeated; gaps are bridged by straight lines.
        """
        if self._recent is None or self._recent.t != t:
            rows = self._rows.at(t + _STEPS)
            self._recent = Recent(t, rows, (rows / self.scale).astype(np.float32))
        return self._recent

    @property
    def past(self) -> Rows:
        """The sightings of the last HISTORY_S: time, centre, x and y of all points, palm; frame heights."""
        return self._rows

    def followed(self) -> FollowedHand:
        """Return the newest sighting for those who only follow the hand."""
        newest = self.last
        return FollowedHand(self.number, self.handedness, newest.points, self.scale, newest.aspect)

    def add(self, sample: HandSample) -> None:
        """Take a new sighting, forget those older than HISTORY_S."""
        side = sample.score if sample.handedness is Handedness.RIGHT else -sample.score
        keep = math.exp(-(sample.t - self.last.t) / VOTE_S) if self.samples else 0.0
        self.vote = keep * self.vote + (1 - keep) * side
        self.samples.append(sample)
        self._rows.add(sample.t, sample.centre, sample.points[:, :2], sample.palm)
        while sample.t - self.samples[0].t > HISTORY_S:
            self.samples.popleft()
        self._rows.forget_before(self.samples[0].t)
        self.scale = self._rows.median(_PALM, SCALE_S)
        self._recent = None


def sample_of(hand: Hand, t: float, aspect: float) -> HandSample | None:
    """Return the sighting of an observed hand, None for a ghost of impossible proportions."""
    points = isotropic(hand.landmarks, aspect)
    palm = palm_length(points)
    wrist, *tips = points.take(_WRIST_AND_TIPS, axis=0)[:, :2].tolist()
    reach = max(math.dist(wrist, tip) for tip in tips)
    # What is not a number makes its way into the sum.
    if (
        palm < MIN_PALM_HEIGHTS
        or reach > MAX_REACH * palm
        or not math.isfinite(float(np.add.reduce(points, axis=None)))
    ):
        return None
    centre = palm_centre(points)
    return HandSample(t, points, centre, palm, hand.handedness, hand.score, aspect)


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


def hand_beside(track: HandTrack, tracks: Iterable[HandTrack]) -> HandTrack | None:
    """Return the first of `tracks` that is not `track`: the user's other hand, None where one is seen."""
    return next((one for one in tracks if one is not track), None)


def _match(samples: list[HandSample], tracks: list[HandTrack]) -> list[tuple[HandSample, HandTrack | None]]:
    """Pair sightings with tracks at the least total distance; None begins a track."""
    options: list[HandTrack | None] = [*tracks, *([None] * len(samples))]
    costs = [[_distance(sample, option) for option in options] for sample in samples]
    nearest = [row.index(min(row)) for row in costs]
    if len(set(nearest)) == len(nearest):  # each has the best of its own: no other total is less
        return [(sample, options[i]) for sample, i in zip(samples, nearest, strict=True)]
    picks = permutations(range(len(options)), len(samples))
    best = min(picks, key=lambda pick: sum(map(list.__getitem__, costs, pick)))
    return [(sample, options[i]) for sample, i in zip(samples, best, strict=True)]


def _distance(sample: HandSample, track: HandTrack | None) -> float:
    """Return the distance in palm lengths; a new track costs just more than the farthest credible jump."""
    if track is None:
        return 1e3
    palm = max(sample.palm, track.last.palm)
    (x, y), (x0, y0) = sample.centre.tolist(), track.last.centre.tolist()
    jump = math.hypot(x - x0, y - y0) / palm
    if jump > SLACK + MAX_SPEED * (sample.t - track.last.t):
        return 1e6
    return jump + (RIVAL_PENALTY if sample.handedness is not track.handedness else 0.0)
