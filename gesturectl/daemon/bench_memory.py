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
from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_spread import machine
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.daemon.wiring import BODY_INTERVAL_S
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Settings
from gesturectl.errors import GesturectlError
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import make_script
from gesturectl.synth.render import Renderer
from gesturectl.synth.video import write_video
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

FPS = 30.0
SIZE = (640, 480)
START_TARGET_S, RESIDENT_TARGET_MB = 2.5, 450.0
SAMPLES = 100
"""Resident memory is read so often during a run; the second half tells the growth, when all caches are full."""
EMPTY_ROOM, EMPTY_PICTURES = 30, 30
"""For each frame with hands so many of the empty room are shown, which are few pictures in turn."""
_SCRIPT = ("thumb_up", "swipe_left", "zoom", "victory")
_CODE = "from gesturectl.cli.main import entry_point; entry_point()"
MB = 1024.0 * 1024.0


@dataclass(frozen=True, slots=True)
class Growth:
    """Resident memory over a run of `frames`, MB: after a fiftieth of it, at its end, and the slope for 100,000 frames.

    slope_mb, error_mb   of a line through the second half, and its standard error
    """

    frames: int
    start_mb: float
    end_mb: float
    slope_mb: float
    error_mb: float

    @classmethod
    def of(cls, readings: Sequence[tuple[int, float]], frames: int) -> Growth:
        """Return it for (frame, MB) readings, at least eight."""
        numbers, sizes = np.array(readings).T
        half = len(sizes) // 2
        across = (numbers[half:] - numbers[half:].mean()) / 100_000
        slope = float(across @ (sizes[half:] - sizes[half:].mean()) / (across @ across))
        rest = sizes[half:] - sizes[half:].mean() - slope * across
        error = float(np.sqrt(rest @ rest / (len(rest) - 2) / (across @ across)))
        return cls(frames, float(sizes[len(sizes) // 50]), float(sizes[-1]), slope, error)

    def text(self) -> str:
        """Return it for people."""
        return (
            f"{self.start_mb:.1f} → {self.end_mb:.1f} MB over {self.frames} frames;"
            f" second half {self.slope_mb:+.1f} ± {self.error_mb:.1f} MB for 100,000"
        )

    def as_json(self) -> dict[str, float]:
        """Return it as a JSON object."""
        return {name: round(getattr(self, name), 2) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """start_s     from the start of the process to its first gesture, whose own hold time is taken off
    resident_mb     of that process, at most
    growth          by what ran
    """

    start_s: float
    resident_mb: float
    growth: dict[str, Growth]
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
        rows += [f"growth, {what}: {growth.text()}" for what, growth in self.growth.items()]
        return "\n".join(rows)

    def bars(self) -> Bars:
        """Return the report as a picture."""
        rows = {"resident": {"at most": self.resident_mb}}
        rows |= {name: {"start": one.start_mb, "end": one.end_mb} for name, one in self.growth.items()}
        return Bars("Memory", "MB", rows, {"resident": RESIDENT_TARGET_MB})

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        growth = {what: one.as_json() for what, one in self.growth.items()}
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
        "all, as shipped": _growth(_rendered(clip, frames, seed), frames, networks=True),
        "recognizer and rules": _growth(_observed(clip, observations), observations, networks=False),
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


def _growth(items: Iterable[Frame | Observation], count: int, *, networks: bool) -> Growth:
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
    return Growth.of(readings, count)


def _pipeline(networks: bool) -> Pipeline:
    estimator = None
    if networks:
        bundles = provide("hand_landmarker_full"), provide("pose_landmarker_full")
        settings = EstimatorSettings(attention=Settings().attention, body_interval_s=BODY_INTERVAL_S)
        estimator = MediaPipeEstimator(settings, hand_bundle=bundles[0], body_bundle=bundles[1])
    binder = Binder(load_config(shipped("gestures.yaml")))
    return Pipeline(estimator, load_recognizer(shipped_models_dir()), binder)


def _rendered(clip: HandClip, count: int, seed: int) -> Iterator[Frame]:
    """Yield `count` frames from memory: the clip, then the empty room for EMPTY_ROOM times as long, over and over."""
    shown = [frame.rgb for frame in clip.frames(SIZE, FPS)]
    renderer = Renderer(SIZE, seed=seed)
    empty = [renderer.frame((), k / FPS, k).rgb for k in range(EMPTY_PICTURES)]
    for number in range(count):
        place = number % (len(shown) * (1 + EMPTY_ROOM))
        yield Frame(number / FPS, number, shown[place] if place < len(shown) else empty[place % EMPTY_PICTURES])


def _observed(clip: HandClip, count: int) -> Iterator[Observation]:
    """Yield `count` observations: the clip over and over."""
    shown = list(clip.observations(FPS))
    for number, one in enumerate(itertools.islice(itertools.cycle(shown), count)):
        yield Observation(number / FPS, number, one.aspect, one.hands, one.body)
