"""A camera's real rate, and what is said of a low one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "vision"))
from vision_fakes import HandClock, numbered

from gesturectl.daemon.camera_checks import Measured, check_hands, check_rate, measure
from gesturectl.domain.check import Level
from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.synth.motion import make_clip
from gesturectl.vision.cameras import Camera
from gesturectl.vision.capture import Capture
from gesturectl.vision.exposure import ExposurePriority

CAMERA = Camera(3, "C920")
SLOWS = ExposurePriority("exposure_dynamic_framerate", True)


class SteadySource:
    """Frames at a rate, by a clock that it moves itself; not live, so that they are read where they are taken."""

    name, live = "camera 3", False

    def __init__(self, fps: float, clock: HandClock, error: str = "") -> None:
        self._error, self._clock = error, clock
        self._frames: Iterator[Frame] = (
            Frame(t=number / fps, seq=number, rgb=numbered(number)) for number in range(10_000)
        )
        self._step_s = 1 / fps

    def open(self) -> None:
        if self._error:
            raise SourceError(self._error, remedy="Close that program.")

    def read(self) -> Frame | None:
        self._clock.now_s += self._step_s
        return next(self._frames)

    def close(self) -> None:
        pass


def measured(fps: float = 30.0, error: str = "", running: dict[str, object] | None = None) -> Measured:
    clock = HandClock()
    source = SteadySource(fps, clock, error)
    return measure(CAMERA, running, open_capture=lambda path: Capture(source), clock=clock)


def test_a_hand_in_the_last_picture_is_told_with_its_distance() -> None:
    clip = make_clip("open_palm", 0, palm=0.1)
    held = clip.truth(clip.labels[0].start_s + 0.3)
    frame = measured(30.0).last
    assert frame is not None
    check = check_hands(CAMERA, frame, lambda frame: held.hands)
    assert check.level is Level.OK
    assert re.search(r"a (left|right) hand about 0\.\d m away|about 1\.\d m away", check.detail)
    assert "none" in check_hands(CAMERA, frame, lambda frame: ()).detail


@pytest.mark.parametrize("fps", [7.5, 15.0, 30.0])
def test_the_rate_is_measured(fps: float) -> None:
    assert measured(fps).fps == pytest.approx(fps, rel=0.01)


def test_a_busy_camera_is_told_as_it_is() -> None:
    found = check_rate(CAMERA, measured(error="camera 3 is busy: cheese (process 12) has /dev/video3 open"))
    assert found.level is Level.FAIL
    assert "cheese (process 12)" in found.detail
    assert found.mend == "Close that program."


def test_the_camera_of_the_gesturectl_that_runs_is_not_disturbed() -> None:
    found = measured(error="busy", running={"source": "camera /dev/video3", "state": "running", "fps": 14.9})
    assert found == Measured(14.9, by_us=True)
    assert measured(running={"source": "camera 0", "state": "running", "fps": 14.9}).fps > 29.0
    assert measured(running={"source": "camera 3", "state": "paused", "fps": 0.0}).fps > 29.0


def test_fifteen_pictures_a_second_have_a_cause_and_a_command() -> None:
    found = check_rate(CAMERA, Measured(15.0), lambda path: SLOWS)
    assert found.level is Level.WARN
    assert "automatic exposure" in found.detail
    assert "v4l2-ctl -d /dev/video3 --set-ctrl=exposure_dynamic_framerate=0" in found.mend


@pytest.mark.parametrize("control", [None, ExposurePriority("exposure_dynamic_framerate", False)])
def test_another_cause_is_not_blamed_on_exposure(control: ExposurePriority | None) -> None:
    found = check_rate(CAMERA, Measured(15.0), lambda path: control)
    assert found.level is Level.WARN
    assert "exposure" not in found.detail


def test_a_good_rate_is_good() -> None:
    assert check_rate(CAMERA, Measured(29.6)).level is Level.OK
