"""Starting at login: the entry of each system, written and removed."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from gesturectl.desktop.autostart import LoginEntry
from gesturectl.errors import DesktopError

COMMAND = ["/opt/my programs/50%/gesturectl"]


@pytest.mark.parametrize(
    ("platform", "variable", "name"),
    [
        ("linux", "XDG_CONFIG_HOME", "autostart/gesturectl.desktop"),
        ("darwin", "HOME", "Library/LaunchAgents/gesturectl.plist"),
        ("win32", "APPDATA", "Microsoft/Windows/Start Menu/Programs/Startup/gesturectl.cmd"),
    ],
)
def test_it_is_written_and_removed_where_the_system_looks(
    platform: str, variable: str, name: str, tmp_path: Path
) -> None:
    entry = LoginEntry(platform, {variable: str(tmp_path)})
    assert entry.path == tmp_path / name
    assert not entry.there
    entry.write(COMMAND)
    assert entry.there
    assert "run" in entry.path.read_text()
    entry.remove()
    entry.remove()
    assert not entry.there


def test_the_desktop_entry_is_valid_and_starts_what_it_should(tmp_path: Path) -> None:
    entry = LoginEntry("linux", {"HOME": str(tmp_path)})
    entry.write(COMMAND)
    assert entry.path == tmp_path / ".config" / "autostart" / "gesturectl.desktop"
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(entry.path)
    argv = [word.replace("%%", "%") for word in shlex.split(parser["Desktop Entry"]["Exec"])]
    assert argv == [*COMMAND, "run", "--wait"]
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(["desktop-file-validate", entry.path], capture_output=True, text=True, check=False)
        assert done.stdout + done.stderr == ""


def test_an_entry_that_the_desktop_switched_off_does_not_count(tmp_path: Path) -> None:
    entry = LoginEntry("linux", {"HOME": str(tmp_path)})
    entry.write(COMMAND)
    entry.path.write_text(entry.path.read_text() + "Hidden=true\n")
    assert not entry.there


def test_the_launch_agent_can_be_read(tmp_path: Path) -> None:
    entry = LoginEntry("darwin", {"HOME": str(tmp_path)})
    entry.write(COMMAND)
    agent = plistlib.loads(entry.path.read_bytes())
    assert agent["ProgramArguments"] == [*COMMAND, "run", "--wait"]
    assert agent["RunAtLoad"] is True


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file")
    with pytest.raises(DesktopError, match="cannot write"):
        LoginEntry("linux", {"XDG_CONFIG_HOME": str(tmp_path)}).write(COMMAND)
