"""One gesturectl at a time acts on a desktop: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gesturectl import __version__
from gesturectl.errors import AlreadyRunningError, GesturectlError
from gesturectl.vision.file_lock import try_lock

LOCK_NAME = "daemon.lock"
_OPEN = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)  # Windows has neither, nor needs them


@dataclass(frozen=True, slots=True)
class Holder:
    """Who runs: process id, and since when (seconds of the epoch)."""

    pid: int
    since: float

    def __str__(self) -> str:
        if not self.pid:
            return "it is just starting"
        return f"process {self.pid}, since {time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(self.since))}"


@contextmanager
def held_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder` inside. Raises AlreadyRunningError naming who holds it.

    The file of a killed holder is taken over; nothing is left behind.
    """
    path = folder / LOCK_NAME
    descriptor = _acquired(path)
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(_myself()).encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # before it is let go, or it could be another's by then; Windows keeps it, which harms nobody
        os.close(descriptor)


def holder(folder: Path) -> Holder | None:
    """Return who holds the lock of `folder`; None if nobody does."""
    path = folder / LOCK_NAME
    try:
        descriptor = os.open(path, _OPEN)
    except OSError:
        return None
    try:
        return None if try_lock(descriptor) else _read(descriptor)
    finally:
        os.close(descriptor)


def _acquired(path: Path) -> int:
    while True:
        descriptor = _opened(path)
        if not _locks_soon(descriptor):
            who = _read(descriptor)
            os.close(descriptor)
            raise AlreadyRunningError(
                f"gesturectl runs already ({who})",
                remedy="Stop it with `gesturectl stop`; `gesturectl status` shows what it does. "
                "Beside it you may run with --dry-run.",
            )
        if _is_still(path, descriptor):
            return descriptor
        os.close(descriptor)  # its holder removed it between our opening and locking


def _opened(path: Path) -> int:
    try:
        return os.open(path, _OPEN | os.O_CREAT, 0o600)
    except OSError as error:
        raise GesturectlError(f"cannot use the lock {path}: {error.strerror}") from error


def _locks_soon(descriptor: int, patience_s: float = 0.3) -> bool:
    """Lock it; somebody who only asks who runs holds it for an instant."""
    until_s = time.monotonic() + patience_s
    while not try_lock(descriptor):
        if time.monotonic() > until_s:
            return False
        time.sleep(0.02)
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    return False


def _read(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = json.loads(os.read(descriptor, 4096))
        return Holder(int(said["pid"]), float(said["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Holder(0, 0.0)  # it has only just begun, or the file was tampered with


def _myself() -> dict[str, object]:
    return {"pid": os.getpid(), "since": time.time(), "version": __version__}
