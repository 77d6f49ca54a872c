"""How the daemon is doing: one value, replaced whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gesturectl.domain.situation import DEFAULT_PROFILE


class State(StrEnum):
    """What the daemon is at."""

    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    LOST = "source lost"
    """A live source is gone; it is tried again until it comes back."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Latency:
    """How long one stage takes, over the latest frames, ms."""

    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Status:
    """The daemon at one moment.

    fps      frames a second that went through the pipeline, by the clock, over the latest seconds
    dropped  frames of the source that were never looked at, since the start
    latency  by stage: estimate, recognize, bind, act
    attention  eco, balanced or fast;  ran  on how many frames what ran, by name
    hands_in_view   whether a hand was seen lately;  source_problem: why a camera gives no pictures
    pause_why       who paused it; resumes_in_s: until it goes on by itself, None if it does not
    held            keys and buttons that are down now
    off             gestures that are switched off
    profile         that was chosen;  profile_in_force  that rules are looked up in;  profiles  that can be chosen
    window          class of the active window;  no_window_why  why that cannot be told here
    pointer         what pointer mode is at
    gate            why no gesture may begin now (screen locked, keyboard in use); "" if any may
    config          the gestures.yaml whose rules are in force; config_problem: why its newest version is not
    uptime_s        since the start;  versions: of what it is made of
    """

    state: State = State.STARTING
    source: str = ""
    backend: str = ""
    backend_reason: str = ""
    fps: float = 0.0
    frames: int = 0
    dropped: int = 0
    latency: Mapping[str, Latency] = field(default_factory=dict)
    attention: str = ""
    ran: Mapping[str, int] = field(default_factory=dict)
    last_events: tuple[str, ...] = ()
    last_error: str = ""
    hands_in_view: bool = False
    source_problem: str = ""
    pause_why: str = ""
    resumes_in_s: float | None = None
    held: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    profile: str = DEFAULT_PROFILE
    profile_in_force: str = DEFAULT_PROFILE
    profiles: tuple[str, ...] = (DEFAULT_PROFILE,)
    window: str = ""
    no_window_why: str = ""
    gate: str = ""
    pointer: str = "off"
    config: str = ""
    config_problem: str = ""
    uptime_s: float = 0.0
    pid: int = 0
    versions: Mapping[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """Return the status as one line of text."""
        stages = " ".join(f"{name} {one.p50_ms:.1f}/{one.p95_ms:.1f} ms" for name, one in self.latency.items())
        parts = [
            f"{self.state.value}",
            f"source {self.source or '-'}",
            f"{self.fps:.1f} fps",
            f"{self.frames} frames, {self.dropped} dropped",
            stages,
            self.attention_line(),
            f"backend {self.backend}" if self.backend else "",
            f"last error: {self.last_error}" if self.last_error else "",
        ]
        return " · ".join(part for part in parts if part)

    def attention_line(self) -> str:
        """Return what ran on how many frames, "" if that is not known."""
        ran = ", ".join(f"{name} {count}" for name, count in self.ran.items() if count)
        return f"attention {self.attention}: {ran}" if self.attention and ran else ""

    def as_json(self) -> dict[str, Any]:
        """Return the status as a JSON object."""
        return {
            "state": self.state.value,
            "source": self.source,
            "backend": self.backend,
            "backend_reason": self.backend_reason,
            "fps": round(self.fps, 2),
            "frames": self.frames,
            "dropped": self.dropped,
            "latency_ms": {
                name: {"p50": round(one.p50_ms, 3), "p95": round(one.p95_ms, 3)} for name, one in self.latency.items()
            },
            "attention": self.attention,
            "ran": dict(self.ran),
            "last_events": list(self.last_events),
            "last_error": self.last_error,
            "hands_in_view": self.hands_in_view,
            "source_problem": self.source_problem,
            "pause_why": self.pause_why,
            "resumes_in_s": None if self.resumes_in_s is None else round(self.resumes_in_s, 1),
            "held": list(self.held),
            "off": list(self.off),
            "profile": self.profile,
            "profile_in_force": self.profile_in_force,
            "profiles": list(self.profiles),
            "window": self.window,
            "no_window_why": self.no_window_why,
            "gate": self.gate,
            "pointer": self.pointer,
            "config": self.config,
            "config_problem": self.config_problem,
            "uptime_s": round(self.uptime_s, 1),
            "pid": self.pid,
            "versions": dict(self.versions),
        }
