"""The hint on a real X server: seen, above all, and not in the way."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

import pytest
from x_client import XClient

from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.hint_window import MARGIN_PX, HintWindow
from gesturectl.domain.feedback import Corner
from gesturectl.domain.hint import Hint
from gesturectl.errors import DesktopError

DONE = Hint("Zoom", "zoom the page", done=True)
IS_VIEWABLE = 2  # X.h
GREEN = (60, 200, 110)


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def green_at(desk: VirtualDesktop, box: tuple[int, int, int, int]) -> int:
    pixels = desk.screenshot().crop(box).tobytes()
    return sum(
        max(abs(a - b) for a, b in zip(pixels[at : at + 3], GREEN, strict=True)) < 30 for at in range(0, len(pixels), 3)
    )


@pytest.mark.desktop
@pytest.mark.parametrize(
    ("corner", "box"),
    [(Corner.TOP_LEFT, (0, 0, 400, 150)), (Corner.BOTTOM_RIGHT, (880, 650, 1280, 800))],
)
def test_it_is_seen_in_its_corner_and_goes_again(
    desk: VirtualDesktop, corner: Corner, box: tuple[int, int, int, int]
) -> None:
    window = HintWindow()
    window.show(DONE, corner)
    until(lambda: green_at(desk, box) > 300)
    window.show(Hint("Thumb up", "open editor", 0.3), corner)
    until(lambda: green_at(desk, box) == 0)
    window.hide()
    window.show(DONE, corner)
    window.hide()
    until(lambda: green_at(desk, box) == 0)
    window.close()


@pytest.mark.desktop
def test_clicks_go_through_it_and_the_keyboard_stays_where_it_is(desk: VirtualDesktop) -> None:
    with XClient(x=0, y=0, size=400) as below:
        until(lambda: below.window.get_attributes().map_state == IS_VIEWABLE)
        hint = HintWindow()
        hint.show(DONE, Corner.TOP_LEFT)
        focus = below.display.get_input_focus().focus
        at = MARGIN_PX + 60, MARGIN_PX + 30
        presses: list[object] = []
        until(lambda: presses.extend(_press(below, at)) or presses)
        assert below.display.get_input_focus().focus == focus
        hint.close()


def _press(below: XClient, at: tuple[int, int]) -> list[object]:
    subprocess.run(["xdotool", "mousemove", *map(str, at), "click", "1"], check=True)
    return below.presses(1)


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(DesktopError, match="need X11"):
        HintWindow()
