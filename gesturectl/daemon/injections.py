"""When gesturectl itself sent input: it must not be taken for the user's."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from gesturectl.daemon.latency import Clock

BEFORE_S, AFTER_S = 0.02, 0.15
"""How far from an action its input may be seen: clocks differ, and programs answer with events of their own."""
KEPT = 256


class Injections:
    """The actuator's thread notes, another asks."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._spans: deque[tuple[float, float]] = deque(maxlen=KEPT)
        self._began_s: float | None = None
        self._lock = threading.Lock()

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Count what is sent meanwhile as our own."""
        began_s = self._began_s = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._began_s = None
                self._spans.append((began_s, self._clock()))

    def explain(self, at_s: float) -> bool:
        """Say whether input seen at `at_s` may be our own."""
        with self._lock:
            began_s, spans = self._began_s, tuple(self._spans)
        if began_s is not None and at_s >= began_s - BEFORE_S:
            return True
        return any(began - BEFORE_S <= at_s <= ended + AFTER_S for began, ended in spans)
