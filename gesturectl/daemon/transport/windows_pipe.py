"""Named pipes of Windows. The only module that cannot be run elsewhere: it was checked by types and with stand-ins.

The pipe is made by pywin32, for neither multiprocessing.connection nor asyncio lets a security descriptor be given: by
default everybody may read from a pipe. Bytes are moved by multiprocessing's PipeConnection.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

assert sys.platform == "win32"  # for mypy too, which looks no further elsewhere

from multiprocessing.connection import Client, PipeConnection  # noqa: E402

import pywintypes  # noqa: E402
import win32api  # noqa: E402
import win32con  # noqa: E402
import win32event  # noqa: E402
import win32file  # noqa: E402
import win32pipe  # noqa: E402
import win32security  # noqa: E402
import winerror  # noqa: E402

BUFFER = 1 << 16
"""Bytes that wait in the pipe, each way."""
_KINDS: dict[int, type[OSError]] = {
    winerror.ERROR_ACCESS_DENIED: PermissionError,
    winerror.ERROR_FILE_NOT_FOUND: FileNotFoundError,
    winerror.ERROR_PIPE_BUSY: TimeoutError,
    winerror.ERROR_SEM_TIMEOUT: TimeoutError,
}


class WindowsPipes:
    """Pipes of the user who runs us."""

    def __init__(self) -> None:
        self._user = _own_sid()

    def open_door(self, address: str, *, first: bool) -> WindowsDoor:
        """Make an instance. Raises PermissionError if it is to be the `first` and is not, OSError."""
        access = win32pipe.PIPE_ACCESS_DUPLEX | win32file.FILE_FLAG_OVERLAPPED
        access |= win32pipe.FILE_FLAG_FIRST_PIPE_INSTANCE if first else 0
        # PipeConnection speaks in messages; from other machines nobody may come.
        mode = win32pipe.PIPE_TYPE_MESSAGE | win32pipe.PIPE_READMODE_MESSAGE | win32pipe.PIPE_WAIT
        mode |= win32pipe.PIPE_REJECT_REMOTE_CLIENTS
        room = win32pipe.PIPE_UNLIMITED_INSTANCES, BUFFER, BUFFER, 0
        with _told_as_os_error(address):
            return WindowsDoor(win32pipe.CreateNamedPipe(address, access, mode, *room, self._ours_alone()))

    def connect(self, address: str, patience_s: float) -> PipeConnection[Any, Any]:
        """Go in. Raises TimeoutError, FileNotFoundError, PermissionError if it is another user's."""
        with _told_as_os_error(address):
            win32pipe.WaitNamedPipe(address, round(patience_s * 1000))
            pipe = Client(address, family="AF_PIPE")  # waits itself if another was quicker
        if _owner(pipe.fileno()) != self._user:  # somebody had the name before us: nothing is said to it
            pipe.close()
            raise PermissionError(0, "it belongs to another user", address)
        assert isinstance(pipe, PipeConnection)
        return pipe

    def _ours_alone(self) -> Any:
        """Return security attributes by which the user, and nobody else, may do everything (SDDL)."""
        attributes = win32security.SECURITY_ATTRIBUTES()
        attributes.SECURITY_DESCRIPTOR = win32security.ConvertStringSecurityDescriptorToSecurityDescriptor(
            f"O:{self._user}D:P(A;;GA;;;{self._user})", win32security.SDDL_REVISION_1
        )
        attributes.bInheritHandle = False
        return attributes


class WindowsDoor:
    """One instance of a pipe."""

    def __init__(self, handle: Any) -> None:
        """`handle` is a PyHANDLE, which closes itself when it is forgotten."""
        self._handle = handle
        self._stop = win32event.CreateEvent(None, True, False, None)

    def wait(self) -> PipeConnection[Any, Any] | None:
        """Wait for a client and return our end; None once `close` was called. Raises OSError."""
        knock = pywintypes.OVERLAPPED()
        knock.hEvent = win32event.CreateEvent(None, True, False, None)
        if self._is_awaited(knock):
            waited_for = [knock.hEvent, self._stop]
            if win32event.WaitForMultipleObjects(waited_for, False, win32event.INFINITE) != win32event.WAIT_OBJECT_0:
                self._give_up(knock)
                return None
        return PipeConnection(self._handle.Detach())

    def _is_awaited(self, knock: Any) -> bool:
        """Ask to be told of a client; False if one is there already, or has come and gone."""
        try:
            return bool(win32pipe.ConnectNamedPipe(self._handle, knock) == winerror.ERROR_IO_PENDING)
        except pywintypes.error as error:
            if error.winerror == winerror.ERROR_NO_DATA:
                return False
            raise _os_error(error, None) from error

    def _give_up(self, knock: Any) -> None:
        win32file.CancelIo(self._handle)
        with suppress(pywintypes.error):  # it was cancelled; until then `knock` must not be forgotten
            win32file.GetOverlappedResult(self._handle, knock, True)
        self._handle.Close()

    def close(self) -> None:
        """Let nobody in; from any thread."""
        win32event.SetEvent(self._stop)


def _own_sid() -> str:
    token = win32security.OpenProcessToken(win32api.GetCurrentProcess(), win32con.TOKEN_QUERY)
    user, _ = win32security.GetTokenInformation(token, win32security.TokenUser)
    return win32security.ConvertSidToStringSid(user)


def _owner(handle: int) -> str:
    told = win32security.OWNER_SECURITY_INFORMATION
    security = win32security.GetSecurityInfo(handle, win32security.SE_KERNEL_OBJECT, told)
    return win32security.ConvertSidToStringSid(security.GetSecurityDescriptorOwner())


@contextmanager
def _told_as_os_error(address: str) -> Iterator[None]:
    """Turn errors of pywin32, which are no OSError, and of multiprocessing into the kinds that pipe_system.py names."""
    try:
        yield
    except (pywintypes.error, OSError) as error:
        raise _os_error(error, address) from error


def _os_error(error: Any, address: str | None) -> OSError:
    return _KINDS.get(error.winerror or 0, OSError)(0, error.strerror, address)
