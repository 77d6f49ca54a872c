"""Progress is a bar on a terminal and one line a file elsewhere."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from gesturectl.vision.progress_bar import ProgressBar, ProgressLog, terminal_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_one_line_a_file(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    progress = ProgressLog()
    for done in (0, 1_000_000, 2_000_000):
        progress("hand.task", done, 2_000_000)
    progress("pose.task", 2_000_000, 2_000_000)  # was there already
    assert [record.message for record in caplog.records] == ["models: hand.task (2.0 MB)"]


def test_a_terminal_gets_a_bar_that_ends_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with terminal_progress() as progress:
        assert isinstance(progress, ProgressBar)
        progress("asking", 0, 0)
        progress("hand.task", 500_000, 1_000_000)
        progress("hand.task", 1_000_000, 1_000_000)
    assert "hand.task" in terminal.getvalue()
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h")  # the cursor is back


def test_a_bar_goes_also_when_the_download_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    def fetch_half() -> None:
        with terminal_progress() as progress:
            progress("hand.task", 500_000, 1_000_000)
            raise OSError("lost")

    with pytest.raises(OSError, match="lost"):
        fetch_half()
    assert terminal.getvalue().rfind("\x1b[?25h") > terminal.getvalue().rfind("\x1b[?25l")


def test_without_a_terminal_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with terminal_progress() as progress:
        assert isinstance(progress, ProgressLog)
