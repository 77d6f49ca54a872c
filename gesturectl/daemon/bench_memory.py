"""How quickly gesturectl starts, how much memory it takes, and whether that grows.

Start-up and size are those of a process of its own that watches a clip. Growth is measured here: the pipeline with its
networks on rendered frames, then recognizer and binder alone on as many observations as a working day has frames.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.control.binder import Binder
from gesturectl.daemon.bench_spread import machine
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.errors import GesturectlError
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import make_script
from gesturectl.synth.video import write_video
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

FPS = 30.0
SIZE = (640, 480)
START_TARGET_S, RESIDENT_TARGET_MB = 2.5, 450.0
SAMPLES = 20
"""Resident memory is read so often during a run; the second half tells the growth, when all caches are full."""
_SCRIPT = ("thumb_up", "swipe_left", "zoom", "victory")
_CODE = "from gesturectl.cli.main import entry_point; entry_point()"
MB = 1024.0 * 1024.0


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """start_s     from the start of the process to its first gesture, whose own hold time is taken off
    resident_mb     of that process, at most
    growth          MB for 100,000 frames, by what ran, and over how many frames it was measured
    """

    start_s: float
    resident_mb: float
    growth: dict[str, tuple[float, int]]
    machine: str

    @property
    def met(self) -> bool:
        """Whether start and size are within their targets."""
        return self.start_s <= START_TARGET_S and self.resident_mb <= RESIDENT_TARGET_MB

    def text(self) -> str:
        """Return the report for people."""
        rows = [
            f"machine: {self.machine}",
            f"start to first recognition  {self.start_s:6.2f} s   (target {START_TARGET_S:g} s, hold time taken off)",
            f"resident memory, at most    {self.resident_mb:6.0f} MB  (target {RESIDENT_TARGET_MB:g} MB)",
        ]
        rows += [f"growth, {what}: {mb:.1f} MB for 100,000 frames, over {n}" for what, (mb, n) in self.growth.items()]
        return "\n".join(rows)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        growth = {what: {"mb_per_100000": round(mb, 2), "frames": n} for what, (mb, n) in self.growth.items()}
        return {
            "machine": self.machine,
            "start_s": round(self.start_s, 3),
            "resident_mb": round(self.resident_mb, 1),
            "growth": growth,
        }


def measure_memory(frames: int, observations: int, *, seed: int = 0) -> MemoryReport:
    """Measure a process of its own, then `frames` pictures and `observations` here. Raises ModelError."""
    start_s, resident_mb = _started(seed)
    clip = make_script(_SCRIPT, seed, palm=0.1, tilt_deg=0.0)
    growth = {
        "every network": (_growth_mb(_rendered(clip, frames), frames, networks=True), frames),
        "recognizer and rules": (_growth_mb(_observed(clip, observations), observations, networks=False), observations),
    }
    return MemoryReport(start_s, resident_mb, growth, machine())


def _started(seed: int) -> tuple[float, float]:
    """Start gesturectl on a clip of a held shape; return the seconds to its first gesture, and its resident MB."""
    clip = make_script(("thumb_up",), seed, palm=0.1, tilt_deg=0.0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        write_video(path, clip.frames(SIZE, FPS), SIZE, FPS)
        return _first_gesture([sys.executable, "-c", _CODE, "run", "--dry-run", "--json", "--source", str(path)])


def _first_gesture(command: Sequence[str]) -> tuple[float, float]:
    began_s = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    try:
        for line in child.stdout:
            event = json.loads(line)
            if event["type"] == "event":
                # The clip plays at its own pace: what it took to show the gesture is not start-up.
                took_s = time.monotonic() - began_s - float(event["t"])
                return took_s, psutil.Process(child.pid).memory_info().rss / MB
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()
    raise GesturectlError("gesturectl recognized nothing in a rendered clip", remedy="Look at `gesturectl doctor`.")


def _growth_mb(items: Iterable[Frame | Observation], count: int, *, networks: bool) -> float:
    """Return by how many MB the resident memory grows in 100,000 items, from the slope of the second half."""
    pipeline = _pipeline(networks)
    process, readings = psutil.Process(), []
    every = max(count // SAMPLES, 1)
    try:
        for number, item in enumerate(items):
            pipeline.step(item)
            if number % every == 0:
                readings.append((number, process.memory_info().rss / MB))
    finally:
        if pipeline.estimator is not None:
            pipeline.estimator.close()
    half = np.array(readings[len(readings) // 2 :])
    return float(np.polyfit(half[:, 0], half[:, 1], 1)[0] * 100_000)


def _pipeline(networks: bool) -> Pipeline:
    estimator = None
    if networks:
        bundles = provide("hand_landmarker_full"), provide("pose_landmarker_full")
        estimator = MediaPipeEstimator(EstimatorSettings(), hand_bundle=bundles[0], body_bundle=bundles[1])
    binder = Binder(load_config(shipped("gestures.yaml")))
    return Pipeline(estimator, load_recognizer(shipped_models_dir()), binder)


def _rendered(clip: HandClip, count: int) -> Iterator[Frame]:
    """Yield `count` frames: the clip from memory, over and over."""
    shown = list(clip.frames(SIZE, FPS))
    for number in range(count):
        yield Frame(number / FPS, number, shown[number % len(shown)].rgb)


def _observed(clip: HandClip, count: int) -> Iterator[Observation]:
    """Yield `count` observations: the clip over and over."""
    shown = list(clip.observations(FPS))
    for number, one in enumerate(itertools.islice(itertools.cycle(shown), count)):
        yield Observation(number / FPS, number, one.aspect, one.hands, one.body)
