"""The demonstration's stage with scripted recognition: real desktop, real engine, real actuator, real effects."""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo import RESULT, TABLE, VIDEO, show
from gesturectl.daemon.demo_stage import Crew, DemoClip, dry_actuator
from gesturectl.daemon.demo_steps import steps_of, wanted_gestures
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError, ExitCode
from gesturectl.preview.video import VideoFileWriter

FPS = 15
GESTURE_S, APART_S = 0.4, 2.2

pytestmark = [pytest.mark.desktop, pytest.mark.usefixtures("desktop_programs")]


class SeesNothing:
    def estimate(self, frame: Frame) -> Observation:
        return Observation(frame.t, frame.seq, frame.aspect)

    def close(self) -> None: ...


class KnowsTheTruth:
    """Reports each labelled gesture as it is made; a value runs from 0 to its sign."""

    def __init__(self, labels: Sequence[GestureLabel]) -> None:
        self._left = list(labels)
        self._made: GestureLabel | None = None

    def step(self, obs: Observation) -> tuple[GestureEvent, ...]:
        if self._made is not None:
            over = obs.t >= self._made.end_s
            event = self._event(self._made, Phase.END if over else Phase.UPDATE, obs)
            self._made = None if over else self._made
            return (event,)
        if self._left and obs.t >= self._left[0].start_s:
            self._made = self._left.pop(0)
            return (self._event(self._made, Phase.BEGIN, obs),)
        return ()

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return ()

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return ()

    @staticmethod
    def _event(label: GestureLabel, phase: Phase, obs: Observation) -> GestureEvent:
        part = min(1.0, (obs.t - label.start_s) / (label.end_s - label.start_s))
        side = Handedness.BOTH if label.sign else Handedness.RIGHT
        value = part * label.sign if label.sign else None
        return GestureEvent(obs.t, label.gesture, phase, side, 0.9, obs.seq, value)


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(shipped("gestures.yaml"))


@pytest.fixture(scope="module")
def labels(config: Config) -> list[GestureLabel]:
    wanted = enumerate(wanted_gestures(config))
    return [
        GestureLabel(want.binding.gesture, 1.0 + APART_S * n, 1.0 + APART_S * n + GESTURE_S, want.sign)
        for n, want in wanted
    ]


@pytest.fixture(scope="module")
def clip(config: Config, labels: list[GestureLabel], tmp_path_factory: pytest.TempPathFactory) -> DemoClip:
    path = blank_video(tmp_path_factory.mktemp("clip") / "blank.mp4", labels[-1].end_s + 1.5)
    return DemoClip(path, steps_of(wanted_gestures(config), labels), "scripted")


def blank_video(path: Path, duration_s: float) -> Path:
    with closing(VideoFileWriter(path, fps=FPS)) as video:
        for number in range(round(duration_s * FPS)):
            video.write(np.full((120, 160, 3), 90, np.uint8), number / FPS)
    return path


def test_with_real_actions_every_effect_is_seen(
    config: Config, labels: list[GestureLabel], clip: DemoClip, tmp_path: Path
) -> None:
    said: list[str] = []
    crew = Crew(lambda config: SeesNothing(), lambda options, config: KnowsTheTruth(labels))
    before = dict(os.environ)
    assert show(config, [clip], tmp_path, crew=crew, write=said.append) == ExitCode.OK
    table = (tmp_path / TABLE).read_text()
    assert "windows 1 → 2" in table
    assert "windows 2 → 1" in table
    assert "MISSING" not in table
    assert table in said[-1]
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert [name[0] for name in pictures] == ["0", "1", "2", "3", "4"]
    assert (tmp_path / VIDEO).stat().st_size > 10_000
    assert dict(os.environ) == before


def test_with_the_actions_cut_every_effect_is_missing(
    config: Config, labels: list[GestureLabel], clip: DemoClip, tmp_path: Path
) -> None:
    crew = Crew(lambda config: SeesNothing(), lambda options, config: KnowsTheTruth(labels), dry_actuator)
    with pytest.raises(DemoError, match="4 of 4 effects are missing") as caught:
        show(config, [clip], tmp_path, crew=crew, write=lambda text: None)
    assert caught.value.exit_code == ExitCode.DEMO
    assert (tmp_path / TABLE).read_text().count("MISSING") == 4
    assert (tmp_path / RESULT).read_text().count('"reached": false') == 4


def test_a_clip_that_is_cut_short_is_an_error(
    config: Config, clip: DemoClip, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    short = DemoClip(blank_video(tmp_path_factory.mktemp("clip") / "short.mp4", 1.0), clip.steps, "scripted")
    crew = Crew(lambda config: SeesNothing(), lambda options, config: KnowsTheTruth([]), dry_actuator)
    with pytest.raises(DemoError, match="stopped before its end"):
        show(config, [short], tmp_path, crew=crew, write=lambda text: None)
