"""A virtual desktop with a tray and a scripted daemon on it, looked at and clicked as a user does. Not a test."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from live_daemon import LiveDaemon
from PIL import Image

from gesturectl.daemon.control import controlled
from gesturectl.daemon.feedback import told_to_user
from gesturectl.daemon.tray.system_gi import provide_gi
from gesturectl.daemon.tray_process import tray_shown
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.x11 import gone_errors, open_display
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.status import State

DEADLINE_S = 40.0
MENU_S = 0.6
"""A click on a menu within half a second of its opening is the end of the click that opened it (GTK's
MENU_SHELL_TIMEOUT)."""
X_IS_VIEWABLE = 2  # X.h IsViewable
HOSTS = {
    "trayer": ["trayer", "--edge", "top", "--align", "right", "--widthtype", "request", "--height", "32"],
    "xfce4-panel": ["xfce4-panel", "--disable-wm-check"],
}
XFCONFD = "/usr/lib/*/xfce4/xfconf/xfconfd"
PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
    </property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
"""
ROWS = (0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1)
"""The menu of the scripted daemon under its headline: 1 a line of text, 0 a line between groups."""
LINE_PX = 3


@dataclass(frozen=True)
class Place:
    """A window on the screen."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


def need(*programs: str) -> None:
    """Skip where something is missing, but not in continuous integration: the set-up installs it there."""
    missing = [name for name in programs if shutil.which(name) is None]
    if not provide_gi():
        missing.append("python3-gi")
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


class Stage:
    """The desktop and the daemon on it."""

    def __init__(self, desktop: VirtualDesktop, folder: Path) -> None:
        self.desktop = desktop
        self.daemon = LiveDaemon(folder)
        self.daemon.feed.period_s = 0.02  # the panel needs the processor too

    def start_host(self, host: str) -> None:
        """Start what shows tray icons and wait until it does."""
        if host == "xfce4-panel":
            config = Path(os.environ["XDG_CONFIG_HOME"], "xfce4", "xfconf", "xfce-perchannel-xml")
            config.mkdir(parents=True)
            (config / "xfce4-panel.xml").write_text(PANEL)
            self.desktop.start([str(next(Path("/").glob(XFCONFD.lstrip("/"))))])
            until(lambda: owns_name("org.xfce.Xfconf"))
        self.desktop.start(HOSTS[host])
        shown = (lambda: owns_name("org.kde.StatusNotifierWatcher")) if host == "xfce4-panel" else embeds
        until(shown)

    def play(self, script: Callable[[Stage], None], *, tray: bool = True) -> None:
        """Run the daemon, its feedback and its tray icon here, and `script` in another thread, to its end."""
        daemon, failed = self.daemon, []
        rules = daemon.app.parts.rules
        assert rules is not None

        def act() -> None:
            try:
                script(self)
                until(lambda: daemon.app.status().state is State.STOPPED)
            except BaseException as error:  # noqa: BLE001 - raised again below
                failed.append(error)
                self.desktop.screenshot().save(daemon.folder / "failure.png")
                daemon.app.mailbox.put(ControlVerb.STOP)

        client = threading.Thread(target=act)
        with (
            told_to_user(daemon.app, daemon.folder, lambda: rules.config) as feedback,
            controlled(daemon.app, daemon.folder, notify=feedback.note),
            with_tray(daemon.folder, tray),
        ):
            client.start()
            daemon.app.run()
        client.join(DEADLINE_S)
        if failed:
            raise failed[0]

    def shot(self, name: str, place: Place | None = None) -> Image.Image:
        """Take a picture of the screen, or of a place on it; kept where $GESTURECTL_SCREENSHOTS says."""
        picture = self.desktop.screenshot()
        if folder := os.environ.get("GESTURECTL_SCREENSHOTS"):
            picture.save(Path(folder, f"{name}.png"))
        if place is None:
            return picture
        return picture.crop((place.x, place.y, place.x + place.width, place.y + place.height))

    def said(self, program: str) -> str:
        """Return what a program of the desktop has printed."""
        return (self.desktop._home / "logs" / f"{program}.log").read_text(errors="replace")

    def windows(self, wanted: str) -> list[Place]:
        """Return the visible windows whose name or class is `wanted`."""
        display = open_display()
        try:
            return list(_visible(display.screen().root, wanted))
        finally:
            display.close()

    def click(self, at: tuple[int, int], button: int = 1) -> None:
        """Move the pointer there and press."""
        subprocess.run(["xdotool", "mousemove", *map(str, at)], check=True)
        time.sleep(0.2)  # a menu takes notice of the pointer before the button
        subprocess.run(["xdotool", "click", str(button)], check=True)

    def open_menu(self, icon: Place, window: str, button: int) -> Place:
        """Click on the icon and return its menu; click again where the panel did not know the menu yet."""

        def opened() -> list[Place]:
            return [place for place in self.windows(window) if place.height > 150]

        for _ in range(4):
            self.click(icon.middle, button)
            if soon(opened, DEADLINE_S / 4):
                time.sleep(MENU_S)
                return settled(opened)
        return pytest.fail("no menu")

    def choose(self, icon: Place, window: str, button: int, row: int) -> None:
        """Open the menu and click on a row of it, counted from 1 under the headline, lines not counted."""
        self.click(row_of(self.open_menu(icon, window, button), row))


def _visible(window: Any, wanted: str, depth: int = 4) -> Iterator[Place]:
    with contextlib.suppress(*gone_errors()):
        for child in window.query_tree().children:
            with contextlib.suppress(*gone_errors()):
                if child.get_attributes().map_state != X_IS_VIEWABLE:
                    continue
                if wanted in (child.get_wm_name(), *(child.get_wm_class() or ())):
                    size, corner = child.get_geometry(), child.translate_coords(size_root(child), 0, 0)
                    yield Place(-corner.x, -corner.y, size.width, size.height)
                if depth:
                    yield from _visible(child, wanted, depth - 1)


def size_root(window: Any) -> Any:
    """Return the root window above a window."""
    return window.query_tree().root


def row_of(menu: Place, row: int) -> tuple[int, int]:
    """Return the middle of a row of text."""
    height = (menu.height - LINE_PX * ROWS.count(0)) / (sum(ROWS) + 1)
    y, seen = height, 0
    for text in ROWS:
        seen += text
        if text and seen == row:
            break
        y += height if text else LINE_PX
    return menu.middle[0], round(menu.y + y + height / 2)


@contextmanager
def with_tray(folder: Path, wanted: bool) -> Iterator[None]:
    """Show the tray icon inside if wanted."""
    if not wanted:
        yield
        return
    with tray_shown(folder):
        yield


@contextmanager
def stage(folder: Path, programs: Sequence[str] = ()) -> Iterator[Stage]:
    """Give a desktop that is our process's own inside."""
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", *programs)
    logging.getLogger("gesturectl").setLevel(logging.INFO)
    with VirtualDesktop(page=None) as desktop, desktop.entered():
        yield Stage(desktop, folder)


