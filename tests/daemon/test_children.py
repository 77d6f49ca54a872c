"""Programs of our own end with us, in every way in which we can end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gesturectl.daemon.children import Children, find_program
from gesturectl.errors import DesktopError

START_AND_WAIT = """
import os, sys, time
from pathlib import Path
from gesturectl.daemon.children import Children
child = Children(Path(sys.argv[1])).start(["sleep", "60"], os.environ)
print(child.pid, flush=True)
time.sleep(60)
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(pid: int, timeout_s: float = 5.0) -> bool:
    deadline = time.monotonic() + timeout_s
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(pid)


def test_end_ends_all_and_is_repeatable(tmp_path: Path) -> None:
    children = Children(tmp_path)
    pids = [children.start(["sleep", "60"], os.environ).pid for _ in range(3)]
    assert all(map(is_running, pids))
    children.end()
    assert not any(map(is_running, pids))
    children.end()


def test_a_child_that_ignores_sigterm_is_ended_by_force(tmp_path: Path) -> None:
    children = Children(tmp_path)
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(60)"
    child = children.start([sys.executable, "-uc", stubborn], os.environ)
    deadline = time.monotonic() + 10
    while "up" not in children.log_tail(sys.executable) and time.monotonic() < deadline:
        time.sleep(0.01)
    children.end(patience_s=0.1)
    assert child.returncode == -signal.SIGKILL


def test_what_a_child_started_goes_with_it(tmp_path: Path) -> None:
    children = Children(tmp_path)
    parent = "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid); time.sleep(60)"
    children.start([sys.executable, "-uc", parent], os.environ)
    deadline = time.monotonic() + 10
    while not children.log_tail(sys.executable) and time.monotonic() < deadline:
        time.sleep(0.01)
    grandchild = int(children.log_tail(sys.executable))
    assert is_running(grandchild)
    children.end()
    assert wait_until_gone(grandchild)


@pytest.mark.parametrize("death", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_a_killed_parent(tmp_path: Path, death: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", START_AND_WAIT, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        child = int(owner.stdout.readline())
        assert is_running(child)
        owner.send_signal(death)
        owner.wait(5)
        assert wait_until_gone(child)


def test_log_tail_is_the_end_of_what_the_child_printed(tmp_path: Path) -> None:
    children = Children(tmp_path)
    children.start([sys.executable, "-c", "for n in range(100): print(n)"], os.environ).wait(10)
    assert children.log_tail(sys.executable).splitlines() == [str(n) for n in range(92, 100)]
    assert children.log_tail("never-started") == ""


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(DesktopError, match="no-such-browser or no-other") as caught:
        find_program(["no-such-browser", "no-other"], "chromium")
    assert "apt install chromium" in caught.value.remedy
