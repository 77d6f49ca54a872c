"""Whether what is about to begin was meant: networks that are asked only then."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT, intent_features
from gesturectl.recognition.pair_intent_features import pair_intent_features
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.shape_intent_features import LOWEST, PLACE_Y, shape_intent_features
from gesturectl.recognition.tracks import HandTrack

UNMEANT_PAIR = "what both hands did did not look meant ({:.2f})"


@dataclass(frozen=True, slots=True)
class _Asked:
    network: Classifier

    @property
    def least(self) -> float:
        """The score from which something counts as meant."""
        return self.network.manifest.triggers[MEANT].enter


@dataclass(frozen=True, slots=True)
class Intent(_Asked):
    """Judges the strokes of a hand; `other` is the hand beside it."""

    other: HandTrack | None = None

    def score(self, track: HandTrack, t: float) -> float:
        """Return how surely the stroke that `track` makes at time `t` is meant, 0 to 1."""
        return self.network.predict(intent_features(track, self.other, t)).score(MEANT)


@dataclass(frozen=True, slots=True)
class PairIntent(_Asked):
    """Judges what both hands do together, given how restless they have been."""

    restlessness: Restlessness

    def score(self, left: HandTrack, right: HandTrack, t: float, *, turning: bool = False) -> float:
        """Return how surely the zoom, or the `turning`, that both hands make at time `t` is meant, 0 to 1."""
        features = pair_intent_features(left, right, self.restlessness, t, turning=turning)
        return self.network.predict(features).score(MEANT)


@dataclass(frozen=True, slots=True)
class ShapeIntent(_Asked):
    """Judges the shape that a hand holds, given how restless the hands have been; `other` is the hand beside it."""

    restlessness: Restlessness
    other: HandTrack | None = None

    def score(self, track: HandTrack, shown: float, t: float) -> float:
        """Return how surely a shape that `track` holds at time `t`, and that scores `shown`, is meant, 0 to 1.

        A hand low in the picture is judged as if it were at LOWEST.
        """
        features = shape_intent_features(track, self.other, self.restlessness, shown, t)
        features[PLACE_Y] = min(features[PLACE_Y], LOWEST)
        return self.network.predict(features).score(MEANT)
