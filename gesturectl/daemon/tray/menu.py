"""The tray's menu as data: what it says, and what each line does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gesturectl.daemon.tray.snapshot import Snapshot

PAUSE_MIN = 15
LATEST = 6
"""Gestures and actions listed, the newest first."""
MAX_CHARACTERS = 70


class Own(StrEnum):
    """What the tray does by itself, without the daemon."""

    EDIT = "edit bindings"
    LOG = "open log"
    WHY = "why"
    CALIBRATE = "calibrate"
    LOGIN = "start at login"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to the daemon: the same that the shell's commands make."""

    verb: str
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu.

    does     nothing for a title or a submenu
    checked  None for a line without a mark;  radio  one of several
    usual    what a click on the icon itself does, where the desktop tells such clicks apart
    """

    text: str
    does: Ask | Own | None = None
    checked: bool | None = None
    radio: bool = False
    inside: tuple[Entry, ...] = field(default=())
    enabled: bool = True
    usual: bool = False


LINE = Entry("-")
"""A line between groups."""


def menu_of(seen: Snapshot) -> tuple[Entry, ...]:
    """Return the menu for what was seen of the daemon."""
    groups = (_running(seen), _choosing(seen), _knowing(seen), _leaving(seen))
    entries: list[Entry] = [Entry(_short(seen.headline), enabled=False)]
    for group in groups:
        entries += [LINE, *group]
    return tuple(entries)


def _running(seen: Snapshot) -> Iterator[Entry]:
    yield Entry("Watch for gestures", Ask("toggle"), checked=not seen.paused, usual=True)
    yield Entry(f"Pause for {PAUSE_MIN} minutes", Ask("pause", (("minutes", PAUSE_MIN),)))


def _choosing(seen: Snapshot) -> Iterator[Entry]:
    if profiles := tuple(_profiles(seen)):
        yield Entry("Profile", inside=profiles)
    yield Entry("Camera", inside=tuple(_cameras(seen)) or (Entry("No camera is connected", enabled=False),))
    showing = bool(seen.choices.get("preview"))
    yield Entry("Preview", Ask("preview", (("on", not showing),)), checked=showing)
    if gestures := tuple(_gestures(seen)):
        yield Entry("Gestures", inside=gestures)
    yield Entry("Edit bindings…", Own.EDIT)
    yield Entry("Calibrate…", Own.CALIBRATE)


def _knowing(seen: Snapshot) -> Iterator[Entry]:
    latest = [_short(" ".join(str(line).split())) for line in seen.status.get("last_events", ())][-LATEST:]
    lines = tuple(Entry(line, enabled=False) for line in reversed(latest))
    yield Entry("Last gestures", inside=lines or (Entry("None yet", enabled=False),))
    yield Entry("Why?", Own.WHY)
    yield Entry("Open log", Own.LOG, enabled=bool(seen.choices.get("log")))


def _leaving(seen: Snapshot) -> Iterator[Entry]:
    yield Entry("Start at login", Own.LOGIN, checked=seen.login)
    yield Entry("Quit", Ask("stop"))


def _profiles(seen: Snapshot) -> Iterator[Entry]:
    now, all_profiles = seen.status.get("profile"), seen.status.get("profiles", ())
    for name in all_profiles if len(all_profiles) > 1 else ():
        yield Entry(str(name), Ask("profile", (("profile", name),)), checked=name == now, radio=True)


def _cameras(seen: Snapshot) -> Iterator[Entry]:
    now = seen.choices.get("camera")
    for camera in seen.chosen("cameras"):
        spec, name = camera["spec"], camera["name"]
        yield Entry(str(name), Ask("camera", (("camera", spec),)), checked=spec == now, radio=True)


def _gestures(seen: Snapshot) -> Iterator[Entry]:
    off = seen.status.get("off", ())
    for name in seen.chosen("gestures"):
        verb = "enable" if name in off else "disable"
        yield Entry(str(name), Ask(verb, (("gesture", name),)), checked=name not in off)


def _short(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"
