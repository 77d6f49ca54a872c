"""Takes away from this process what Windows lacks, loads gesturectl anew, and uses what can be used. Not a test.

Usage: as_windows.py FOLDER. Other packages are loaded before, as they are on this system.
"""

from __future__ import annotations

import fcntl
import importlib
import os
import pkgutil
import signal
import socket
import sys
import types
from pathlib import Path

import pytest

UNIX_ONLY = ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "curses", "readline")
LACKING = {
    "os": "getuid geteuid getgid fork killpg pread setsid getpgid O_CLOEXEC O_NOFOLLOW O_NONBLOCK",
    "signal": "SIGHUP SIGUSR1 SIGUSR2 SIGKILL SIGALRM pthread_sigmask",
    "socket": "AF_UNIX SO_PEERCRED",
    "time": "clock_gettime CLOCK_BOOTTIME",
    "faulthandler": "register",
}
NOT_FOR_RUN = ("training", "synth")
OTHER_SYSTEMS = ("gesturectl.daemon.transport.unix_socket", "gesturectl.daemon.transport.windows_pipe")
LK_NBLCK, LK_LOCK, LK_UNLCK = 2, 1, 0


def modules() -> list[str]:
    """Every module of ours that `gesturectl run` may load."""
    import gesturectl

    found = [each.name for each in pkgutil.walk_packages(gesturectl.__path__, "gesturectl.")]
    wanted = [name for name in found if name.split(".")[1] not in NOT_FOR_RUN and name != "gesturectl.__main__"]
    return [name for name in wanted if name not in OTHER_SYSTEMS]


def become_windows() -> None:
    """Let this process lack what Windows lacks, and have msvcrt."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "gesturectl"]:
        del sys.modules[name]
    for name in UNIX_ONLY:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in LACKING.items():
        for name in names.split():
            vars(importlib.import_module(module)).pop(name, None)
    sys.modules["msvcrt"] = msvcrt = types.ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=LK_NBLCK, LK_LOCK=LK_LOCK, LK_UNLCK=LK_UNLCK, locking=locking)
    sys.platform = "win32"


def locking(descriptor: int, mode: int, count: int) -> None:
    """msvcrt.locking: by file, here; an OSError where it is taken."""
    assert os.lseek(descriptor, 0, os.SEEK_CUR) > 4096, "what is locked cannot be read by others"
    fcntl.flock(descriptor, fcntl.LOCK_UN if mode == LK_UNLCK else fcntl.LOCK_EX | fcntl.LOCK_NB)


def use(folder: Path) -> None:
    """Use what starting needs."""
    from gesturectl.daemon.instance_lock import held_lock, holder
    from gesturectl.daemon.mailbox import Mailbox
    from gesturectl.daemon.runtime_dir import private_dir
    from gesturectl.daemon.signals import caught_signals
    from gesturectl.daemon.tray.backend import choose_tray
    from gesturectl.desktop.autostart import LoginEntry
    from gesturectl.desktop.probe import Session, choose_backend, find_session
    from gesturectl.desktop.watch import open_watch
    from gesturectl.errors import AlreadyRunningError

    place = private_dir(folder / "run")
    with held_lock(place):
        who = holder(place)
        assert who is not None
        assert who.pid == os.getpid()
        with pytest.raises(AlreadyRunningError, match=str(os.getpid())), held_lock(place):
            pass
    assert holder(place) is None
    with caught_signals(Mailbox()):
        assert callable(signal.getsignal(signal.SIGINT))
    assert choose_tray().name == "win32"
    assert find_session() is Session.WINDOWS
    assert choose_backend().name == "pyautogui"
    assert open_watch().window() is None
    entry = LoginEntry(env={"APPDATA": str(folder)})
    entry.write(["gesturectl.exe"])
    assert entry.there
    assert "gesturectl.exe run --wait" in entry.path.read_text()
    assert not hasattr(socket, "AF_UNIX")


def main(folder: str) -> None:
    names = modules()
    for name in names:
        importlib.import_module(name)
    become_windows()
    for name in names:
        importlib.import_module(name)
    use(Path(folder))
    print(f"{len(names)} modules")


if __name__ == "__main__":
    main(sys.argv[1])
