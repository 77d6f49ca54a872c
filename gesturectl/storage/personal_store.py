"""The personal models on disk: each training makes a new one beside those before, and can be undone.

`model-0007.npz` with the highest number is in use. Undoing renames it to `undone-0007.npz`; nothing is deleted but the
oldest, once there are more than KEPT.
"""

from __future__ import annotations

import os
from pathlib import Path

from gesturectl.errors import UsageError
from gesturectl.storage.private_file import write_private

KEPT = 10


class PersonalStore:
    """The folder of personal models."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> list[Path]:
        """Return the models, the oldest first."""
        return self._numbered("model")

    def undone(self) -> list[Path]:
        """Return the models that were taken back, the oldest first."""
        return self._numbered("undone")

    def current(self) -> Path | None:
        """Return the model in use, None if there is none."""
        found = self.paths()
        return found[-1] if found else None

    def put(self, data: bytes) -> Path:
        """Put a model into use in one step; return its path. Raises SourceError; the one before stays in use then."""
        numbers = [_number(path) for path in (*self.paths(), *self.undone())]
        path = self.folder / f"model-{max(numbers, default=0) + 1:04d}.npz"
        write_private(path, data, own_folder=True)
        for old in self.paths()[:-KEPT]:
            old.unlink()
        return path

    def undo(self) -> Path:
        """Take the model in use out of use; the one before, if any, is in use again. Return where it lies now.

        Raises UsageError if there is none.
        """
        path = self.current()
        if path is None:
            raise UsageError("there is no personal model to undo", remedy="Record a gesture: `gesturectl calibrate`.")
        away = path.with_name(path.name.replace("model-", "undone-"))
        os.replace(path, away)
        return away

    def _numbered(self, stem: str) -> list[Path]:
        """Return the files `stem-NUMBER.npz` by number; other files that the user put there are none of ours."""
        found = (path for path in self.folder.glob(f"{stem}-*.npz") if path.stem.removeprefix(f"{stem}-").isdecimal())
        return sorted(found, key=_number)


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
