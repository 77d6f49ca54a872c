"""The files that install gesturectl into a desktop are valid and name a command that exists."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from gesturectl.cli.main import VERBS
from gesturectl.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ENTRIES = ["gesturectl.desktop", "autostart/gesturectl.desktop"]


def read(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read(path, encoding="utf-8")
    return parser


def need(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


def complaints(command: list[str], env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)
    return done.stdout + done.stderr + (f"exit code {done.returncode}" if done.returncode else "")


@pytest.mark.parametrize("name", ENTRIES)
def test_desktop_entries_are_valid(name: str) -> None:
    assert complaints([need("desktop-file-validate"), str(PACKAGING / name)]) == ""


def test_the_validator_would_complain(tmp_path: Path) -> None:
    broken = tmp_path / "broken.desktop"
    broken.write_text((PACKAGING / ENTRIES[0]).read_text().replace("Type=Application", "Type=Spaceship"))
    assert "Spaceship" in complaints([need("desktop-file-validate"), str(broken)])


@pytest.mark.parametrize("name", ENTRIES)
def test_desktop_entries_start_a_command_that_exists(name: str) -> None:
    entry = read(PACKAGING / name)["Desktop Entry"]
    program, verb, *_ = entry["Exec"].split()
    assert program == "gesturectl"
    assert verb in VERBS
    assert (PACKAGING / f"{entry['Icon']}.svg").exists()


def verified_unit(tmp_path: Path, text: str) -> str:
    """Complaints of systemd about the unit, its program replaced by one that is there."""
    analyze = need("systemd-analyze")
    unit = tmp_path / "gesturectl.service"
    unit.write_text(text.replace("%h/.local/bin/gesturectl", "/bin/true"))
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    return complaints([analyze, "--user", "verify", str(unit)], {**os.environ, "XDG_RUNTIME_DIR": str(runtime)})


def test_the_service_is_valid(tmp_path: Path) -> None:
    assert verified_unit(tmp_path, (PACKAGING / "gesturectl.service").read_text()) == ""


def test_systemd_would_complain(tmp_path: Path) -> None:
    text = (PACKAGING / "gesturectl.service").read_text().replace("Restart=on-failure", "Restart=sometimes")
    assert "sometimes" in verified_unit(tmp_path, text)


def test_the_service_does_not_restart_on_what_does_not_mend_itself() -> None:
    service = read(PACKAGING / "gesturectl.service")["Service"]
    given_up = {int(code) for code in service["RestartPreventExitStatus"].split()}
    assert given_up == {ExitCode.USAGE, ExitCode.CONFIG, ExitCode.MODEL, ExitCode.DESKTOP, ExitCode.ALREADY_RUNNING}


def test_the_icon_is_a_square_drawing() -> None:
    root = ElementTree.parse(PACKAGING / "gesturectl.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("width") == root.get("height") == "128"
