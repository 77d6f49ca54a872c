"""The tray icon's process beside the daemon: what it says is logged, and that it is gone."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading

import pytest

from gesturectl.daemon.tray_process import _look_after

SAYS = "import os, sys, signal; print('INFO tray: gtk', file=sys.stderr, flush=True); os.kill(os.getpid(), {})"


@pytest.mark.parametrize(("how", "ours"), [(signal.SIGSEGV, False), (signal.SIGTERM, True), (0, False)])
def test_an_icon_that_crashed_is_told_and_one_that_we_ended_is_not(
    how: int, ours: bool, caplog: pytest.LogCaptureFixture
) -> None:
    over = threading.Event()
    if ours:
        over.set()
    child = subprocess.Popen([sys.executable, "-c", SAYS.format(int(how))], stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    with caplog.at_level(logging.INFO, "gesturectl"):
        _look_after(child, child.stderr, over)
    said = [record.message for record in caplog.records]
    assert said[0] == "tray: gtk"
    assert any("tray icon is gone (signal 11)" in text for text in said) == (how == signal.SIGSEGV)
