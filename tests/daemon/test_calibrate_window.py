"""A calibration in a real window, to its last page, and the binding that it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from gesturectl.preview.calibration import draw_page
from gesturectl.preview.palette import BODY, HELD
from gesturectl.storage.recording import RecordingWriter
from gesturectl.training.shown_takes import shows_clip

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of X11"),
]


def pixels(display, colour):
    """Return how many pixels of the screen have a colour."""
    from PIL import ImageGrab

    colours = ImageGrab.grab(xdisplay=display).getcolors(1 << 20)
    return max((n for n, found in colours if found == colour), default=0)


def until(holds, run, seconds=60.0):
    """Wait until something holds; return whether it came to hold while the program ran."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and run.poll() is None:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_the_window_goes_on_to_the_page_and_closes_with_q(display, tmp_path):
    takes, yaml = tmp_path / "takes.jsonl.gz", tmp_path / "config" / "gesturectl" / "gestures.yaml"
    with RecordingWriter(takes) as writer:
        for observation in shows_clip("little_finger", 4, 0).observations(15.0):
            writer.write(observation)
    environment = os.environ | {
        "DISPLAY": display,
        "GESTURECTL_DATA_DIR": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONUNBUFFERED": "1",
    }
    how = ["--recording", str(takes), "--pace", "fast", "--held", "--takes", "3", "--idle", "0"]
    command = [sys.executable, "-m", "gesturectl", "calibrate", "horns", *how, "--bind", "hotkey: ctrl+j"]
    said = tmp_path / "said.txt"
    with said.open("w") as out:
        run = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        assert until(lambda: pixels(display, BODY) > 50, run), said.read_text()  # a take is made
        assert until(lambda: "Is it safe?" in said.read_text(), run), said.read_text()
        title = (draw_page((640, 480), ["horns: 3 takes (hand, held)"]) == HELD).all(axis=2).sum()
        assert until(lambda: pixels(display, HELD) >= 0.8 * title and pixels(display, BODY) == 0, run)
        assert not yaml.exists()  # nothing is bound before the page was seen
        subprocess.run(["xdotool", "key", "q"], env=environment, check=True)
        assert run.wait(60) == 0, said.read_text()
    finally:
        run.kill()
    assert "horns does hotkey: ctrl+j" in said.read_text()
    assert "gesture: horns" in yaml.read_text()
