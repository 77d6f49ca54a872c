"""The whole path from pixels to events over labelled clips: what a user would get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gesturectl.control.binder import Binder
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.training.clip_set import Clip
from gesturectl.training.scoring import Score, score_events
from gesturectl.vision.estimator import Estimator
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source

LEAD_IN_S = 1.0
"""Several clips begin in mid-gesture: their first frame is shown this long before t = 0."""


@dataclass(frozen=True, slots=True, eq=False)
class ClipResult:
    """What came of one clip."""

    clip: Clip
    score: Score
    events: tuple[GestureEvent, ...]
    actions: tuple[BoundAction, ...]


def observe(clip: Clip, estimator: Estimator, lead_in_s: float = LEAD_IN_S) -> list[Observation]:
    """Return one observation for each frame of a clip."""
    source = open_source(str(clip.path), pace=Pace.FAST, lead_in_s=lead_in_s)
    source.open()
    try:
        return [estimator.estimate(frame) for frame in iter(source.read, None) if isinstance(frame, Frame)]
    finally:
        source.close()


def evaluate_clip(clip: Clip, estimator: Estimator, recognizer: Recognizer, binder: Binder) -> ClipResult:
    """Return the events, the score and the actions of one clip."""
    observations = observe(clip, estimator)
    events: list[GestureEvent] = []
    actions: list[BoundAction] = []
    for observation in observations:
        made = recognizer.step(observation)
        events += made
        actions += [action for event in made for action in binder.bind(event)]
        actions += binder.tick(observation.t, observation.seq)
    if observations:
        last = recognizer.finish(observations[-1].t, observations[-1].seq)
        events += last
        actions += [action for event in last for action in binder.bind(event)]
    duration_s = observations[-1].t if observations else 0.0
    return ClipResult(clip, score_events(events, clip.labels, duration_s), tuple(events), tuple(actions))


def evaluate_clips(
    clips: list[Clip],
    make_estimator: Callable[[], Estimator],
    make_recognizer: Callable[[], Recognizer],
    make_binder: Callable[[], Binder],
) -> list[ClipResult]:
    """Return the results of all clips, each with a fresh estimator, recognizer and binder."""
    results = []
    for clip in clips:
        estimator = make_estimator()
        try:
            results.append(evaluate_clip(clip, estimator, make_recognizer(), make_binder()))
        finally:
            estimator.close()
    return results
