"""The clips of the demonstration: hands rendered on the spot, and a recording of a person where there is one."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import gesturectl
from gesturectl.daemon.demo_effects import Goal
from gesturectl.daemon.demo_stage import DemoClip
from gesturectl.daemon.demo_steps import steps_of, wanted_gestures
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config
from gesturectl.preview.video import VideoFileWriter
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import make_script

FPS = 30.0
SIZE = (640, 480)
# Of motions that come in two directions, the one for each sign.
_MOTIONS = {("zoom", 1): "zoom_in", ("zoom", -1): "zoom_out"}
_ONE_HAND = (Handedness.LEFT, Handedness.RIGHT)
_PALM = 0.1  # palm length in frame heights: a person at a desk
_STROKE_S = 0.9  # how long the hands take to move apart: without haste
_PAUSE_S, _SLOW_PAUSE_S = 1.0, 4.0  # between the gestures: long enough for an application to open
_LEAD_IN_S, _TAIL_S = 1.0, 2.0
_REAL_CLIPS = Path("shared/data/clips")  # beside the repository
_REAL_CLIP = "zoom.gif"
_REAL_LEAD_IN_S = 1.0  # it begins in mid-gesture


def render_clip(config: Config, path: Path, *, slow: bool = False) -> DemoClip:
    """Render what the demonstration wants to see into the mp4 `path`."""
    wanted = wanted_gestures(config)
    motions = [_MOTIONS.get((w.binding.gesture, w.sign), w.binding.gesture) for w in wanted]
    pause_s = _SLOW_PAUSE_S if slow else _PAUSE_S
    hand = next((w.binding.hand for w in wanted if w.binding.hand in _ONE_HAND), Handedness.RIGHT)
    clip = make_script(
        motions, pause_s=pause_s, handedness=hand, palm=_PALM, tilt_deg=0.0, shape="open_palm", stroke_s=_STROKE_S
    )
    render(clip, path)
    return DemoClip(path, steps_of(wanted, clip.labels), "synthetic", lead_in_s=_LEAD_IN_S)


def render(clip: HandClip, path: Path) -> None:
    """Write a synthetic clip as an mp4, with its last picture standing until the last effect has been seen."""
    video = VideoFileWriter(path, fps=FPS)
    with closing(video):
        for frame in clip.frames(size=SIZE, fps=FPS):
            video.write(frame.rgb, frame.t)
        for number in range(round(_TAIL_S * FPS)):
            video.write(frame.rgb, frame.t + (number + 1) / FPS)


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
