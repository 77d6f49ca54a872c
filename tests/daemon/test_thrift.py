"""Pictures are spared while the estimator needs none, and the idle bench counts them."""

from __future__ import annotations

from gesturectl.daemon.bench_idle import IdleReport, IdleRun
from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.thrift import Thrift
from gesturectl.domain.frame import Frame
from gesturectl.domain.settings import Attention
from gesturectl.synth.still_camera import StillCamera
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.capture import Capture
from gesturectl.vision.mirror import Mirrored


class Sleepy:
    """Needs a picture in a second."""

    spare_s = 1.0


def camera() -> tuple[CameraSource, StillCamera]:
    now = [0.0]
    device = StillCamera((64, 48), 10.0, clock=lambda: now[0], sleep=lambda s: now.__setitem__(0, now[0] + s))
    return CameraSource("0", opener=lambda target, wishes: device, cameras=lambda: (), clock=lambda: now[0]), device


def test_what_the_estimator_does_not_need_is_not_decoded() -> None:
    source, device = camera()
    source.open()
    first = source.read()
    Thrift(Mirrored(source), Sleepy()).heard(first, StepResult((), ()))
    second = source.read()
    assert first is not None
    assert second is not None
    assert round(second.t - first.t, 3) == 1.0
    assert (device.grabbed, device.decoded) == (11, 2)


def test_a_capture_passes_it_on_to_its_source() -> None:
    source, device = camera()
    capture = Capture(source)
    Thrift(capture, Sleepy()).heard(Frame(0.0, 0, device.retrieve()[1]), StepResult((), ()))  # type: ignore[arg-type]
    source.open()
    frames = [source.read() for _ in range(2)]
    assert [round(frame.t, 3) for frame in frames if frame] == [0.0, 1.0]


def test_what_cannot_spare_is_left_alone() -> None:
    Thrift(object(), Sleepy()).heard(None, StepResult((), ()))
    Thrift(object(), object()).heard(None, StepResult((), ()))


def test_only_eco_has_a_target() -> None:
    eco, fast = IdleRun(Attention.ECO, 20.0, 0.015, 600, 100), IdleRun(Attention.FAST, 20.0, 0.4, 600, 600)
    report = IdleReport((eco, fast), "a machine")
    assert report.met
    for word in ("1.50 %", "100 of 600", "a machine", "met"):
        assert word in report.text()
    assert not IdleReport((IdleRun(Attention.ECO, 20.0, 0.03, 600, 600),), "").met
