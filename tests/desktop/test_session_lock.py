"""What screen savers and logind say on a bus of our own; without a bus nothing is locked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_notifications import bus  # noqa: F401  a bus that starts nothing by itself

from gesturectl.desktop.session_lock import RETRY_S, SessionLock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
_SERVER = """
import sys
from pathlib import Path
from jeepney import MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
name, state = sys.argv[1], Path(sys.argv[2])
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName(name))
print("ready", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is MessageType.method_call:
        locked = state.exists()
        signature, body = ("b", (locked,)) if name != "org.freedesktop.login1" else ("v", (("b", locked),))
        connection.send(new_method_return(message, signature, body))
"""


@pytest.fixture
def locked(tmp_path: Path, request: pytest.FixtureRequest, bus: None) -> Iterator[Path]:  # noqa: F811
    """A file that locks the session while it is there; the service's name is the parameter."""
    state = tmp_path / "locked"
    command = [sys.executable, "-c", _SERVER, request.param, str(state)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"
    yield state
    server.kill()
    server.communicate()


@pytest.mark.parametrize(
    ("locked", "said"),
    [
        ("org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("org.gnome.ScreenSaver", "org.gnome.ScreenSaver"),
        ("org.freedesktop.login1", "logind"),
    ],
    indirect=["locked"],
)
def test_who_says_that_it_is_locked(locked: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", os.environ["DBUS_SESSION_BUS_ADDRESS"])
    lock = SessionLock()
    assert lock.locked() == ""
    locked.touch()
    assert lock.locked() == said
    locked.unlink()
    assert lock.locked() == ""
    lock.close()


def test_a_bus_that_is_not_there_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    opened: list[str] = []

    def refuse(**which: str) -> None:
        opened.append(which["bus"])
        raise OSError

    monkeypatch.setattr("jeepney.io.blocking.open_dbus_connection", refuse)
    now = [0.0]
    lock = SessionLock(clock=lambda: now[0])
    for now[0] in (0.0, RETRY_S - 1, RETRY_S + 1):
        assert lock.locked() == ""
    assert opened == ["SESSION", "SYSTEM"] * 2
