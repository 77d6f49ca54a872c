"""Stand-ins for devices and sources, handed in through constructors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError


def numbered(number: int, size: tuple[int, int] = (64, 48)) -> np.ndarray:
    """A grey picture (height, width, 3) that tells its number."""
    return np.full((size[1], size[0], 3), 20 * (number % 12) + 10, np.uint8)


class FakeDevice:
    """Behaves like cv2.VideoCapture; notes which thread reads and which releases."""

    def __init__(self, pictures: Iterable[np.ndarray | None] = (), *, opened: bool = True) -> None:
        self._pictures = iter(pictures)
        self._picture: np.ndarray | None = None
        self._opened = opened
        self.asked: dict[int, float] = {}
        self.reading_threads: set[int] = set()
        self.releasing_threads: list[int] = []
        self.before_grab: Callable[[], None] = lambda: None

    def isOpened(self) -> bool:  # noqa: N802
        return self._opened

    def grab(self) -> bool:
        self.reading_threads.add(threading.get_ident())
        self.before_grab()
        try:
            self._picture = next(self._pictures)
        except StopIteration:
            return False
        return True

    def retrieve(self) -> tuple[bool, np.ndarray | None]:
        return self._picture is not None, self._picture

    def get(self, propId: int) -> float:  # noqa: N803
        return self.asked.get(propId, 0.0)

    def set(self, propId: int, value: float) -> bool:  # noqa: N803
        self.asked[propId] = value
        return True

    def release(self) -> None:
        self.releasing_threads.append(threading.get_ident())


class FakeOpener:
    """Gives the devices in turn; after the last, one that does not open."""

    def __init__(self, *devices: FakeDevice) -> None:
        self.devices = list(devices)
        self.targets: list[int | str] = []

    def __call__(self, target: int | str, properties: Mapping[str, int]) -> FakeDevice:
        self.targets.append(target)
        return self.devices.pop(0) if self.devices else FakeDevice(opened=False)


class ScriptedSource:
    """Frames at the given times."""

    name = "script"

    def __init__(self, times: Iterable[float], *, live: bool = False) -> None:
        self.live = live
        self._times = list(times)
        self._next = 0
        self.opened = 0
        self.closed = 0

    def open(self) -> None:
        self.opened += 1
        self._next = 0

    def read(self) -> Frame | None:
        if self._next >= len(self._times):
            return None
        frame = Frame(t=self._times[self._next], seq=self._next, rgb=numbered(self._next))
        self._next += 1
        return frame

    def close(self) -> None:
        self.closed += 1


class LossySource:
    """A live source: each open gives as many frames as the script says, then the connection is lost; -1 refuses."""

    name = "lossy"
    live = True

    def __init__(self, script: Iterable[int]) -> None:
        self._script = list(script)
        self._left = 0
        self._seq = 0

    def open(self) -> None:
        self._left = self._script.pop(0) if self._script else -1
        if self._left < 0:
            raise SourceError("lossy is refused")

    def read(self) -> Frame | None:
        if self._left == 0:
            raise SourceError("lossy closed the connection", remedy="Plug it in.")
        self._left -= 1
        self._seq += 1
        return Frame(t=self._seq / 30, seq=self._seq - 1, rgb=numbered(self._seq))

    def close(self) -> None:
        pass


class HandClock:
    """A clock that only moves when somebody sleeps or pushes it."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds
