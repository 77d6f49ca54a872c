"""Starting with the user's session: the entry by which each system is told."""

from __future__ import annotations

import os
import plistlib
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from gesturectl.errors import DesktopError

ARGUMENTS = ("run", "--wait")
"""At login the camera may come later than we do."""
LABEL = "gesturectl"


class LoginEntry:
    """The entry of this user, on this system."""

    def __init__(self, platform: str = sys.platform, env: Mapping[str, str] | None = None) -> None:
        variables = os.environ if env is None else env
        where, self._text = _KINDS.get(platform, (_xdg_path, _desktop_entry))
        self.path = where(variables)

    @property
    def there(self) -> bool:
        """Whether gesturectl starts at login."""
        try:
            return self.path.exists() and b"Hidden=true" not in self.path.read_bytes()
        except OSError:
            return False

    def write(self, command: Sequence[str]) -> None:
        """Start at login by `command`. Raises DesktopError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self._text([*command, *ARGUMENTS]), encoding="utf-8")
        except OSError as error:
            raise DesktopError(f"cannot write {self.path}: {error.strerror}") from error

    def remove(self) -> None:
        """Start at login no more. Raises DesktopError."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise DesktopError(f"cannot remove {self.path}: {error.strerror}") from error


def _xdg_path(env: Mapping[str, str]) -> Path:
    config = env.get("XDG_CONFIG_HOME") or os.path.join(env.get("HOME", "~"), ".config")
    return Path(config).expanduser() / "autostart" / "gesturectl.desktop"


def _mac_path(env: Mapping[str, str]) -> Path:
    return Path(env.get("HOME", "~")).expanduser() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def _windows_path(env: Mapping[str, str]) -> Path:
    start_menu = Path(env.get("APPDATA", "~")).expanduser() / "Microsoft" / "Windows" / "Start Menu"
    return start_menu / "Programs" / "Startup" / "gesturectl.cmd"


def _desktop_entry(argv: Sequence[str]) -> str:
    """Return the autostart entry (Desktop Application Autostart Specification 0.5), as in packaging/autostart."""
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.0\nName=gesturectl\n"
        "Comment=Begin to watch for gestures when the session begins\n"
        f"Exec={' '.join(map(_quoted, argv))}\nIcon=gesturectl\nTerminal=false\nStartupNotify=false\n"
        "NoDisplay=true\nX-GNOME-Autostart-enabled=true\n"
    )


def _quoted(argument: str) -> str:
    """Quote an argument of Exec (Desktop Entry Specification): in double quotes, with \\ before \" ` $ and \\."""
    if argument == shlex.quote(argument) and "%" not in argument:
        return argument
    escaped = "".join(f"\\\\{letter}" if letter in '"`$\\' else letter for letter in argument)
    return '"' + escaped.replace("%", "%%") + '"'


def _launch_agent(argv: Sequence[str]) -> str:
    return plistlib.dumps({"Label": LABEL, "ProgramArguments": list(argv), "RunAtLoad": True}).decode()


def _startup_script(argv: Sequence[str]) -> str:
    return f'@start "" /min {subprocess.list2cmdline(argv)}\r\n'


_KINDS: dict[str, tuple[Callable[[Mapping[str, str]], Path], Callable[[Sequence[str]], str]]] = {
    "darwin": (_mac_path, _launch_agent),
    "win32": (_windows_path, _startup_script),
}
