"""A daemon in a process of its own: signals, exit codes, nothing left pressed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DEADLINE_S = 20.0
HOLD = "KeyHold(keys=('ctrl',), down=True)"


class Daemon:
    """The process and what its actuator was asked."""

    def __init__(self, log: Path, how: str = "") -> None:
        self._log = log
        script = Path(__file__).with_name("scripted_daemon.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(log), *([how] if how else [])],
            stderr=subprocess.PIPE,
            text=True,
        )

    def did(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    def wait_until(self, happened: Callable[[list[str]], bool]) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not happened(self.did()):
            assert time.monotonic() < deadline, self.did()
            assert self.process.poll() is None, self.process.stderr
            time.sleep(0.01)

    def end(self) -> tuple[int, str]:
        _, errors = self.process.communicate(timeout=DEADLINE_S)
        return self.process.returncode, errors


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Daemon]]:
    started: list[Daemon] = []

    def run(how: str = "") -> Daemon:
        started.append(Daemon(tmp_path / "did.txt", how))
        return started[-1]

    yield run
    for daemon in started:
        if daemon.process.poll() is None:
            daemon.process.kill()
        daemon.process.communicate()


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_nothing_pressed(start: Callable[..., Daemon], number: signal.Signals, code: int) -> None:
    daemon = start()
    daemon.wait_until(lambda did: HOLD in did)
    daemon.process.send_signal(number)
    assert daemon.end()[0] == code
    assert daemon.did()[-2:] == ["release_all", "close"]


def test_sighup_reloads_and_lets_go_first(start: Callable[..., Daemon]) -> None:
    daemon = start()
    daemon.wait_until(lambda did: HOLD in did)
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_until(lambda did: any(line.startswith("Hotkey") for line in did))
    daemon.process.terminate()
    code, errors = daemon.end()
    assert code == 0
    assert "reloaded" in errors
    did = daemon.did()
    assert did.index("release_all") < next(i for i, line in enumerate(did) if line.startswith("Hotkey"))


def test_usr1_pauses_and_resumes(start: Callable[..., Daemon]) -> None:
    daemon = start()
    daemon.wait_until(lambda did: HOLD in did)
    daemon.process.send_signal(signal.SIGUSR1)
    daemon.wait_until(lambda did: did[-1:] == ["release_all"])
    before = daemon.did().count(HOLD)
    daemon.process.send_signal(signal.SIGUSR1)
    daemon.wait_until(lambda did: did.count(HOLD) > before)
    daemon.process.terminate()
    code, errors = daemon.end()
    assert code == 0
    assert errors.index("state: paused") < errors.rindex("state: running")


@pytest.mark.parametrize(
    ("how", "says"),
    [("crash-engine", "the estimator broke"), ("crash-actuator", "the backend ended itself")],
)
def test_a_crash_of_a_thread_lets_go_says_so_and_fails(start: Callable[..., Daemon], how: str, says: str) -> None:
    daemon = start(how)
    code, errors = daemon.end()
    assert code == 1
    assert says in errors
    assert daemon.did()[0] == HOLD
    assert daemon.did()[-2:] == ["release_all", "close"]


def test_usr2_shows_what_the_threads_do_and_it_goes_on(start: Callable[..., Daemon]) -> None:
    daemon = start()
    daemon.wait_until(lambda did: HOLD in did)
    daemon.process.send_signal(signal.SIGUSR2)
    daemon.process.terminate()
    code, errors = daemon.end()
    assert code == 0
    assert "most recent call first" in errors
