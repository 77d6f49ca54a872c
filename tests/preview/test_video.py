from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from gesturectl.errors import UsageError
from gesturectl.preview.video import VideoFileWriter


def grey(number: int) -> np.ndarray:
    return np.full((48, 64, 3), 20 * number + 10, np.uint8)


def numbers_in(path: Path) -> list[int]:
    capture = cv2.VideoCapture(str(path))
    numbers = []
    while (read := capture.read())[0]:
        numbers.append(round((float(read[1].mean()) - 10) / 20))
    capture.release()
    return numbers


def test_pictures_at_their_times(tmp_path: Path) -> None:
    writer = VideoFileWriter(tmp_path / "out.mp4", fps=10.0)
    for number, t in enumerate([-0.5, -0.4, -0.1, -0.09, 0.0]):
        writer.write(grey(number), t)
    writer.close()
    assert numbers_in(tmp_path / "out.mp4") == [0, 1, 1, 1, 2, 4]


def test_colours_are_rgb(tmp_path: Path) -> None:
    writer = VideoFileWriter(tmp_path / "out.mp4")
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[..., 0] = 250
    writer.write(picture, 0.0)
    writer.close()
    blue, _, red = cv2.VideoCapture(str(tmp_path / "out.mp4")).read()[1].mean(axis=(0, 1))
    assert red > 230 > 20 > blue


def test_a_long_gap_is_cut(tmp_path: Path) -> None:
    writer = VideoFileWriter(tmp_path / "out.mp4", fps=10.0)
    for number, t in enumerate([0.0, 5000.0, 5000.1]):
        writer.write(grey(number), t)
    writer.close()
    numbers = numbers_in(tmp_path / "out.mp4")
    assert numbers == [0] * 101 + [1, 2]


def test_the_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_text("the old one")
    writer = VideoFileWriter(path)
    writer.write(grey(1), 0.0)
    assert path.read_text() == "the old one"
    writer.close()
    writer.close()
    assert numbers_in(path) == [1]
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_of_a_discarded_or_empty_video(tmp_path: Path) -> None:
    writer = VideoFileWriter(tmp_path / "a.mp4")
    writer.write(grey(1), 0.0)
    writer.discard()
    VideoFileWriter(tmp_path / "b.mp4").close()
    assert list(tmp_path.iterdir()) == []


def test_pictures_of_another_size_are_fitted(tmp_path: Path) -> None:
    writer = VideoFileWriter(tmp_path / "out.mp4", fps=10.0)
    writer.write(grey(1), 0.0)
    writer.write(np.full((480, 641, 3), 50, np.uint8), 0.1)
    writer.close()
    assert numbers_in(tmp_path / "out.mp4") == [1, 2]


@pytest.mark.parametrize(("name", "why"), [("gone/out.mp4", "No such file"), ("out.gif", r"no \.mp4")])
def test_path_that_cannot_be_written(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        VideoFileWriter(tmp_path / name)
    assert caught.value.remedy


def test_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "out.mp4").mkdir()
    with pytest.raises(UsageError, match="it is a folder"):
        VideoFileWriter(tmp_path / "out.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["out.mp4"]
