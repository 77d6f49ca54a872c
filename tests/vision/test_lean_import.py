"""MediaPipe comes without matplotlib, and matplotlib can still be had."""

from __future__ import annotations

import json
import subprocess
import sys

from gesturectl.vision.lean_import import without

CODE = """
import sys
from gesturectl.vision.landmarker import _load_vision
assert _load_vision().HandLandmarker
assert not {"matplotlib", "sounddevice"} & set(sys.modules)
import matplotlib.pyplot
assert matplotlib.pyplot.figure
"""


def test_mediapipe_does_not_bring_matplotlib_along() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_imported_before_stays() -> None:
    with without("json", "no_such_module"):
        assert sys.modules["json"] is json
        assert sys.modules["no_such_module"].__name__ == "no_such_module"
    assert sys.modules["json"] is json
    assert "no_such_module" not in sys.modules
