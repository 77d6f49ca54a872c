"""What a frame costs, stage by stage: estimators of both sizes side by side on the same frames, then recognition."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_spread import Spread, machine, spread_bars, spread_table
from gesturectl.daemon.pipeline import Estimates
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import HandSize
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.motion import make_clip
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

FPS = 30.0
Given = TypeVar("Given")
Got = TypeVar("Got")
_SCENES = {"one hand": "thumb_up", "two hands": "zoom"}
_WARM_UP = 5  # the first frames also pay for what is made once


@dataclass(frozen=True, slots=True)
class CostReport:
    """The spread of each stage, by scene and stage."""

    spreads: dict[str, Spread]
    frames: int
    machine: str

    def text(self) -> str:
        """Return the report for people."""
        head = f"machine: {self.machine}\n{self.frames} frames of each scene, 640×480, every stage on each in turn"
        return f"{head}\n\n{spread_table(self.spreads, 'scene: stage')}"

    def bars(self) -> Bars:
        """Return the report as a picture."""
        return spread_bars("Cost of a frame", self.spreads)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        stages = {name: one.as_json() for name, one in self.spreads.items()}
        return {"machine": self.machine, "frames": self.frames, "stages": stages}


def measure_cost(frames: int = 90, *, seed: int = 0, clock: Callable[[], float] = time.perf_counter) -> CostReport:
    """Measure `frames` frames of each scene. Raises ModelError without the models."""
    spreads: dict[str, Spread] = {}
    for scene, motion in _SCENES.items():
        costs = _measure_scene(_frames_of(motion, frames, seed), clock)
        spreads |= {f"{scene}: {stage}": Spread.of(values[_WARM_UP:]) for stage, values in costs.items()}
    return CostReport(spreads, frames, machine())


def _frames_of(motion: str, count: int, seed: int) -> list[Frame]:
    """Return frames from the middle of the clip, where the hands are in the picture."""
    clip = make_clip(motion, seed)
    first = max(0, round(clip.duration_s * FPS - count) // 2)
    return [frame for frame in clip.frames(fps=FPS) if first <= frame.seq < first + count]


def _measure_scene(frames: list[Frame], clock: Callable[[], float]) -> dict[str, list[float]]:
    recognizer = load_recognizer(shipped_models_dir())
    estimators = _estimators()
    costs: dict[str, list[float]] = {name: [] for name in (*estimators, "recognise")}
    try:
        for frame in frames:
            seen: dict[str, Observation] = {}
            for name, estimator in estimators.items():
                seen[name] = _timed(costs[name], clock, estimator.estimate, frame)
            _timed(costs["recognise"], clock, recognizer.step, seen["hands full"])
    finally:
        for estimator in estimators.values():
            estimator.close()
    return costs


def _estimators() -> dict[str, Estimates]:
    estimators: dict[str, Estimates] = {}
    for size in HandSize:
        settings = EstimatorSettings(body=False, hand_size=size)
        bundle = provide(f"hand_landmarker_{size.value}")
        estimators[f"hands {size.value}"] = MediaPipeEstimator(settings, hand_bundle=bundle, body_bundle=None)
    body = provide("pose_landmarker_full")
    estimators["body"] = MediaPipeEstimator(EstimatorSettings(hands=False), hand_bundle=None, body_bundle=body)
    return estimators


def _timed(costs_ms: list[float], clock: Callable[[], float], stage: Callable[[Given], Got], given: Given) -> Got:
    began_s = clock()
    got = stage(given)
    costs_ms.append((clock() - began_s) * 1000)
    return got
