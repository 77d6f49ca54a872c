"""A pipe's client as a socket: the daemon's one thread waits on sockets, and on Windows on nothing else."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from gesturectl.daemon.protocol import MAX_LINE
from gesturectl.daemon.transport.own_pair import own_pair
from gesturectl.daemon.transport.pipe_system import PipeEnd

LOOK_S = 0.5
"""How often it is looked whether the daemon has let the client go."""
GRACE_S = 1.0
"""How long a client has to take its last answer."""
MESSAGE = 1 << 16
"""Bytes of a message, at most; a request that is shorter and still too long is the daemon's to refuse."""
_TOO_LONG = b" " * (MAX_LINE + 1)
"""What the daemon is given in place of an even longer one: it refuses that in its own words too."""


class BridgedClient:
    """The daemon's end of a pipe. Two threads carry bytes between the pipe and a pair of sockets."""

    def __init__(self, pipe: PipeEnd) -> None:
        """Raises OSError."""
        self._pipe = pipe
        self._inside, self._outside = own_pair()
        self._inside.setblocking(False)
        self._left = threading.Event()
        self._all_sent = threading.Event()
        for name, carry in (("pipe in", self._carry_in), ("pipe out", self._carry_out)):
            threading.Thread(target=carry, name=name, daemon=True).start()

    def fileno(self) -> int:
        """Return what to wait on."""
        return self._inside.fileno()

    def recv(self, size: int) -> bytes:
        """Return what came; b"" once the client has hung up. Raises BlockingIOError, OSError."""
        return self._inside.recv(size)

    def send(self, data: bytes | bytearray) -> int:
        """Return how many bytes were taken. Raises BlockingIOError, OSError."""
        return self._inside.send(data)

    def close(self) -> None:
        """Let the client go."""
        self._inside.close()
        self._left.set()

    def _carry_in(self) -> None:
        """Carry requests until either side has had enough, then close the pipe."""
        with suppress(OSError, EOFError):
            while not self._left.is_set():
                if self._pipe.poll(LOOK_S):
                    self._outside.sendall(self._message())
        with suppress(OSError):
            self._outside.shutdown(socket.SHUT_WR)
        self._left.wait()
        self._all_sent.wait(GRACE_S)
        self._pipe.close()
        self._outside.close()

    def _message(self) -> bytes:
        """Return the next message. Raises EOFError; OSError if the pipe is broken."""
        try:
            return self._pipe.recv_bytes(MESSAGE)
        except OSError as error:
            if error.errno is not None:
                raise
            return _TOO_LONG  # multiprocessing.connection's only error without a number

    def _carry_out(self) -> None:
        """Carry answers."""
        with suppress(OSError):
            while data := self._outside.recv(MESSAGE):
                self._pipe.send_bytes(data)
        self._all_sent.set()
