"""The way everywhere but on Windows: a Unix stream socket that only its owner can open."""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gesturectl.errors import GesturectlError

assert sys.platform != "win32"  # for mypy too, which looks no further elsewhere

SOCKET_NAME = "control.sock"
BACKLOG = 64
MAX_PATH = 100
"""Bytes; the kernel's limit is 104 (macOS) or 108 (Linux)."""


class UnixTransport:
    """A socket with mode 0600 in a folder with mode 0700."""

    def check(self, folder: Path) -> None:
        """Raise GesturectlError for a folder whose path is too long."""
        check_path(folder / SOCKET_NAME)

    def listen(self, folder: Path) -> UnixListener:
        """Take the place of a socket that a killed daemon left. Raises GesturectlError."""
        return UnixListener(folder)

    def connect(self, folder: Path, patience_s: float) -> UnixTalk:
        """Reach the daemon. Raises GesturectlError, TimeoutError, OSError."""
        path = folder / SOCKET_NAME
        check_path(path)
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.settimeout(patience_s)
        try:
            _connect(client, path, time.monotonic() + patience_s)
        except OSError:
            client.close()
            raise
        return UnixTalk(client)


def _connect(client: socket.socket, path: Path, until_s: float) -> None:
    while True:
        try:
            client.connect(str(path))
        except BlockingIOError:  # many wait to be let in
            if time.monotonic() >= until_s:
                raise TimeoutError from None
            time.sleep(0.01)
        else:
            return


class UnixTalk:
    """A client's end."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def send(self, data: bytes) -> None:
        """Send all of it. Raises TimeoutError, OSError."""
        self._client.sendall(data)

    def receive(self, patience_s: float | None) -> bytes:
        """Return what came; b"" once the daemon has hung up. Raises TimeoutError, OSError."""
        self._client.settimeout(patience_s)
        return self._client.recv(65536)

    def close(self) -> None:
        """Hang up."""
        self._client.close()


class UnixListener:
    """Lets clients in; on Linux the user at the other end is checked too."""

    def __init__(self, folder: Path, *, peer_of: Callable[[socket.socket], int | None] | None = None) -> None:
        """Take the place of a socket that a killed daemon left: the caller holds the lock. Raises GesturectlError."""
        self._peer_of = peer_of or peer_uid
        self.path = folder / SOCKET_NAME
        check_path(self.path)
        with suppress(FileNotFoundError):
            self.path.unlink()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.bind(str(self.path))
            os.chmod(self.path, 0o600)
            self._socket.listen(BACKLOG)
            self._socket.setblocking(False)
        except OSError as error:
            self._socket.close()
            raise GesturectlError(f"cannot make the control socket {self.path}: {error.strerror}") from error

    def fileno(self) -> int:
        """Return what to wait on."""
        return self._socket.fileno()

    def accept(self) -> socket.socket | None:
        """Return the next client; None if none waits. Another user's is sent away."""
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return None
            if self._peer_of(client) in (os.getuid(), 0, None):
                client.setblocking(False)
                return client
            client.close()

    def close(self) -> None:
        """Remove the socket."""
        with suppress(FileNotFoundError):
            self.path.unlink()
        self._socket.close()


def peer_uid(client: socket.socket) -> int | None:
    """Return the user at the other end; None where the system does not tell (the folder's mode guards there)."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return None
    form = "iII"  # pid, uid, gid: struct ucred of socket(7)
    credentials = client.getsockopt(socket.SOL_SOCKET, option, struct.calcsize(form))
    return int(struct.unpack(form, credentials)[1])


def check_path(path: Path) -> None:
    """Raise GesturectlError for a path that no Unix socket can have."""
    if len(os.fsencode(path)) > MAX_PATH:
        raise GesturectlError(
            f"the path of the control socket is too long: {path}",
            remedy="Name a shorter folder in $GESTURECTL_RUNTIME_DIR.",
        )
