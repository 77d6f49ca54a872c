"""What the end-to-end tests share: the programs must be there, and the hands are rendered once."""

import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo_clips import render_clip
from gesturectl.daemon.demo_stage import DemoClip
from gesturectl.domain.settings import Config


@pytest.fixture(scope="session", autouse=True)
def programs(desktop_programs: None) -> None:
    """The programs of a virtual desktop."""


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config(shipped("gestures.yaml"))


@pytest.fixture(scope="session")
def clip(config: Config, tmp_path_factory: pytest.TempPathFactory) -> DemoClip:
    return render_clip(config, tmp_path_factory.mktemp("clip") / "gestures.mp4")
