"""From a gesture to the wheel turn or key in a real Chromium: the whole daemon, live, at 30 frames a second."""

from __future__ import annotations

import dataclasses
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from gesturectl.daemon.app import App
from gesturectl.daemon.bench_arrivals import Arrival, Made, first_inputs, match
from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_spread import Spread, machine, spread_bars, spread_table
from gesturectl.daemon.demo_clips import render
from gesturectl.daemon.demo_effects import Sightings
from gesturectl.daemon.demo_stage import Crew, entered_with_models
from gesturectl.daemon.demo_watch import DesktopWatch
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.domain.action import Hotkey
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import ZoomByValue
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError, ExitCode
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import make_script

TARGET_P95_MS = 100.0
_PAUSE_S = 0.3
_ROUND = ("zoom", "swipes", "thumb_up")
# Letters go to the page; function keys may go to the browser.
_RULES = (
    Binding("zoom", "zoom", ZoomByValue(5)),
    Binding("left", "swipe_left", Hotkey(("a",))),
    Binding("right", "swipe_right", Hotkey(("d",))),
    Binding("up", "swipe_up", Hotkey(("w",))),
    Binding("down", "swipe_down", Hotkey(("s",))),
    Binding("thumb", "thumb_up", Hotkey(("t",))),
)
_REAL = Crew()


@dataclass(frozen=True, slots=True)
class LatencyReport:
    """What was measured: `sent` actions, of which `arrivals` reached the page; `labels` are the true gestures."""

    arrivals: tuple[Arrival, ...]
    sent: int
    labels: tuple[GestureLabel, ...]
    frames: int
    dropped: int
    machine: str

    @property
    def total(self) -> Spread:
        """Timestamp of the frame that completed a gesture, or moved it on → the page has the input."""
        return Spread.of(arrival.total_ms for arrival in self.arrivals)

    @property
    def met(self) -> bool:
        """Whether the target was met and nothing was lost on the way to the page."""
        return self.total.p95 <= TARGET_P95_MS and len(self.arrivals) == self.sent

    @property
    def made(self) -> tuple[Made, ...]:
        """The gestures that led to an input, with the first one."""
        return first_inputs(self.arrivals, self.labels)

    def stages(self) -> dict[str, Spread]:
        """Return the spread of every stage over all actions, and of the whole."""
        split = [arrival.stages_ms() for arrival in self.arrivals]
        spreads = {name: Spread.of(each[name] for each in split) for name in split[0]}
        return {**spreads, "frame to input": self.total}

    def by_gesture(self) -> dict[str, Spread]:
        """Return the spread of the first input of each gesture: from the completing frame, and from the truth."""
        found: dict[str, list[float]] = {}
        for made in self.made:
            name = made.label.gesture
            found.setdefault(f"{name}: completing frame to input", []).append(made.arrival.total_ms)
            if GESTURES[name].kind is GestureKind.SHAPE:
                found.setdefault(f"{name}: true start to input (dwell included)", []).append(made.since_start_ms)
            elif not GESTURES[name].continuous:
                found.setdefault(f"{name}: true end of stroke to input", []).append(made.since_end_ms)
        return {name: Spread.of(found[name]) for name in sorted(found)}

    def text(self) -> str:
        """Return the report for people."""
        verdict = "met" if self.met else "MISSED"
        return "\n".join(
            [
                f"machine: {self.machine}",
                f"{len(self.made)} of {len(self.labels)} gestures led to input, {self.sent} actions sent,"
                f" {len(self.arrivals)} arrived; {self.frames} frames, {self.dropped} dropped",
                "",
                spread_table(self.stages(), "all actions, updates included"),
                "",
                spread_table(self.by_gesture(), "first input of a gesture"),
                "",
                f"target: p95 at most {TARGET_P95_MS:.0f} ms from frame to input: {verdict}",
            ]
        )

    def bars(self) -> Bars:
        """Return the report as a picture."""
        return spread_bars("Latency", self.stages())

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "machine": self.machine,
            "gestures": len(self.labels),
            "gestures_with_input": len(self.made),
            "actions_sent": self.sent,
            "actions_arrived": len(self.arrivals),
            "frames": self.frames,
            "frames_dropped": self.dropped,
            "stages": {name: one.as_json() for name, one in self.stages().items()},
            "by_gesture": {name: one.as_json() for name, one in self.by_gesture().items()},
            "target_p95_ms": TARGET_P95_MS,
            "met": self.met,
        }


def bench_clip(gestures: int, seed: int = 0) -> HandClip:
    """Return a clip with at least that many gestures: rounds of zooms, swipes and a held shape."""
    clip = _script(_ROUND, seed)
    for rounds in count(2):
        if len(clip.labels) >= gestures:
            break
        clip = _script(_ROUND * rounds, seed)
    return clip


def _script(motions: tuple[str, ...], seed: int) -> HandClip:
    # A person at a desk, upright: what is measured here is time, not how much is recognised.
    return make_script(motions, seed, pause_s=_PAUSE_S, palm=0.1, tilt_deg=0.0, shape="open_palm")


def measure_latency(gestures: int = 25, *, seed: int = 0, crew: Crew = _REAL) -> LatencyReport:
    """Render at least that many gestures, play them live to the daemon on a virtual desktop, and time what arrives.

    Raises DemoError when nothing arrived or the run was cut short, DesktopError or ModelError without a part.
    """
    clip = bench_clip(gestures, seed)
    with tempfile.TemporaryDirectory(prefix="gesturectl-bench-") as folder:
        video = Path(folder) / "bench.mp4"
        render(clip, video)
        with VirtualDesktop() as desk, entered_with_models(desk):
            seen = Sightings()
            parts = crew.parts(video, 1.0, Config(bindings=_RULES), "the benchmark")
            app = App(dataclasses.replace(parts, on_done=seen.actions.append))
            with DesktopWatch(desk.page, frozenset, seen):
                if app.run() == ExitCode.INTERRUPTED:
                    raise KeyboardInterrupt
    arrivals = match(seen.actions, seen.inputs)
    if not arrivals:
        raise DemoError(f"{len(seen.actions)} actions were sent and none arrived in the browser")
    status = app.status()
    return LatencyReport(arrivals, len(seen.actions), clip.labels, status.frames, status.dropped, machine())
