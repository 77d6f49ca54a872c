from __future__ import annotations

from pathlib import Path

import cv2
import pytest
from vision_fakes import numbered

from gesturectl.errors import SourceError
from gesturectl.vision.image_folder import ImageFolder


def test_natural_order_and_times(tmp_path: Path, grey) -> None:
    for number in (10, 2, 1):
        cv2.imwrite(str(tmp_path / f"frame {number}.png"), numbered(number))
    (tmp_path / "notes.txt").write_text("not a picture")
    source = ImageFolder(tmp_path, fps=4.0)
    source.open()
    frames = list(iter(source.read, None))
    assert [grey(frame.rgb) for frame in frames] == [1, 2, 10]
    assert [(frame.t, frame.seq) for frame in frames] == [(0.0, 0), (0.25, 1), (0.5, 2)]


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no pictures in the folder") as caught:
        ImageFolder(tmp_path).open()
    assert str(tmp_path) in str(caught.value)
    assert ".png" in caught.value.remedy


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        ImageFolder(tmp_path / "gone").open()


def test_damaged_picture(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8\xff no more")
    source = ImageFolder(tmp_path)
    source.open()
    with pytest.raises(SourceError, match=r"cannot read the picture .*1\.jpg"):
        source.read()


def test_senseless_rate(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="0 frames a second"):
        ImageFolder(tmp_path, fps=0)
