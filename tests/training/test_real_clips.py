"""Real clips from pixels to events and actions, with the shipped models and the shipped gestures.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.control.binder import Binder
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.training.clip_evaluation import ClipResult, evaluate_clip
from gesturectl.training.clip_set import Clip, read_clips
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.data,
    pytest.mark.vision,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs the recordings in ../shared/data"),
]


KNOWN_MISSES = [
    ("clicks.gif", "click", 0.13),
    ("clicks.gif", "double_click", 0.45),
]
"""Open gaps: the clip of one second in which a fist knocks on a table and is lost in the second knock."""
KNOWN_WRONG = [("clicks.gif", "click", 0.8), ("clicks.gif", "click", 0.87)]
"""The first knock, found half a second late; with `attention: fast` a frame earlier."""


def result_of(clip: Clip) -> ClipResult:
    config = load_config(shipped("gestures.yaml"))
    estimator = MediaPipeEstimator(
        EstimatorSettings(body=False, attention=config.settings.attention),
        hand_bundle=provide("hand_landmarker_full"),
        body_bundle=None,
    )
    try:
        recognizer = load_recognizer(shipped_models_dir(), config.settings.gestures)
        return evaluate_clip(clip, estimator, recognizer, Binder(config))
    finally:
        estimator.close()


def clips(*, negative: bool) -> list[Clip]:
    if not DATA.is_dir():
        return []
    return [c for c in read_clips(DATA) if c.negative is negative and not c.report_only]


@pytest.mark.parametrize("clip", [pytest.param(c, id=c.path.stem) for c in clips(negative=False)])
def test_labelled_gestures_begin_once_and_nothing_else(clip: Clip) -> None:
    score = result_of(clip).score
    missed = [(clip.path.name, label.gesture, label.start_s) for label in score.missed]
    assert [miss for miss in missed if miss not in KNOWN_MISSES] == []
    wrong = [(clip.path.name, event.gesture, round(event.t, 2)) for event in score.wrong]
    assert [one for one in wrong if one not in KNOWN_WRONG] == []


@pytest.mark.parametrize("clip", [pytest.param(c, id=c.path.stem) for c in clips(negative=True)])
def test_negative_clips_do_nothing(clip: Clip) -> None:
    assert [(action.binding, round(action.t, 2)) for action in result_of(clip).actions] == []
