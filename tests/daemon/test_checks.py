"""What doctor finds, and what it says mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.daemon import checks
from gesturectl.daemon.camera_checks import check_cameras
from gesturectl.daemon.checks import (
    check_config,
    check_cv2,
    check_packages,
    check_python,
    check_xlib,
    desktop_checks,
    installed_versions,
)
from gesturectl.desktop.doctor import Fact
from gesturectl.domain.check import Level
from gesturectl.vision.bundles import BundleStore
from gesturectl.vision.cameras import Camera

CONTRIB = {"opencv-contrib-python": "5.0"}
BOTH = CONTRIB | {"opencv-python": "5.0"}


def no_cv2(name: str) -> object:
    raise ImportError("libGL.so.1: cannot open shared object file")


def test_an_old_python_fails() -> None:
    assert check_python((3, 10, 2)).level is Level.FAIL
    assert check_python((3, 11, 0)).level is Level.OK


@pytest.mark.parametrize(
    ("versions", "level", "says"),
    [
        ({"mediapipe": "1.2.2", "numpy": "2"}, Level.OK, "mediapipe 1.2.2"),
        ({"mediapipe": "0.10.21", "numpy": "2"}, Level.FAIL, "another version"),
        ({"mediapipe": "1.2.2"}, Level.FAIL, "missing: numpy"),
    ],
)
def test_packages(versions: dict[str, str], level: Level, says: str) -> None:
    check = check_packages(versions, ["numpy", "mediapipe"])
    assert check.level is level
    assert says in check.detail
    assert bool(check.mend) is (level is not Level.OK)


def test_cv2_from_one_package_only() -> None:
    assert check_cv2(CONTRIB, lambda name: None).level is Level.OK
    clash = check_cv2(BOTH, lambda name: None)
    assert clash.level is Level.WARN
    assert clash.mend == "pip uninstall -y opencv-contrib-python opencv-python; pip install opencv-contrib-python"
    broken = check_cv2(CONTRIB, no_cv2)
    assert broken.level is Level.FAIL
    assert "libGL" in broken.detail


def test_either_xlib_will_do_but_one_must_be_there() -> None:
    assert check_xlib({"python-xlib": "0.33", "python3-xlib": "0.15"}).level is Level.OK
    assert check_xlib({}).level is Level.FAIL


def test_a_wrong_gestures_file_fails_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "gestures.yaml"
    path.write_text("version: 1\nbindings:\n  - {gesture: fisst, do: {hotkey: a}}\n")
    check = check_config(str(path))
    assert check.level is Level.FAIL
    assert "gestures.yaml:3:" in check.detail
    assert check_config(None).level is Level.OK


def test_cameras_are_named_and_none_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Lens" in check_cameras((Camera(0, "Lens"),)).detail
    monkeypatch.setattr(checks.sys, "platform", "linux")
    assert check_cameras(()).level is Level.WARN


def test_without_input_nothing_can_be_done_the_rest_is_a_warning() -> None:
    facts = [Fact("input backend", "none", ok=False, remedy="log in"), Fact("volume", "no pactl", ok=False)]
    assert [check.level for check in desktop_checks(facts)] == [Level.FAIL, Level.WARN]


def test_a_package_that_cannot_be_imported_is_a_finding() -> None:
    (check,) = checks.guarded("desktop", lambda: [no_cv2("x")])  # type: ignore[list-item]
    assert check.level is Level.FAIL
    assert "libGL" in check.detail


def test_a_missing_bundle_names_the_command(tmp_path: Path) -> None:
    found = list(checks.check_bundles(BundleStore(tmp_path)))
    assert {check.level for check in found} == {Level.WARN}
    assert "gesturectl models pull hand_landmarker_full" in [check.mend for check in found]


def test_what_is_installed_here_satisfies_us() -> None:
    check = check_packages(installed_versions(), checks._requirements())
    assert check.level is Level.OK, check
