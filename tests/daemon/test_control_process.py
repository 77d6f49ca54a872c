"""A daemon in a process of its own, controlled by the commands of the shell: one at a time, and killed ones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from live_daemon import HOLDING

from gesturectl.cli.main import main
from gesturectl.daemon.instance_lock import LOCK_NAME, holder
from gesturectl.daemon.transport.unix_socket import SOCKET_NAME
from gesturectl.errors import ExitCode

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
DEADLINE_S = 20.0
Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    monkeypatch.setenv("GESTURECTL_RUNTIME_DIR", str(folder))
    (tmp_path / "gestures.yaml").write_text(HOLDING)
    return folder


@pytest.fixture
def start(tmp_path: Path, runtime: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        command = [sys.executable, str(Path(__file__).with_name("controlled_daemon.py")), str(tmp_path)]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def status(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["status", "--json"]) == ExitCode.OK
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def runs(process: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether this very process answers, and is past its start."""
    if main(["status"]) != ExitCode.OK:
        return False
    return status(capsys)["pid"] == process.pid and status(capsys)["held"] == ["ctrl"]


def test_stop_waits_until_all_is_let_go_and_leaves_nothing(
    start: Start, runtime: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    daemon = start()
    until(lambda: runs(daemon, capsys))
    assert sorted(each.name for each in runtime.iterdir()) == [SOCKET_NAME, LOCK_NAME]
    assert main(["stop"]) == ExitCode.OK
    assert list(runtime.iterdir()) == []
    assert daemon.wait(DEADLINE_S) == 0
    assert main(["stop"]) == ExitCode.NOT_RUNNING
    assert "gesturectl run" in capsys.readouterr().err


def test_a_second_one_says_who_runs_and_how_to_stop_it(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    first = start()
    until(lambda: runs(first, capsys))
    second = start()
    assert second.wait(DEADLINE_S) == ExitCode.ALREADY_RUNNING
    assert second.stderr is not None
    assert f"process {first.pid}, since 20" in second.stderr.read()
    assert main(["run", "--backend", "none", "--source", "synth:zoom"]) == ExitCode.ALREADY_RUNNING
    assert "gesturectl stop" in capsys.readouterr().err
    assert runs(first, capsys)


def test_the_place_of_a_killed_one_is_taken(start: Start, runtime: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = start()
    until(lambda: runs(first, capsys))
    first.kill()
    first.wait(DEADLINE_S)
    assert sorted(each.name for each in runtime.iterdir()) == [SOCKET_NAME, LOCK_NAME]
    assert holder(runtime) is None
    assert main(["status"]) == ExitCode.NOT_RUNNING
    second = start()
    until(lambda: runs(second, capsys))
    assert main(["stop"]) == ExitCode.OK


def test_hang_up_and_saving_reload_and_status_says_what_is_wrong(
    start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    daemon, rules = start(), tmp_path / "gestures.yaml"
    until(lambda: runs(daemon, capsys))
    rules.write_text(HOLDING.replace("gesture: zoom", "gesture: zooom"))
    os.kill(daemon.pid, signal.SIGHUP)
    until(lambda: status(capsys)["config_problem"])
    assert f"{rules}:5:" in str(status(capsys)["config_problem"])
    assert status(capsys)["held"] == ["ctrl"]
    assert main(["reload"]) == ExitCode.CONFIG
    assert "did you mean 'zoom'" in capsys.readouterr().err
    rules.write_text(HOLDING)
    until(lambda: not status(capsys)["config_problem"])  # by itself: it was saved
    assert main(["reload"]) == ExitCode.OK
    assert "5 rules are in force" in capsys.readouterr().out


def test_watch_ends_with_the_daemon(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    daemon = start()
    until(lambda: runs(daemon, capsys))
    command = [sys.executable, "-c", "from gesturectl.cli.main import entry_point; entry_point()", "watch"]
    watcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert watcher.stdout is not None
    seen: list[dict[str, object]] = []
    while not seen:  # until it watches, there is nothing to see
        main(["toggle"])
        main(["toggle"])
        time.sleep(0.05)
        if select_ready(watcher.stdout.fileno()):
            seen.append(json.loads(watcher.stdout.readline()))
    daemon.terminate()
    rest, _ = watcher.communicate(timeout=DEADLINE_S)
    assert watcher.returncode == ExitCode.OK
    assert json.loads(rest.splitlines()[-1]) == {"type": "state", "state": "stopped", "why": ""}


def select_ready(descriptor: int) -> bool:
    import select

    return bool(select.select([descriptor], [], [], 0)[0])


def test_the_commands_for_people(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    daemon = start()
    until(lambda: runs(daemon, capsys))
    capsys.readouterr()
    assert main(["trigger", "zoom", "--dry-run"]) == ExitCode.OK
    assert "zoom → zoom +5 (not done: dry run)" in capsys.readouterr().out
    assert main(["trigger", "zoom", "--value", "-0.4"]) == ExitCode.OK
    assert "zoom → zoom -2" in capsys.readouterr().out
    assert main(["pause", "--for", "15"]) == ExitCode.OK
    assert main(["status"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "paused, by: gesturectl pause --for 15, goes on in 15 min" in shown
    assert main(["disable", "fist"]) == ExitCode.OK
    assert "switched off: fist" in capsys.readouterr().out
    assert main(["disable", "fistt"]) == ExitCode.USAGE
    assert "Did you mean fist?" in capsys.readouterr().err
    assert main(["enable", "fist"]) == ExitCode.OK
    assert main(["why"]) == ExitCode.OK
    assert "fist (right) (cancel), score 0.90" in capsys.readouterr().out
    assert main(["resume"]) == ExitCode.OK
    assert main(["pause", "--for", "-1"]) == ExitCode.USAGE
