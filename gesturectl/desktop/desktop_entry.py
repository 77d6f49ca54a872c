"""Desktop entries: the files by which applications announce themselves (freedesktop.org specification 1.5)."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gesturectl.errors import DesktopError

_GROUP = "Desktop Entry"
_TERMINALS = (
    ("xdg-terminal-exec", ()),
    ("x-terminal-emulator", ("-e",)),
    ("gnome-terminal", ("--",)),
    ("konsole", ("-e",)),
    ("xfce4-terminal", ("-x",)),
    ("xterm", ("-e",)),
)
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class DesktopEntry:
    """One application.

    id        file name without ".desktop", folders joined by "-"
    names     Name and its translations
    command   the value of Exec, not yet split
    """

    id: str
    path: Path
    names: tuple[str, ...]
    command: str
    folder: str = ""
    in_terminal: bool = False
    try_exec: str = ""

    @property
    def installed(self) -> bool:
        """False when TryExec names a program that is not there."""
        return not self.try_exec or shutil.which(self.try_exec) is not None

    def is_called(self, name: str) -> bool:
        """Return whether `name` is the id, its last part (gedit for org.gnome.gedit), or a Name, in any case."""
        wanted = name.casefold().removesuffix(".desktop")
        own = self.id.casefold()
        return wanted in (own, own.rpartition(".")[2], *(each.casefold() for each in self.names))

    def argv(self) -> tuple[str, ...]:
        """Return the argument list to run. Raises DesktopError for a damaged Exec or a missing terminal."""
        try:
            words = shlex.split(self.command)
        except ValueError as error:
            raise DesktopError(f"{self.path}: Exec cannot be read: {error}") from error
        argv = tuple(filled for word in words if (filled := self._filled(word)) is not None)
        if not argv:
            raise DesktopError(f"{self.path}: Exec is empty, so the application cannot be started by command")
        return (*terminal_command(str(self.path)), *argv) if self.in_terminal else argv

    def _filled(self, word: str) -> str | None:
        """Return a word of Exec without its field codes; None if nothing is left of it."""
        if len(word) == 2 and word[0] == "%" and word[1] not in "%ck":
            return None  # files, addresses and the icon: there are none to give
        codes = {"%": "%", "c": self.names[0] if self.names else self.id, "k": str(self.path)}
        parts = word.split("%")
        text, rest = parts[0], parts[1:]
        while rest:
            code = rest.pop(0)
            if code == "" and rest:  # "%%"
                text += "%" + rest.pop(0)
            elif code:
                text += codes.get(code[0], "") + code[1:]
        return text


def read_entries(env: Mapping[str, str] | None = None) -> list[DesktopEntry]:
    """Return the applications of this user, in order of precedence; damaged and hidden entries are left out."""
    seen: dict[str, DesktopEntry | None] = {}
    for root in _data_dirs(os.environ if env is None else env):
        folder = root / "applications"
        for path in sorted(folder.rglob("*.desktop")) if folder.is_dir() else ():
            identity = "-".join(path.relative_to(folder).with_suffix("").parts)
            if identity not in seen:
                seen[identity] = _read(path, identity)
    return [entry for entry in seen.values() if entry]


def _data_dirs(env: Mapping[str, str]) -> Iterator[Path]:
    home = env.get("XDG_DATA_HOME") or os.path.join(env.get("HOME", "~"), ".local", "share")
    yield Path(home).expanduser()
    for folder in (env.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"):
        if folder:
            yield Path(folder)


def _read(path: Path, identity: str) -> DesktopEntry | None:
    parser = _CaseSensitiveParser(delimiters=("=",), comment_prefixes=("#",), strict=False, empty_lines_in_values=False)
    try:
        parser.read_string(path.read_text(encoding="utf-8", errors="replace"))
        values = {key: _unescaped(value) for key, value in parser.items(_GROUP)}
    except (OSError, configparser.Error):
        return None
    if values.get("Type") != "Application" or values.get("Hidden") == "true":
        return None
    return DesktopEntry(
        id=identity,
        path=path,
        names=tuple(value for key, value in values.items() if key == "Name" or key.startswith("Name[")),
        command=values.get("Exec", ""),
        folder=values.get("Path", ""),
        in_terminal=values.get("Terminal") == "true",
        try_exec=values.get("TryExec", ""),
    )


class _CaseSensitiveParser(configparser.RawConfigParser):
    def optionxform(self, optionstr: str) -> str:
        return optionstr


def _unescaped(value: str) -> str:
    text, letters = "", iter(value)
    for letter in letters:
        if letter != "\\":
            text += letter
            continue
        code = next(letters, "\\")
        text += _ESCAPES.get(code, "\\" + code)
    return text


def terminal_command(wants: str) -> tuple[str, ...]:
    """Return what a command is put after to run in a terminal. Raises DesktopError: `wants` one, and there is none."""
    for program, arguments in _TERMINALS:
        if shutil.which(program):
            return (program, *arguments)
    raise DesktopError(
        f"{wants} wants a terminal, and none is installed", remedy="install one, for example: apt install xterm"
    )
