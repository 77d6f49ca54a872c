"""The way by named pipe, all but Windows itself: the real daemon, client and threads over a stand-in for its pipes."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_pipes import End, FakePipes, in_pieces, open_files, threads_named
from live_daemon import LiveDaemon

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.control_client import ControlClient, RefusedError
from gesturectl.daemon.control_socket import MAX_CLIENTS
from gesturectl.daemon.conversation import MAX_OWED
from gesturectl.daemon.protocol import MAX_LINE
from gesturectl.daemon.transport.own_pair import own_pair
from gesturectl.daemon.transport.pipe import PipeTransport, pipe_address
from gesturectl.daemon.transport.pipe_bridge import MESSAGE
from gesturectl.domain.event import Phase
from gesturectl.errors import AlreadyRunningError, GesturectlError, NotRunningError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the stand-in is made of Unix sockets")
STATUS = b'{"version": 1, "verb": "status"}\n'


class Scene:
    """A daemon that is reached by pipe."""

    def __init__(self, folder: Path) -> None:
        self.pipes = FakePipes(folder)
        self.way = PipeTransport(self.pipes)
        self.daemon = LiveDaemon(folder, transport=self.way)
        self.address = pipe_address(folder)

    def client(self, patience_s: float = 10.0) -> ControlClient:
        return ControlClient(self.daemon.folder, patience_s=patience_s, transport=self.way)

    def raw(self) -> End:
        return self.pipes.connect(self.address, 1.0)

    def run(self, script: Callable[[], None]) -> None:
        self.daemon.run(lambda daemon: script())


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    before = open_files()
    scene = Scene(tmp_path)
    yield scene
    scene.pipes.end()
    LiveDaemon.until(lambda: not threads_named("pipe in", "pipe out", "pipe door"))
    LiveDaemon.until(lambda: open_files() <= before)


def test_the_name_has_the_user_and_another_folder_another_name(tmp_path: Path) -> None:
    usual = pipe_address(runtime_dir({}))
    assert usual.startswith("\\\\.\\pipe\\gesturectl-")
    assert pipe_address(tmp_path).startswith(f"{usual}-")
    assert len({usual, pipe_address(tmp_path), pipe_address(tmp_path / "other")}) == 3


def test_the_daemon_is_asked_and_watched_and_stopped(scene: Scene) -> None:
    def script() -> None:
        with scene.client() as client:
            assert client.ask("pause", minutes=5)["state"] == "paused"
            assert client.ask("resume")["state"] == "running"
            with pytest.raises(RefusedError, match="no such gesture"):
                client.ask("disable", gesture="fistt")
        with scene.client() as watcher:
            watcher.ask("watch")
            scene.daemon.make("fist")
            assert next(watcher.stream())["type"] in ("event", "action")
            with scene.client() as client:
                client.ask("stop")
            assert any(seen.get("state") == "stopped" for seen in watcher.stream())

    scene.run(script)
    scene.pipes.end()
    with pytest.raises((ConnectionRefusedError, FileNotFoundError)):
        scene.raw()


def test_a_request_in_pieces_is_one_and_two_in_one_message_are_two(scene: Scene) -> None:
    def script() -> None:
        pipe = scene.raw()
        in_pieces(pipe, STATUS)
        assert json.loads(pipe.recv_bytes())["ok"]
        pipe.send_bytes(STATUS + STATUS)
        said = b""
        while said.count(b"\n") < 2:
            said += pipe.recv_bytes()
        pipe.close()

    scene.run(script)


@pytest.mark.parametrize("message", [b"x" * (MAX_LINE + 1), b"x" * MESSAGE])
def test_a_message_longer_than_any_request_is_refused_in_the_same_words(scene: Scene, message: bytes) -> None:
    def script() -> None:
        pipe = scene.raw()
        pipe.send_bytes(message)
        said = json.loads(pipe.recv_bytes())
        assert f"{MAX_LINE} bytes" in said["error"]
        with pytest.raises(EOFError):
            pipe.recv_bytes()
        pipe.close()

    scene.run(script)


def test_clients_that_vanish_or_send_rubbish_disturb_nobody(scene: Scene) -> None:
    def script() -> None:
        for rubbish in (b"", b"\x80\x04\x95", b"null\n", STATUS[:9], b"x" * (MESSAGE + 1)):
            for _ in range(7):
                pipe = scene.raw()
                if rubbish:
                    pipe.send_bytes(rubbish)
                pipe.close()
        with scene.client() as client:
            assert client.ask("status")["ok"]
        scene.daemon.until(lambda: not threads_named("pipe in", "pipe out"))
        assert scene.pipes.doors > 32

    scene.run(script)


def test_there_is_room_for_so_many_and_the_next_is_told(scene: Scene) -> None:
    def script() -> None:
        crowd = [scene.client() for _ in range(MAX_CLIENTS)]
        assert [each.ask("status")["ok"] for each in crowd] == [True] * MAX_CLIENTS
        with scene.client() as late, pytest.raises(GesturectlError, match="no room for more"):
            late.ask("status")
        for each in crowd:
            each.__exit__(None, None, None)

    scene.run(script)


def test_who_does_not_read_is_dropped_and_keeps_nobody(scene: Scene) -> None:
    def script() -> None:
        pipe = scene.raw()
        pipe.send_bytes(b'{"version": 1, "verb": "watch"}\n')
        assert pipe.recv_bytes()
        socket_of = scene.daemon.socket
        assert socket_of is not None
        scene.daemon.until(lambda: socket_of.watchers == 1)
        for _ in range(6 * MAX_OWED // 4096):  # what the pipe and the two threads hold comes on top
            socket_of.show({"type": "state", "why": "x" * 4096})
        scene.daemon.until(lambda: socket_of.watchers == 0)
        with scene.client() as client:
            assert client.ask("status")["ok"]
        pipe.close()

    scene.run(script)


def test_a_busy_pipe_a_missing_one_and_another_users_are_told_apart(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    with pytest.raises(NotRunningError, match="no gesturectl runs"):
        scene.client()
    scene.pipes.busy = True
    with pytest.raises(GesturectlError, match="lets nobody in"):
        scene.client(0.1)
    scene.pipes.busy, scene.pipes.others = False, True
    with pytest.raises(NotRunningError, match="not yours: it belongs to another user"):
        scene.client()


def test_a_second_daemon_is_refused_by_the_first_instance_alone(tmp_path: Path, scene: Scene) -> None:
    def script() -> None:
        with pytest.raises(AlreadyRunningError, match="another program has the pipe"):
            scene.way.listen(tmp_path)
        with scene.client() as client:
            assert client.ask("status")["ok"], "the first goes on"

    scene.run(script)


def test_an_answer_that_does_not_come_is_waited_for_so_long(tmp_path: Path) -> None:
    pipes = FakePipes(tmp_path)
    way = PipeTransport(pipes)
    door = pipes.open_door(pipe_address(tmp_path), first=True)
    silent = threading.Thread(target=door.wait)
    silent.start()
    with (
        ControlClient(tmp_path, patience_s=0.05, transport=way) as client,
        pytest.raises(GesturectlError, match=r"does not answer|ended without"),
    ):
        client.ask("status")
    silent.join()
    pipes.end()


def test_what_is_held_is_let_go_when_the_daemon_is_stopped_by_pipe(scene: Scene) -> None:
    def script() -> None:
        scene.daemon.make("fist", phase=Phase.BEGIN)
        scene.daemon.until(lambda: scene.daemon.actuator.held)
        with scene.client() as client:
            client.ask("stop")

    scene.run(script)
    assert not scene.daemon.actuator.held


def test_a_stranger_between_our_own_two_ends_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()

        def through_loopback() -> tuple[socket.socket, socket.socket]:
            other = socket.create_connection(door.getsockname())
            return other, door.accept()[0]

        def with_a_stranger() -> tuple[socket.socket, socket.socket]:
            ours, theirs = through_loopback()
            strangers = through_loopback()
            theirs.close()
            strangers[0].close()
            return ours, strangers[1]

        monkeypatch.setattr(socket, "socketpair", through_loopback)
        one, other = own_pair()
        one.sendall(b"me")
        assert other.recv(2) == b"me"
        one.close()
        other.close()
        monkeypatch.setattr(socket, "socketpair", with_a_stranger)
        with pytest.raises(ConnectionError, match="another program"):
            own_pair()
