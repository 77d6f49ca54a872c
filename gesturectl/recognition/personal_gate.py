"""What a personal motion of one hand needs besides its score: the gates of strokes. They only withhold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import rests_beside
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent import Intent
from gesturectl.recognition.personal_bank import PersonalGesture
from gesturectl.recognition.personal_scores import SURE


class MotionGate:
    """Withholds motions that are not one hand's own, or not meant where the gesture's takes are."""

    def __init__(self, intent: Classifier) -> None:
        self._intent = intent

    def passed(
        self,
        scores: Mapping[str, float],
        gestures: Mapping[str, PersonalGesture],
        hand: HandSlot,
        hands: Sequence[HandSlot],
        t: float,
    ) -> dict[str, float]:
        """Return the scores of a motion that has come to rest at time `t`, 0 for what is withheld."""
        if max(scores.values(), default=0.0) < SURE:
            return dict(scores)
        others = [other.track for other in hands if other is not hand]
        if not all(rests_beside(other) for other in others) or hand.arming.falls_into_lap:
            return dict.fromkeys(scores, 0.0)
        meant = Intent(self._intent, next(iter(others), None)).score(hand.track, t)
        return {name: score if meant >= gestures[name].meant else 0.0 for name, score in scores.items()}
