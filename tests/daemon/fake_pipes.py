"""Named pipes where there are none: multiprocessing.connection over Unix sockets, whose ends are used the same way.

What Windows does besides (instances, the owner, a busy pipe) is done by hand, so that tests can ask for it. Not a test.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

End = Connection


class FakePipes:
    """A PipeSystem; pipes lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listeners: dict[str, Listener] = {}
        self.doors = 0
        self.busy = False
        self.others = False
        """Whether the pipe is another user's."""

    def open_door(self, address: str, *, first: bool) -> FakeDoor:
        if first and address in self.listeners:
            raise PermissionError(5, "Access is denied", address)
        if first:
            self.listeners[address] = Listener(self._path(address), family="AF_UNIX", backlog=8)
        self.doors += 1
        return FakeDoor(self.listeners[address], lambda: self._knock_closed(address))

    def connect(self, address: str, patience_s: float) -> End:
        if self.busy:
            raise TimeoutError
        if self.others:
            raise PermissionError(0, "it belongs to another user", address)
        return Client(self._path(address), family="AF_UNIX")

    def _knock_closed(self, address: str) -> None:
        Client(self._path(address), family="AF_UNIX").close()

    def _path(self, address: str) -> str:
        return str(self.folder / address.rpartition("\\")[2])

    def end(self) -> None:
        for listener in self.listeners.values():
            listener.close()


class FakeDoor:
    def __init__(self, listener: Listener, knock: Callable[[], None]) -> None:
        self._listener = listener
        self._knock = knock
        self._closed = threading.Event()

    def wait(self) -> End | None:
        if self._closed.is_set():
            return None
        end: End = self._listener.accept()  # type: ignore[assignment]
        if self._closed.is_set():
            end.close()
            return None
        return end

    def close(self) -> None:
        if not self._closed.is_set():
            self._closed.set()
            self._knock()


def in_pieces(end: End, line: bytes) -> None:
    """Send a line as several messages."""
    for start in range(0, len(line), 7):
        end.send_bytes(line[start : start + 7])


def threads_named(*names: str) -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name in names]


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))
