"""One hand by a small ONNX network: heatmaps to keypoints. The second way to see, without MediaPipe."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.vision.hand_filter import plausible
from gesturectl.vision.heatmap_network import HeatmapNetwork
from gesturectl.vision.letterbox import letterboxed

SHARPNESS = 30.0
"""Weight of a cell = exp(SHARPNESS * activation): a background of 10^4 cells then pulls under 10^-8."""
PALM_M = 0.095
"""Wrist to middle knuckle of an adult hand, metres: the scale of world landmarks; no heatmap tells it."""


class HeatmapEstimator:
    """Finds one hand, of the handedness given; z is 0, world landmarks are the image's, adult-sized."""

    def __init__(
        self, network: Path, *, handedness: Handedness = Handedness.RIGHT, presence_score: float = 0.3
    ) -> None:
        """Load the network (ModelError); a hand is there if its peaks average `presence_score`."""
        self._network = HeatmapNetwork(network)
        self._handedness = handedness
        self._presence_score = presence_score

    def estimate(self, frame: Frame) -> Observation:
        """Return the hand in `frame`, if there is one."""
        picture, box = letterboxed(frame.rgb, self._network.width, self._network.height)
        points, score = soft_argmax(self._network.heatmaps(picture))
        hand = self._hand(box.to_picture(points), score, frame.aspect)
        seen = score >= self._presence_score and plausible(hand, frame.aspect)
        return Observation(t=frame.t, seq=frame.seq, aspect=frame.aspect, hands=(hand,) if seen else ())

    def close(self) -> None:
        """Nothing is held: the network goes with the object."""

    def _hand(self, points: FloatArray, score: float, aspect: float) -> Hand:
        landmarks = np.pad(points, ((0, 0), (0, 1)))
        return Hand(self._handedness, score, landmarks, _in_metres(landmarks, aspect))


def soft_argmax(heatmaps: FloatArray) -> tuple[FloatArray, float]:
    """Return where heatmaps (n, h, w) peak, (n, 2) as shares of width and height, and the mean peak 0..1."""
    count, height, width = heatmaps.shape
    flat = heatmaps.reshape(count, -1).astype(np.float64)
    peaks = flat.max(axis=1, keepdims=True)
    weights = np.exp(SHARPNESS * (flat - peaks))
    weights /= weights.sum(axis=1, keepdims=True)
    rows, columns = np.divmod(np.arange(height * width), width)
    x = weights @ ((columns + 0.5) / width)
    y = weights @ ((rows + 0.5) / height)
    return np.stack([x, y], axis=1).astype(np.float32), float(np.clip(peaks.mean(), 0.0, 1.0))


def _in_metres(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Scale image landmarks (21, 3) to an adult hand, origin at its centre."""
    points = landmarks * np.array([aspect, 1.0, aspect], dtype=np.float32)
    palm = float(np.linalg.norm(points[9] - points[0]))
    return np.asarray((points - points.mean(axis=0)) * (PALM_M / max(palm, 1e-6)), dtype=np.float32)
