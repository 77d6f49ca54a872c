"""What cameras and streams have in common: frames with the time of the grab, counted on across reconnects."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.frame import Frame
from gesturectl.vision.device import Device, to_rgb

SLACK_S = 0.01
"""A picture that comes a little early is not put off by a whole one."""
TOLERATED_BAD_PICTURES = 10
"""Webcams send a broken JPEG now and then; this many in a row mean that nothing good will come."""


class LiveFeed:
    """Turns pictures of a device into frames; outlives it, so that t and seq go on after a reconnect."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first_s: float | None = None
        self._last_s = float("-inf")
        self._seq = 0
        self.rest_s = 0.0
        """Pictures that come sooner after the one before are passed over: grabbed, not decoded."""

    def next_frame(self, device: Device) -> Frame | None:
        """Wait for the next good picture; None if the device gives no more (gone, or timed out)."""
        for _ in range(TOLERATED_BAD_PICTURES):
            grabbed_s = self._grabbed_s(device)
            if grabbed_s is None:
                return None
            ok, picture = device.retrieve()
            if ok and picture is not None:
                return self._frame(grabbed_s, to_rgb(picture))
        return None

    def _grabbed_s(self, device: Device) -> float | None:
        """Wait until the next picture that is wanted is grabbed; None if the device gives no more."""
        while device.grab():
            now_s = self._clock()
            if now_s - self._last_s >= self.rest_s - SLACK_S:
                self._last_s = now_s
                return now_s
        return None

    def _frame(self, grabbed_s: float, rgb: NDArray[np.uint8]) -> Frame:
        if self._first_s is None:
            self._first_s = grabbed_s
        frame = Frame(t=grabbed_s - self._first_s, seq=self._seq, rgb=rgb)
        self._seq += 1
        return frame
