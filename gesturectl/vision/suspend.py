"""Noticing that the computer has slept: a camera seldom survives it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

MIN_SLEEP_S = 2.0
"""Less is a slow machine or a corrected clock, not a sleep."""


def time_awake_and_asleep() -> float:
    """Return seconds that also pass while the computer sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()


class SleepWatch:
    """Compares a clock that stands still while the computer sleeps with one that does not."""

    def __init__(
        self, awake: Callable[[], float] = time.monotonic, always: Callable[[], float] = time_awake_and_asleep
    ) -> None:
        self._awake = awake
        self._always = always
        self._lag_s = always() - awake()

    def slept_s(self) -> float:
        """Return how long it slept since the last call, 0 if it did not."""
        lag_s = self._always() - self._awake()
        slept_s, self._lag_s = lag_s - self._lag_s, lag_s
        return slept_s if slept_s >= MIN_SLEEP_S else 0.0
