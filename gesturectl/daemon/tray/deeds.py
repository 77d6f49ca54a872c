"""What a line of the menu does."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gesturectl.config.paths import RUNTIME_VARIABLE, ConfigOrigin, choose_config, shipped, user_gestures
from gesturectl.daemon.command import gesturectl_command
from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.tray.menu import Ask, Own
from gesturectl.desktop.autostart import LoginEntry
from gesturectl.desktop.launcher import Launcher
from gesturectl.desktop.notifications import Notifications
from gesturectl.desktop.text_file import open_text_file
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

WHY_S = 30.0
"""How long the answer to why may take, Python's start included."""


class Deeds:
    """Carries lines of the menu out; what goes wrong is told in a notification, and stops nothing."""

    def __init__(self, folder: Path, choices: Callable[[], Any]) -> None:
        """`folder` is the control socket's; `choices` gives what the daemon last said can be chosen."""
        self._folder = folder
        self._choices = choices
        self._notifications = Notifications()
        self.login = LoginEntry()

    def do(self, wanted: Ask | Own) -> None:
        """Do it."""
        try:
            if isinstance(wanted, Ask):
                with ControlClient(self._folder) as client:
                    client.ask(wanted.verb, **dict(wanted.fields))
            else:
                _OWN[wanted](self)
        except (GesturectlError, OSError, subprocess.TimeoutExpired) as error:
            remedy = getattr(error, "remedy", "")
            log.warning("%s: %s %s", wanted, error, remedy)
            self._notifications.show(str(error), remedy)

    def _edit(self) -> None:
        open_text_file(own_gestures(self._choices().get("config", "")))

    def _open_log(self) -> None:
        open_text_file(Path(self._choices()["log"]))

    def _why(self) -> None:
        command = [*gesturectl_command(), "why"]
        env = {**os.environ, RUNTIME_VARIABLE: str(self._folder)}
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=WHY_S, check=False)
        page = self._folder / "why.txt"
        page.write_text(done.stdout + done.stderr, encoding="utf-8")
        open_text_file(page)

    def _calibrate(self) -> None:
        Launcher().run([*gesturectl_command(), "calibrate"])

    def _login(self) -> None:
        if self.login.there:
            self.login.remove()
        else:
            self.login.write(gesturectl_command())


def own_gestures(in_force: str) -> Path:
    """Return the file to edit: the one in force, or the user's own, made as a copy of the shipped one."""
    if in_force and Path(in_force).resolve() != shipped("gestures.yaml").resolve():
        return Path(in_force)
    if in_force == "" and (choice := choose_config(None)).origin is not ConfigOrigin.SHIPPED:
        return choice.path
    own = user_gestures()
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(shipped("gestures.yaml").read_bytes())
        log.info("copied the shipped gestures.yaml to %s", own)
    return own


_OWN: dict[Own, Callable[[Deeds], None]] = {
    Own.EDIT: Deeds._edit,
    Own.LOG: Deeds._open_log,
    Own.WHY: Deeds._why,
    Own.CALIBRATE: Deeds._calibrate,
    Own.LOGIN: Deeds._login,
}
