"""The active window of sway, which tells it through its own socket (i3's IPC, `man 7 sway-ipc`)."""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import sys
from collections.abc import Mapping
from typing import Any

import psutil

from gesturectl.desktop.programs import executable
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.errors import DesktopError

_MAGIC = b"i3-ipc"
_HEAD = struct.Struct("=6sII")  # magic, bytes that follow, type; in the machine's own order
_SUBSCRIBE, _GET_TREE = 2, 4
_MAX_BYTES = 1 << 24
_TIMEOUT_S = 2.0
LOCKERS = frozenset({"swaylock", "gtklock", "waylock", "hyprlock"})
"""Programs that lock such a desktop: they say so to nobody else."""


def sway_socket(env: Mapping[str, str] | None = None) -> str:
    """Return the path of sway's socket, "" if this is not sway."""
    return (os.environ if env is None else env).get("SWAYSOCK", "")


class SwayWatch:
    """Looks on at sway. Raises DesktopError when its socket cannot be spoken with."""

    cannot = ""

    def __init__(self, path: str = "") -> None:
        path = path or sway_socket()
        self._asks, self._hears = _connected(path), _connected(path)
        self._ask(self._hears, _SUBSCRIBE, b'["window", "workspace"]')

    def wait(self, timeout_s: float) -> bool:
        """Wait until a window may have changed, or for the time given; say which. Raises DesktopError."""
        changed = False
        while select.select([self._hears], [], [], 0.0 if changed else timeout_s)[0]:
            self._read(self._hears)
            changed = True
        return changed

    def window(self) -> ActiveWindow | None:
        """Return the active window; None if none is. Raises DesktopError."""
        node = _focused(json.loads(self._ask(self._asks, _GET_TREE)))
        if node is None or node.get("type") not in ("con", "floating_con") or not node.get("pid"):
            return None
        x11 = node.get("window_properties") or {}  # of a window that came through Xwayland
        app = node.get("app_id") or x11.get("class") or ""
        return ActiveWindow(app, x11.get("instance") or "", node.get("name") or "", executable(node["pid"]))

    def idle_s(self) -> float | None:
        """Return None: sway does not tell."""
        return None

    def locked(self) -> str:
        """Return the locker that runs; "" if none does."""
        running = (process.info["name"] for process in psutil.process_iter(["name"]))
        return next((name for name in running if name in LOCKERS), "")

    def close(self) -> None:
        """Hang up."""
        self._asks.close()
        self._hears.close()

    def _ask(self, peer: socket.socket, kind: int, payload: bytes = b"") -> bytes:
        try:
            peer.sendall(_HEAD.pack(_MAGIC, len(payload), kind) + payload)
        except OSError as error:
            raise _gone() from error
        return self._read(peer)

    def _read(self, peer: socket.socket) -> bytes:
        magic, size, _ = _HEAD.unpack(_exactly(peer, _HEAD.size))
        if magic != _MAGIC or size > _MAX_BYTES:
            raise DesktopError("what answers at SWAYSOCK is not sway")
        return _exactly(peer, size)


def _connected(path: str) -> socket.socket:
    if sys.platform == "win32":
        raise DesktopError("sway does not run on Windows")
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    peer.settimeout(_TIMEOUT_S)
    try:
        peer.connect(path)
    except OSError as error:
        peer.close()
        raise DesktopError(f"sway's socket {path} cannot be opened: {error}") from error
    return peer


def _exactly(peer: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        try:
            part = peer.recv(size - len(got))
        except OSError as error:
            raise _gone() from error
        if not part:
            raise _gone()
        got += part
    return got


def _gone() -> DesktopError:
    return DesktopError("sway is gone, or does not answer")


def _focused(node: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the node of a tree that has the focus, windows that float among them."""
    if node.get("focused"):
        return node
    for child in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        if (found := _focused(child)) is not None:
            return found
    return None
