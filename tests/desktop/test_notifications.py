"""Notifications through a real bus of our own; nothing where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gesturectl.desktop.notifications import Notifications

_SERVER = """
import json
from jeepney import MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
print("ready", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is MessageType.method_call:
        connection.send(new_method_return(message, "u", (7,)))
        print(json.dumps(message.body[:5]), flush=True)
"""

_BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow receive_sender="*"/></policy></busconfig>
"""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A bus that starts nothing by itself."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("not installed: dbus-daemon")
    config = tmp_path / "bus.conf"
    config.write_text(_BUS.format(folder=tmp_path))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    yield
    daemon.kill()
    daemon.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_a_new_one_takes_the_place_of_the_last(bus: None) -> None:
    server = subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"
    notifications = Notifications()
    assert notifications.show("wrong", "a < b & c")
    assert notifications.show("right")
    shown = [json.loads(server.stdout.readline()) for _ in range(2)]
    assert shown[0] == ["gesturectl", 0, "gesturectl", "wrong", "a &lt; b &amp; c"]
    assert shown[1] == ["gesturectl", 7, "gesturectl", "right", ""]
    server.kill()
    server.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_without_a_server_or_a_bus_nothing_happens(bus: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Notifications().show("hello")
    for address in ("unix:path=/nonexistent", "nonsense"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert not Notifications().show("hello")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert not Notifications().show("hello")
