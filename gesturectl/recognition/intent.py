"""Whether what is about to begin was meant: networks that are asked only then."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT, intent_features, pair_intent_features
from gesturectl.recognition.tracks import HandTrack


@dataclass(frozen=True, slots=True)
class Intent:
    """Judges the strokes of a hand; `other` is the hand beside it."""

    network: Classifier
    other: HandTrack | None = None

    @property
    def least(self) -> float:
        """The score from which a stroke counts as meant."""
        return self.network.manifest.triggers[MEANT].enter

    def score(self, track: HandTrack, t: float) -> float:
        """Return how surely the stroke that `track` makes at time `t` is meant, 0 to 1."""
        return self.network.predict(intent_features(track, self.other, t)).score(MEANT)


@dataclass(frozen=True, slots=True)
class PairIntent:
    """Judges what both hands do together."""

    network: Classifier

    @property
    def least(self) -> float:
        """The score from which it counts as meant."""
        return self.network.manifest.triggers[MEANT].enter

    def score(self, left: HandTrack, right: HandTrack, t: float) -> float:
        """Return how surely what both hands do at time `t` is meant, 0 to 1."""
        return self.network.predict(pair_intent_features(left, right, t)).score(MEANT)
