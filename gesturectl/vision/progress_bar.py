"""How far a download is: a bar on a terminal, one log line a file elsewhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gesturectl.vision.download import Progress

log = logging.getLogger(__name__)


@contextmanager
def terminal_progress() -> Iterator[Progress]:
    """Give a bar when standard error is a terminal, otherwise log lines; the bar goes at the end of the block."""
    if not sys.stderr.isatty():
        yield ProgressLog()
        return
    bar = ProgressBar()
    try:
        yield bar
    finally:
        bar.end()


class ProgressLog:
    """One INFO line when something begins to be fetched."""

    def __init__(self) -> None:
        self._label = ""

    def __call__(self, label: str, done_bytes: int, total_bytes: int) -> None:
        """Take in how far `label` is."""
        if label != self._label and done_bytes < max(total_bytes, 1):
            self._label = label
            size = f" ({total_bytes / 1e6:.1f} MB)" if total_bytes else ""
            log.info("models: %s%s", label, size)


class ProgressBar:
    """A bar with size, speed and time left, gone from the screen when the file is whole."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._label = ""

    def __call__(self, label: str, done_bytes: int, total_bytes: int) -> None:
        """Draw how far `label` is."""
        if label != self._label:
            self._begin(label, total_bytes)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done_bytes, total=total_bytes or None)
            if total_bytes and done_bytes >= total_bytes:
                self.end()

    def _begin(self, label: str, total_bytes: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

        self.end()
        self._label = label
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        # no refreshing thread: the bar is drawn when bytes come in
        self._bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        self._bar.start()
        self._bar.add_task(label, total=total_bytes or None)
        self._bar.refresh()

    def end(self) -> None:
        """Take the bar off the screen, if there is one."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
