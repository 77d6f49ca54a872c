"""What a line of the menu does."""

from __future__ import annotations

import logging
import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from gesturectl.config.paths import RUNTIME_VARIABLE, ConfigOrigin, choose_config, shipped
from gesturectl.daemon.command import gesturectl_command
from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.tray.menu import Ask, Own
from gesturectl.daemon.tray.snapshot import Snapshot
from gesturectl.desktop.autostart import LoginEntry
from gesturectl.desktop.desktop_entry import terminal_command
from gesturectl.desktop.launcher import Launcher
from gesturectl.desktop.notifications import Notifications
from gesturectl.desktop.text_file import open_text_file
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

WHY_S = 30.0
"""How long the answer to why may take, Python's start included."""


class Deeds:
    """Carries lines of the menu out; what goes wrong is told in a notification, and stops nothing."""

    def __init__(self, folder: Path, seen: Callable[[], Snapshot]) -> None:
        """`folder` is the control socket's; `seen` gives what was last seen of the daemon."""
        self._folder = folder
        self._seen = seen
        self._notifications = Notifications()
        self.login = LoginEntry()

    def do(self, wanted: Ask | Own) -> None:
        """Do it."""
        try:
            if isinstance(wanted, Ask):
                self._ask(wanted)
            else:
                _OWN[wanted](self)
        except (GesturectlError, OSError, subprocess.TimeoutExpired) as error:
            remedy = getattr(error, "remedy", "")
            log.warning("%s: %s %s", wanted, error, remedy)
            self._notifications.show(str(error), remedy)

    def _ask(self, wanted: Ask) -> None:
        with ControlClient(self._folder) as client:
            client.ask(wanted.verb, **dict(wanted.fields))
        if wanted.verb == "camera":  # it was opened: keep it for the next start
            from gesturectl.config.edit import set_setting  # heavy, and seldom needed

            set_setting(self._file(), ("source",), dict(wanted.fields)["camera"])

    def _file(self) -> Path:
        return own_gestures(str(self._seen().choices.get("config", "")))

    def _edit(self) -> None:
        open_text_file(self._file())

    def _open_log(self) -> None:
        open_text_file(Path(str(self._seen().choices["log"])))

    def _why(self) -> None:
        command = [*gesturectl_command(), "why"]
        env = {**os.environ, RUNTIME_VARIABLE: str(self._folder)}
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=WHY_S, check=False)
        page = self._folder / "why.txt"
        page.write_text(done.stdout + done.stderr, encoding="utf-8")
        open_text_file(page)

    def _calibrate(self) -> None:
        script = calibration_script(gesturectl_command(), paused=self._seen().paused)
        env = {**os.environ, RUNTIME_VARIABLE: str(self._folder)}
        Launcher(env).run([*terminal_command("calibrating"), "sh", "-c", script])

    def _login(self) -> None:
        if self.login.there:
            self.login.remove()
        else:
            self.login.write(gesturectl_command())


def calibration_script(command: Sequence[str], *, paused: bool) -> str:
    """Return what is run in the terminal: the camera is the calibration's until that is over."""
    run = shlex.join(command)
    calls = [f"{run} calibrate"] if paused else [f"{run} pause", f"{run} calibrate", f"{run} resume"]
    return "; ".join([*calls, "printf '\\nEnter closes this window. '", "read -r answer"])


def own_gestures(in_force: str) -> Path:
    """Return the file to edit: the one in force, or the user's own, made as a copy of the shipped one."""
    if in_force and Path(in_force).resolve() != shipped("gestures.yaml").resolve():
        return Path(in_force)
    if in_force == "" and (choice := choose_config(None)).origin is not ConfigOrigin.SHIPPED:
        return choice.path
    from gesturectl.config.edit import own_file

    return own_file()


_OWN: dict[Own, Callable[[Deeds], None]] = {
    Own.EDIT: Deeds._edit,
    Own.LOG: Deeds._open_log,
    Own.WHY: Deeds._why,
    Own.CALIBRATE: Deeds._calibrate,
    Own.LOGIN: Deeds._login,
}
