"""Starts programs that live on without us."""

from __future__ import annotations

import difflib
import logging
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from gesturectl.desktop.desktop_entry import DesktopEntry, read_entries
from gesturectl.domain.action import LaunchApp
from gesturectl.errors import DesktopError

_LOG = logging.getLogger(__name__)


class Launcher:
    """Starts applications and commands in sessions of their own, with nothing to read from or print to.

    env  their environment; our own by default
    """

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        self._env = env
        self._started: list[subprocess.Popen[bytes]] = []

    def launch(self, action: LaunchApp) -> None:
        """Start the first that is installed of the desktop entry, its alternatives and the command."""
        names = [name for name in (action.desktop, *action.alternatives) if name]
        entries = read_entries(self._environment()) if names else []
        for name in names:
            if entry := _installed(entries, name):
                self._start(entry.argv(), entry.folder)
                return
        if action.command and (not names or self._which(action.command[0])):
            self.run(action.command)
            return
        raise _not_installed(names, action.command, entries)

    def run(self, argv: Sequence[str]) -> None:
        """Start a program by its argument list. Raises DesktopError when there is no such program."""
        self._start(argv, "")

    def _start(self, argv: Sequence[str], folder: str) -> None:
        self._collect()
        env = self._environment()
        program = self._which(argv[0])
        if program is None:
            raise DesktopError(
                f"there is no program {argv[0]!r} to start", remedy="install it, or write another command"
            )
        nowhere = subprocess.DEVNULL
        place = Path(folder or env.get("HOME", "/")).expanduser()
        try:
            child = subprocess.Popen(
                [program, *argv[1:]],
                env=env,
                cwd=place if place.is_dir() else "/",
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                start_new_session=True,
            )
        except OSError as error:
            raise DesktopError(f"{shlex.join(argv)} could not be started: {error.strerror}") from error
        self._started.append(child)

    def _collect(self) -> None:
        """Take note of what has ended, so that no dead process stays in the table."""
        for child in [each for each in self._started if each.poll() is not None]:
            self._started.remove(child)
            if child.returncode:
                _LOG.warning("a program that was started ended with code %d: %s", child.returncode, child.args)

    def _which(self, program: str) -> str | None:
        return shutil.which(program, path=self._environment().get("PATH"))

    def _environment(self) -> dict[str, str]:
        env = dict(os.environ if self._env is None else self._env)
        # OpenCV points Qt at plugins of its own when it is imported; other Qt applications fail with them.
        return {name: value for name, value in env.items() if not (name.startswith("QT_QPA_") and "cv2" in value)}


def _installed(entries: Sequence[DesktopEntry], name: str) -> DesktopEntry | None:
    return next((entry for entry in entries if entry.is_called(name) and entry.installed), None)


def _not_installed(names: Sequence[str], command: Sequence[str], entries: Sequence[DesktopEntry]) -> DesktopError:
    wanted = [*names, *command[:1]]
    known = {name.casefold(): entry.id for entry in entries for name in (entry.id, *entry.names)}
    near = {known[name] for each in wanted for name in difflib.get_close_matches(each.casefold(), known, 3)}
    remedy = f"perhaps you mean {' or '.join(sorted(near))}" if near else "install it, or name another in gestures.yaml"
    return DesktopError(f"no application is installed that is called {' or '.join(map(repr, wanted))}", remedy=remedy)
