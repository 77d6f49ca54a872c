"""A folder of pictures, played like a video."""

from __future__ import annotations

import re
from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.device import load_cv2, to_rgb

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


class ImageFolder:
    """The pictures of a folder in natural order (2.png before 10.png), `fps` of them a second."""

    live = False

    def __init__(self, path: Path, *, fps: float = 30.0) -> None:
        if not fps > 0:
            raise SourceError(
                f"a folder of pictures cannot be played at {fps} frames a second",
                remedy="Give --fps above 0.",
            )
        self.name = path.name
        self._path = path
        self._fps = fps
        self._files: list[Path] = []
        self._seq = 0

    @property
    def files(self) -> tuple[Path, ...]:
        """The pictures in the order in which they are shown; none before it is opened."""
        return tuple(self._files)

    def open(self) -> None:
        """List the pictures. Raises SourceError if the folder is missing or holds none."""
        if not self._path.is_dir():
            raise SourceError(f"no such folder: {self._path}", remedy="Check the path, or give a camera.")
        files = [path for path in self._path.iterdir() if path.suffix.lower() in SUFFIXES]
        if not files:
            raise SourceError(
                f"no pictures in the folder {self._path}",
                remedy=f"Put pictures there, named in the order of play ({', '.join(sorted(SUFFIXES))}).",
            )
        self._files = sorted(files, key=_natural_order)
        self._seq = 0

    def read(self) -> Frame | None:
        """Return the next picture, None after the last. Raises SourceError for one that cannot be decoded."""
        if self._seq >= len(self._files):
            return None
        path = self._files[self._seq]
        picture = load_cv2().imread(str(path))
        if picture is None:
            raise SourceError(f"cannot read the picture {path}", remedy="It may be cut short: replace or remove it.")
        frame = Frame(t=self._seq / self._fps, seq=self._seq, rgb=to_rgb(picture))
        self._seq += 1
        return frame

    def close(self) -> None:
        """Begin anew when it is opened again."""
        self._seq = len(self._files)


def _natural_order(path: Path) -> list[tuple[int, str]]:
    """Sort key in which numbers count as numbers."""
    parts = re.split(r"(\d+)", path.name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
