"""How often and how patiently a lost camera is tried again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Waits double from `first_wait_s` to `longest_wait_s`; after `tries` without a frame it is over.

    The defaults give a camera five minutes to come back: enough for a cable, a suspended laptop, a router.
    patient  wait for one that never gave a frame too
    """

    first_wait_s: float = 0.5
    longest_wait_s: float = 5.0
    tries: float = 62
    patient: bool = False

    def wait_s(self, tried: int) -> float:
        """Return the wait before try number `tried` + 1, s."""
        return float(min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(tried, 16)))


FOR_EVER = Reconnect(tries=float("inf"), patient=True)
"""For a daemon that starts with the session: its camera may be plugged in tomorrow."""
