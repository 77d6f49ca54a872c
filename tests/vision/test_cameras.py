from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.vision.cameras import Camera, describe, find_camera, list_cameras


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    """A webcam (two devices, one of them metadata), a second one, and something that is no video device."""
    sys_root, by_id = tmp_path / "sys", tmp_path / "by-id"
    by_id.mkdir()
    for device, name, index in [("video10", "Desk Cam", 0), ("video2", "HD Pro C920", 0), ("video3", "HD Pro C920", 1)]:
        (sys_root / device).mkdir(parents=True)
        (sys_root / device / "name").write_text(name + "\n")
        (sys_root / device / "index").write_text(f"{index}\n")
    (sys_root / "v4l-subdev0").mkdir()
    (tmp_path / "video2").touch()
    (by_id / "usb-046d_HD_Pro_C920_ABC-video-index0").symlink_to(tmp_path / "video2")
    return sys_root, by_id


def test_cameras_by_number_without_their_metadata_devices(roots: tuple[Path, Path]) -> None:
    assert list_cameras(*roots) == (
        Camera(2, "HD Pro C920", "usb-046d_HD_Pro_C920_ABC-video-index0"),
        Camera(10, "Desk Cam"),
    )


def test_no_cameras(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "none", tmp_path / "none") == ()
    assert describe(()) == "No camera is connected."


@pytest.mark.parametrize(("name", "index"), [("desk cam", 10), ("c920", 2), ("usb-046d", 2), ("HD Pro C920", 2)])
def test_found_by_name(roots: tuple[Path, Path], name: str, index: int) -> None:
    camera = find_camera(name, list_cameras(*roots))
    assert camera is not None
    assert (camera.index, camera.path) == (index, f"/dev/video{index}")


def test_whole_name_goes_before_part_of_a_name() -> None:
    cameras = (Camera(0, "Cam Pro"), Camera(1, "Cam"))
    assert find_camera("cam", cameras) == cameras[1]
    assert find_camera("other", cameras) is None


def test_description_names_them() -> None:
    assert describe((Camera(0, "Cam"),)) == "Cameras here: 0: Cam (/dev/video0)."
