"""OSC: what is sent for what is seen, to this machine alone, from the real daemon to a real socket."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
from live_daemon import LiveDaemon
from pythonosc.osc_message import OscMessage

from gesturectl.cli.main import main
from gesturectl.daemon.osc import loopback, messages
from gesturectl.domain.event import Phase
from gesturectl.errors import UsageError


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1:9000", ("127.0.0.1", 9000)),
        ("localhost:9000", ("127.0.0.1", 9000)),
        ("9000", ("127.0.0.1", 9000)),
        ("127.8.8.8:1", ("127.8.8.8", 1)),
        ("[::1]:9000", ("::1", 9000)),
    ],
)
def test_addresses_of_this_machine(address: str, expected: tuple[str, int]) -> None:
    assert loopback(address) == expected


@pytest.mark.parametrize(
    "address", ["192.0.2.1:9000", "0.0.0.0:9000", "[2001:db8::1]:9", "", "localhost:", "a:b", "1:0"]
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UsageError):
        loopback(address)


def test_objects_of_the_stream_as_messages() -> None:
    event = {"type": "event", "gesture": "zoom", "phase": "update", "handedness": "both", "score": 0.5, "value": -1.5}
    assert list(messages(event)) == [("/gesturectl/gesture/zoom", ["update", "both", 0.5, -1.5])]
    body_event = event | {"handedness": None, "value": None}
    assert list(messages(body_event)) == [("/gesturectl/gesture/zoom", ["update", "", 0.5, 0.0])]
    hand = {"handedness": "left", "landmarks": [[0.1, 0.2, 0.3]] * 21}
    body = {"landmarks": [[0.1, 0.2, 0.3, 1.0]] * 33}
    seen = list(messages({"type": "landmarks", "hands": [hand], "body": body}))
    assert [(address, len(values)) for address, values in seen] == [
        ("/gesturectl/hands", 1),
        ("/gesturectl/hand/left", 63),
        ("/gesturectl/body", 99),
    ]
    assert list(messages({"type": "landmarks"})) == [("/gesturectl/hands", [0])]
    assert list(messages({"type": "reload", "ok": True})) == []


def test_gestures_of_the_running_daemon_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTURECTL_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
        heard.bind(("127.0.0.1", 0))
        heard.settimeout(15)
        command = ["watch", "--osc", f"127.0.0.1:{heard.getsockname()[1]}"]
        watching = threading.Thread(target=main, args=(command,))

        def script(daemon: LiveDaemon) -> None:
            watching.start()
            daemon.until(lambda: daemon.socket is not None and daemon.socket.watchers)
            daemon.make("fist")
            daemon.make("fist", phase=Phase.END)
            got = [OscMessage(heard.recv(4096)) for _ in range(4)]
            assert [(message.address, message.params[0]) for message in got] == [
                ("/gesturectl/gesture/fist", "begin"),
                ("/gesturectl/gesture/fist", "end"),
                ("/gesturectl/action", "hold"),
                ("/gesturectl/action", "hold"),
            ]

        LiveDaemon(tmp_path).run(script)
        watching.join(15)
        assert not watching.is_alive()
