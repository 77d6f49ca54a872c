"""What can be chosen while it runs, through the real socket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from live_daemon import LiveDaemon

from gesturectl.daemon.choices import camera_in_use, spec_of
from gesturectl.daemon.control_client import RefusedError
from gesturectl.errors import SourceError
from gesturectl.vision.cameras import Camera
from gesturectl.vision.source import Source

CAMERAS = (Camera(0, "Laptop"), Camera(2, "C920", "usb-046d_C920-video-index0"))


class Named:
    name, live = "camera 2", True


def test_a_client_learns_what_there_is_and_changes_it(tmp_path: Path) -> None:
    daemon = LiveDaemon(tmp_path)
    asked: list[str] = []

    def source_for(spec: str) -> Source:
        asked.append(spec)
        if spec == "none":
            raise SourceError("there is no such camera", remedy="Connect it.")
        return Named()  # type: ignore[return-value]

    daemon.app.source_for = source_for

    def script(daemon: LiveDaemon) -> None:
        said: dict[str, Any] = daemon.ask("choices")
        assert {"fist", "zoom"} <= set(said["gestures"])
        assert said["config"] == str(daemon.file)
        assert said["preview"] is False
        assert daemon.ask("camera", camera="2")["source"] == "camera 2"
        with pytest.raises(RefusedError, match="no such camera"):
            daemon.ask("camera", camera="none")
        with pytest.raises(RefusedError, match="no display"):
            daemon.ask("preview", on=True)
        with pytest.raises(RefusedError, match="needs the field"):
            daemon.ask("preview")
        daemon.ask("stop")

    daemon.app.preview._open_window = no_window
    daemon.run(script)
    assert asked == ["2", "none"]


def no_window() -> Any:
    from gesturectl.errors import DesktopError

    raise DesktopError("no display")


@pytest.mark.parametrize(
    ("source", "camera"),
    [
        ("camera 0", CAMERAS[0]),
        ("camera /dev/video2", CAMERAS[1]),
        ("camera C920", CAMERAS[1]),
        ("camera /dev/v4l/by-id/usb-046d_C920-video-index0", CAMERAS[1]),
    ],
)
def test_the_camera_in_use_is_known_by_any_of_its_names(source: str, camera: Camera) -> None:
    assert camera_in_use(source, CAMERAS) == spec_of(camera)


def test_what_is_no_camera_is_none_of_them() -> None:
    assert camera_in_use("0", CAMERAS) == ""
    assert camera_in_use("synth:demo", CAMERAS) == ""
