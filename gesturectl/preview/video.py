"""The preview as a video file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gesturectl.errors import UsageError
from gesturectl.preview.canvas import Picture, load_cv2

CODEC = "mp4v"
"""MPEG-4 part 2: of the codecs in every cv2 build the one that is quick (1 ms a frame; VP9 takes 100 ms)."""
LONGEST_FREEZE_S = 10.0
"""A gap in time is filled with the last picture, up to this long."""


class VideoFileWriter:
    """Writes an mp4 of constant rate from pictures at any times; the file appears, complete, at `close`."""

    def __init__(self, path: Path, *, fps: float = 30.0) -> None:
        """Raises UsageError if the path is no mp4 or cannot be written."""
        if path.suffix.lower() != ".mp4":
            raise UsageError(f"cannot write a video to {path}: it is no .mp4", remedy="Give a name such as out.mp4.")
        self._path = path
        self._part = path.with_name(f".{path.stem}.{os.getpid()}.part.mp4")
        self._fps = fps
        self._writer: Any = None
        self._size = (0, 0)
        self._first_t = 0.0
        self._written = 0
        self._last: Any = None
        self._check_writable()

    def write(self, rgb: Picture, t: float) -> None:
        """Show the picture from time `t` on, seconds on any clock that rises."""
        if self._writer is None:
            self._begin(rgb, t)
        bgr = self._fitted(rgb)
        missing = self._missing(t)
        for _ in range(missing):
            self._put(self._last)
        self._last = bgr
        if missing >= 0:
            self._put(bgr)

    def close(self) -> None:
        """Finish the file and put it in its place; without pictures there is none. May be repeated."""
        if self._writer is None:
            return
        self._writer.release()
        self._writer = None
        os.replace(self._part, self._path)

    def discard(self) -> None:
        """Give up: leave nothing behind."""
        if self._writer is not None:
            self._writer.release()
            self._writer = None
            self._part.unlink(missing_ok=True)

    def _check_writable(self) -> None:
        try:
            if self._path.is_dir():
                raise IsADirectoryError("it is a folder")
            self._part.open("wb").close()
            self._part.unlink()
        except OSError as error:
            raise UsageError(
                f"cannot write the video {self._path}: {error.strerror or error}",
                remedy="Give a path in a folder that exists and that you may write to.",
            ) from error

    def _begin(self, rgb: Picture, t: float) -> None:
        cv2 = load_cv2()
        self._size = (rgb.shape[1] // 2 * 2, rgb.shape[0] // 2 * 2)
        self._first_t = t
        self._writer = cv2.VideoWriter(str(self._part), cv2.VideoWriter_fourcc(*CODEC), self._fps, self._size)
        if not self._writer.isOpened():
            self._writer = None
            raise UsageError(
                f"cannot write the video {self._path}: cv2 cannot begin it",
                remedy="Make room there; if there is enough, this build of cv2 has no encoder for mp4.",
            )

    def _fitted(self, rgb: Picture) -> Any:
        """Return the picture as BGR at the size of the video."""
        cv2 = load_cv2()
        bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
        return bgr if (rgb.shape[1], rgb.shape[0]) == self._size else cv2.resize(bgr, self._size)

    def _missing(self, t: float) -> int:
        """Return how many pictures the video lacks before the one at `t`; below 0 if its place is taken."""
        missing = round((t - self._first_t) * self._fps) - self._written
        too_many = missing - round(LONGEST_FREEZE_S * self._fps)
        if too_many > 0:
            self._first_t += too_many / self._fps
            missing -= too_many
        return missing

    def _put(self, bgr: Any) -> None:
        self._writer.write(bgr)
        self._written += 1
