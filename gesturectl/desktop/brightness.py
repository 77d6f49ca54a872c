"""The brightness of the screen's own backlight, by whatever may set it here; an error says so where nothing may.

Laptops have a backlight that the kernel lists under /sys/class/backlight. logind sets it for whoever sits at the
machine; brightnessctl and xbacklight do where they are installed; writing the file itself needs its rights.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gesturectl.domain.action import MediaKey
from gesturectl.errors import DesktopError

STEP_PERCENT = 5
_LEAST_PERCENT = 1
"""A screen that is dark altogether cannot be found again."""
_TIMEOUT_S = 2.0
BRIGHTNESS_KEYS = {MediaKey.BRIGHTNESS_UP: 1, MediaKey.BRIGHTNESS_DOWN: -1}
_BACKLIGHTS = Path("/sys/class/backlight")


@dataclass(frozen=True, slots=True)
class Backlight:
    """One backlight: its folder, and how bright it is of how much."""

    folder: Path
    now: int
    most: int

    @property
    def name(self) -> str:
        """The kernel's name, such as "intel_backlight"."""
        return self.folder.name

    def stepped(self, steps: int) -> int:
        """Return the brightness that many steps further."""
        percent = round(self.now / self.most * 100) + steps * STEP_PERCENT
        return max(1, round(self.most * min(max(percent, _LEAST_PERCENT), 100) / 100))


class Brightness:
    """Steps the brightness. Looked at anew every time: a lid opens, a tool is installed."""

    def __init__(self, folder: Path = _BACKLIGHTS, ways: tuple[Callable[[Backlight, int], bool], ...] = ()) -> None:
        """`ways` to set a backlight, tried in order; what this system has if none are given."""
        self._folder = folder
        self._ways = ways or (_by_logind, _by_brightnessctl, _by_file)

    def press(self, key: MediaKey) -> None:
        """Do what a brightness key means. Raises DesktopError when nothing here can."""
        steps = BRIGHTNESS_KEYS[key]
        light = _backlight(self._folder)
        if light is None:
            if not _by_xbacklight(steps):
                raise DesktopError(
                    f"the brightness cannot be set: {self._folder} lists no backlight, and xbacklight knows of none",
                    remedy="monitors on a cable have their own buttons; a laptop's backlight needs its kernel driver",
                )
            return
        value = light.stepped(steps)
        if not any(way(light, value) for way in self._ways) and not _by_xbacklight(steps):
            raise DesktopError(
                f"the brightness of {light.name} cannot be set: logind, brightnessctl and xbacklight are not there or"
                f" refused, and {light.folder / 'brightness'} may not be written",
                remedy="apt install brightnessctl, or log in at the machine itself: logind then allows it",
            )


def _backlight(folder: Path) -> Backlight | None:
    """Return the backlight to use: the firmware's own before the graphics card's raw one."""
    found: list[Backlight] = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            now, most = (int((each / name).read_text()) for name in ("brightness", "max_brightness"))
        except (OSError, ValueError):
            continue
        if most > 0:
            found.append(Backlight(each, now, most))
    return min(found, key=_rank, default=None)


def _rank(light: Backlight) -> int:
    """Return in which order the kernel's documentation would have them used."""
    kinds = ("firmware", "platform", "raw")
    file = light.folder / "type"
    kind = file.read_text().strip() if file.exists() else ""
    return kinds.index(kind) if kind in kinds else len(kinds)


def _by_logind(light: Backlight, value: int) -> bool:
    try:
        from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # type: ignore[import-untyped]
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]
    except ImportError:
        return False
    name, path = "org.freedesktop.login1", "/org/freedesktop/login1/session/auto"
    session = DBusAddress(path, bus_name=name, interface=f"{name}.Session")
    message = new_method_call(session, "SetBrightness", "ssu", ("backlight", light.name, value))
    try:
        with open_dbus_connection(bus="SYSTEM") as connection:
            unwrap_msg(connection.send_and_get_reply(message, timeout=_TIMEOUT_S))
    except (OSError, KeyError, ValueError, TimeoutError, DBusErrorResponse):  # no bus, no logind, no session of ours
        return False
    return True


def _by_brightnessctl(light: Backlight, value: int) -> bool:
    return _run("brightnessctl", "--class=backlight", f"--device={light.name}", "set", str(value))


def _by_file(light: Backlight, value: int) -> bool:
    try:
        (light.folder / "brightness").write_text(str(value))
    except OSError:
        return False
    return True


def _by_xbacklight(steps: int) -> bool:
    return _run("xbacklight", "-inc" if steps > 0 else "-dec", str(abs(steps) * STEP_PERCENT))


def _run(*argv: str) -> bool:
    """Say whether a tool is there and did it."""
    if shutil.which(argv[0]) is None:
        return False
    try:
        subprocess.run(argv, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=_TIMEOUT_S)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
