"""A camera of a room in which nothing happens: JPEG pictures at a steady rate, as webcams send them."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.synth.render import Renderer

PICTURES = 30
QUALITY = 90


class StillCamera:
    """Behaves like cv2.VideoCapture: `grab` waits for the next picture, `retrieve` decodes it."""

    def __init__(
        self,
        size: tuple[int, int],
        fps: float,
        *,
        seed: int = 0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Render the pictures, of `size` (width, height) px, which come `fps` times a second."""
        renderer = Renderer(size, seed=seed)
        pictures = [renderer.frame((), k / fps, k).rgb[..., ::-1] for k in range(PICTURES)]
        self._jpegs = [cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[1] for picture in pictures]
        self._every_s = 1.0 / fps
        self._clock, self._sleep = clock, sleep
        self._begin_s: float | None = None
        self.grabbed = self.decoded = 0
        """Pictures so far."""

    def isOpened(self) -> bool:  # noqa: N802 - cv2's name
        """Always."""
        return True

    def grab(self) -> bool:
        """Wait for the next picture."""
        if self._begin_s is None:
            self._begin_s = self._clock()
        self.grabbed += 1
        early_s = self._begin_s + self.grabbed * self._every_s - self._clock()
        if early_s > 0:
            self._sleep(early_s)
        return True

    def retrieve(self) -> tuple[bool, NDArray[np.uint8] | None]:
        """Decode the grabbed picture."""
        self.decoded += 1
        picture = cv2.imdecode(self._jpegs[self.grabbed % PICTURES], cv2.IMREAD_COLOR)
        return True, np.asarray(picture, np.uint8)

    def get(self, propId: int) -> float:  # noqa: N803 - cv2's name
        """Know no property."""
        return 0.0

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - cv2's name
        """Take no wish."""
        return False

    def release(self) -> None:
        """Nothing to let go of."""
