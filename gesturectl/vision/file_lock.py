"""A lock between processes, let go by the system when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOK_S = 0.1

if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 20
    """The byte that is locked: nobody else could read it, so it lies behind all that is written."""

    def try_lock(descriptor: int) -> bool:
        """Lock an open file unless somebody else has; tell whether it is ours now."""
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock an open file, however long that takes; msvcrt itself gives up after ten seconds."""
        while not try_lock(descriptor):
            time.sleep(_LOOK_S)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file unless somebody else has; tell whether it is ours now."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock an open file, however long that takes."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (created when missing, never removed) for the length of the block."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)  # and with it the lock is let go
