"""The preview window comes and goes in the main thread."""

from __future__ import annotations

from typing import Any

import numpy as np

from gesturectl.daemon.preview_desk import PreviewDesk
from gesturectl.errors import DesktopError

PICTURE = np.zeros((4, 6, 3), np.uint8)


class Window:
    def __init__(self, stays: bool = True) -> None:
        self.stays, self.pictures, self.closed = stays, 0, False

    def show(self, rgb: Any) -> bool:
        self.pictures += 1
        return self.stays

    def close(self) -> None:
        self.closed = True


def test_it_is_opened_and_closed_when_somebody_wants() -> None:
    window, told = Window(), []  # type: ignore[var-annotated]
    desk = PreviewDesk(lambda: window)
    desk.want(True, told.append)
    assert not desk.shown
    assert desk.turn()
    assert desk.shown
    desk.put(PICTURE, 0.0)
    assert desk.turn()
    desk.want(False, told.append)
    assert desk.turn()
    assert (window.pictures, window.closed, desk.shown) == (1, True, False)
    assert told == [{"preview": True}, {"preview": False}]


def test_closing_it_ends_the_run_only_if_it_was_there_from_the_start() -> None:
    desk = PreviewDesk(lambda: Window(stays=False))
    desk.want(True, lambda answer: None)
    desk.put(PICTURE, 0.0)
    assert desk.turn()
    assert not desk.shown
    kept = PreviewDesk()
    kept.keep(Window(stays=False))
    kept.put(PICTURE, 0.0)
    assert not kept.turn()


def test_without_a_display_whoever_wants_it_is_told() -> None:
    def fail() -> Any:
        raise DesktopError("no display")

    told: list[Any] = []
    desk = PreviewDesk(fail)
    desk.want(True, told.append)
    assert desk.turn()
    assert isinstance(told[0], DesktopError)
