"""A real Chromium page zooms in and out, through every backend of X11 and both methods."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from x_client import pressed_keycodes, wait_for

from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.probe import choose_backend
from gesturectl.desktop.x_windows import XWindows
from gesturectl.desktop.xtest import XTestBackend
from gesturectl.domain.action import CloseWindow, Hotkey, Zoom, ZoomMethod

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
