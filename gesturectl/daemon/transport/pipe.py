"""The way on Windows: a named pipe. All but windows_pipe.py runs anywhere, and is tested elsewhere."""

from __future__ import annotations

import getpass
import hashlib
import logging
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.transport.own_pair import own_pair
from gesturectl.daemon.transport.pipe_bridge import MESSAGE, BridgedClient
from gesturectl.daemon.transport.pipe_system import PipeEnd, PipeSystem
from gesturectl.errors import AlreadyRunningError, GesturectlError

log = logging.getLogger(__name__)

CLOSE_S = 2.0


def pipe_address(folder: Path) -> str:
    r"""Return the pipe's name: \\.\pipe\gesturectl-USER; for a folder that is not the usual one, with its mark."""
    usual = folder == runtime_dir({})
    mark = "" if usual else "-" + hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    return rf"\\.\pipe\gesturectl-{getpass.getuser()}{mark}"


class PipeTransport:
    """A pipe that only its owner may open, on this machine only."""

    def __init__(self, system: PipeSystem) -> None:
        self._system = system

    def check(self, folder: Path) -> None:
        """Do nothing: a pipe's name is always short enough."""

    def listen(self, folder: Path) -> PipeListener:
        """Make the pipe. Raises AlreadyRunningError if another program has it, GesturectlError."""
        return PipeListener(pipe_address(folder), self._system)

    def connect(self, folder: Path, patience_s: float) -> PipeTalk:
        """Reach the daemon. Raises TimeoutError, PermissionError, OSError."""
        return PipeTalk(self._system.connect(pipe_address(folder), patience_s))


class PipeTalk:
    """A client's end."""

    def __init__(self, pipe: PipeEnd) -> None:
        self._pipe = pipe

    def send(self, data: bytes) -> None:
        """Send all of it. Raises OSError."""
        self._pipe.send_bytes(data)

    def receive(self, patience_s: float | None) -> bytes:
        """Return what came; b"" once the daemon has hung up. Raises TimeoutError, OSError."""
        try:
            if not self._pipe.poll(patience_s):
                raise TimeoutError
            return self._pipe.recv_bytes(MESSAGE)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return b""

    def close(self) -> None:
        """Hang up."""
        self._pipe.close()


class PipeListener:
    """Lets clients in, through one instance of the pipe after the other; a thread waits at the last."""

    def __init__(self, address: str, system: PipeSystem) -> None:
        """Make the pipe. Raises AlreadyRunningError if another program has it, GesturectlError."""
        self.address = address
        self._system = system
        try:
            self._door = system.open_door(address, first=True)
        except PermissionError as error:
            raise AlreadyRunningError(
                f"another program has the pipe {address}",
                remedy="Stop it with `gesturectl stop`, or name another folder in $GESTURECTL_RUNTIME_DIR.",
            ) from error
        except OSError as error:
            raise GesturectlError(f"cannot make the pipe {address}: {error.strerror}") from error
        self._clients: deque[BridgedClient] = deque()
        self._woken, self._waker = own_pair()
        self._woken.setblocking(False)
        self._closed = False
        self._thread = threading.Thread(target=self._let_in, name="pipe door", daemon=True)
        self._thread.start()

    def fileno(self) -> int:
        """Return what to wait on."""
        return self._woken.fileno()

    def accept(self) -> BridgedClient | None:
        """Return the next client; None if none waits."""
        with suppress(BlockingIOError):
            self._woken.recv(1)
        return self._clients.popleft() if self._clients else None

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed = True
        self._door.close()
        self._thread.join(CLOSE_S)
        self._door.close()  # it may have opened another meanwhile
        self._waker.close()
        self._woken.close()
        for client in self._clients:
            client.close()

    def _let_in(self) -> None:
        """Top of the thread."""
        try:
            while (pipe := self._door.wait()) is not None and not self._closed:
                # Before the client is served: were it to go at once, the pipe's name would be free for anybody.
                self._door = self._system.open_door(self.address, first=False)
                self._clients.append(BridgedClient(pipe))
                self._waker.send(b"\0")
        except OSError as error:
            if not self._closed:
                log.error("nobody can reach gesturectl any more: the pipe %s failed: %s", self.address, error)
