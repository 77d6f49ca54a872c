"""Notices that gestures.yaml was saved, by looking at it now and then."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

Mark = tuple[str, int, int, int] | None
"""Path, inode, size and time of the last change (ns); None while there is no such file."""


def mark_of(path: Path) -> Mark:
    """Return what changes when the file is saved; links are followed."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns


class FileWatch:
    """Tells once of each change, when the file has come to rest.

    Editors write in pieces, or put a new file in the old one's place: a change counts when two looks in a row see
    the same.
    """

    def __init__(self, path: Callable[[], Path]) -> None:
        """`path` tells which file is used now: it may be another once the user has one of their own."""
        self._path = path
        self._known = self._seen = mark_of(path())

    def changed(self) -> bool:
        """Look at the file; True when a change has come to rest since the last one told."""
        mark = mark_of(self._path())
        rests, self._seen = mark == self._seen, mark
        if not rests or mark == self._known:
            return False
        self._known = mark
        return True
