"""What each make target needs of the system, how to see whether it is there, and Debian's package of it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Machine:
    """What this machine has; tests put another in its place."""

    def command(self, *names: str) -> bool:
        """Whether one of these programs is on the PATH."""
        return any(shutil.which(name) for name in names)

    def library(self, name: str) -> bool:
        """Whether the loader finds this shared library."""
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    def module(self, name: str) -> bool:
        """Whether this Python has a module."""
        return importlib.util.find_spec(name) is not None

    def file(self, pattern: str) -> bool:
        """Whether a file of this pattern is there."""
        return any(Path("/").glob(pattern.lstrip("/")))

    def typelib(self, name: str) -> bool:
        """Whether GObject Introspection knows this library."""
        return any(self.file(f"/usr/{lib}/girepository-1.0/{name}.typelib") for lib in ("lib", "lib64", "lib/*"))

    @property
    def gi(self) -> bool:
        """Whether this Python, or the system's of the same version, has PyGObject."""
        compiled = f"_gi{sysconfig.get_config_var('EXT_SUFFIX')}"
        return self.module("gi") or (Path("/usr/lib/python3/dist-packages/gi") / compiled).exists()

    def header(self, *names: str) -> bool:
        """Whether these C headers are there, in the system's folder or in this Python's."""
        folders = (Path("/usr/include"), Path(sysconfig.get_paths()["include"]))
        return all(any((folder / name).exists() for folder in folders) for name in names)

    @property
    def linux(self) -> bool:
        """Whether this is Linux."""
        return sys.platform == "linux"

    @property
    def root(self) -> bool:
        """Whether we may install system packages."""
        return hasattr(os, "geteuid") and os.geteuid() == 0

    @property
    def screen(self) -> bool:
        """Whether there is a desktop to act on."""
        return not self.linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@dataclass(frozen=True)
class Need:
    """Something that the system must have, or should: without what is `wanted` only, gesturectl does less."""

    name: str
    package: str
    met: Callable[[Machine], bool] = field(repr=False)
    wanted: bool = False


def _library(name: str, package: str) -> Need:
    return Need(name, package, lambda machine: machine.library(name))


def _command(name: str, package: str, *others: str) -> Need:
    return Need(name, package, lambda machine: machine.command(name, *others))


def _header(name: str, package: str, *files: str) -> Need:
    return Need(name, package, lambda machine: machine.header(*files))


def _python_package(suffix: str) -> str:
    """Return Debian's package for this Python: python3.11-venv for /usr/bin/python3.11, else python3-venv."""
    versioned = f"python3.{sys.version_info.minor}"
    return f"{versioned if Path('/usr/bin', versioned).exists() else 'python3'}-{suffix}"


def _chromium_package() -> str:
    release = Path("/etc/os-release")
    ubuntu = release.exists() and "ID=ubuntu" in release.read_text(encoding="utf-8").splitlines()
    return "chromium-browser" if ubuntu else "chromium"


VENV = (
    Need("Python's ensurepip", _python_package("venv"), lambda machine: machine.module("ensurepip")),
    Need("Python's venv", _python_package("venv"), lambda machine: machine.module("venv")),
)
# pynput needs evdev, which the package index has as source only.
COMPILER = (
    _command("gcc", "gcc", "cc"),
    _header("the C library's headers", "libc6-dev", "stdio.h"),
    _header("the kernel's headers", "linux-libc-dev", "linux/input.h"),
    _header("Python's headers", _python_package("dev"), "Python.h"),
)
# What mediapipe and OpenCV link against.
RUN = (
    _library("libGL.so.1", "libgl1"),
    _library("libEGL.so.1", "libegl1"),
    _library("libGLESv2.so.2", "libgles2"),
    _library("libxcb.so.1", "libxcb1"),
    _library("libgthread-2.0.so.0", "libglib2.0-0"),
)
# The tray icon.
TRAY = (
    Need("Python's gi", "python3-gi", lambda machine: machine.gi, wanted=True),
    Need("GTK 3", "gir1.2-gtk-3.0", lambda machine: machine.typelib("Gtk-3.0"), wanted=True),
    Need(
        "AyatanaAppIndicator3",
        "gir1.2-ayatanaappindicator3-0.1",
        lambda machine: machine.typelib("AyatanaAppIndicator3-0.1"),
        wanted=True,
    ),
)
# The virtual desktop of the demonstration.
DEMO = (
    _command("Xvfb", "xvfb"),
    _command("openbox", "openbox"),
    _command("chromium", _chromium_package(), *CHROMIUM_NAMES),
    _command("xterm", "xterm"),
    _command("dbus-daemon", "dbus"),
    _command("xsetroot", "x11-xserver-utils"),
)
# What the tests drive or look through beside it.
TEST = (
    _command("xdotool", "xdotool"),
    _command("i3lock", "i3lock"),
    _command("setxkbmap", "x11-xkb-utils"),
    _command("mousepad", "mousepad"),
    _command("desktop-file-validate", "desktop-file-utils"),
    _command("trayer", "trayer"),
    _command("xfce4-panel", "xfce4-panel"),
    Need("xfconfd", "xfconf", lambda machine: machine.file("/usr/lib/*/xfce4/xfconf/xfconfd")),
    _command("dunst", "dunst"),
    _command("sway", "sway"),
    _command("foot", "foot"),
)


def needs_of(target: str, machine: Machine, *, environment_ready: bool) -> tuple[Need, ...]:
    """Return what a make target (run, demo, lint, test) needs of the system."""
    needs = () if environment_ready else VENV
    if not machine.linux:
        return needs
    if not environment_ready:
        needs += COMPILER
    if target == "lint":
        return needs
    needs += RUN
    if target != "run" or not machine.screen:
        needs += DEMO
    if target == "test" or (target == "run" and machine.screen):
        needs += TRAY
    return needs + TEST if target == "test" else needs
