"""What `gesturectl doctor` tells about the desktop: facts, and for each missing part the command that mends it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from gesturectl.desktop.global_hotkeys import hotkeys_problem
from gesturectl.desktop.mpris import MprisPlayers
from gesturectl.desktop.probe import BackendChoice, Session, choose_backend, find_session
from gesturectl.desktop.watch import open_watch
from gesturectl.errors import DesktopError


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the report.

    topic   what it is about: "session", "input backend", ...
    text    what was found
    ok      False when something does not work because of it
    remedy  how to mend it; "" when there is nothing to mend
    """

    topic: str
    text: str
    ok: bool = True
    remedy: str = ""


def examine(wanted: str = "auto") -> tuple[Fact, ...]:
    """Return the facts of the present desktop; `wanted` is the backend that was asked for. Never raises."""
    session = find_session()
    facts = [_session(session), _asked("input backend", lambda: _backend(choose_backend(wanted)))]
    facts += [_asked("active window", _active_window), _hotkeys()]
    if session in (Session.X11, Session.WAYLAND):
        facts += [*_x11(session), _volume(), _media_players()]
    return (*facts, *_clashes())


def _session(session: Session) -> Fact:
    variables = ("WAYLAND_DISPLAY", "DISPLAY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP")
    said = ", ".join(f"{name}={os.environ[name]}" for name in variables if os.environ.get(name))
    return Fact("session", f"{session.value} ({said or 'no variable of a graphical session is set'})")


def _backend(choice: BackendChoice) -> Fact:
    return Fact("input backend", f"{choice.name}: {choice.reason}", ok=choice.works, remedy=choice.remedy)


def _asked(topic: str, examine_it: Callable[[], Fact]) -> Fact:
    try:
        return examine_it()
    except DesktopError as error:
        return Fact(topic, str(error), ok=False, remedy=error.remedy)


def _x11(session: Session) -> Iterator[Fact]:
    if not os.environ.get("DISPLAY") or session is Session.WAYLAND:
        return
    yield _asked("window manager", _window_manager)
    yield _asked("screen", _screen)


def _window_manager() -> Fact:
    from gesturectl.desktop.x_windows import XWindows

    windows = XWindows()
    try:
        return Fact("window manager", windows.manager_name())
    finally:
        windows.close()


def _hotkeys() -> Fact:
    problem = hotkeys_problem()
    return Fact("hotkeys", f"cannot be heard: {problem}" if problem else "heard wherever the keyboard is")


def _active_window() -> Fact:
    watch = open_watch()
    try:
        if watch.cannot:
            text = f"cannot be told, rules with `app` are out of force: {watch.cannot}"
            return Fact("active window", text, ok=False, remedy="log in to an X11 (Xorg) session")
        window = watch.window()
        idle = "" if watch.idle_s() is None else "; tells when keyboard and mouse are used"
        names = [name for name in (window.app, window.title) if name] if window else ["none is active"]
        return Fact("active window", ": ".join(names) + idle)
    finally:
        watch.close()


def _screen() -> Fact:
    from gesturectl.desktop.xtest import XTestBackend

    backend = XTestBackend()
    try:
        width, height = backend.screen_size()
        return Fact("screen", f"{width} x {height} px")
    finally:
        backend.close()


def _volume() -> Fact:
    tool = next((name for name in ("wpctl", "pactl") if shutil.which(name)), None)
    if tool:
        return Fact("volume", f"set with {tool}")
    return Fact(
        "volume",
        "neither wpctl nor pactl is installed: the volume keys are pressed instead",
        remedy="apt install pulseaudio-utils",
    )


def _media_players() -> Fact:
    names = MprisPlayers().names()
    if names:
        return Fact("media players", ", ".join(names))
    return Fact("media players", "none on the session bus now: the media keys are pressed instead")


def _clashes() -> Iterator[Fact]:
    """Tell of packages that write the same folder; either provider works for us."""
    providers = {"Xlib": ("python-xlib", "python3-xlib"), "cv2": ("opencv-contrib-python", "opencv-python")}
    for folder, packages in providers.items():
        found = [package for package in packages if _is_installed(package)]
        if len(found) < 2:
            continue
        if folder == "Xlib":
            yield Fact("python packages", f"{' and '.join(found)} share the folder Xlib; gesturectl works with either")
        else:
            yield Fact(
                "python packages",
                f"{' and '.join(found)} overwrite each other's folder cv2",
                ok=False,
                remedy="pip uninstall -y opencv-python opencv-contrib-python && pip install opencv-contrib-python",
            )


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True
