"""The shape of one hand, smoothed over time."""

from __future__ import annotations

import math

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.canonical import canonical_points
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import shape_features
from gesturectl.recognition.tracks import HandTrack

SMOOTHING_S = 0.1
"""Time constant of the mean over shape scores: one misread frame is forgiven."""


class ShapeScorer:
    """Scores the shapes of one track."""

    def __init__(self, track: HandTrack) -> None:
        self._track = track
        self._mean: FloatArray | None = None
        self._mean_t = 0.0

    def scores(self, classifier: Classifier, t: float) -> dict[str, float]:
        """Return the smoothed scores of the shape classifier; `none` included."""
        points = canonical_points(self._track.last.points, self._track.handedness)
        prediction = classifier.predict(shape_features(points))
        if self._mean is None:
            self._mean = prediction.scores
        else:
            share = 1 - math.exp(-(t - self._mean_t) / SMOOTHING_S)
            self._mean = (self._mean + share * (prediction.scores - self._mean)).astype(np.float32)
        self._mean_t = t
        return dict(zip(prediction.labels, self._mean.tolist(), strict=True))
