"""What a person would do with a click between two gestures: give the window that is meant the focus.

A gesture acts on the active window. Opening an application makes it the active one, so before the page can be
zoomed the browser must be active again, and before the application can be closed it must be. The demonstration
does both through the daemon's own actuator and shows it as lines of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gesturectl.daemon.demo_effects import DemoStep, Goal, Sightings
from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.outlet import Outlet
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.action import FocusApp
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.frame import Frame

BINDING = "in place of a click"
"""Stands where the name of a binding would: no gesture caused this action."""
_AHEAD_S = 1.0  # before the gesture that needs the window


@dataclass(frozen=True, slots=True)
class FocusCue:
    """From media time `t` on, the window of `app()` is meant; an empty answer leaves everything as it is."""

    t: float
    app: Callable[[], str]


class FocusCues:
    """A listener of the engine that plays the cues when their time has come."""

    def __init__(self, send: Callable[[], Outlet], cues: Sequence[FocusCue]) -> None:
        """`send` gives the outlet of the running daemon."""
        self._outlet = send
        self._cues = sorted(cues, key=lambda cue: cue.t)

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Send the next focus action if a frame has reached it."""
        if frame is None or not self._cues or frame.t < self._cues[0].t:
            return
        if app := self._cues.pop(0).app():
            bound = BoundAction(frame.t, frame.seq, BINDING, FocusApp(app))
            now_s = result.bound_s
            self._outlet().send(ActionTiming(bound, now_s, now_s, now_s, now_s, started_s=0.0, done_s=0.0))


def cues_for(steps: Sequence[DemoStep], seen: Sightings, browser: str) -> tuple[FocusCue, ...]:
    """Return the cues of a clip: the browser before the first zoom, the opened application before it is closed."""
    cues: list[FocusCue] = []
    for before, step in zip((None, *steps), steps, strict=False):
        if step.goal in (Goal.ZOOM_IN, Goal.ZOOM_OUT) and (before is None or before.goal is Goal.OPEN):
            cues.append(FocusCue(step.start_s - _AHEAD_S, lambda: browser))
        elif step.goal is Goal.CLOSE:
            cues.append(FocusCue(step.start_s - _AHEAD_S, lambda: opened_app(seen)))
    return tuple(cues)


def opened_app(seen: Sightings) -> str:
    """Return the application whose window came last and is still there; empty if none came."""
    newest = ""
    for before, after in zip(seen.windows, seen.windows[1:], strict=False):
        for _, app in sorted(after.windows - before.windows):
            newest = app
    still_there = {app for _, app in seen.windows[-1].windows} if seen.windows else set()
    return newest if newest in still_there else ""
