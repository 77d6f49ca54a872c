"""The cameras, for `gesturectl doctor` and `gesturectl list cameras --measure`."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gesturectl.daemon.choices import camera_in_use, spec_of
from gesturectl.daemon.control_client import ControlClient
from gesturectl.domain.check import Check, Level
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.errors import GesturectlError, SourceError
from gesturectl.vision.bundles import provide
from gesturectl.vision.cameras import Camera, list_cameras
from gesturectl.vision.capture import Capture
from gesturectl.vision.distance import distance_m
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.exposure import ExposurePriority, exposure_priority
from gesturectl.vision.far_glance import far_hands
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.sources import open_source

TEST_S = 3.0
USABLE_FPS = 20.0
"""Below, strokes are followed worse; a webcam that should give 30 and gives 15 exposes for the dark."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A camera's rate as it is, pictures a second, or why it could not be measured.

    by_us  the running gesturectl has the camera; the rate is what that sees
    last   the last picture
    """

    fps: float = 0.0
    problem: str = ""
    mend: str = ""
    by_us: bool = False
    last: Frame | None = None


def look_for_cameras(test: bool) -> Iterator[Check]:
    """Check that there is a camera, and each one's rate if `test`."""
    cameras = list_cameras()
    yield check_cameras(cameras)
    if test:
        running = running_status()
        for camera in cameras:
            measured = measure(camera, running)
            yield check_rate(camera, measured)
            if measured.last is not None:
                yield check_hands(camera, measured.last, seen_hands)


def check_cameras(cameras: tuple[Camera, ...]) -> Check:
    """Check that there is a camera; elsewhere than on Linux they cannot be listed."""
    if cameras:
        return Check("cameras", Level.OK, "; ".join(str(camera) for camera in cameras))
    if not sys.platform.startswith("linux"):
        return Check("cameras", Level.OK, "not listed on this system; `gesturectl run --preview` tries the first")
    mend = "connect a camera, or give another source: gesturectl run --source FILE"
    return Check("cameras", Level.WARN, "none; `gesturectl run` takes the synthetic hand", mend)


def check_rate(
    camera: Camera, measured: Measured, exposure: Callable[[str], ExposurePriority | None] = exposure_priority
) -> Check:
    """Judge a camera's rate, and name the cause of a low one with the command that mends it."""
    name = f"camera {camera.index}"
    if measured.problem:
        return Check(name, Level.FAIL, measured.problem, measured.mend)
    by_us = " (measured by the gesturectl that runs)" if measured.by_us else ""
    detail = f"{camera.name}: {measured.fps:.1f} pictures a second{by_us}"
    if measured.fps >= USABLE_FPS:
        return Check(name, Level.OK, detail)
    control = exposure(camera.path)
    if control is None or not control.slows:
        return Check(name, Level.WARN, detail, "more light, another USB socket, or another camera")
    why = f"{detail}; its automatic exposure may slow it down in the dark ({control.name} = 1)"
    install = "" if shutil.which("v4l2-ctl") else "sudo apt install v4l-utils && "
    return Check(
        name, Level.WARN, why, f"{install}v4l2-ctl -d {camera.path} --set-ctrl={control.name}=0, or more light"
    )


def check_hands(camera: Camera, frame: Frame, seen: Callable[[Frame], tuple[Hand, ...]]) -> Check:
    """Tell whether a hand is seen in the last picture, and how far away it is."""
    name = f"hands at camera {camera.index}"
    hands = seen(frame)
    if not hands:
        return Check(name, Level.OK, "none in the last picture; show one to be told how far away it is")
    places = [f"a {hand.handedness} hand about {distance_m(hand, frame.aspect):.1f} m away" for hand in hands]
    return Check(name, Level.OK, f"{' and '.join(places)} (from its size, right within a quarter)")


def seen_hands(frame: Frame) -> tuple[Hand, ...]:
    """Return the hands in one picture, near ones or, where it shows none, those of a body. Raises ModelError."""
    bundle = provide("hand_landmarker_full")
    estimator = MediaPipeEstimator(EstimatorSettings(body=False), hand_bundle=bundle, body_bundle=None)
    try:
        near = estimator.estimate(frame).hands
    finally:
        estimator.close()
    return near or far_hands(frame, bundle, provide("pose_landmarker_full"))


def measure(
    camera: Camera,
    running: Mapping[str, Any] | None = None,
    *,
    open_capture: Callable[[str], Capture] = lambda path: Capture(open_source(path)),
    clock: Callable[[], float] = time.monotonic,
) -> Measured:
    """Read a camera for some seconds; one that the running gesturectl has is not disturbed but asked for."""
    if running is not None and camera_in_use(str(running.get("source", "")), [camera]) == spec_of(camera):
        if running.get("state") == "running":
            return Measured(float(running["fps"]), by_us=True)
        if running.get("state") != "paused":
            return Measured(problem=f"{camera.name}: {running.get('source_problem') or running.get('state')}")
    try:
        with open_capture(camera.path) as capture:
            return _measured(capture, clock)
    except SourceError as error:
        return Measured(problem=f"{camera.name}: {error}", mend=error.remedy)


def _measured(capture: Capture, clock: Callable[[], float]) -> Measured:
    """Return the rate between the first picture and the last; opening does not count."""
    times: list[float] = []
    last: Frame | None = None
    until_s = clock() + TEST_S
    while clock() < until_s and not capture.over:
        frame = capture.take(0.5)
        if frame is not None:
            times.append(frame.t)
            last = frame
    if len(times) < 2 or times[-1] <= times[0]:
        return Measured(problem=f"{capture.name} gave no pictures", mend="close other programs that use it")
    return Measured((len(times) - 1) / (times[-1] - times[0]), last=last)


def running_status() -> Mapping[str, Any] | None:
    """Return the status of the gesturectl that runs; None if none does."""
    try:
        with ControlClient(patience_s=2.0) as client:
            status: Mapping[str, Any] = client.ask("status")["status"]
            return status
    except GesturectlError:
        return None
