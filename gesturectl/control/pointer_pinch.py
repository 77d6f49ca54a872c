"""A pinch: when it begins, when it is closed, when it opens. Pure."""

from __future__ import annotations

from collections import deque

ENTER, EXIT = 0.5, 0.72
"""Closed below, open above these shares of the open gap: two thresholds, so that a gap at one of them does not chatter.
Rendered hands seen by MediaPipe, turned by up to 40 degrees in any direction: closed gaps are 0.14 to 0.39 of the open
ones in the median (0.45 to 0.5 at the 95th percentile of the worst tilts)."""
LEAST_OPEN, MOST_OPEN = 0.6, 1.2
"""Palm lengths: bounds of what is taken as the open gap."""
OPEN_FRAMES = 2
"""Frames in a row that must show it open: one that is misread does not let go."""
FORGET_S = 4.0
"""Time constant with which a wide gap is forgotten as the open one."""
CLOSING_S, CLOSING_SHARE = 0.1, 0.15
"""A gap that shrank by this share of the open one in this time is closing."""
LONGEST_CLOSING_S = 0.4
"""Closing that did not end in a pinch by then was none."""
LOOK_BACK_S = 0.45
BEGUN_SHARE = 0.12
"""A closing has begun where this share of its way is done."""


class Pinch:
    """One finger and the thumb. Feed it the gap (palm lengths) of every frame."""

    def __init__(self) -> None:
        self.closed = False
        self.closing = False
        self.onset_t = 0.0
        """When the last closing began."""
        self._armed = False
        self._opened_frames = 0
        self._open = LEAST_OPEN
        self._gaps: deque[tuple[float, float]] = deque()
        self._closing_since = 0.0

    @property
    def open_gap(self) -> float:
        """What is taken as the open gap now, palm lengths."""
        return self._open

    def step(self, t: float, gap: float) -> None:
        """Take the gap at time `t` (s). A hand that came with its fingers together must open them first.

        A hand that points has its thumb on the middle finger: without that it would click with the right button.
        """
        self._note(t, gap)
        if self.closed:
            opened = gap >= EXIT * self._open
            self._opened_frames = self._opened_frames + 1 if opened else 0
            self.closed = self._opened_frames < OPEN_FRAMES
            self.closing = False
        else:
            self._armed = self._armed or gap > LEAST_OPEN
            self._watch_closing(t, gap)
            if self._armed and gap < ENTER * self._open:
                self.closed, self.closing, self._opened_frames = True, False, 0
                self.onset_t = self._begun_t()

    def refuse(self) -> None:
        """Take the fingers for something else than a pinch: they must open before they pinch."""
        self.closed = self.closing = self._armed = False

    def _note(self, t: float, gap: float) -> None:
        step_s = t - self._gaps[-1][0] if self._gaps else 0.0
        self._gaps.append((t, gap))
        while t - self._gaps[0][0] > LOOK_BACK_S:
            self._gaps.popleft()
        if not self.closed:
            # The widest of late, slowly forgotten; a wide one counts once the next frame has it too.
            wide = min(each for _, each in list(self._gaps)[-2:])
            kept = self._open + (LEAST_OPEN - self._open) * min(step_s / FORGET_S, 1.0)
            self._open = min(max(kept, wide, LEAST_OPEN), MOST_OPEN)

    def _watch_closing(self, t: float, gap: float) -> None:
        recent = max(each for when, each in self._gaps if t - when <= CLOSING_S + 1e-6)
        falling = recent - gap > CLOSING_SHARE * self._open
        if falling and not self.closing:
            self.closing, self._closing_since = True, t
            self.onset_t = self._begun_t()
        elif self.closing and not falling:
            opened = gap > 0.9 * self._open
            self.closing = not opened and t - self._closing_since < LONGEST_CLOSING_S

    def _begun_t(self) -> float:
        """Return when the fingers began to move: the last time the gap was still nearly as wide as before."""
        now = self._gaps[-1][1]
        widest = max(each for _, each in self._gaps)
        still = widest - BEGUN_SHARE * (widest - now)
        return max(when for when, each in self._gaps if each >= still)
