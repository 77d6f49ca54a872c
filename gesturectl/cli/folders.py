"""Folders named on the command line."""

from __future__ import annotations

from pathlib import Path

from gesturectl.errors import SourceError


def check_data(folder: Path | None) -> None:
    """Raise SourceError where --data names a folder that is not there; without one there is nothing to check."""
    if folder is not None and not folder.is_dir():
        raise SourceError(
            f"--data {folder}: there is no such folder",
            remedy="Name the folder of recordings; models/README.md tells its layout.",
        )
