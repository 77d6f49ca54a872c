"""Applications found by their desktop entries or commands, and started apart from us."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from x_client import wait_for

from gesturectl.desktop.desktop_entry import read_entries
from gesturectl.desktop.launcher import Launcher
from gesturectl.domain.action import LaunchApp
from gesturectl.errors import DesktopError


class Machine:
    """A user's folders with programs and desktop entries of our own making."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "out"
        for folder in ("bin", "home", "data/applications", "system/applications"):
            (root / folder).mkdir(parents=True)
        self.env = {
            "PATH": str(root / "bin"),
            "HOME": str(root / "home"),
            "XDG_DATA_HOME": str(root / "data"),
            "XDG_DATA_DIRS": str(root / "system"),
            "OUT": str(self.out),
        }

    def program(self, name: str) -> None:
        path = self.root / "bin" / name
        path.write_text(
            f"#!{sys.executable}\nimport os, sys\nnew = os.environ['OUT'] + '.new'\n"
            "open(new, 'w').write(repr((os.path.basename(sys.argv[0]), sys.argv[1:], os.getsid(0) == os.getpid(), "
            "os.getcwd(), os.environ.get('QT_QPA_PLATFORM_PLUGIN_PATH'))))\nos.replace(new, os.environ['OUT'])\n"
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def entry(self, name: str, text: str, where: str = "system") -> None:
        path = self.root / where / "applications" / f"{name}.desktop"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"[Desktop Entry]\nType=Application\n{text}\n[Desktop Action New]\nName=Other\nExec=wrong\n")

    def ran(self) -> tuple:
        wait_for(self.out.exists)
        return eval(self.out.read_text())


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)
    machine.program("editor")
    machine.program("other")
    return machine


@pytest.mark.parametrize("name", ["org.example.Editor", "editor", "Text Editor", "TEXT EDITOR", "Textverarbeitung"])
def test_entry_is_found_by_id_its_last_part_or_name(machine, name):
    machine.entry("org.example.Editor", "Name=Text Editor\nName[de]=Textverarbeitung\nExec=editor --new-window %U")
    Launcher(machine.env).launch(LaunchApp(desktop=name))
    assert machine.ran()[:2] == ("editor", ["--new-window"])


@pytest.mark.parametrize(
    ("exec_line", "arguments"),
    [
        ("editor %F %i --x", ["--x"]),
        ('editor "two words" 100%% --name %c', ["two words", "100%", "--name", "Ed"]),
        (r'editor "say \\"hi\\""', ['say "hi"']),
        ("editor --url=%u end", ["--url=", "end"]),
    ],
)
def test_field_codes_and_quotes_of_exec(machine, exec_line, arguments):
    machine.entry("ed", f"Name=Ed\nExec={exec_line}")
    Launcher(machine.env).launch(LaunchApp(desktop="ed"))
    assert machine.ran()[1] == arguments


def test_program_lives_in_a_session_of_its_own_without_opencvs_qt_plugins(machine):
    machine.env["QT_QPA_PLATFORM_PLUGIN_PATH"] = "/usr/lib/python3/site-packages/cv2/qt/plugins"
    Launcher(machine.env).run(["editor", "a b", "$HOME;x"])
    assert machine.ran() == ("editor", ["a b", "$HOME;x"], True, machine.env["HOME"], None)


def test_first_installed_of_entry_alternatives_and_command_is_taken(machine):
    machine.entry("first", "Name=First\nExec=first\nTryExec=/no/such/program")
    machine.entry("second", "Name=Second\nExec=other --second\nPath=/tmp")
    action = LaunchApp(command=("editor", "--last"), desktop="first", alternatives=("nowhere", "second"))
    Launcher(machine.env).launch(action)
    ran = machine.ran()
    assert (ran[0], ran[1], ran[3]) == ("other", ["--second"], os.path.realpath("/tmp"))


def test_command_is_taken_when_no_entry_is_installed(machine):
    Launcher(machine.env).launch(LaunchApp(command=("editor", "--last"), desktop="first"))
    assert machine.ran()[:2] == ("editor", ["--last"])


def test_users_entry_covers_the_systems_and_hidden_ones_are_gone(machine):
    machine.entry("tool", "Name=Tool\nExec=editor --system")
    machine.entry("gone", "Name=Gone\nExec=editor")
    machine.entry("tool", "Name=Tool\nExec=other --mine", where="data")
    machine.entry("gone", "Name=Gone\nHidden=true", where="data")
    machine.entry("kde/deep", "Name=Deep\nExec=editor")
    (machine.root / "system/applications/broken.desktop").write_text("no group at all\n")
    (machine.root / "system/applications/link.desktop").write_text("[Desktop Entry]\nType=Link\nName=L\nURL=x\n")
    assert {entry.id: entry.command for entry in read_entries(machine.env)} == {
        "tool": "other --mine",
        "kde-deep": "editor",
    }


def test_entry_for_a_terminal_gets_one(machine, monkeypatch):
    monkeypatch.setenv("PATH", machine.env["PATH"])
    machine.entry("top", "Name=Top\nExec=editor --all\nTerminal=true")
    with pytest.raises(DesktopError, match="wants a terminal"):
        Launcher(machine.env).launch(LaunchApp(desktop="top"))
    machine.program("xterm")
    Launcher(machine.env).launch(LaunchApp(desktop="top"))
    assert machine.ran()[:2] == ("xterm", ["-e", "editor", "--all"])


def test_unknown_application_is_told_with_the_nearest_names(machine):
    machine.entry("org.example.Editor", "Name=Text Editor\nExec=editor")
    with pytest.raises(DesktopError, match="'text editer'") as caught:
        Launcher(machine.env).launch(LaunchApp(desktop="text editer"))
    assert "org.example.Editor" in caught.value.remedy


@pytest.mark.parametrize("action", [LaunchApp(command=("nosuch", "x")), LaunchApp(desktop="nosuch", command=("nor",))])
def test_missing_program_is_told(machine, action):
    with pytest.raises(DesktopError, match="nosuch"):
        Launcher(machine.env).launch(action)


def test_program_that_cannot_be_executed_is_told(machine):
    path = machine.root / "bin" / "damaged"
    path.write_bytes(b"\x7fELFnonsense")
    path.chmod(0o755)
    with pytest.raises(DesktopError, match="damaged could not be started"):
        Launcher(machine.env).run(["damaged"])


def test_damaged_exec_is_told(machine):
    machine.entry("bad", 'Name=Bad\nExec=editor "open')
    with pytest.raises(DesktopError, match=r"bad\.desktop: Exec cannot be read"):
        Launcher(machine.env).launch(LaunchApp(desktop="bad"))
    machine.entry("empty", "Name=Empty\nDBusActivatable=true")
    with pytest.raises(DesktopError, match="Exec is empty"):
        Launcher(machine.env).launch(LaunchApp(desktop="empty"))
