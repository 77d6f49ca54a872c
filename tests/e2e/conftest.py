"""What the end-to-end tests share: the programs must be there, and the hands are rendered once."""

import os

import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo_clips import render_clip
from gesturectl.daemon.demo_stage import DemoClip
from gesturectl.daemon.virtual_desktop import missing_packages
from gesturectl.domain.settings import Config


@pytest.fixture(scope="session", autouse=True)
def programs() -> None:
    """Skip without the programs of a virtual desktop; where a machine checks the work, fail instead."""
    if missing := missing_packages():
        text = f"the virtual desktop needs: apt install {' '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(text)
        pytest.skip(text)


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config(shipped("gestures.yaml"))


@pytest.fixture(scope="session")
def clip(config: Config, tmp_path_factory: pytest.TempPathFactory) -> DemoClip:
    return render_clip(config, tmp_path_factory.mktemp("clip") / "gestures.mp4")
