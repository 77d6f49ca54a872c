"""Writing a clip's frames to an mp4 file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import cv2

from gesturectl.domain.frame import Frame
from gesturectl.errors import UsageError

_CODEC = "mp4v"
"""MPEG-4 part 2: in every cv2 build."""


def write_video(
    path: Path, frames: Iterable[Frame], size: tuple[int, int], fps: float, *, mirrored: bool = False
) -> int:
    """Write frames of `size` (width, height) px and return how many; the file appears complete or not at all.

    `mirrored` turns the pictures round, as some cameras do. Raises UsageError if the file cannot be written.
    """
    if path.suffix.lower() != ".mp4":
        raise UsageError(f"cannot write a video to {path}: it is no .mp4", remedy="Give a name such as clip.mp4.")
    if not path.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {path.parent}", remedy="Make it, or name another.")
    part = path.with_name(f".{path.stem}.{os.getpid()}.part.mp4")
    writer = cv2.VideoWriter(str(part), cv2.VideoWriter.fourcc(*_CODEC), fps, size)
    try:
        if not writer.isOpened():
            raise UsageError(f"cannot write the video {path}", remedy="Give a path that you may write to.")
        count = _write(writer, frames, mirrored)
        writer.release()
        os.replace(part, path)
    finally:
        writer.release()
        part.unlink(missing_ok=True)
    return count


def _write(writer: cv2.VideoWriter, frames: Iterable[Frame], mirrored: bool) -> int:
    count = 0
    for frame in frames:
        picture = frame.rgb[:, ::-1] if mirrored else frame.rgb
        writer.write(cv2.cvtColor(picture.copy(), cv2.COLOR_RGB2BGR))
        count += 1
    return count
