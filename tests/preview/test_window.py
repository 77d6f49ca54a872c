from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gesturectl.errors import DesktopError
from gesturectl.preview.window import PreviewWindow

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of X11")


@pytest.mark.parametrize(
    ("display", "why"),
    [
        ("", "DISPLAY is not set"),
        (":4711", "nothing answers at DISPLAY=:4711"),
        ("127.0.0.1:4711", "nothing answers"),
        ("nonsense", "nothing answers at DISPLAY=nonsense"),
    ],
)
def test_no_display_is_an_error_and_not_the_end(monkeypatch: pytest.MonkeyPatch, display: str, why: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    with pytest.raises(DesktopError, match=why) as caught:
        PreviewWindow()
    assert "--render" in caught.value.remedy


SHOW = """
import time
import numpy as np
from PIL import ImageGrab
from gesturectl.preview.window import PreviewWindow
window = PreviewWindow("what it sees")
picture = np.full((240, 320, 3), (250, 40, 10), np.uint8)
deadline, shown, pixels = time.monotonic() + 20, True, 0
while pixels < 320 * 240 // 2 and time.monotonic() < deadline:
    shown = window.show(picture) and shown
    colours = ImageGrab.grab().getcolors(1 << 20)
    pixels = max((n for n, colour in colours if colour == (250, 40, 10)), default=0)
window.close()
print(shown, pixels)
"""


@pytest.mark.desktop
def test_shows_the_picture_on_a_real_screen(display: str) -> None:
    environment = os.environ | {"DISPLAY": display}
    run = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    shown, pixels = run.stdout.split()
    assert shown == "True"
    assert int(pixels) >= 320 * 240 // 2
    assert run.stderr == ""


CLOSE = """
import time
import numpy as np
from Xlib import X, display
from Xlib.protocol.event import ClientMessage
from gesturectl.preview.window import PreviewWindow
window = PreviewWindow("what it sees")
picture = np.zeros((240, 320, 3), np.uint8)
shown = [window.show(picture) for _ in range(5)]
server = display.Display()
delete, protocols = server.intern_atom("WM_DELETE_WINDOW"), server.intern_atom("WM_PROTOCOLS")
for child in server.screen().root.query_tree().children:
    if child.get_wm_name() == "what it sees":
        child.send_event(ClientMessage(window=child, client_type=protocols, data=(32, [delete, 0, 0, 0, 0])))
server.sync()
deadline, open_ = time.monotonic() + 20, True
while open_ and time.monotonic() < deadline:
    open_ = window.show(picture)
window.close()
print(all(shown), open_)
"""


@pytest.mark.desktop
def test_a_window_that_the_user_closed_is_told_and_no_error(display: str) -> None:
    environment = os.environ | {"DISPLAY": display}
    run = subprocess.run(
        [sys.executable, "-c", CLOSE], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["True", "False"]
