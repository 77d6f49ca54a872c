"""The one door to OpenCV's video capture."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Device(Protocol):
    """The part of `cv2.VideoCapture` that sources use. Property numbers are cv2's CAP_PROP_*."""

    def isOpened(self) -> bool:  # noqa: N802 - cv2's name
        """True after a successful open, and still after the camera was unplugged."""

    def grab(self) -> bool:
        """Wait for the next picture; False at the end, on a disconnect and on a read time-out."""

    def retrieve(self) -> tuple[bool, NDArray[np.uint8] | None]:
        """Decode the grabbed picture: (ok, BGR uint8 (height, width, 3))."""

    def get(self, propId: int) -> float:  # noqa: N803 - cv2's name
        """Return one property."""

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - cv2's name
        """Ask for a property; False if the device cannot."""

    def release(self) -> None:
        """Close. Only from the thread that reads: a release during a read kills the process."""


Opener = Callable[[int | str, Mapping[str, int]], Device]
"""(index, path or URL; CAP_PROP_* names and values) -> device, which may turn out not to be open."""


def load_cv2() -> Any:
    """Import cv2 with its chatter off: what it would print becomes a SourceError instead."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2


def open_device(target: int | str, properties: Mapping[str, int]) -> Device:
    """Open `target` with OpenCV; see `Opener`."""
    cv2 = load_cv2()
    if isinstance(target, int):
        backend = cv2.CAP_ANY
    else:
        backend = cv2.CAP_V4L2 if target.startswith("/dev/") else cv2.CAP_FFMPEG
    flat = [number for name, value in properties.items() for number in (getattr(cv2, name), value)]
    device: Device = cv2.VideoCapture(target, backend, flat)
    return device


def to_rgb(bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn OpenCV's BGR, BGRA or grey picture into RGB (height, width, 3)."""
    cv2 = load_cv2()
    if bgr.ndim == 2:
        code = cv2.COLOR_GRAY2RGB
    else:
        code = cv2.COLOR_BGRA2RGB if bgr.shape[2] == 4 else cv2.COLOR_BGR2RGB
    rgb: NDArray[np.uint8] = cv2.cvtColor(bgr, code)
    return rgb
