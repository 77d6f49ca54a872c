"""Why a gesture that was recognized did nothing."""

from __future__ import annotations

from gesturectl.daemon.engine import Engine
from gesturectl.daemon.gates import Gates
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.status import State


def why_silent(event: GestureEvent, engine: Engine, gates: Gates) -> str:
    """Say why an event that was just bound did nothing; in the engine's thread."""
    if event.gesture in engine.off:
        return "it is switched off (gesturectl enable switches it on)"
    if engine.state is State.PAUSED:
        return f"gesturectl was paused ({engine.pausing.why})"
    if quiet := gates.quiet:
        return quiet
    if pointing := engine.pipeline.pointer.why_silent(event):
        return pointing
    say = getattr(engine.pipeline.binder, "why_silent", lambda event, situation: "no rule fired")
    return str(say(event, engine.pipeline.situation))
