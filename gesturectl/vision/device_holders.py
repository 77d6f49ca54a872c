"""Which programs have a device open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class DeviceHolder:
    """A program that has the device open."""

    name: str
    pid: int

    def __str__(self) -> str:
        return f"{self.name} (process {self.pid})"


def device_holders(device: str | Path, proc: Path = PROC) -> tuple[DeviceHolder, ...]:
    """Return the other programs that have the device open, as far as we may look: our own user's, all for root."""
    wanted = os.path.realpath(device)
    found = [
        DeviceHolder(_name(folder), int(folder.name))
        for folder in _processes(proc)
        if int(folder.name) != os.getpid() and _has_open(folder, wanted)
    ]
    return tuple(sorted(found, key=lambda holder: holder.pid))


def _processes(proc: Path) -> Iterator[Path]:
    try:
        yield from (folder for folder in proc.iterdir() if folder.name.isdecimal())
    except OSError:
        return


def _has_open(process: Path, wanted: str) -> bool:
    try:
        return any(os.readlink(link) == wanted for link in _links(process / "fd"))
    except OSError:
        return False


def _links(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        yield from (entry.path for entry in entries)


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"
