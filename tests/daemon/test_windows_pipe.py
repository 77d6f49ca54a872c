"""windows_pipe.py with stand-ins for pywin32: what it asks Windows for, and what it makes of its errors."""

from __future__ import annotations

import importlib
import multiprocessing.connection
import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ADDRESS = r"\\.\pipe\gesturectl-me"
ME, OTHER = "S-1-5-21-1", "S-1-5-21-2"
FIRST, OVERLAPPED, LOCAL = 0x80000, 0x40000000, 0x8
DENIED, NOT_FOUND, BUSY, PENDING, CONNECTED, NO_DATA = 5, 2, 231, 997, 535, 232


class WinError(Exception):
    """pywintypes.error: (winerror, function, text), and no OSError."""

    def __init__(self, winerror: int) -> None:
        super().__init__(winerror, "Function", "text")
        self.winerror, self.strerror = winerror, "text"


class Windows:
    """Records what it is asked for, and answers as it was told to."""

    def __init__(self) -> None:
        self.made: list[tuple[Any, ...]] = []
        self.owner = ME
        self.knock: int | WinError = PENDING
        self.woken_by = 0
        self.fails: WinError | None = None
        self.did: list[str] = []
        self.pipe_closed = False

    def create(self, *asked: Any) -> Any:
        if self.fails:
            raise self.fails
        self.made.append(asked)
        return SimpleNamespace(Detach=lambda: 77, Close=lambda: self.did.append("closed"))

    def connect(self, handle: Any, knock: Any) -> int:
        if isinstance(self.knock, WinError):
            raise self.knock
        return self.knock

    def wait_named_pipe(self, address: str, ms: int) -> None:
        self.did.append(f"waited {ms}")
        if self.fails:
            raise self.fails

    def modules(self) -> dict[str, ModuleType]:
        note = self.did.append
        parts: dict[str, dict[str, Any]] = {
            "pywintypes": {"error": WinError, "OVERLAPPED": SimpleNamespace},
            "win32api": {"GetCurrentProcess": lambda: -1},
            "win32con": {"TOKEN_QUERY": 8},
            "win32event": {
                "CreateEvent": lambda *_: object(),
                "SetEvent": lambda event: note("stop"),
                "WaitForMultipleObjects": lambda *_: self.woken_by,
                "INFINITE": -1,
                "WAIT_OBJECT_0": 0,
            },
            "win32file": {
                "FILE_FLAG_OVERLAPPED": OVERLAPPED,
                "CancelIo": lambda handle: note("cancelled"),
                "GetOverlappedResult": self._aborted,
            },
            "win32pipe": {
                "PIPE_ACCESS_DUPLEX": 3,
                "FILE_FLAG_FIRST_PIPE_INSTANCE": FIRST,
                "PIPE_TYPE_MESSAGE": 4,
                "PIPE_READMODE_MESSAGE": 2,
                "PIPE_WAIT": 0,
                "PIPE_REJECT_REMOTE_CLIENTS": LOCAL,
                "PIPE_UNLIMITED_INSTANCES": 255,
                "CreateNamedPipe": self.create,
                "ConnectNamedPipe": self.connect,
                "WaitNamedPipe": self.wait_named_pipe,
            },
            "win32security": {
                "OpenProcessToken": lambda *_: 1,
                "GetTokenInformation": lambda *_: (ME, 0),
                "TokenUser": 1,
                "ConvertSidToStringSid": str,
                "SECURITY_ATTRIBUTES": SimpleNamespace,
                "ConvertStringSecurityDescriptorToSecurityDescriptor": lambda text, revision: (text, revision),
                "SDDL_REVISION_1": 1,
                "SE_KERNEL_OBJECT": 6,
                "OWNER_SECURITY_INFORMATION": 1,
                "GetSecurityInfo": lambda *_: SimpleNamespace(GetSecurityDescriptorOwner=lambda: self.owner),
            },
            "winerror": {
                "ERROR_ACCESS_DENIED": DENIED,
                "ERROR_FILE_NOT_FOUND": NOT_FOUND,
                "ERROR_PIPE_BUSY": BUSY,
                "ERROR_SEM_TIMEOUT": 121,
                "ERROR_IO_PENDING": PENDING,
                "ERROR_NO_DATA": NO_DATA,
            },
        }
        made = {name: ModuleType(name) for name in parts}
        for name, values in parts.items():
            made[name].__dict__.update(values)
        return made

    def _aborted(self, *_: Any) -> int:
        raise WinError(995)  # ERROR_OPERATION_ABORTED


class Pipe:
    """PipeConnection."""

    def __init__(self, handle: int) -> None:
        self.handle, self.closed = handle, False

    def fileno(self) -> int:
        return self.handle

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
def pipes(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name, module in windows.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(multiprocessing.connection, "PipeConnection", Pipe, raising=False)
    monkeypatch.setattr(multiprocessing.connection, "Client", lambda address, family: Pipe(78))
    monkeypatch.setattr(sys, "platform", "win32")
    name = "gesturectl.daemon.transport.windows_pipe"
    monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module(name)
    monkeypatch.undo()
    yield module.WindowsPipes()
    sys.modules.pop(name, None)


def test_the_pipe_is_the_users_alone_and_not_to_be_had_from_elsewhere(pipes: Any, windows: Windows) -> None:
    pipes.open_door(ADDRESS, first=True)
    pipes.open_door(ADDRESS, first=False)
    (address, access, mode, *_, security), (_, later, *_) = windows.made
    assert address == ADDRESS
    assert access & FIRST
    assert access & OVERLAPPED
    assert not later & FIRST
    assert mode & LOCAL
    assert (f"O:{ME}D:P(A;;GA;;;{ME})", 1) == security.SECURITY_DESCRIPTOR
    assert security.bInheritHandle is False


@pytest.mark.parametrize("knock", [PENDING, CONNECTED, WinError(NO_DATA)])
def test_a_client_is_let_in_whether_it_comes_or_is_there(pipes: Any, windows: Windows, knock: int | WinError) -> None:
    windows.knock = knock
    end = pipes.open_door(ADDRESS, first=True).wait()
    assert end.handle == 77, "the handle is the connection's now"
    assert windows.did == []


def test_a_door_that_is_closed_gives_up_waiting(pipes: Any, windows: Windows) -> None:
    windows.woken_by = 1
    door = pipes.open_door(ADDRESS, first=True)
    door.close()
    assert door.wait() is None
    assert windows.did == ["stop", "cancelled", "closed"]


@pytest.mark.parametrize(("number", "kind"), [(DENIED, PermissionError), (123, OSError)])
def test_a_pipe_that_cannot_be_made(pipes: Any, windows: Windows, number: int, kind: type[OSError]) -> None:
    windows.fails = WinError(number)
    with pytest.raises(OSError, match="text") as caught:
        pipes.open_door(ADDRESS, first=True)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("number", "kind"), [(NOT_FOUND, FileNotFoundError), (BUSY, TimeoutError), (121, TimeoutError)]
)
def test_a_pipe_that_cannot_be_reached(pipes: Any, windows: Windows, number: int, kind: type[OSError]) -> None:
    windows.fails = WinError(number)
    with pytest.raises(kind):
        pipes.connect(ADDRESS, 0.25)
    assert windows.did == ["waited 250"]


def test_nothing_is_said_to_a_pipe_of_another_user(pipes: Any, windows: Windows) -> None:
    assert pipes.connect(ADDRESS, 1.0).handle == 78
    windows.owner = OTHER
    with pytest.raises(PermissionError, match="another user"):
        pipes.connect(ADDRESS, 1.0)
