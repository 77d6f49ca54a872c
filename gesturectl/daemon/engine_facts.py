"""What the engine and its surroundings are at, as fields of the status."""

from __future__ import annotations

from typing import Any

from gesturectl.daemon.engine import Engine
from gesturectl.daemon.gates import Gates


def engine_facts(engine: Engine, gates: Gates) -> dict[str, Any]:
    """Return state, speed, what is off, the pause, and what the rules' conditions are held against now."""
    pipeline, around = engine.pipeline, gates.surroundings()
    in_force = getattr(pipeline.binder, "profile_in", lambda situation: situation.profile)(pipeline.situation)
    return {
        "state": engine.state,
        "fps": engine.fps,
        "frames": engine.frames,
        "pause_why": engine.pausing.why,
        "resumes_in_s": engine.pausing.resumes_in_s,
        "off": tuple(sorted(engine.off)),
        "pointer": pipeline.pointer.state,
        "profile": pipeline.profile,
        "profile_in_force": in_force,
        "profiles": pipeline.binder.profiles,
        "window": around.window.app or around.window.title if around.window else "",
        "no_window_why": around.cannot,
        "gate": gates.why,
        "config_problem": engine.last_error,
    }
