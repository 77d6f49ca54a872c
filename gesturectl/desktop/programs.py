"""Which program a process runs."""

from __future__ import annotations

import psutil


def executable(pid: int) -> str:
    """Return the path of a process's program, "" if that cannot be had; 0 is no process."""
    try:
        return psutil.Process(pid).exe() if pid else ""
    except (psutil.Error, OSError, ValueError):
        return ""
