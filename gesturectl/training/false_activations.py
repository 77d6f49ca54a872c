"""False activations: what began where nobody meant anything, an hour, and how lively that material is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from gesturectl.control.binder import Binder
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Observation
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.replay import events_of
from gesturectl.training.streams import LabelledStream

Spans = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class QuietStream:
    """A stream in which nothing is meant during `spans` (from, to; s); None: all of it."""

    stream: LabelledStream
    spans: Spans | None = None

    @property
    def quiet(self) -> Spans:
        """The spans that count."""
        first, last = self.stream.observations[0].t, self.stream.observations[-1].t
        return ((first, last),) if self.spans is None else self.spans

    def counts(self, t: float) -> bool:
        """Whether nothing is meant at that time."""
        return any(start <= t <= end for start, end in self.quiet)


@dataclass(slots=True)
class Activations:
    """What came of some material.

    begun    how often each gesture began;  acted  begins whose gesture did something by gestures.yaml
    speeds   of the palm in palm lengths a second, one value for each sighting of a hand
    """

    begun: Counter[str] = field(default_factory=Counter)
    acted: Counter[str] = field(default_factory=Counter)
    duration_s: float = 0.0
    frames: int = 0
    frames_with_hand: int = 0
    speeds: list[float] = field(default_factory=list)

    def add(self, other: Activations) -> None:
        """Add those of other material."""
        self.begun += other.begun
        self.acted += other.acted
        self.duration_s += other.duration_s
        self.frames += other.frames
        self.frames_with_hand += other.frames_with_hand
        self.speeds += other.speeds

    @property
    def held_shapes(self) -> int:
        """How many of the begins are held shapes: a hand may really have held one."""
        return sum(n for name, n in self.begun.items() if GESTURES[name].kind is GestureKind.SHAPE)


def activations(quiet: QuietStream, recognizer: Recognizer, binder: Binder) -> Activations:
    """Return what a fresh recognizer and binder make of a stream."""
    found = Activations(duration_s=sum(end - start for start, end in quiet.quiet))
    _look(found, quiet)
    events = events_of(recognizer, quiet.stream)
    for event in events:
        if event.phase is Phase.BEGIN and quiet.counts(event.t):
            found.begun[event.gesture] += 1
    for begin in _acting(events, binder):
        if quiet.counts(begin.t):
            found.acted[begin.gesture] += 1
    return found


def _acting(events: list[GestureEvent], binder: Binder) -> list[GestureEvent]:
    """Return the begins of those gestures that did something, then or later."""
    bound = []
    for event in events:
        bound += [*binder.tick(event.t, event.seq), *binder.bind(event)]
    if events:
        bound += binder.settle(events[-1].t, events[-1].seq)
    begins = [event for event in events if event.phase is Phase.BEGIN]
    causes = [action.cause for action in bound if action.cause is not None]
    acting = {_begin_of(cause, begins) for cause in causes}
    return [begin for at, begin in enumerate(begins) if at in acting]


def _begin_of(cause: GestureEvent, begins: list[GestureEvent]) -> int:
    """Return which of `begins` began the gesture that `cause` is a phase of."""
    mine = [at for at, begin in enumerate(begins) if _same(begin, cause) and begin.t <= cause.t]
    return mine[-1]


def _same(one: GestureEvent, other: GestureEvent) -> bool:
    return (one.gesture, one.handedness) == (other.gesture, other.handedness)


def _look(found: Activations, quiet: QuietStream) -> None:
    tracks = HandTracks()
    for observation in quiet.stream.observations:
        tracks.update(observation)
        if quiet.counts(observation.t):
            found.frames += 1
            found.frames_with_hand += bool(observation.hands)
            found.speeds += _speeds(tracks, observation)


def _speeds(tracks: HandTracks, observation: Observation) -> Iterable[float]:
    return [track.speed() for track in tracks.seen(observation.t) if len(track.samples) > 1]


def speed_quantiles(found: Activations) -> tuple[float, float]:
    """Return median and 90th percentile of the palm's speed, palm lengths a second; NaN where no hand was seen."""
    if not found.speeds:
        return float("nan"), float("nan")
    half, most = np.quantile(found.speeds, (0.5, 0.9))
    return float(half), float(most)
