"""What the whole daemon takes of the processor while nobody is there: a camera of an empty room, in real time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.control.binder import Binder
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_spread import machine
from gesturectl.daemon.demo_stage import Crew, dry_actuator
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.frame import Frame
from gesturectl.domain.settings import Attention
from gesturectl.synth.still_camera import StillCamera
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.capture import Capture

FPS = 30.0
SIZE = (640, 480)
SETTLING_S = 6.0
"""Not measured: models are loaded, and the room counts as empty only after a while."""
TARGET_SHARE = 0.02
"""Of one core, for eco."""


@dataclass(frozen=True, slots=True)
class IdleRun:
    """One run: the share of one core, and of the pictures that the camera sent those that were decoded."""

    attention: Attention
    length_s: float
    share: float
    sent: int
    decoded: int

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return dataclasses.asdict(self) | {"attention": self.attention.value, "share": round(self.share, 4)}


@dataclass(frozen=True, slots=True)
class IdleReport:
    """The runs, one for each setting."""

    runs: tuple[IdleRun, ...]
    machine: str

    @property
    def met(self) -> bool:
        """Whether eco stays within its share."""
        return all(run.share <= TARGET_SHARE for run in self.runs if run.attention is Attention.ECO)

    def text(self) -> str:
        """Return the report for people."""
        rows = [
            f"{run.attention.value:<9}  {100 * run.share:6.2f} %  {run.decoded:>7} of {run.sent}  {run.length_s:8.1f} s"
            for run in self.runs
        ]
        head = "attention   one core  pictures decoded    measured"
        room = f"an empty room, {SIZE[0]}×{SIZE[1]} JPEG at {FPS:g} a second"
        verdict = f"target: eco at most {100 * TARGET_SHARE:g} %: {'met' if self.met else 'MISSED'}"
        return "\n".join([f"machine: {self.machine}", room, head, *rows, verdict])

    def bars(self) -> Bars:
        """Return the report as a picture."""
        rows = {run.attention.value: {"share of one core": 100 * run.share} for run in self.runs}
        return Bars("Idle", "% of one core", rows, {Attention.ECO.value: 100 * TARGET_SHARE})

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {"machine": self.machine, "runs": [run.as_json() for run in self.runs], "met": self.met}


class _Meter:
    """Listens to the engine: processor time and pictures from SETTLING_S on."""

    def __init__(self, camera: StillCamera) -> None:
        self._camera = camera
        self._first: tuple[float, float, int, int] | None = None
        self._last = (0.0, 0.0, 0, 0)

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Read the clocks."""
        if frame is not None and frame.t >= SETTLING_S:
            self._last = (frame.t, time.process_time(), self._camera.grabbed, self._camera.decoded)
            self._first = self._first or self._last

    def run(self, attention: Attention) -> IdleRun:
        """Return what was measured."""
        assert self._first is not None
        length_s, cpu_s, sent, decoded = (b - a for a, b in zip(self._first, self._last, strict=True))
        return IdleRun(attention, round(length_s, 2), cpu_s / length_s, int(sent), int(decoded))


def measure_idle(seconds: float = 20.0, *, ways: Sequence[Attention] = tuple(Attention), seed: int = 0) -> IdleReport:
    """Run the daemon for so long in each way, after SETTLING_S. Raises ModelError without the models."""
    return IdleReport(tuple(_run(way, seconds, seed) for way in ways), machine())


def _run(attention: Attention, seconds: float, seed: int) -> IdleRun:
    config = load_config(shipped("gestures.yaml"))
    config = dataclasses.replace(config, settings=dataclasses.replace(config.settings, attention=attention))
    camera, mailbox, crew = StillCamera(SIZE, FPS, seed=seed), Mailbox(), Crew()
    meter, options = _Meter(camera), RunOptions(dry_run=True)
    feed = Capture(CameraSource("0", opener=lambda target, wishes: camera, cameras=lambda: ()))
    app = App(
        AppParts(
            feed,
            crew.estimator(config),
            crew.recognizer(options, config),
            Binder(config),
            dry_actuator(options, config, mailbox),
            mailbox=mailbox,
            listeners=[meter],
            duration_s=SETTLING_S + seconds,
            names=("an empty room", "none", "the benchmark"),
        )
    )
    app.run()
    return meter.run(attention)
