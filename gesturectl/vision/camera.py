"""A camera of this computer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.cameras import Camera, describe, find_camera, list_cameras
from gesturectl.vision.device import Device, Opener, open_device
from gesturectl.vision.device_holders import device_holders
from gesturectl.vision.live_feed import LiveFeed

FRAME_WIDTH, FRAME_HEIGHT, FPS, BUFFER_SIZE = 3, 4, 5, 38
"""cv2.CAP_PROP_* numbers."""


class CameraSource:
    """A camera by number ("0"), device file ("/dev/video0") or name ("C920"), looked up at every open."""

    live = True

    def __init__(
        self,
        which: str,
        *,
        size: tuple[int, int] | None = (640, 480),
        fps: float | None = 30.0,
        opener: Opener = open_device,
        cameras: Callable[[], tuple[Camera, ...]] = list_cameras,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask for `size` (width, height) px and `fps`; a camera that cannot do them gives what it can."""
        self.name = f"camera {which}"
        self._which = which
        self._size = size
        self._fps = fps
        self._opener = opener
        self._cameras = cameras
        self._feed = LiveFeed(clock)
        self._device: Device | None = None

    def open(self) -> None:
        """Open the camera. Raises SourceError if it is missing, forbidden or busy; the text says which."""
        target = self._target()
        self._device = self._opener(target, {})
        if not self._device.isOpened():
            self.close()
            raise self._refused(target)
        self._request(self._device)

    def read(self) -> Frame | None:
        """Return the next frame. Raises SourceError when the camera is gone; a camera has no end."""
        if self._device is None:
            raise SourceError(f"{self.name} is read before it was opened")
        frame = self._feed.next_frame(self._device)
        if frame is None:
            raise SourceError(
                f"{self.name} gives no more pictures", remedy="Is it still plugged in? Look at its cable."
            )
        return frame

    def spare(self, rest_s: float) -> None:
        """Pass over pictures that come sooner than `rest_s` after the one before."""
        self._feed.rest_s = rest_s

    def close(self) -> None:
        """Let go of the camera; only from the thread that reads it."""
        if self._device is not None:
            self._device.release()
            self._device = None

    def _target(self) -> int | str:
        if self._which.isdecimal():
            return int(self._which)
        if self._which.startswith("/dev/"):
            return self._which
        cameras = self._cameras()
        camera = find_camera(self._which, cameras)
        if camera is None:
            raise SourceError(f"no camera is called {self._which!r}", remedy=describe(cameras))
        return camera.path

    def _request(self, device: Device) -> None:
        """Ask for size and rate, and for the shortest queue, because old pictures are of no use."""
        wishes = {BUFFER_SIZE: 1.0}
        if self._size:
            wishes |= {FRAME_WIDTH: float(self._size[0]), FRAME_HEIGHT: float(self._size[1])}
        if self._fps:
            wishes[FPS] = self._fps
        for number, value in wishes.items():
            device.set(number, value)

    def _refused(self, target: int | str) -> SourceError:
        path = Path(f"/dev/video{target}" if isinstance(target, int) else target)
        if not sys.platform.startswith("linux"):
            return SourceError(f"{self.name} cannot be opened", remedy="Is it plugged in, allowed and not in use?")
        if not path.exists():
            return SourceError(f"{self.name} is not there: no {path}", remedy=describe(self._cameras()))
        if not os.access(path, os.R_OK | os.W_OK):
            return SourceError(
                f"{self.name} may not be used: no access to {path}",
                remedy='Join the group that owns it (`sudo usermod -aG video "$USER"`), then log in again.',
            )
        return self._busy(path)

    def _busy(self, path: Path) -> SourceError:
        """Say who has the camera, as far as we may know."""
        holders = ", ".join(map(str, device_holders(path)))
        if holders:
            return SourceError(f"{self.name} is busy: {holders} has {path} open", remedy="Close that program.")
        return SourceError(
            f"{self.name} is busy or no camera: {path} gives no pictures",
            remedy=f"Close the program that uses it (`sudo fuser -v {path}` names it). {describe(self._cameras())}",
        )
