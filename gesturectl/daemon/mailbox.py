"""Requests to the engine, taken between two frames: no locks in the core."""

from __future__ import annotations

import queue

from gesturectl.domain.action import ControlVerb


class Mailbox:
    """Pause, resume, toggle, reload and stop, in the order they came; anyone may put, signal handlers too."""

    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[ControlVerb] = queue.SimpleQueue()

    def put(self, request: ControlVerb) -> None:
        """Leave a request; never waits."""
        self._requests.put(request)

    def take(self) -> tuple[ControlVerb, ...]:
        """Return what has come since the last call."""
        taken: list[ControlVerb] = []
        while True:
            try:
                taken.append(self._requests.get_nowait())
            except queue.Empty:
                return tuple(taken)
