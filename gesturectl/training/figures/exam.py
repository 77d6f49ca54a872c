"""What is measured, and on what: the models, the recordings, the synthetic clips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.domain.settings import Config
from gesturectl.errors import UsageError
from gesturectl.recognition.recognizer import Recognizer, load_recognizer
from gesturectl.training.figures.table import Skipped
from gesturectl.vision.bundles import provide
from gesturectl.vision.estimator import Estimator
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

BODY_INTERVAL_S = 0.1
"""Bodies are looked for so often, as they are live."""


@dataclass(frozen=True, slots=True)
class Exam:
    """data_dir holds recordings, None for synthetic data alone; seeds: synthetic clips a motion, seeds from 0 on.

    rendered  take synthetic clips as pictures through MediaPipe rather than as key points
    leave_one_out  retrain without each recorded person who was trained on, to examine on that person: takes long
    config    the gestures.yaml whose triggers and actions count: the shipped one
    """

    models_dir: Path
    data_dir: Path | None = None
    seeds: int = 20
    fps: tuple[float, ...] = (15.0, 30.0)
    rendered: bool = False
    leave_one_out: bool = False
    config: Config = field(default_factory=lambda: load_config(shipped("gestures.yaml")))

    @property
    def data(self) -> Path:
        """The folder of recordings; raises UsageError where none was given."""
        if self.data_dir is None:
            raise UsageError("this part needs recordings", remedy="Give their folder with --data DIR.")
        return self.data_dir

    def lacks(self, needs: Iterable[str]) -> tuple[str, ...]:
        """Return those of `needs` that are not in the folder of recordings."""
        return tuple(name for name in needs if self.data_dir is None or not (self.data_dir / name).exists())

    def skipped(self, name: str, lacking: tuple[str, ...]) -> Skipped:
        """Return that a part was not measured for want of these files."""
        return Skipped(name, f"no {', '.join(str((self.data_dir or Path('DIR')) / path) for path in lacking)}")

    def recognizer(self) -> Recognizer:
        """Return a fresh recognizer, set as it runs live."""
        return load_recognizer(self.models_dir, self.config.settings.gestures)

    def estimator(self) -> Estimator:
        """Return a fresh estimator of hands; raises ModelError where MediaPipe's models cannot be had."""
        settings = EstimatorSettings(body=False)
        return MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=None)

    def body_estimator(self) -> Estimator:
        """Return a fresh estimator of bodies alone; raises ModelError where MediaPipe's models cannot be had."""
        settings = EstimatorSettings(body_interval_s=BODY_INTERVAL_S)
        return MediaPipeEstimator(settings, hand_bundle=None, body_bundle=provide("pose_landmarker_full"))
