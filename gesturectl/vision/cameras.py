"""Which cameras there are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SYS_ROOT = Path("/sys/class/video4linux")
BY_ID_ROOT = Path("/dev/v4l/by-id")


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera: its number, its name as the driver gives it, and its stable name, empty if it has none."""

    index: int
    name: str
    by_id: str = ""

    @property
    def path(self) -> str:
        """The device file."""
        return f"/dev/video{self.index}"

    @property
    def by_id_path(self) -> str:
        """The device file of its stable name; "" if it has none."""
        return str(BY_ID_ROOT / self.by_id) if self.by_id else ""

    def __str__(self) -> str:
        return f"{self.index}: {self.name} ({self.path})"


def list_cameras(sys_root: Path = SYS_ROOT, by_id_root: Path = BY_ID_ROOT) -> tuple[Camera, ...]:
    """Return the cameras that Linux knows, by number; empty elsewhere, where cameras have numbers only.

    A webcam shows several devices; only the first of each (`index` 0) gives pictures, the others metadata.
    """
    if not sys_root.is_dir():
        return ()
    by_id = _stable_names(by_id_root)
    cameras = [
        Camera(index=int(number), name=_text(folder / "name") or folder.name, by_id=by_id.get(folder.name, ""))
        for folder in sys_root.iterdir()
        if (number := folder.name.removeprefix("video")).isdecimal() and _text(folder / "index") in ("", "0")
    ]
    return tuple(sorted(cameras, key=lambda camera: camera.index))


def find_camera(name: str, cameras: tuple[Camera, ...]) -> Camera | None:
    """Return the camera called `name`, else the first whose name contains it; case is ignored."""
    wanted = name.casefold()
    for camera in cameras:
        if wanted in (camera.name.casefold(), camera.by_id.casefold()):
            return camera
    for camera in cameras:
        if wanted in camera.name.casefold() or wanted in camera.by_id.casefold():
            return camera
    return None


def describe(cameras: tuple[Camera, ...]) -> str:
    """Return one sentence that names the cameras, for error messages."""
    if not cameras:
        return "No camera is connected."
    return "Cameras here: " + "; ".join(str(camera) for camera in cameras) + "."


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _stable_names(root: Path) -> dict[str, str]:
    """Map video0 -> usb-Maker_Model_serial-video-index0."""
    if not root.is_dir():
        return {}
    return {link.resolve().name: link.name for link in sorted(root.iterdir())}
