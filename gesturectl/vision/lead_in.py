"""A still beginning, for clips that start in mid-gesture."""

from __future__ import annotations

from collections import deque

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.source import Source

SINGLE_FRAME_STEP_S = 1 / 30
"""Rate of the lead-in of a source that has one frame only, and so no rate of its own."""


class LeadIn:
    """A source that shows its first frame for `lead_in_s` seconds before t = 0, at its own rate.

    The lead-in frames have t < 0; the clip's own frames keep their t. Numbers count from the first one shown.
    """

    def __init__(self, source: Source, lead_in_s: float) -> None:
        if not 0 <= lead_in_s <= 60:
            raise SourceError(f"a lead-in of {lead_in_s} s makes no sense", remedy="Give 0 to 60 seconds.")
        if source.live:
            raise SourceError(
                f"{source.name} is live and cannot be held before it begins", remedy="Leave out --lead-in."
            )
        self._source = source
        self._lead_in_s = lead_in_s
        self._waiting: deque[Frame] = deque()
        self._shift = 0
        self._begun = False
        self.name = source.name
        self.live = False

    def open(self) -> None:
        """Open the source beneath."""
        self._source.open()
        self._waiting.clear()
        self._begun = False

    def read(self) -> Frame | None:
        """Return the next frame: the lead-in first, then the source's own."""
        if not self._begun:
            self._begun = True
            self._begin()
        if self._waiting:
            return self._waiting.popleft()
        frame = self._source.read()
        return frame and self._renumber(frame)

    def close(self) -> None:
        """Close the source beneath."""
        self._source.close()

    def _begin(self) -> None:
        """Queue the lead-in and the frames that were read to make it."""
        first = self._source.read()
        if first is None:
            return
        second = self._source.read()
        step_s = second.t - first.t if second else SINGLE_FRAME_STEP_S
        self._shift = int(self._lead_in_s / step_s + 1e-9)
        for seq in range(self._shift):
            t = first.t - (self._shift - seq) * step_s
            self._waiting.append(Frame(t=t, seq=first.seq + seq, rgb=first.rgb))
        self._waiting.extend(self._renumber(frame) for frame in (first, second) if frame)

    def _renumber(self, frame: Frame) -> Frame:
        return Frame(t=frame.t, seq=frame.seq + self._shift, rgb=frame.rgb)
