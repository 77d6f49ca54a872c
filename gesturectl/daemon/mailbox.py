"""Requests to the engine, taken between two frames: no locks in the core."""

from __future__ import annotations

import queue

from gesturectl.daemon.order import Order
from gesturectl.domain.action import ControlVerb, SwitchProfile

Request = ControlVerb | SwitchProfile | Order
"""A bare verb or profile is a gesture's wish; others say who they are."""


class Mailbox:
    """Pause, resume, toggle, reload, stop and other orders as they came; anyone may put, signal handlers too."""

    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[Request] = queue.SimpleQueue()

    def put(self, request: Request) -> None:
        """Leave a request; never waits."""
        self._requests.put(request)

    def take(self) -> tuple[Request, ...]:
        """Return what has come since the last call."""
        taken: list[Request] = []
        while True:
            try:
                taken.append(self._requests.get_nowait())
            except queue.Empty:
                return tuple(taken)
