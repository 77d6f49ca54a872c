"""Video files: mp4, mkv, avi, webm and animated gif."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.device import Device, Opener, open_device, to_rgb

log = logging.getLogger(__name__)

POS_MSEC = 0
"""cv2.CAP_PROP_POS_MSEC: after a read, the presentation time of the picture just read, ms."""
FPS = 5
"""cv2.CAP_PROP_FPS."""
FRAME_COUNT = 7
"""cv2.CAP_PROP_FRAME_COUNT: what the container claims, frames."""
FALLBACK_FPS = 30.0
CUT_SHORT = 0.9
"""A file with less than this share of the frames it claims is cut short; the claim itself is an estimate."""
MIN_STEP_S = 0.001
"""Two frames are never nearer than this: the step of the clock that estimators work with."""


class VideoFile:
    """The frames of one video file, with its own presentation times."""

    live = False

    def __init__(self, path: Path, *, opener: Opener = open_device) -> None:
        self.name = path.name
        self._path = path
        self._opener = opener
        self._device: Device | None = None
        self._seq = 0
        self._first_s = 0.0
        self._last_t = -MIN_STEP_S

    def open(self) -> None:
        """Open the file. Raises SourceError if it is missing, empty or no video."""
        if not self._path.is_file():
            raise SourceError(f"no such video file: {self._path}", remedy="Check the path, or give a camera.")
        self._seq, self._last_t = 0, -MIN_STEP_S
        self._device = self._opener(str(self._path), {})
        if not self._device.isOpened():
            self.close()
            raise self._unreadable("is empty" if self._path.stat().st_size == 0 else "is not a readable video")

    def read(self) -> Frame | None:
        """Return the next frame, None at the end. Raises SourceError if not even one frame can be decoded."""
        if self._device is None:
            raise SourceError(f"{self._path} is read before it was opened")
        picture = self._next_picture(self._device)
        if picture is None:
            self._judge_end(self._device)
            return None
        frame = Frame(t=self._media_time(self._device), seq=self._seq, rgb=to_rgb(picture))
        self._seq += 1
        self._last_t = frame.t
        return frame

    def close(self) -> None:
        """Close the file."""
        if self._device is not None:
            self._device.release()
            self._device = None

    def _next_picture(self, device: Device) -> NDArray[np.uint8] | None:
        if not device.grab():
            return None
        ok, picture = device.retrieve()
        return picture if ok else None

    def _judge_end(self, device: Device) -> None:
        """Raise SourceError if there was no picture at all; warn if the file ends long before it says."""
        if self._seq == 0:
            raise self._unreadable("holds no picture that can be decoded")
        claimed = device.get(FRAME_COUNT)
        if self._seq < CUT_SHORT * claimed:
            log.warning("%s ends after %d of %.0f frames: is it cut short?", self._path, self._seq, claimed)

    def _media_time(self, device: Device) -> float:
        """Seconds since the first frame; counted by the nominal rate where the file has no usable times."""
        position_s = device.get(POS_MSEC) / 1000.0
        if self._seq == 0:
            self._first_s = position_s
            return 0.0
        t = position_s - self._first_s
        if t >= self._last_t + MIN_STEP_S:
            return t
        fps = device.get(FPS)
        return self._last_t + 1.0 / (fps if 0.0 < fps <= 1000.0 else FALLBACK_FPS)

    def _unreadable(self, why: str) -> SourceError:
        return SourceError(
            f"cannot read {self._path}: the file {why}",
            remedy="It may be cut short or of another kind (ask `ffprobe`); mp4, mkv, avi and gif work.",
        )
