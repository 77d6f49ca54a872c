"""The same hands rendered and seen by MediaPipe itself: pinches as it reads them, and how old a frame is by then."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from gesturectl.daemon.bench_pointer_clicks import FPS, ClickFigures, measure_clicks
from gesturectl.daemon.bench_pointer_player import Player
from gesturectl.daemon.bench_spread import Spread
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import PointerSettings
from gesturectl.domain.settings import Attention
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.clip import HandClip
from gesturectl.synth.pointing import Pointing
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

_WARM_UP = 10
_AGING_S = 3.0
_APART_S = 10.0
"""Between two clips given to the estimator: a break in time, at which it forgets the hand."""


@dataclass
class SeenFigures:
    """Pinches of rendered hands, and on how many of their frames MediaPipe saw no hand."""

    clicks: ClickFigures
    frames: int
    without_hand: int


@dataclass(frozen=True, slots=True)
class FrameAge:
    """How old a frame is when it moves the pointer: by the clock, and what of it the processor worked."""

    clock: Spread
    work: Spread

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"clock": self.clock.as_json(), "work": self.work.as_json()}


def frame_ages(*, seed: int = 0) -> dict[str, FrameAge]:
    """Return how old frames are by how closely is looked: every network on every frame, or what is needed.

    Networks, recognition and pointer mode, on rendered frames of one hand. Raises ModelError without the models.
    """
    hand = Pointing(seed, palm=0.1).rest(0.5).move(0.8, 0.0, 0.6).rest(0.3).move(-0.8, 0.0, 0.6)
    frames = list(hand.rest(_AGING_S - hand.t).clip().frames(fps=FPS))
    return {each.value: _age(frames, each) for each in (Attention.FAST, Attention.BALANCED)}


def _age(frames: Sequence[Frame], attention: Attention) -> FrameAge:
    recognizer, player = load_recognizer(shipped_models_dir()), Player()
    ages_ms, works_ms = [], []
    with closing(_estimator(attention)) as estimator:
        for frame in frames:
            began_s, worked_s = time.perf_counter(), time.process_time()
            observation = estimator.estimate(frame)
            recognizer.step(observation)
            player.show(frame.t, frame.seq, recognizer.followed(frame.t))
            ages_ms.append((time.perf_counter() - began_s) * 1000.0)
            works_ms.append((time.process_time() - worked_s) * 1000.0)
    return FrameAge(Spread.of(ages_ms[_WARM_UP:]), Spread.of(works_ms[_WARM_UP:]))


def measure_seen(persons: int, *, seed: int = 0, settings: PointerSettings | None = None) -> SeenFigures:
    """Measure pinches of rendered hands. Raises ModelError without the models."""
    counts = [0, 0]
    with closing(_estimator()) as estimator:

        def seen_as(clip: HandClip) -> Iterable[Observation]:
            for observation in _seen(clip, estimator, counts[0]):
                counts[0] += 1
                counts[1] += not observation.hands
                yield observation

        clicks = measure_clicks(persons, seed=seed, settings=settings, seen_as=seen_as)
    return SeenFigures(clicks, *counts)


def _seen(clip: HandClip, estimator: MediaPipeEstimator, frames_before: int) -> Iterator[Observation]:
    start_s = frames_before * _APART_S
    for frame in clip.frames(fps=FPS):
        later = type(frame)(frame.t + start_s, frame.seq, frame.rgb)
        seen = estimator.estimate(later)
        yield Observation(frame.t, frame.seq, seen.aspect, seen.hands)


def _estimator(attention: Attention = Attention.FAST) -> MediaPipeEstimator:
    settings = EstimatorSettings(body=False, attention=attention)
    return MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=None)
