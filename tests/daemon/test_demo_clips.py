"""Where the demonstration's clips come from."""

import json
from pathlib import Path

import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo_clips import real_clip
from gesturectl.daemon.demo_effects import Goal
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError

EVENTS = [
    {"gesture": "zoom", "start": 0.5, "end": 1.35, "sign": 1},
    {"gesture": "zoom", "start": 2.0, "end": 2.4, "sign": -1},
]


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(shipped("gestures.yaml"))


def recording(beside: Path, events: list[dict[str, object]]) -> Path:
    clips = beside / "shared" / "data" / "clips"
    clips.mkdir(parents=True)
    (clips / "zoom.gif").touch()
    (clips / "labels.json").write_text(json.dumps({"clips": {"zoom.gif": {"fps": 15, "events": events}}}))
    return clips / "zoom.gif"


def test_without_the_recording_there_is_only_the_synthetic_clip(config: Config, tmp_path: Path) -> None:
    assert real_clip(config, tmp_path) is None


def test_the_recording_zooms_in_and_out(config: Config, tmp_path: Path) -> None:
    path = recording(tmp_path, EVENTS)
    clip = real_clip(config, tmp_path)
    assert clip is not None
    assert clip.path == path
    assert [(step.goal, step.start_s, step.end_s) for step in clip.steps] == [
        (Goal.ZOOM_IN, 0.5, 1.35),
        (Goal.ZOOM_OUT, 2.0, 2.4),
    ]
    assert clip.lead_in_s == 1.0, "it begins in mid-gesture"


def test_a_recording_with_other_gestures_is_refused(config: Config, tmp_path: Path) -> None:
    recording(tmp_path, EVENTS[:1])
    with pytest.raises(DemoError, match="does not show"):
        real_clip(config, tmp_path)
