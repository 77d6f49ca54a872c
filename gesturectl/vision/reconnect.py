"""How often and how patiently a lost camera is tried again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Waits double from `first_wait_s` to `longest_wait_s`; after `tries` without a frame it is over.

    The defaults give a camera five minutes to come back: enough for a cable, a suspended laptop, a router.
    """

    first_wait_s: float = 0.5
    longest_wait_s: float = 5.0
    tries: int = 62

    def wait_s(self, tried: int) -> float:
        """Return the wait before try number `tried` + 1, s."""
        return float(min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(tried, 16)))
