"""What every way between the daemon and its clients offers, and the one of this system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol


class Client(Protocol):
    """The daemon's end of one connection: a non-blocking stream that can be waited on as a socket can."""

    def fileno(self) -> int:
        """Return what to wait on: a socket's number, also on Windows, where only sockets can be waited on."""

    def recv(self, size: int, /) -> bytes:
        """Return what came; b"" once the client has hung up. Raises BlockingIOError, OSError."""

    def send(self, data: bytes | bytearray, /) -> int:
        """Return how many bytes were taken. Raises BlockingIOError, OSError."""

    def close(self) -> None:
        """Let the client go; what was sent before still reaches it."""


class Listens(Protocol):
    """Lets clients in; never waits."""

    def fileno(self) -> int:
        """Return what to wait on: it is readable when somebody knocks."""

    def accept(self) -> Client | None:
        """Return the next client; None if there is none or it may not come in."""

    def close(self) -> None:
        """Let nobody in any more, and leave nothing behind."""


class Talks(Protocol):
    """A client's end."""

    def send(self, data: bytes) -> None:
        """Send all of it. Raises TimeoutError, OSError."""

    def receive(self, patience_s: float | None) -> bytes:
        """Return what came; b"" once the daemon has hung up. Raises TimeoutError after `patience_s`, OSError."""

    def close(self) -> None:
        """Hang up."""


class Transport(Protocol):
    """A way between the two. `folder` is private to the user and tells one daemon from another."""

    def check(self, folder: Path) -> None:
        """Raise GesturectlError if a daemon cannot be reached through `folder`."""

    def listen(self, folder: Path) -> Listens:
        """Let clients in; the caller holds the lock of `folder`. Raises GesturectlError."""

    def connect(self, folder: Path, patience_s: float) -> Talks:
        """Reach the daemon. Raises TimeoutError where it lets nobody in, PermissionError where it is not ours,
        another OSError where there is none."""


def local_transport() -> Transport:
    """Return this system's."""
    if sys.platform == "win32":
        from gesturectl.daemon.transport.pipe import PipeTransport
        from gesturectl.daemon.transport.windows_pipe import WindowsPipes

        return PipeTransport(WindowsPipes())
    else:  # noqa: RET505 - for mypy, which takes the branch of one system only
        from gesturectl.daemon.transport.unix_socket import UnixTransport

        return UnixTransport()
