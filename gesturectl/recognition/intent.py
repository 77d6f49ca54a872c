"""Whether what is about to begin was meant: networks that are asked only then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gesturectl.recognition.act_intent_features import KIND_OF, act_intent_features
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT, intent_features
from gesturectl.recognition.pair_intent_features import pair_intent_features
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.shape_intent_features import shape_intent_features
from gesturectl.recognition.tracks import HandTrack, hand_beside

UNMEANT_ACT = "the gesture did not look meant ({:.2f}): the hand should come to rest first"
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
        """Return how surely a shape that `track` holds at time `t`, and that scores `shown`, is meant, 0 to 1."""
        features = shape_intent_features(track, self.other, self.restlessness, shown, t)
        return self.network.predict(features).score(MEANT)


@dataclass(frozen=True, slots=True)
class ActIntent(_Asked):
    """Judges what fingers and arms do; `hands` are those in view."""

    hands: Sequence[HandTrack]

    def unmeant(self, track: HandTrack, acts: Mapping[str, float], t: float) -> dict[str, float]:
        """Return, of the `acts` of `track` (scores by name) that are about to begin at time `t`, those that do not look
        meant, and how meant they do, 0 to 1."""
        asked = {name: self._score(track, (name, score), t) for name, score in acts.items() if name in KIND_OF}
        return {name: meant for name, meant in asked.items() if meant < self.least}

    def _score(self, track: HandTrack, act: tuple[str, float], t: float) -> float:
        features = act_intent_features(track, hand_beside(track, self.hands), act, t)
        return self.network.predict(features).score(MEANT)
