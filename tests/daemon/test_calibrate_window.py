"""A calibration in a real window, to its last page, and the binding that it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import numpy as np
import pytest
from PIL import ImageGrab

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


@contextmanager
def calibrating(display, folder, *how):
    """Run a calibration of recorded takes in a window; yield the program, what it said so far, and its environment."""
    takes = folder / "takes.jsonl.gz"
    with RecordingWriter(takes) as writer:
        for observation in shows_clip("little_finger", 4, 0).observations(15.0):
            writer.write(observation)
    environment = os.environ | {
        "DISPLAY": display,
        "GESTURECTL_DATA_DIR": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONUNBUFFERED": "1",
    }
    always = ["--recording", str(takes), "--pace", "fast", "--held", "--takes", "3", "--idle", "0"]
    command = [sys.executable, "-m", "gesturectl", "calibrate", "horns", *always, *how]
    said = folder / "said.txt"
    with said.open("w") as out:
        run = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        yield run, said.read_text, environment
    finally:
        run.kill()


def gestures_yaml(folder):
    return folder / "config" / "gesturectl" / "gestures.yaml"


def test_the_window_goes_on_to_the_page_and_closes_with_q(display, tmp_path):
    yaml = gestures_yaml(tmp_path)
    with calibrating(display, tmp_path, "--bind", "hotkey: ctrl+j") as (run, said, environment):
        assert until(lambda: "Is it safe?" in said(), run), said()
        title = (draw_page((640, 480), ["horns: 3 takes (hand, held)"]) == HELD).all(axis=2).sum()
        assert until(lambda: pixels(display, HELD) >= 0.8 * title and pixels(display, BODY) == 0, run)
        assert not yaml.exists()  # nothing is bound before the page was seen
        subprocess.run(["xdotool", "key", "q"], env=environment, check=True)
        assert run.wait(60) == 0, said()
        assert "horns does hotkey: ctrl+j" in said()
    assert "gesture: horns" in yaml.read_text()


def test_what_it_does_is_chosen_in_the_window(display, tmp_path):
    yaml = gestures_yaml(tmp_path)

    def screen():
        return np.asarray(ImageGrab.grab(xdisplay=display))

    def then(*keys):
        """Press keys, and wait for the screen to change with each."""
        for key in keys:
            before = screen()
            subprocess.run(["xdotool", "key", key], env=environment, check=True)
            assert until(lambda before=before: (screen() != before).any(), run, 10.0), (key, said())

    with calibrating(display, tmp_path) as (run, said, environment):
        assert until(lambda: "in use now" in said() and pixels(display, HELD) > 5000, run), said()
        then("Down", "Return", "BackSpace", "j")  # the first action stands in a field now, and is changed
        then("Return")  # what would be written
        assert not yaml.exists()
        then("y")
        assert yaml.read_text().endswith("- name: horns\n    gesture: horns\n    do: {hotkey: ctrl+shift+j}\n")
        subprocess.run(["xdotool", "key", "Return"], env=environment, check=True)
        assert run.wait(60) == 0, said()
