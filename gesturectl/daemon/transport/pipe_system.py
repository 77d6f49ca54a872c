"""What a system offers that has named pipes: the seam between windows_pipe.py and what can run anywhere."""

from __future__ import annotations

from typing import Protocol


class PipeEnd(Protocol):
    """One end of a pipe: the part of multiprocessing.connection.Connection that moves bytes, never its pickles.

    One thread may read while another writes. What is sent arrives as one message.
    """

    def send_bytes(self, data: bytes, /) -> None:
        """Send a message; waits until there is room. Raises OSError."""

    def recv_bytes(self, maxlength: int, /) -> bytes:
        """Return the next message. Raises EOFError when the other end has closed, OSError if it is too long."""

    def poll(self, timeout: float | None, /) -> bool:
        """Wait for a message, or for the end; tell whether it is there. Raises OSError."""

    def close(self) -> None:
        """Close this end; what was sent can still be read at the other."""


class PipeDoor(Protocol):
    """One instance of a pipe: room for one client."""

    def wait(self) -> PipeEnd | None:
        """Wait for a client and return our end; None once `close` was called. Raises OSError."""

    def close(self) -> None:
        """Let nobody in; from any thread."""


class PipeSystem(Protocol):
    """Makes and opens pipes that only the user who runs us may use, on this machine only."""

    def open_door(self, address: str, *, first: bool) -> PipeDoor:
        """Make an instance. Raises PermissionError if it is to be the `first` and is not, OSError."""

    def connect(self, address: str, patience_s: float) -> PipeEnd:
        """Go in. Raises TimeoutError if every instance is busy for so long, FileNotFoundError if there is none,
        PermissionError if it is another user's."""
