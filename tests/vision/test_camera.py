from __future__ import annotations

import subprocess
import sys

import pytest
from vision_fakes import FakeDevice, FakeOpener, HandClock, numbered

from gesturectl.errors import SourceError
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.cameras import Camera

CAMERAS = (Camera(2, "HD Pro C920"),)
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="device files are Linux's")


def camera(which: str, *devices: FakeDevice, clock=None, cameras=CAMERAS) -> CameraSource:
    return CameraSource(which, opener=FakeOpener(*devices), cameras=lambda: cameras, clock=clock or HandClock())


def test_time_runs_from_the_first_grab() -> None:
    clock = HandClock()
    device = FakeDevice(numbered(n) for n in range(3))
    source = camera("0", device, clock=clock)
    source.open()
    device.before_grab = lambda: clock.sleep(0.04)
    frames = [source.read() for _ in range(3)]
    assert [frame.t for frame in frames if frame] == pytest.approx([0.0, 0.04, 0.08])
    assert [frame.seq for frame in frames if frame] == [0, 1, 2]


def test_time_and_numbers_go_on_after_it_was_opened_again() -> None:
    clock = HandClock()
    source = camera("0", FakeDevice([numbered(0)]), FakeDevice([numbered(1)]), clock=clock)
    source.open()
    source.read()
    source.close()
    clock.sleep(3.0)
    source.open()
    frame = source.read()
    assert frame is not None
    assert (frame.t, frame.seq) == (pytest.approx(3.0), 1)


def test_asks_for_size_rate_and_a_short_queue() -> None:
    device = FakeDevice()
    camera("0", device).open()
    assert device.asked == {38: 1.0, 3: 640.0, 4: 480.0, 5: 30.0}


@pytest.mark.parametrize(("which", "target"), [("3", 3), ("/dev/video1", "/dev/video1"), ("c920", "/dev/video2")])
def test_number_path_and_name(which: str, target: int | str) -> None:
    opener = FakeOpener(FakeDevice())
    CameraSource(which, opener=opener, cameras=lambda: CAMERAS).open()
    assert opener.targets == [target]


def test_a_broken_picture_is_skipped() -> None:
    source = camera("0", FakeDevice([None, numbered(4)]))
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.seq == 0


@pytest.mark.parametrize("pictures", [[], [None] * 40])
def test_unplugged_while_reading(pictures: list[None]) -> None:
    source = camera("0", FakeDevice(pictures))
    source.open()
    with pytest.raises(SourceError, match="camera 0 gives no more pictures") as caught:
        source.read()
    assert "plugged in" in caught.value.remedy


@linux_only
@pytest.mark.parametrize(("cameras", "said"), [((), "No camera is connected"), (CAMERAS, "2: HD Pro C920")])
def test_missing_camera_says_which_there_are(cameras: tuple[Camera, ...], said: str) -> None:
    with pytest.raises(SourceError, match="camera 97 is not there: no /dev/video97") as caught:
        camera("97", cameras=cameras).open()
    assert said in caught.value.remedy


def test_unknown_name_says_which_there_are() -> None:
    with pytest.raises(SourceError, match="no camera is called 'Brio'") as caught:
        camera("Brio").open()
    assert "HD Pro C920" in caught.value.remedy


@linux_only
def test_busy_camera() -> None:
    device = FakeDevice(opened=False)
    source = CameraSource("/dev/full", opener=FakeOpener(device), cameras=lambda: CAMERAS)
    with pytest.raises(SourceError, match="busy or no camera: /dev/full") as caught:
        source.open()
    assert "fuser -v /dev/full" in caught.value.remedy
    assert device.releasing_threads, "a device that did not open is let go of"


@linux_only
def test_busy_camera_names_the_program_that_has_it() -> None:
    hold = "import sys, time; file = open('/dev/full'); print('ready', flush=True); sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", hold], **pipes, text=True) as program:  # type: ignore[call-overload]
        assert program.stdout.readline() == "ready\n"
        source = CameraSource("/dev/full", opener=FakeOpener(FakeDevice(opened=False)))
        with pytest.raises(SourceError, match=rf"is busy: python\S* \(process {program.pid}\) has /dev/full open"):
            source.open()
        program.communicate()


@linux_only
def test_missing_camera_for_real(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match="camera 97 is not there"):
        CameraSource("97").open()
    assert capfd.readouterr().err == ""


def test_pictures_that_are_not_needed_are_grabbed_and_not_decoded() -> None:
    clock = HandClock()
    device = FakeDevice(numbered(n) for n in range(14))
    device.before_grab = lambda: clock.sleep(0.1)
    source = camera("0", device, clock=clock)
    source.open()
    source.spare(0.3)
    times = [frame.t for frame in (source.read() for _ in range(3)) if frame]
    assert times == pytest.approx([0.0, 0.3, 0.6])
    source.spare(0.0)
    after = source.read()
    assert after is not None
    assert after.t == pytest.approx(0.7)
    assert after.seq == 3


def test_a_camera_that_is_lost_while_pictures_are_passed_over_is_lost() -> None:
    clock = HandClock()
    device = FakeDevice(numbered(n) for n in range(4))
    device.before_grab = lambda: clock.sleep(0.1)
    source = camera("0", device, clock=clock)
    source.open()
    source.spare(5.0)
    source.read()
    with pytest.raises(SourceError):
        source.read()
