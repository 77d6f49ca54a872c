"""Programs that we start for ourselves and that must not outlive us (X server, window manager, browser)."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from gesturectl.errors import DesktopError

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOG_TAIL_LINES = 8
# Loaded before any fork: between fork and exec nothing may be imported.
_LIBC = ctypes.CDLL(ctypes.util.find_library("c") or "libc.so.6") if sys.platform == "linux" else None


def _die_with_parent() -> None:
    assert _LIBC is not None
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


DIE_WITH_PARENT = _die_with_parent if _LIBC else None
"""For `preexec_fn`: the child is ended with the thread that started it, where the system can do that."""


def find_program(names: Sequence[str], package: str) -> str:
    """Return the path of the first of `names` that is installed; `package` is what apt calls it.

    Raises DesktopError naming the package when there is none.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    raise DesktopError(
        f"the virtual desktop needs {' or '.join(names)}, which is not installed",
        remedy=f"install it, for example with: apt install {package}",
    )


class Children:
    """Starts programs in groups of their own and ends every one of them.

    Should we be killed ourselves, the kernel sends each child SIGTERM (PR_SET_PDEATHSIG).
    The signal is tied to the thread that started the child, so start children from the main thread.
    """

    def __init__(self, log_dir: Path) -> None:
        self._log_dir = log_dir
        self._started: list[subprocess.Popen[bytes]] = []

    def start(
        self, argv: Sequence[str], env: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a program; what it prints goes to its log, so that it never holds our own pipes open."""
        with self._log_of(argv[0]).open("ab") as log:
            child = subprocess.Popen(
                list(argv),
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=tuple(pass_fds),
                start_new_session=True,
                preexec_fn=DIE_WITH_PARENT,
            )
        self._started.append(child)
        return child

    def log_tail(self, program: str) -> str:
        """Return the last lines that `program` printed."""
        log = self._log_of(program)
        text = log.read_text(errors="replace") if log.exists() else ""
        return "\n".join(text.splitlines()[-_LOG_TAIL_LINES:])

    def end(self, patience_s: float = 3.0) -> None:
        """End all, the last started first: politely, then by force, with what they left in their groups."""
        while self._started:
            child = self._started.pop()
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(patience_s)
            if sys.platform == "win32":  # it knows no groups of this kind
                child.kill()
            else:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    def _log_of(self, program: str) -> Path:
        return self._log_dir / f"{Path(program).name}.log"
