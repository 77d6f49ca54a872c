from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from vision_fakes import ScriptedSource

from gesturectl.errors import SourceError
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.image_folder import ImageFolder
from gesturectl.vision.pacing import Paced
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import dress, find_source, open_source
from gesturectl.vision.stream import StreamSource
from gesturectl.vision.video_file import VideoFile


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("0", CameraSource),
        ("/dev/video3", CameraSource),
        ("/dev/v4l/by-id/usb-cam-video-index0", CameraSource),
        ("http://cam/video.mjpg", StreamSource),
        ("rtsp://me:pw@cam/live", StreamSource),
        ("gone.mp4", VideoFile),
        ("clips/gone", VideoFile),
    ],
)
def test_kinds(spec: str, kind: type) -> None:
    assert isinstance(find_source(spec), kind)


def test_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "clip").touch()
    assert isinstance(find_source(str(tmp_path)), ImageFolder)
    assert isinstance(find_source(str(tmp_path / "clip")), VideoFile)


@pytest.mark.parametrize("spec", ["No Such Camera", "", "  "])
def test_nothing_of_that_name(spec: str) -> None:
    with pytest.raises(SourceError, match=r"neither a file nor|is empty") as caught:
        find_source(spec)
    assert "http or rtsp" in caught.value.remedy


def read_all(source) -> list[tuple[float, int]]:
    source.open()
    frames = [(frame.t, frame.seq) for frame in iter(source.read, None)]
    source.close()
    return frames


def test_both_paces_give_the_same_frames(write_video: Callable[..., Path]) -> None:
    path = str(write_video("a.mp4", frames=4, fps=50.0))
    fast, realtime = (open_source(path, pace=pace, lead_in_s=0.06) for pace in (Pace.FAST, Pace.REALTIME))
    assert isinstance(realtime, Paced)
    assert not isinstance(fast, Paced)
    assert read_all(fast) == read_all(realtime)
    assert read_all(fast)[0] == (pytest.approx(-0.06), 0)


def test_mirrored_file_is_turned_round(tmp_path: Path) -> None:
    import cv2
    import numpy as np

    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:, :32] = 255
    cv2.imwrite(str(tmp_path / "1.png"), picture)
    source = open_source(str(tmp_path), pace=Pace.FAST, mirrored=True)
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.rgb[:, :32].max() == 0
    assert frame.rgb[:, 32:].min() == 255


def test_live_source_is_not_paced() -> None:
    live = ScriptedSource([0.0], live=True)
    assert dress(live, pace=Pace.REALTIME) is live
