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


QUIET = {"OPENCV_LOG_LEVEL": "OFF", "OPENCV_FFMPEG_LOGLEVEL": "-8"}
"""What OpenCV and its FFmpeg would print becomes a SourceError instead. Read once, when each is first used."""
for variable, value in QUIET.items():
    os.environ.setdefault(variable, value)


def load_cv2() -> Any:
    """Import cv2 with its log off, whoever imported it first."""
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2


def open_device(target: int | str, properties: Mapping[str, int]) -> Device:
    """Open `target` with OpenCV; see `Opener`."""
    cv2 = load_cv2()
    flat = [number for name, value in properties.items() for number in (getattr(cv2, name), value)]
    device: Device = cv2.VideoCapture(target, _backend(cv2, target), flat)
    return device


def _backend(cv2: Any, target: int | str) -> int:
    """Return the part of OpenCV that is asked: the system's own for a number, Video4Linux for device files."""
    if isinstance(target, int):
        return int(cv2.CAP_ANY)
    return int(cv2.CAP_V4L2 if target.startswith("/dev/") else cv2.CAP_FFMPEG)


def to_rgb(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn OpenCV's grey, BGR or BGRA picture into RGB (height, width, 3)."""
    cv2 = load_cv2()
    channels = picture.shape[2] if picture.ndim == 3 else 1
    code = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGB}[channels]
    rgb: NDArray[np.uint8] = cv2.cvtColor(picture, code)
    return rgb
