"""From what the user writes after `--source` to a source."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from gesturectl.errors import SourceError
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.cameras import describe, find_camera, list_cameras
from gesturectl.vision.image_folder import ImageFolder
from gesturectl.vision.lead_in import LeadIn
from gesturectl.vision.mirror import Mirrored
from gesturectl.vision.pacing import Paced
from gesturectl.vision.source import Pace, Source
from gesturectl.vision.stream import SCHEMES, StreamSource
from gesturectl.vision.video_file import VideoFile

CAMERA_SIZE = (640, 480)
"""Enough for the networks, which look at 192 to 256 pixels; larger pictures only cost time."""
FAR_CAMERA_SIZE = (1280, 720)
"""For hands across the room: their landmarks are placed in a cut from the picture, which needs a palm of some 8 px."""
DEFAULT_FPS = 30.0
VIDEO_SUFFIXES = frozenset({".mp4", ".mkv", ".avi", ".mov", ".webm", ".gif", ".m4v", ".mpg", ".mpeg"})
KINDS = "Give a camera (0, /dev/video0 or its name), a video, a folder of pictures, or an http or rtsp address."


def open_source(
    spec: str,
    *,
    pace: Pace = Pace.REALTIME,
    mirrored: bool = False,
    lead_in_s: float = 0.0,
    size: tuple[int, int] | None = None,
    fps: float | None = None,
) -> Source:
    """Return the source that `spec` names, dressed for use; its `open` is left to the thread that reads it.

    `size` (width, height) px and `fps` are asked of a camera; `fps` is also the rate of a folder of pictures.
    Raises SourceError if `spec` names nothing that could be a source.
    """
    return dress(find_source(spec, size=size, fps=fps), pace=pace, mirrored=mirrored, lead_in_s=lead_in_s)


def find_source(spec: str, *, size: tuple[int, int] | None = None, fps: float | None = None) -> Source:
    """Return the bare source behind `spec`: a number, an address, a path, or the name of a camera."""
    if not spec.strip():
        raise SourceError("the source is empty", remedy=KINDS)
    if spec.isdecimal() or spec.startswith(("/dev/video", "/dev/v4l/")):
        return CameraSource(spec, size=size or CAMERA_SIZE, fps=fps or DEFAULT_FPS)
    if urlsplit(spec).scheme in SCHEMES and "://" in spec:
        return StreamSource(spec)
    path = Path(spec).expanduser()
    if path.is_dir():
        return ImageFolder(path, fps=fps or DEFAULT_FPS)
    if path.exists() or _looks_like_a_path(spec):
        return VideoFile(path)
    return _camera_by_name(spec, size, fps)


def _looks_like_a_path(spec: str) -> bool:
    return "/" in spec or "\\" in spec or Path(spec).suffix.lower() in VIDEO_SUFFIXES


def _camera_by_name(name: str, size: tuple[int, int] | None, fps: float | None) -> Source:
    cameras = list_cameras()
    if find_camera(name, cameras) is None:
        raise SourceError(f"{name!r} is neither a file nor the name of a camera", remedy=f"{describe(cameras)} {KINDS}")
    return CameraSource(name, size=size or CAMERA_SIZE, fps=fps or DEFAULT_FPS)


def dress(source: Source, *, pace: Pace, mirrored: bool = False, lead_in_s: float = 0.0) -> Source:
    """Wrap any source: turned round if `mirrored`, held for `lead_in_s` before it begins, a file paced."""
    if mirrored:
        source = Mirrored(source)
    if lead_in_s:
        source = LeadIn(source, lead_in_s)
    if pace is Pace.REALTIME and not source.live:
        source = Paced(source)
    return source
