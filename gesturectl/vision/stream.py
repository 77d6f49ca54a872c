"""A camera on the network: MJPEG or RTSP by address."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.address_check import what_is_wrong
from gesturectl.vision.device import Device, Opener, open_device
from gesturectl.vision.live_feed import LiveFeed

SCHEMES = ("http", "https", "rtsp", "rtsps", "rtmp", "tcp", "udp")


class StreamSource:
    """The pictures behind an address (http, https, rtsp, ...). The name leaves out user and password."""

    live = True

    def __init__(
        self,
        url: str,
        *,
        open_timeout_s: float = 5.0,
        read_timeout_s: float = 1.5,
        opener: Opener = open_device,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = without_password(url)
        self._url = url
        self._read_timeout_s = read_timeout_s
        self._open_timeout_s = open_timeout_s
        self._opener = opener
        self._clock = clock
        self._feed = LiveFeed(clock)
        self._device: Device | None = None

    def open(self) -> None:
        """Connect. Raises SourceError if the address is refused, unknown or silent; the text says which."""
        limits = {
            "CAP_PROP_OPEN_TIMEOUT_MSEC": round(self._open_timeout_s * 1000),
            "CAP_PROP_READ_TIMEOUT_MSEC": round(self._read_timeout_s * 1000),
        }
        self._device = self._opener(self._url, limits)
        if not self._device.isOpened():
            self.close()
            raise SourceError(
                f"cannot open {self.name}: {what_is_wrong(self._url)}",
                remedy="Open the address in a browser or player here to see whether it shows pictures.",
            )

    def read(self) -> Frame | None:
        """Return the next frame. Raises SourceError when the connection is lost or silent for too long."""
        if self._device is None:
            raise SourceError(f"{self.name} is read before it was opened")
        asked_s = self._clock()
        frame = self._feed.next_frame(self._device)
        if frame is None:
            silent = self._clock() - asked_s >= self._read_timeout_s * 0.9
            why = f"sent nothing for {self._read_timeout_s:g} s" if silent else "closed the connection"
            raise SourceError(f"{self.name} {why}", remedy="Look whether the camera is on and the network up.")
        return frame

    def spare(self, rest_s: float) -> None:
        """Pass over pictures that come sooner than `rest_s` after the one before."""
        self._feed.rest_s = rest_s

    def close(self) -> None:
        """Hang up; only from the thread that reads."""
        if self._device is not None:
            self._device.release()
            self._device = None


def without_password(url: str) -> str:
    """Return the address without user, password and query, fit for logs."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