def owns_name(name: str) -> bool:
    """Tell whether somebody on the session bus has this name."""
    from gesturectl.desktop.session_bus import ask_bus

    bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    return bool(ask_bus(*bus, "NameHasOwner", "s", (name,)))


def times_laid_out() -> int:
    """Return how often the menu that indicators show was laid out anew, by what the tray itself says on the bus."""
    from gesturectl.desktop.session_bus import ask_bus

    watcher = ("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties")
    asked = ("org.kde.StatusNotifierWatcher", "RegisteredStatusNotifierItems")
    _, items = ask_bus(*watcher, "Get", "ss", asked)
    name, _, path = items[0].partition("/")
    item = (name, f"/{path}/Menu", "com.canonical.dbusmenu")
    return int(ask_bus(*item, "GetLayout", "iias", (0, -1, [])))


def embeds() -> bool:
    """Tell whether there is a tray of the older kind."""
    from gesturectl.desktop.tray_host import TrayHost, find_tray_host

    return find_tray_host() is TrayHost.XEMBED


def until(happened: Callable[[], object], patience_s: float = DEADLINE_S) -> None:
    """Wait for it."""
    assert soon(happened, patience_s), "it did not happen"


def settled(seen: Callable[[], list[Place]]) -> Place:
    """Return the one place that is seen, once it stays: a window comes, moves and grows before it is used."""
    looks: list[list[Place]] = []

    def stays() -> bool:
        looks.append(seen())
        return len(looks[-1]) == 1 and looks[-1:] * 4 == looks[-4:]

    until(stays)
    return looks[-1][0]


def soon(happened: Callable[[], object], patience_s: float = 4.0) -> bool:
    """Tell whether it happens in time."""
    deadline = time.monotonic() + patience_s
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def count(picture: Image.Image, colour: Sequence[int], far: int = 40) -> int:
    """Count the pixels that are like a colour."""
    pixels = picture.convert("RGB").get_flattened_data() if hasattr(picture, "get_flattened_data") else ()
    pixels = pixels or picture.convert("RGB").getdata()
    return sum(max(abs(a - b) for a, b in zip(pixel, colour[:3], strict=True)) < far for pixel in pixels)
