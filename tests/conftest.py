"""Tests see nothing of whoever runs them: no gestures.yaml, no personal gestures, no tour, no log of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence

import pytest

from gesturectl.config import paths
from gesturectl.daemon.virtual_desktop import missing_packages


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the tests folders of their own; MediaPipe's models are not fetched again for them."""
    models = paths.data_dir() / "models"
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name in (paths.CONFIG_VARIABLE, paths.DATA_VARIABLE):
            environment.delenv(name, raising=False)
        for name in ("CONFIG", "DATA", "STATE"):
            environment.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        mine = paths.data_dir() / "models"
        if mine.is_relative_to(home):  # Windows and macOS have fixed folders
            models.mkdir(parents=True, exist_ok=True)
            mine.parent.mkdir(parents=True)
            mine.symlink_to(models.resolve(), target_is_directory=True)
        yield


@pytest.fixture(scope="session")
def needed() -> Callable[[Sequence[str]], None]:
    """Skip where programs or packages are missing, which are given; fail where a machine checks the work ($CI)."""

    def check(missing: Sequence[str]) -> None:
        if missing:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {' '.join(missing)}")

    return check


@pytest.fixture(scope="session")
def desktop_programs(needed: Callable[[Sequence[str]], None]) -> None:
    """Ask for what a virtual desktop with a browser needs."""
    needed(missing_packages())


@pytest.fixture
def display(needed: Callable[[Sequence[str]], None]) -> Iterator[str]:
    """A virtual screen of its own, 800×600, without a window manager."""
    needed([name for name in ("Xvfb", "xdotool") if shutil.which(name) is None])
    read_end, write_end = os.pipe()
    # Without -noreset the server starts anew, and answers nobody, whenever its last client has gone.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)
