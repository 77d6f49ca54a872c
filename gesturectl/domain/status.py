"""How the daemon is doing: one value, replaced whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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
    """

    state: State = State.STARTING
    source: str = ""
    backend: str = ""
    backend_reason: str = ""
    fps: float = 0.0
    frames: int = 0
    dropped: int = 0
    latency: Mapping[str, Latency] = field(default_factory=dict)
    last_events: tuple[str, ...] = ()
    last_error: str = ""

    def line(self) -> str:
        """Return the status as one line of text."""
        stages = " ".join(f"{name} {one.p50_ms:.1f}/{one.p95_ms:.1f} ms" for name, one in self.latency.items())
        parts = [
            f"{self.state.value}",
            f"source {self.source or '-'}",
            f"{self.fps:.1f} fps",
            f"{self.frames} frames, {self.dropped} dropped",
            stages,
            f"backend {self.backend}" if self.backend else "",
            f"last error: {self.last_error}" if self.last_error else "",
        ]
        return " · ".join(part for part in parts if part)

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
            "last_events": list(self.last_events),
            "last_error": self.last_error,
        }
