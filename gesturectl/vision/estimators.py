"""From settings to an estimator with its models in place."""

from __future__ import annotations

from pathlib import Path

from gesturectl.vision.bundles import provide
from gesturectl.vision.estimator import Estimator
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator


def open_estimator(settings: EstimatorSettings, *, models_dir: Path | None = None) -> Estimator:
    """Return the MediaPipe estimator that `settings` ask for; bundles that are not there yet are fetched.

    Raises ModelError when a bundle cannot be had or loaded.
    """
    hand = provide(f"hand_landmarker_{settings.hand_size}", directory=models_dir) if settings.hands else None
    body = provide("pose_landmarker_full", directory=models_dir) if settings.body else None
    return MediaPipeEstimator(settings, hand_bundle=hand, body_bundle=body)
