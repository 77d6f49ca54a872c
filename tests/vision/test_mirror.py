from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.vision.mirror import Mirrored


class OnePicture:
    name = "one"
    live = True

    def __init__(self, rgb: np.ndarray) -> None:
        self._frames = [Frame(t=1.5, seq=7, rgb=rgb)]

    def open(self) -> None: ...

    def read(self) -> Frame | None:
        return self._frames.pop() if self._frames else None

    def close(self) -> None: ...


def test_flips_left_and_right_and_nothing_else() -> None:
    rgb = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    source = Mirrored(OnePicture(rgb))
    frame = source.read()
    assert frame is not None
    assert (frame.rgb[:, 0] == rgb[:, 2]).all()
    assert (frame.rgb[0, :] == rgb[0, ::-1]).all()
    assert (frame.t, frame.seq, source.live) == (1.5, 7, True)
    assert source.read() is None
