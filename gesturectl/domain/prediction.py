"""What a classifier says of one window of keypoints."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.arrays import FloatArray, read_only
from gesturectl.domain.gesture import NONE


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Scores (K,) summing to 1 over `labels`, of which the first is `none`."""

    labels: tuple[str, ...]
    scores: FloatArray

    def __post_init__(self) -> None:
        if not self.labels or self.labels[0] != NONE:
            raise ValueError(f"Prediction.labels: expected {NONE!r} first, got {self.labels[:1]}")
        object.__setattr__(self, "scores", read_only("Prediction.scores", self.scores, (len(self.labels),)))

    def score(self, label: str) -> float:
        """Return the score of one label, 0 for a label this classifier does not know."""
        return float(self.scores[self.labels.index(label)]) if label in self.labels else 0.0

    @property
    def best(self) -> str:
        """The label with the highest score."""
        return self.labels[int(self.scores.argmax())]
