"""The millisecond clock that MediaPipe's video mode wants."""

from __future__ import annotations

MAX_GAP_S = 1.0
"""After a longer silence the hand is somewhere else: what was tracked is worth nothing."""


class MediaTime:
    """Turns times of frames (s; they may begin below 0) into strictly rising milliseconds from 0."""

    def __init__(self, max_gap_s: float = MAX_GAP_S) -> None:
        self._max_gap_s = max_gap_s
        self._first_t: float | None = None
        self._last_t = 0.0
        self._last_ms = -1

    def breaks_at(self, t: float) -> bool:
        """Tell whether time went back, or on by more than the longest gap: tracking must start anew."""
        return self._first_t is not None and not 0.0 <= t - self._last_t <= self._max_gap_s

    def restart(self) -> None:
        """Begin again at 0 with the next frame."""
        self._first_t = None
        self._last_ms = -1

    def advance(self, t: float) -> int:
        """Return the milliseconds for the frame at `t`, at least one more than for the frame before."""
        if self._first_t is None:
            self._first_t = t
        self._last_t = t
        self._last_ms = max(self._last_ms + 1, round((t - self._first_t) * 1000.0))
        return self._last_ms
