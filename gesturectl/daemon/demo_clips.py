"""The clips of the demonstration: hands rendered on the spot, and a recording of a person where there is one."""

from __future__ import annotations

import json
from pathlib import Path

import gesturectl
from gesturectl.daemon.demo_effects import Goal
from gesturectl.daemon.demo_stage import DemoClip
from gesturectl.daemon.demo_steps import steps_of, wanted_gestures
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.settings import Config

FPS = 30.0
SIZE = (640, 480)
_REAL_CLIPS = Path("shared/data/clips")  # beside the repository
_REAL_CLIP = "zoom.gif"
_REAL_LEAD_IN_S = 1.0  # it begins in mid-gesture


def real_clip(config: Config, beside: Path | None = None) -> DemoClip | None:
    """Return the recording of a person who zooms, None where it is not there.

    `beside` is the folder in which the repository lies.
    """
    folder = (beside or Path(gesturectl.__file__).parents[2]) / _REAL_CLIPS
    if not (folder / _REAL_CLIP).is_file():
        return None
    truth = json.loads((folder / "labels.json").read_text())["clips"][_REAL_CLIP]["events"]
    labels = [GestureLabel(e["gesture"], e["start"], e["end"], e.get("sign", 0)) for e in truth]
    wanted = [want for want in wanted_gestures(config) if want.goal in (Goal.ZOOM_IN, Goal.ZOOM_OUT)]
    steps = steps_of(wanted, labels)
    return DemoClip(folder / _REAL_CLIP, steps, "a person, recorded", _REAL_LEAD_IN_S)
