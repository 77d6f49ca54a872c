"""What the attention schedule saves, and what it costs: against every network on every frame, on the same frames."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from gesturectl.daemon.bench_against import check_command, processor_seconds
from gesturectl.daemon.bench_scenes import FPS, Scene, resampled, scenes
from gesturectl.daemon.bench_spread import machine
from gesturectl.daemon.wiring import BODY_INTERVAL_S
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Attention
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

_SAME_S = 0.6
"""Two runs began the same gesture if they did so within this time."""
_ABSENT_S = 0.4
"""A hand comes when none was seen for so long before."""


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """One run over a scene: processor time of all threads, what was seen, and the gestures that began."""

    cpu_s: float
    observations: tuple[Observation, ...]
    begun: tuple[GestureEvent, ...]
    ran: Mapping[str, int]

    @property
    def arrivals_s(self) -> list[float]:
        """When a hand came into view, or was found again after a while."""
        found, last = [], float("-inf")
        for observation in self.observations:
            if observation.hands:
                if observation.t - last > _ABSENT_S:
                    found.append(observation.t)
                last = observation.t
        return found


@dataclass(frozen=True, slots=True)
class SceneReport:
    """The plain loop and the schedule on one scene; processor seconds are for a minute of video, medians."""

    scene: str
    length_s: float
    plain_cpu_s: float
    cpu_s: float
    ratio: float
    target: float | None
    gestures: int
    lost: int
    added: int
    gesture_later_ms: float | None
    hand_later_ms: float | None
    against_cpu_s: float | None
    ran: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"ran": dict(self.ran)}


@dataclass(frozen=True, slots=True)
class AttentionReport:
    """All scenes; `missing` tells which could not be measured."""

    attention: Attention
    scenes: tuple[SceneReport, ...]
    repeats: int
    missing: str
    machine: str
    against: str = ""

    def text(self) -> str:
        """Return the report for people."""
        width = max(len(one.scene) for one in self.scenes)
        title = "processor s per minute"
        head = (
            f"{title:<{width}}   plain  {self.attention.value:>8}  ratio  target  gestures lost  new  later  hand later"
        )
        lines = [_row(one, width) for one in self.scenes]
        if self.against:
            head += "  other"
        notes = [
            f"machine: {self.machine}",
            "processor time at 30 frames a second, from memory; gestures at the clip's own frame rate",
            f"medians of {self.repeats} runs of each way, in turn",
            "plain: two-hand tracking on every frame, and the body where a rule needs it",
            *([self.missing] if self.missing else []),
            *([f"other: {self.against}, start and decoding included"] if self.against else []),
        ]
        return "\n".join([*notes, "", head, *lines])

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "machine": self.machine,
            "attention": self.attention.value,
            "repeats": self.repeats,
            "missing": self.missing,
            "against": self.against,
            "scenes": [one.as_json() for one in self.scenes],
        }


def _row(one: SceneReport, width: int) -> str:
    target = "" if one.target is None else f"≤ {one.target:.2f}"
    later = ["-" if ms is None else f"{ms:.0f} ms" for ms in (one.gesture_later_ms, one.hand_later_ms)]
    other = "" if one.against_cpu_s is None else f"  {one.against_cpu_s:5.2f}"
    return (
        f"{one.scene:<{width}}  {one.plain_cpu_s:6.2f}  {one.cpu_s:8.2f}  {one.ratio:5.2f}  {target:>6}"
        f"  {one.gestures:>8} {one.lost:>4}  {one.added:>3}  {later[0]:>5}  {later[1]:>10}{other}"
    )


def measure_attention(
    length_s: float = 10.0,
    *,
    repeats: int = 5,
    attention: Attention = Attention.BALANCED,
    seed: int = 0,
    data: Path | None = None,
    chosen: Sequence[Scene] | None = None,
    against: str = "",
    cpu_clock: Callable[[], float] = time.process_time,
) -> AttentionReport:
    """Measure every scene (`chosen` instead of the usual ones), also with the command `against`.

    Raises ModelError without the models, UsageError for a command that does not work.
    """
    if against:
        check_command(against)
    there = data if data is not None and (data / "clips").is_dir() else None
    missing = "" if there or chosen else "no recordings: scenes with a real person are left out (--data DIR)"
    reports = []
    for scene in chosen or scenes(length_s, seed, there):
        own = scene.frames()
        frames = resampled(own)
        runs: dict[Attention, list[Watched]] = {Attention.FAST: [], attention: []}
        for _ in range(repeats):
            for way, made in runs.items():
                made.append(_watch(frames, way, scene.body, cpu_clock))
        seen = None
        if len(own) != len(frames):  # a repeated picture is no motion: gestures are compared at the clip's own rate
            seen = _watch(own, Attention.FAST, scene.body, cpu_clock), _watch(own, attention, scene.body, cpu_clock)
        other_s = processor_seconds(against, frames, FPS) if against else None
        length = frames[-1].t - frames[0].t
        reports.append(compared(scene, length, runs[Attention.FAST], runs[attention], seen, other_s))
    return AttentionReport(attention, tuple(reports), repeats, missing, machine(), against)


def compared(
    scene: Scene,
    length_s: float,
    plain: Sequence[Watched],
    ours: Sequence[Watched],
    seen: tuple[Watched, Watched] | None = None,
    other_s: float | None = None,
) -> SceneReport:
    """Return the figures of one scene from the runs of both ways, which were made in turn.

    `seen`: runs of both ways by whose gestures they are compared, where it is not the first ones; `other_s`: processor
    seconds of another program.
    """
    minute = 60.0 / length_s
    one, other = seen or (plain[0], ours[0])
    later = _later_s([e.t for e in one.begun], [e.t for e in other.begun], one.begun, other.begun)
    hands = _later_s(one.arrivals_s, other.arrivals_s)
    return SceneReport(
        scene=scene.name,
        length_s=round(length_s, 2),
        plain_cpu_s=round(median(run.cpu_s for run in plain) * minute, 3),
        cpu_s=round(median(run.cpu_s for run in ours) * minute, 3),
        ratio=round(median(b.cpu_s / a.cpu_s for a, b in zip(plain, ours, strict=True)), 3),
        target=scene.target,
        gestures=len(one.begun),
        lost=len(one.begun) - len(later),
        added=len(other.begun) - len(later),
        gesture_later_ms=round(1000 * median(later), 1) if later else None,
        hand_later_ms=round(1000 * median(hands), 1) if hands else None,
        against_cpu_s=None if other_s is None else round(other_s * minute, 3),
        ran=ours[0].ran,
    )


def _later_s(
    plain_s: Sequence[float],
    ours_s: Sequence[float],
    plain: Sequence[GestureEvent] = (),
    ours: Sequence[GestureEvent] = (),
) -> list[float]:
    """Return by how much later ours came, for each that came in both; each is matched once, gestures by name."""
    free = list(range(len(ours_s)))
    later = []
    for i, t in enumerate(plain_s):
        fits = [k for k in free if abs(ours_s[k] - t) <= _SAME_S and (not plain or plain[i].gesture == ours[k].gesture)]
        if fits:
            best = min(fits, key=lambda k: abs(ours_s[k] - t))
            free.remove(best)
            later.append(ours_s[best] - t)
    return later


def _watch(frames: Sequence[Frame], attention: Attention, body: bool, cpu_clock: Callable[[], float]) -> Watched:
    estimator = _estimator(attention, body)
    recognizer = load_recognizer(shipped_models_dir())
    seen: list[Observation] = []
    try:
        seen.append(estimator.estimate(frames[0]))  # the first frame also pays for what is made once
        began_s = cpu_clock()
        seen += [estimator.estimate(frame) for frame in frames[1:]]
        cpu_s = cpu_clock() - began_s
        ran = dict(estimator.ran)
    finally:
        estimator.close()
    events = [event for observation in seen for event in recognizer.step(observation)]
    return Watched(cpu_s, tuple(seen), tuple(e for e in events if e.phase is Phase.BEGIN), ran)


def _estimator(attention: Attention, body: bool) -> MediaPipeEstimator:
    plain = attention is Attention.FAST
    settings = EstimatorSettings(body=body, attention=attention, body_interval_s=0.0 if plain else BODY_INTERVAL_S)
    bundle = provide("pose_landmarker_full") if body else None
    return MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=bundle)
