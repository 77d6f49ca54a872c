"""What a run tells of itself: its status, what gestures did and why not, what can be chosen."""

from __future__ import annotations

import os
from typing import Any

from gesturectl.daemon.action_desk import ActionDesk
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.choices import choices_of
from gesturectl.daemon.engine import Engine
from gesturectl.daemon.engine_facts import engine_facts
from gesturectl.daemon.latency import StageTimes
from gesturectl.daemon.listeners import HandsInView, LatestEvents
from gesturectl.daemon.versions import versions
from gesturectl.domain.status import Status


class AppFacts:
    """May be asked from any thread."""

    def __init__(self, parts: AppParts, engine: Engine, desk: ActionDesk, times: StageTimes) -> None:
        self._parts = parts
        self._engine = engine
        self._desk = desk
        self._times = times
        self._started_s = parts.clock()
        self.latest = LatestEvents()
        self.hands_in_view = HandsInView(parts.clock)

    def status(self) -> Status:
        """Return how the daemon is doing."""
        parts, stats = self._parts, self._parts.feed.stats()
        source, backend, reason = parts.names
        return Status(
            source=parts.feed.name or source,
            backend=backend,
            backend_reason=reason,
            dropped=stats.dropped,
            latency=self._times.percentiles(),
            attention=getattr(parts.estimator, "attention", ""),
            ran=getattr(parts.estimator, "ran", {}),
            last_events=self.latest.lines,
            last_error=self._engine.last_error or self._desk.last_error,
            hands_in_view=bool(self.hands_in_view),
            source_problem=getattr(stats, "problem", ""),
            held=self._desk.held,
            config=parts.config.origin if parts.rules else "",
            uptime_s=parts.clock() - self._started_s,
            pid=os.getpid(),
            versions=versions(),
            **engine_facts(self._engine, parts.gates),
        )

    def why(self) -> dict[str, Any]:
        """Return what keeps gestures from doing anything now."""
        engine = self._engine
        return {
            "state": engine.state.value,
            "pause_why": engine.pausing.why,
            "gate": self._parts.gates.why,
            "pointer": engine.pipeline.pointer.state,
            "off": sorted(engine.off),
        }

    def choices(self, *, preview: bool) -> dict[str, Any]:
        """Return what can be chosen while it runs; `preview` is whether its window is shown."""
        return choices_of(self._parts.config, self.status().source, preview=preview)

    def figures(self) -> tuple[float, int]:
        """Return frames a second, and how many were dropped."""
        return self._engine.fps, self._parts.feed.stats().dropped
