"""What the demonstration wanted, what it saw, and whether it came. Pure: no clock, no desktop.

Two times meet here. `t` is media time: seconds since the first frame of the clip. `at_s` is time.monotonic().
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from gesturectl.daemon.latency import ActionTiming
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe

_EARLY_S = 0.3  # a gesture may be recognised a little before its labelled start


class Goal(StrEnum):
    """What a step of the demonstration must bring about."""

    OPEN = "open an application"
    ZOOM_IN = "zoom the page in"
    ZOOM_OUT = "zoom the page out"
    CLOSE = "close the application"


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One gesture of the clip and what it is bound to; it lasts from `start_s` to `end_s` of media time."""

    goal: Goal
    gesture: str
    binding: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SeenZoom:
    """The zoom of the page from `at_s` on."""

    at_s: float
    zoom: float


@dataclass(frozen=True, slots=True)
class SeenInput:
    """A wheel turn or key press that the page received: kind "wheel" or "key", detail such as "ctrl+up"."""

    at_s: float
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class SeenWindows:
    """The windows of the desktop from `at_s` on: identifier and application."""

    at_s: float
    windows: frozenset[tuple[int, str]]


@dataclass(slots=True)
class Sightings:
    """All that was seen while a clip ran, in order of time.

    actions, failures  what the daemon carried out, and what it could not with the reason
    """

    actions: list[ActionTiming] = field(default_factory=list)
    failures: list[tuple[BoundAction, str]] = field(default_factory=list)
    inputs: list[SeenInput] = field(default_factory=list)
    zooms: list[SeenZoom] = field(default_factory=list)
    windows: list[SeenWindows] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table.

    actions     what was done, with how often: "zoom +1 ×3"
    effect      what changed on the desktop: "zoom 1.00 → 1.50"
    latency_ms  timestamp of the frame that completed the gesture → first effect seen; None without an effect
    reached     whether the effect is the one that the step wants
    """

    step: DemoStep
    actions: str
    effect: str
    latency_ms: float | None
    reached: bool


def judge(steps: Sequence[DemoStep], seen: Sightings) -> tuple[Outcome, ...]:
    """Return the outcome of every step. A step owns its binding's actions until the next step starts."""
    return tuple(_outcome(step, seen, start, end) for step, start, end in _spans(steps))


def strays(steps: Sequence[DemoStep], seen: Sightings) -> tuple[BoundAction, ...]:
    """Return the actions that no step wanted: a gesture was seen where none, or another, was made."""
    wanted = [(step.binding, start, end) for step, start, end in _spans(steps)]
    bound = [timing.bound for timing in seen.actions]
    return tuple(one for one in bound if not any(one.binding == name and a <= one.t < b for name, a, b in wanted))


def _spans(steps: Sequence[DemoStep]) -> list[tuple[DemoStep, float, float]]:
    starts = [step.start_s - _EARLY_S for step in steps] + [float("inf")]
    return list(zip(steps, starts, starts[1:], strict=False))


def _outcome(step: DemoStep, seen: Sightings, start: float, end: float) -> Outcome:
    timings = [a for a in seen.actions if a.bound.binding == step.binding and start <= a.bound.t < end]
    if not timings:
        reasons = [text for one, text in seen.failures if one.binding == step.binding and start <= one.t < end]
        return Outcome(step, "none", reasons[0] if reasons else "the gesture was not recognised", None, False)
    begun_s = timings[0].grabbed_s
    over_s = begun_s + (end - timings[0].bound.t)
    change = _CHANGES[step.goal](seen, begun_s, over_s)
    latency_ms = None if change.at_s is None else (change.at_s - begun_s) * 1000
    texts = [describe(timing.bound.action) for timing in timings]
    return Outcome(step, _counted(texts), change.text, latency_ms, change.reached)


@dataclass(frozen=True, slots=True)
class _Change:
    text: str
    at_s: float | None
    reached: bool


def _zoom_change(seen: Sightings, begun_s: float, over_s: float, sign: int) -> _Change:
    before = [z for z in seen.zooms if z.at_s < begun_s][-1].zoom
    changes = [z for z in seen.zooms if begun_s <= z.at_s < over_s]
    after = changes[-1].zoom if changes else before
    text = f"zoom {before:.2f} → {after:.2f}"
    return _Change(text, changes[0].at_s if changes else None, (after - before) * sign > 0)


def _window_change(seen: Sightings, begun_s: float, over_s: float, sign: int) -> _Change:
    before = [w for w in seen.windows if w.at_s < begun_s][-1].windows
    for sample in seen.windows:
        changed = sample.windows - before if sign > 0 else before - sample.windows
        if begun_s <= sample.at_s < over_s and changed:
            apps = ", ".join(sorted(app for _, app in changed))
            counts = f"windows {len(before)} → {len(sample.windows)}"
            return _Change(f"{counts} ({'+' if sign > 0 else '-'} {apps})", sample.at_s, True)
    return _Change(f"windows {len(before)} → {len(before)}", None, False)


_CHANGES = {
    Goal.OPEN: partial(_window_change, sign=1),
    Goal.ZOOM_IN: partial(_zoom_change, sign=1),
    Goal.ZOOM_OUT: partial(_zoom_change, sign=-1),
    Goal.CLOSE: partial(_window_change, sign=-1),
}


def _counted(texts: Sequence[str]) -> str:
    """Return the texts in order, each once, with how often: "zoom +1 ×3, zoom -1"."""
    return ", ".join(text if n == 1 else f"{text} ×{n}" for text, n in Counter(texts).items())
