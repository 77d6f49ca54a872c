"""Opening a text file in the user's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from gesturectl.desktop.desktop_entry import read_entries, terminal_command
from gesturectl.desktop.launcher import Launcher
from gesturectl.errors import DesktopError

EDITORS = ("gnome-text-editor", "gedit", "kate", "kwrite", "mousepad", "xed", "pluma", "featherpad", "l3afpad")
"""Tried in this order where the desktop names none."""
_ASK_S = 5.0


def open_text_file(path: Path, env: Mapping[str, str] | None = None) -> None:
    """Open it. Raises DesktopError that names the file where nothing here can."""
    if not path.exists():
        raise DesktopError(f"there is no {path}")
    variables = os.environ if env is None else env
    command = next(_commands(path, variables), None)
    if command is None:
        raise DesktopError("no text editor was found", remedy=f"Open it yourself: {path}")
    Launcher(variables).run(command)


def _commands(path: Path, env: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield what would open it, the user's wish first: $VISUAL, the desktop's choice, an editor, $EDITOR."""
    if sys.platform == "darwin":
        yield ["open", "-t", str(path)]
    if sys.platform == "win32":
        yield ["notepad", str(path)]
    if visual := env.get("VISUAL"):
        yield [*shlex.split(visual), str(path)]
    if chosen := _desktops_choice(env):
        yield [*chosen, str(path)]
    for editor in EDITORS:
        if _which(editor, env):
            yield [editor, str(path)]
    if in_terminal := env.get("EDITOR"):
        yield [*terminal_command("editing a file"), *shlex.split(in_terminal), str(path)]


def _desktops_choice(env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command of the application that the desktop opens plain text with; empty if it does not tell."""
    asker = _which("xdg-mime", env)
    if asker is None:
        return ()
    ask = [asker, "query", "default", "text/plain"]
    try:
        done = subprocess.run(ask, capture_output=True, text=True, env=dict(env), timeout=_ASK_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    name = done.stdout.strip().removesuffix(".desktop")
    entry = next((each for each in read_entries(env) if name and each.is_called(name) and each.installed), None)
    try:
        return () if entry is None else entry.argv()
    except DesktopError:
        return ()


def _which(program: str, env: Mapping[str, str]) -> str | None:
    return shutil.which(program, path=env.get("PATH"))
