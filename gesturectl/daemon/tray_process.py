"""Keeps the tray icon's process beside the daemon."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gesturectl.config.paths import RUNTIME_VARIABLE
from gesturectl.daemon.children import DIE_WITH_PARENT
from gesturectl.daemon.command import gesturectl_command
from gesturectl.desktop.probe import Session, find_session

log = logging.getLogger(__name__)

END_S = 2.0
_LEVELS = ("INFO", "WARNING", "ERROR")


@contextmanager
def tray_shown(folder: Path) -> Iterator[None]:
    """Show the tray icon while inside, in a process of its own; `folder` is the control socket's.

    Without a desktop there is none. What the process says goes into our log; should it end, we go on without it.
    """
    if find_session() is Session.NONE:
        log.debug("no desktop: no tray icon")
        yield
        return
    child = subprocess.Popen(
        [*gesturectl_command(), "tray"],
        env={**os.environ, RUNTIME_VARIABLE: str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C is for us; we end it
        preexec_fn=DIE_WITH_PARENT,
    )
    assert child.stderr is not None
    over = threading.Event()
    threading.Thread(target=_look_after, args=(child, child.stderr, over), name="tray", daemon=True).start()
    try:
        yield
    finally:
        over.set()
        _end(child)


def _look_after(child: subprocess.Popen[str], said: IO[str], over: threading.Event) -> None:
    """Pass on what it says, until it ends; say so where it was not us who ended it."""
    _pass_on(said)
    code = child.wait()
    if code < 0 and not over.is_set():
        log.warning("the tray icon is gone (signal %d); `gesturectl tray` shows it again", -code)


def _pass_on(said: IO[str]) -> None:
    """Put the process's own words into our log; what its toolkit prints only into the debug log."""
    with said, contextlib.suppress(OSError, ValueError):
        for line in said:
            level, _, text = line.strip().partition(" ")
            if level in _LEVELS:
                log.log(logging.getLevelNamesMapping()[level], "%s", text)
            elif line.strip():
                log.debug("tray: %s", line.strip())


def _end(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.wait(END_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
