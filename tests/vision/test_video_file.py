from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from vision_fakes import FakeDevice, FakeOpener, numbered

from gesturectl.errors import SourceError
from gesturectl.vision.video_file import VideoFile


def frames_of(source):
    source.open()
    frames = list(iter(source.read, None))
    source.close()
    return frames


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "mp4v"), ("a.mkv", "mp4v"), ("a.avi", "MJPG")])
def test_every_frame_with_its_time(write_video: Callable[..., Path], grey, name: str, codec: str) -> None:
    frames = frames_of(VideoFile(write_video(name, frames=10, fps=20.0, codec=codec)))
    assert [frame.seq for frame in frames] == list(range(10))
    assert [frame.t for frame in frames] == pytest.approx([n / 20 for n in range(10)], abs=0.0011)
    assert [grey(frame.rgb) for frame in frames] == list(range(10))
    assert frames[0].rgb.shape == (48, 64, 3)


def test_gif_keeps_its_uneven_durations(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    first, *rest = (Image.fromarray(numbered(number)) for number in range(5))
    first.save(path, save_all=True, append_images=rest, duration=[70, 60, 200, 70, 60])
    times = [frame.t for frame in frames_of(VideoFile(path))]
    assert times == pytest.approx([0.0, 0.07, 0.13, 0.33, 0.40], abs=0.001)


def test_colours_are_rgb(tmp_path: Path) -> None:
    red = np.zeros((48, 64, 3), np.uint8)
    red[..., 0] = 255
    Image.fromarray(red).save(tmp_path / "red.gif")
    (frame,) = frames_of(VideoFile(tmp_path / "red.gif"))
    assert frame.rgb.mean(axis=(0, 1)).round().tolist() == [255, 0, 0]


def test_a_file_without_times_is_counted_by_its_rate() -> None:
    device = FakeDevice(numbered(n) for n in range(3))
    device.asked[5] = 25.0
    source = VideoFile(Path(__file__), opener=FakeOpener(device))
    assert [frame.t for frame in frames_of(source)] == pytest.approx([0.0, 0.04, 0.08])


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no such video file: .*gone\.mp4"):
        VideoFile(tmp_path / "gone.mp4").open()


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "is empty"), (b"hello, no video\n" * 50, "is not a readable video")]
)
def test_unreadable_file(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "bad.mp4"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=why) as caught:
        VideoFile(path).open()
    assert str(path) in str(caught.value)
    assert caught.value.remedy


def test_mp4_cut_short_has_no_index(write_video: Callable[..., Path]) -> None:
    path = write_video("cut.mp4")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SourceError, match=r"cut\.mp4.*not a readable video"):
        VideoFile(path).open()


def test_avi_cut_short_plays_to_its_end_with_a_warning(
    write_video: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    path = write_video("cut.avi", frames=40, codec="MJPG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    frames = frames_of(VideoFile(path))
    assert 5 < len(frames) < 30
    assert "is it cut short?" in caplog.text


def test_whole_files_end_without_a_word(write_video: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> None:
    frames_of(VideoFile(write_video("whole.mp4")))
    assert caplog.text == ""


def test_file_that_opens_but_holds_no_picture() -> None:
    source = VideoFile(Path(__file__), opener=FakeOpener(FakeDevice()))
    source.open()
    with pytest.raises(SourceError, match="holds no picture"):
        source.read()


def test_unreadable_file_prints_nothing_on_its_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.mp4"
    path.write_bytes(b"no video at all" * 100)
    with pytest.raises(SourceError):
        VideoFile(path).open()
    assert capfd.readouterr().err == ""
