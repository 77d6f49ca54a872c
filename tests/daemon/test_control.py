"""The running daemon through its real socket: every verb, and that no client disturbs it."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from live_daemon import HOLDING, LiveDaemon

from gesturectl.daemon.control_client import ControlClient, RefusedError
from gesturectl.daemon.conversation import MAX_OWED
from gesturectl.daemon.transport.unix_socket import SOCKET_NAME, check_path, peer_uid
from gesturectl.domain.action import ControlVerb, Hotkey, KeyHold, Zoom
from gesturectl.domain.event import Phase
from gesturectl.errors import DesktopError, ExitCode, GesturectlError, NotRunningError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")


@pytest.fixture
def daemon(tmp_path: Path) -> LiveDaemon:
    return LiveDaemon(tmp_path)


def raw(daemon: LiveDaemon) -> socket.socket:
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.connect(str(daemon.folder / SOCKET_NAME))
    client.settimeout(10)
    return client


def answer_to(daemon: LiveDaemon, line: bytes) -> dict[str, object]:
    """What one raw line is answered, the connection being closed on our side afterwards."""
    with raw(daemon) as client:
        client.sendall(line)
        client.shutdown(socket.SHUT_WR)
        said: dict[str, object] = json.loads(client.makefile("rb").readline())
    return said


def test_status_tells_everything(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        status = daemon.ask("status")["status"]
        assert status["state"] == "running"  # type: ignore[index]
        assert (status["source"], status["backend"], status["backend_reason"]) == ("scripted", "recorder", "test")  # type: ignore[index]
        assert status["held"] == ["ctrl"]  # type: ignore[index]
        assert status["config"] == str(daemon.file)  # type: ignore[index]
        assert status["pid"] == os.getpid()  # type: ignore[index]
        assert {"gesturectl", "python"} <= set(status["versions"])  # type: ignore[index]
        assert set(status["latency_ms"]) >= {"estimate", "recognize", "bind"}  # type: ignore[index]
        assert any("fist" in line for line in status["last_events"])  # type: ignore[index]
        assert status["uptime_s"] >= 0  # type: ignore[index]

    daemon.run(script)


def test_pause_says_who_lets_go_and_resume_goes_on(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        assert daemon.ask("pause")["state"] == "paused"
        daemon.until(lambda: not daemon.actuator.held)
        status = daemon.ask("status")["status"]
        assert status["pause_why"] == "gesturectl pause"  # type: ignore[index]
        assert status["resumes_in_s"] is None  # type: ignore[index]
        assert daemon.ask("pause", minutes=15)["state"] == "paused"
        assert 890 < daemon.ask("status")["status"]["resumes_in_s"] <= 900  # type: ignore[index]
        assert daemon.ask("toggle")["state"] == "running"
        assert daemon.ask("resume")["state"] == "running"
        assert daemon.ask("status")["status"]["pause_why"] == ""  # type: ignore[index]

    daemon.run(script)


def test_a_short_pause_ends_by_itself(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        assert daemon.ask("pause", minutes=0.002)["state"] == "paused"
        daemon.until(lambda: daemon.ask("status")["status"]["state"] == "running")  # type: ignore[index]

    daemon.run(script)


def test_a_gesture_still_pauses_and_wakes(daemon: LiveDaemon) -> None:
    """Control actions go through the actuator to the mailbox, as before."""
    perform = daemon.actuator.perform

    def control(action: object) -> None:
        perform(action)  # type: ignore[arg-type]
        daemon.app.mailbox.put(ControlVerb.TOGGLE)

    daemon.actuator.perform = control  # type: ignore[method-assign, assignment]

    def script(daemon: LiveDaemon) -> None:
        daemon.make("arms_crossed")
        daemon.until(lambda: daemon.ask("status")["status"]["state"] == "paused")  # type: ignore[index]
        assert daemon.ask("status")["status"]["pause_why"] == "a gesture"  # type: ignore[index]
        daemon.make("arms_crossed")
        daemon.until(lambda: daemon.ask("status")["status"]["state"] == "running")  # type: ignore[index]

    daemon.run(script)


def test_a_gesture_off_does_nothing_until_it_is_on_again(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        assert daemon.ask("disable", gesture="fist")["off"] == ["fist"]
        daemon.until(lambda: not daemon.actuator.held)
        daemon.make("fist", "swipe_left")
        daemon.until(lambda: Hotkey(("ctrl", "tab")) in daemon.actuator.actions)
        assert not daemon.actuator.held
        assert daemon.ask("reload")["reloaded"]
        assert daemon.ask("status")["status"]["off"] == ["fist"]  # type: ignore[index]
        silent = [life for life in daemon.ask("why")["gestures"] if life["why_silent"]]  # type: ignore[attr-defined]
        assert "switched off" in silent[-1]["why_silent"]
        assert daemon.ask("enable", gesture="fist")["off"] == []
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)

    daemon.run(script)


def test_why_tells_what_fired_what_failed_and_what_did_not(daemon: LiveDaemon) -> None:
    daemon.actuator._failures = {0: DesktopError("no display", remedy="Start one.")}

    def script(daemon: LiveDaemon) -> None:
        for gesture in ("swipe_left", "victory", "victory", "ok"):
            daemon.make(gesture)
            daemon.until(lambda: not daemon.asked)
        daemon.until(lambda: len(daemon.ask("why")["gestures"]) == 4)  # type: ignore[arg-type]
        daemon.until(lambda: "error" in daemon.ask("why")["gestures"][0]["actions"][0])  # type: ignore[index]
        failed, fired, cooling, free = daemon.ask("why")["gestures"]  # type: ignore[misc]
        assert failed["actions"][0]["error"] == "no display"
        assert failed["actions"][0]["remedy"] == "Start one."
        assert fired["actions"] == [{"binding": "wait", "action": "hotkey v", "times": 1}]
        assert "cooldown: rule 'wait'" in cooling["why_silent"]
        assert free["why_silent"] == "no rule is bound to it"
        assert free["score"] == 0.9

    daemon.run(script)


def test_trigger_does_what_the_rules_do(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        dry = daemon.ask("trigger", gesture="zoom", dry_run=True, value=-2)
        assert dry["actions"] == [{"binding": "zoom", "action": "zoom -10"}]
        assert daemon.actuator.actions == []
        assert daemon.ask("trigger", gesture="zoom")["failed"] == 0
        assert daemon.actuator.actions == [Zoom(5)]
        daemon.ask("trigger", gesture="fist")
        assert daemon.actuator.actions[1:] == [KeyHold(("ctrl",), True), KeyHold(("ctrl",), False)]
        daemon.actuator._failures = {3: DesktopError("no such key")}
        failed = daemon.ask("trigger", gesture="swipe_left")
        assert failed["failed"] == 1
        assert failed["actions"][0]["error"] == "no such key"  # type: ignore[index]
        with pytest.raises(RefusedError, match="no rule is bound to ok"):
            daemon.ask("trigger", gesture="ok")
        daemon.ask("pause")
        with pytest.raises(RefusedError, match="paused"):
            daemon.ask("trigger", gesture="zoom")
        assert daemon.ask("trigger", gesture="zoom", dry_run=True)["actions"]
        daemon.ask("disable", gesture="zoom")
        with pytest.raises(RefusedError, match="switched off"):
            daemon.ask("trigger", gesture="zoom")

    daemon.run(script)


def test_reload_tells_the_truth_and_no_frame_is_lost(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        daemon.file.write_text(HOLDING.replace("gesture: zoom", "gesture: zoomm"))
        with pytest.raises(RefusedError, match=r"gestures.yaml:5:\d+: .*zoomm") as refused:
            daemon.ask("reload")
        assert refused.value.exit_code is ExitCode.CONFIG
        assert daemon.actuator.held  # the rules from before stay, and what they hold
        status = daemon.ask("status")["status"]
        assert "zoomm" in status["config_problem"]  # type: ignore[index]
        daemon.file.write_text(HOLDING.replace("key_hold: ctrl", "key_hold: shift"))
        answer = daemon.ask("reload")
        assert (answer["file"], answer["rules"]) == (str(daemon.file), 5)
        daemon.until(lambda: not daemon.actuator.held)
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held == ("shift",))
        assert daemon.ask("status")["status"]["config_problem"] == ""  # type: ignore[index]

    daemon.run(script)
    assert daemon.seen == list(range(len(daemon.seen)))
    assert [summary for summary, _ in daemon.notes] == [
        "gestures.yaml was not taken: the rules from before stay",
        "gestures.yaml is right again",
    ]
    assert "zoomm" in daemon.notes[0][1]


def test_many_reloads_while_a_key_is_held(daemon: LiveDaemon) -> None:
    good, other, bad = HOLDING, HOLDING.replace("ctrl+tab", "ctrl+w"), HOLDING.replace("fist", "fistt")

    def script(daemon: LiveDaemon) -> None:
        with daemon.client() as client:
            for turn in range(60):
                daemon.make("fist")
                daemon.file.write_text((good, bad, other)[turn % 3])
                refused = pytest.raises(RefusedError) if turn % 3 == 1 else nullcontext()
                with refused:
                    client.ask("reload")

    daemon.run(script)
    assert daemon.seen == list(range(len(daemon.seen)))
    assert daemon.actuator.held == ()
    assert "reload" not in {thread.name for thread in threading.enumerate()}


def test_saving_the_file_reloads_it(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.until(lambda: daemon.seen)
        part = daemon.file.with_suffix(".part")  # as editors do: a new file in the old one's place
        part.write_text(HOLDING.replace("ctrl+tab", "f5"))
        part.replace(daemon.file)
        daemon.until(lambda: len(daemon.recognizers) == 2)
        daemon.until(lambda: daemon.make("swipe_left") or Hotkey(("f5",)) in daemon.actuator.actions)
        daemon.file.write_text("version: 2\n")
        daemon.until(lambda: daemon.ask("status")["status"]["config_problem"])  # type: ignore[index]
        assert f"{daemon.file}:1:" in daemon.ask("status")["status"]["config_problem"]  # type: ignore[index]

    daemon.run(script, watch=True)


def test_watchers_see_all_and_a_dead_or_slow_one_costs_nothing(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        slow, dead, watcher = raw(daemon), raw(daemon), daemon.client()
        slow.sendall(b'{"version": 1, "verb": "watch", "landmarks": true}\n')  # and never reads
        dead.sendall(b'{"version": 1, "verb": "watch"}\n')
        watcher.ask("watch", landmarks=False)
        daemon.until(lambda: daemon.socket and daemon.socket.watchers == 3)
        dead.close()
        daemon.until(lambda: daemon.socket and daemon.socket.watchers == 2)
        daemon.make("fist")
        seen = watcher.stream()
        first, second = next(seen), next(seen)
        assert (first["type"], first["gesture"], first["phase"]) == ("event", "fist", "begin")
        assert (second["type"], second["action"]) == ("action", "key_hold ctrl down")
        daemon.ask("pause")
        kinds = [next(seen) for _ in range(3)]
        assert [each["type"] for each in kinds] == ["event", "action", "state"]
        assert (kinds[2]["state"], kinds[2]["why"]) == ("paused", "gesturectl pause")
        daemon.ask("resume")
        filler = {"type": "state", "why": "x" * 4096}
        at = len(daemon.seen)
        for _ in range(2 * MAX_OWED // 4096):
            daemon.socket.show(filler)  # type: ignore[union-attr]
            next(seen)
        daemon.until(lambda: daemon.socket and daemon.socket.watchers == 1)
        daemon.until(lambda: len(daemon.seen) > at + 10)
        slow.close()
        daemon.ask("stop")
        rest = list(seen)
        assert rest[-1] == {"type": "state", "state": "stopped", "why": ""}
        watcher.__exit__(None, None, None)

    daemon.run(script)


def test_landmarks_are_for_those_who_ask(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        with daemon.client() as client:
            client.ask("watch", landmarks=True)
            seen = client.stream()
            assert [next(seen)["type"] for _ in range(3)] == ["landmarks"] * 3

    daemon.run(script)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"hello\n", "not a line of JSON"),
        (b"\xff\xfe\n", "not a line of JSON"),
        (b"[" * 4000 + b"\n", "not a line of JSON"),
        (b'{"version": 1, "verb": "pause", "minutes": NaN}\n', "not a line of JSON"),
        (b"[1]\n", "a request is a JSON object"),
        (b'{"verb": "status"}\n', "version 1 of the control protocol, not None"),
        (b'{"version": 2, "verb": "status"}\n', "version 1 of the control protocol, not 2"),
        (b'{"version": true, "verb": "status"}\n', "not True"),
        (b'{"version": 1, "verb": "dance"}\n', "no such verb: 'dance'"),
        (b'{"version": 1, "verb": "status", "x": 1}\n', "status has no field 'x'"),
        (b'{"version": 1, "verb": "disable"}\n', "needs the field 'gesture'"),
        (b'{"version": 1, "verb": "disable", "gesture": "fistt"}\n', "no such gesture: 'fistt'"),
        (b'{"version": 1, "verb": "pause", "minutes": 0}\n', "expected minutes"),
        (b'{"version": 1, "verb": "trigger", "gesture": "zoom", "value": 1e9}\n', "expected a value"),
        (b"x" * 5000 + b"\n", "has more"),
        (b"x" * 100_000, "has more"),
        (b'{"version": 1, "verb": "status"', "not a line of JSON"),
    ],
)
def test_bad_input_is_told_and_disturbs_nobody(daemon: LiveDaemon, line: bytes, says: str) -> None:
    def script(daemon: LiveDaemon) -> None:
        try:
            said = answer_to(daemon, line)
        except BrokenPipeError:  # it was too long to be taken, and the answer came before we had sent it all
            said = {"ok": False, "error": "has more"}
        assert said["ok"] is False
        assert says in str(said["error"])
        assert daemon.ask("status")["ok"]

    daemon.run(script)


def test_several_requests_in_one_go_are_answered_in_order(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        with raw(daemon) as client:
            verbs = ("pause", "status", "resume", "status")
            client.sendall(b"".join(b'{"version": 1, "verb": "%s"}\n' % verb.encode() for verb in verbs))
            client.shutdown(socket.SHUT_WR)
            data = b""
            while part := client.recv(65536):
                data += part
        states = [json.loads(line) for line in data.splitlines()]
        assert states[0]["state"] == "paused"
        assert states[1]["status"]["state"] == "paused"
        assert states[3]["status"]["state"] == "running"

    daemon.run(script)


def is_answered(daemon: LiveDaemon) -> bool:
    with suppress(GesturectlError):
        return bool(daemon.ask("status"))
    return False


def test_vanishing_and_many_clients_do_no_harm(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        for _ in range(50):
            with raw(daemon) as client, suppress(BrokenPipeError):  # one of too many is sent away
                client.sendall(b'{"version": 1, "verb": "pause"}\n{"version"')
        daemon.until(lambda: is_answered(daemon))  # so all those before were let in
        daemon.until(lambda: daemon.socket and daemon.socket.clients == 0)
        crowd = [raw(daemon) for _ in range(40)]
        refused = 0
        for client in crowd[32:]:
            refused += b"no room for more" in client.recv(4096)
        assert refused == 8
        for client in crowd:
            client.close()
        daemon.until(lambda: daemon.socket and daemon.socket.clients == 0)
        assert daemon.ask("resume")["state"] == "running"

    daemon.run(script)


def test_only_the_owner_gets_in_and_nothing_is_left(daemon: LiveDaemon) -> None:
    path = daemon.folder / SOCKET_NAME

    def script(daemon: LiveDaemon) -> None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with raw(daemon) as client:
            assert peer_uid(client) in (os.getuid(), None)
        daemon.ask("stop")

    path.touch()  # what a killed daemon left behind
    daemon.run(script)
    assert not path.exists()
    assert not {thread.name for thread in threading.enumerate()} & {"control", "engine", "actuator", "reload"}
    with pytest.raises(NotRunningError, match="no gesturectl runs"):
        ControlClient(daemon.folder)


def test_what_the_engine_cannot_answer_any_more_is_told(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        with daemon.client() as client:
            client.ask("stop")
            with pytest.raises(GesturectlError, match=r"stopped|ended"):
                client.ask("pause")

    daemon.run(script)


def test_a_path_too_long_for_a_socket_is_told(tmp_path: Path) -> None:
    with pytest.raises(GesturectlError, match="too long"):
        check_path(tmp_path / ("x" * 120) / SOCKET_NAME)


def test_ends_are_heard_too(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        daemon.make("fist", phase=Phase.END)
        daemon.until(lambda: not daemon.actuator.held)
        (life,) = daemon.ask("why")["gestures"]  # type: ignore[misc]
        assert life["phase"] == "end"
        assert [deed["action"] for deed in life["actions"]] == ["key_hold ctrl down", "key_hold ctrl up"]

    daemon.run(script)
