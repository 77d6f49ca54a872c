"""A real Chromium page zooms in and out, through every backend of X11 and both methods."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pytest
from x_client import pressed_keycodes, wait_for

from gesturectl.control.binder import Binder
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.probe import choose_backend
from gesturectl.desktop.x_windows import XWindows
from gesturectl.desktop.xtest import XTestBackend
from gesturectl.domain.action import CloseWindow, Hotkey, Zoom, ZoomMethod
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import ScrollByValue, ZoomByValue
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

# pyautogui looks at the display once in the life of a process, so it gets a process of its own.
_PYAUTOGUI = """
import sys
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.backend import FailsafePause
from gesturectl.desktop.probe import choose_backend
from gesturectl.domain.action import *
from gesturectl.errors import DesktopError
actuator = open_actuator(choose_backend("pyautogui"))
for line in sys.stdin:
    try:
        actuator.perform(eval(line))
        print("done", flush=True)
    except DesktopError as error:
        print(type(error).__name__, error, flush=True)
actuator.close()
"""


@pytest.fixture(scope="module")
def desk():
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("not installed: chromium")
    with VirtualDesktop() as desktop, desktop.entered():
        yield desktop


@pytest.fixture(scope="module", params=["xtest", "pyautogui"])
def perform(desk, request):
    """Return a function that carries out an action and returns "done", or the error."""
    if request.param == "xtest":
        actuator = open_actuator(choose_backend())
        yield lambda action: actuator.perform(action) or "done"
        actuator.close()
        return
    command = [sys.executable, "-c", _PYAUTOGUI]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=desk.env) as child:

        def tell(action) -> str:
            child.stdin.write(f"{_source(action)}\n")
            child.stdin.flush()
            return child.stdout.readline().strip()

        yield tell
        child.stdin.close()


def _source(action) -> str:
    return repr(action).replace("<ZoomMethod.WHEEL: 'wheel'>", "'wheel'").replace("<ZoomMethod.KEYS: 'keys'>", "'keys'")


def becomes(desk, zoom: float) -> None:
    wait_for(lambda: abs(desk.page.zoom() - zoom) < 0.01, 5)


@pytest.mark.parametrize("method", ZoomMethod)
@pytest.mark.parametrize("pointer", [(300, 400), (1200, 780)], ids=["over the page", "over the bare screen"])
def test_page_zooms_in_and_out(desk, perform, method, pointer):
    backend = XTestBackend()
    backend.point_at(*pointer)
    becomes(desk, 1.0)

    assert perform(Zoom(2, method)) == "done"
    becomes(desk, 1.25)
    assert perform(Zoom(-1, method)) == "done"
    becomes(desk, 1.1)
    assert perform(Zoom(-1, method)) == "done"
    becomes(desk, 1.0)

    assert backend.pointer() == pointer
    assert pressed_keycodes() == set()
    backend.close()


def test_page_zooms_by_hotkeys(desk, perform):
    assert perform(Hotkey(("ctrl", "plus"))) == "done"
    becomes(desk, 1.1)
    assert perform(Hotkey(("ctrl", "0"))) == "done"
    becomes(desk, 1.0)


def stroke(rule: Binding, perform, *values: float, end: str = "end") -> None:
    """Make one continuous gesture go through `values` and carry out what its rule makes of it."""
    binder = Binder(Config(bindings=(rule,)))
    phases = ["begin", *["update"] * (len(values) - 2), end]
    for k, (phase, value) in enumerate(zip(phases, values, strict=True)):
        event = GestureEvent(k / 30, rule.gesture, Phase(phase), Handedness.BOTH, 0.9, k, value)
        for bound in binder.bind(event):
            assert perform(bound.action) == "done"


def there_and_back(far: float) -> list[float]:
    way = [far * k / 20 for k in range(21)]
    return [*way, *reversed(way[:-1])]


@pytest.mark.parametrize("far", [0.62, -0.62])
@pytest.mark.parametrize("method", ZoomMethod)
def test_zoom_follows_a_reversed_gesture_back_to_where_it_began(desk, perform, method, far):
    rule = Binding("zoom", "zoom", ZoomByValue(5, method))
    seen = []

    def performed(action) -> str:
        done = perform(action)
        time.sleep(0.02)  # the page takes one step after the other
        seen.append(desk.page.zoom())
        return done

    stroke(rule, performed, *there_and_back(far))
    becomes(desk, 1.0)
    assert len(seen) == 6
    assert (max(seen) if far > 0 else -min(seen)) > (1.4 if far > 0 else -0.8)
    assert pressed_keycodes() == set()


def test_a_cancelled_zoom_stays_where_it_got_and_leaves_nothing_pressed(desk, perform):
    rule = Binding("zoom", "zoom", ZoomByValue(5))
    stroke(rule, perform, 0.0, 0.2, 0.41, 0.9, end="cancel")
    becomes(desk, 1.25)
    assert pressed_keycodes() == set()
    stroke(rule, perform, 0.0, -0.2, -0.41, -0.41)
    becomes(desk, 1.0)


def test_scrolling_follows_a_gesture_forth_and_back(desk, perform):
    desk.page.evaluate("document.body.style.height = '6000px'")
    desk.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))")  # until it can scroll
    rule = Binding("scroll", "zoom", ScrollByValue(6))
    XTestBackend().point_at(300, 400)
    stroke(rule, perform, *[-value for value in there_and_back(1.0)[:21]])
    wait_for(lambda: desk.page.evaluate("scrollY") > 200, 5)
    stroke(rule, perform, *there_and_back(1.0)[:21])
    wait_for(lambda: desk.page.evaluate("scrollY") == 0, 5)


def test_pointer_in_the_corner_pauses_and_nothing_zooms(desk, perform, request):
    backend = XTestBackend()
    backend.point_at(0, 0)
    try:
        if "xtest" in request.node.name:
            with pytest.raises(Exception, match="corner"):
                perform(Zoom(1))
        else:
            assert perform(Zoom(1)).startswith("FailsafePause")
        becomes(desk, 1.0)
    finally:
        backend.point_at(300, 400)
        backend.close()


def test_pyautogui_refuses_what_it_would_drop_in_silence(perform, request):
    if "xtest" in request.node.name:
        pytest.skip("pyautogui only")
    assert "pyautogui cannot press kp_enter" in perform(Hotkey(("kp_enter",)))
    assert "no such key" in perform(Hotkey(("hyper",)))


def test_browser_closes_on_request(desk):
    windows = XWindows()
    actuator = open_actuator(choose_backend())
    actuator.perform(CloseWindow("chromium"))
    wait_for(lambda: not windows.all())
    actuator.close()
    windows.close()
