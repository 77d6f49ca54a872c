"""What can be chosen while gesturectl runs: for the tray's menu and other programs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from gesturectl.daemon.log_file import log_file
from gesturectl.domain.settings import Config
from gesturectl.errors import SourceError
from gesturectl.vision.cameras import Camera, list_cameras
from gesturectl.vision.source import Source


def choices_of(config: Config, source: str, *, preview: bool) -> dict[str, Any]:
    """Return gestures that have rules, cameras, the preview, the files; `source` is the source's name now."""
    cameras = list_cameras()
    return {
        "gestures": sorted(config.bound_gestures),
        "cameras": [{"spec": spec_of(camera), "name": camera.name} for camera in cameras],
        "camera": camera_in_use(source, cameras),
        "preview": preview,
        "config": config.origin,
        "log": str(log_file()) if log_file().exists() else "",
        "icon": config.settings.feedback.icon.value,
    }


def spec_of(camera: Camera) -> str:
    """Return how a camera is asked for: by the name that stays the same when it is plugged in elsewhere, if any."""
    return camera.by_id_path or camera.path


def camera_in_use(source: str, cameras: Iterable[Camera]) -> str:
    """Return `spec_of` the camera that a source's name ("camera 0") means; "" if it is none of these."""
    which = source.removeprefix("camera ")
    for camera in cameras:
        known = (str(camera.index), camera.path, camera.by_id_path, camera.name, camera.by_id)
        if source != which and (which in known or os.path.realpath(which) == camera.path):
            return spec_of(camera)
    return ""


def no_other_source(spec: str) -> Source:
    """Refuse: a run without this cannot look at anything else. Raises SourceError."""
    raise SourceError(f"this run cannot look at {spec} instead")
