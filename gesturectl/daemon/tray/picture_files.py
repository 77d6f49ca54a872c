"""The icon's pictures as files: panels are told a path, and read it when they come to it."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from PIL import Image

FOLDER = "tray"


class PictureFiles:
    """Keeps every picture that was shown until the end: a file removed earlier leaves a slow panel without an icon.

    There are as many as the icon has looks, for a light and a dark panel; in our own folder, not in /tmp, whose files
    are cleared away after some days and where others could lay out names.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is private to us."""
        self._folder = folder / FOLDER

    def path_of(self, picture: Image.Image) -> Path:
        """Return the file of a picture, written if need be. Raises OSError."""
        path = self._folder / f"{hashlib.sha256(picture.tobytes()).hexdigest()[:16]}.png"
        if not path.exists():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            half = path.with_suffix(".part")
            picture.save(half, "PNG")
            os.replace(half, path)  # nobody reads half a picture
        return path

    def remove(self) -> None:
        """Remove them all."""
        shutil.rmtree(self._folder, ignore_errors=True)
