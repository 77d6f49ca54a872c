"""Which editor a text file is opened with."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gesturectl.desktop.text_file import open_text_file
from gesturectl.errors import DesktopError


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    (tmp_path / "data" / "applications").mkdir(parents=True)
    return {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_DATA_DIRS": "/nonexistent",
    }


def opened(tmp_path: Path, env: dict[str, str]) -> str:
    """What the editor that was started wrote down."""
    file, note = tmp_path / "a file.yaml", tmp_path / "note"
    file.touch()
    for name in ("visual", "chosen", "mousepad"):
        program(tmp_path / "bin", name, f'echo "{name} $1" > "{note}.new"; exec /bin/mv "{note}.new" "{note}"')
    open_text_file(file, env)
    deadline = time.monotonic() + 15
    while not note.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return note.read_text().strip().replace(str(file), "FILE")


def test_an_editor_that_is_there(tmp_path: Path, env: dict[str, str]) -> None:
    assert opened(tmp_path, env) == "mousepad FILE"


def test_the_desktops_choice_goes_before_it(tmp_path: Path, env: dict[str, str]) -> None:
    program(tmp_path / "bin", "xdg-mime", "echo org.example.chosen.desktop")
    entry = "[Desktop Entry]\nType=Application\nName=Chosen\nExec=chosen %U\n"
    (tmp_path / "data" / "applications" / "org.example.chosen.desktop").write_text(entry)
    assert opened(tmp_path, env) == "chosen FILE"


def test_the_users_wish_goes_before_all(tmp_path: Path, env: dict[str, str]) -> None:
    assert opened(tmp_path, {**env, "VISUAL": "visual"}) == "visual FILE"


def test_without_an_editor_the_file_is_named(tmp_path: Path, env: dict[str, str]) -> None:
    file = tmp_path / "gestures.yaml"
    file.touch()
    with pytest.raises(DesktopError) as caught:
        open_text_file(file, env)
    assert str(file) in caught.value.remedy
