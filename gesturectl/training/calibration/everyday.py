"""How often hands do something like a new motion all day, and what it costs to tell them apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gesturectl.domain.take import Subject
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_scores import SURE
from gesturectl.training.calibration.confusion import left_out_scores
from gesturectl.training.caution import everyday_likeness
from gesturectl.training.fewshot import Exemplars


@dataclass(frozen=True, slots=True)
class Everyday:
    """Motions of everyday life (synthetic) that were like the gesture, in so many seconds of it.

    lost  takes that the others vouch for, but that would not count now that everyday life must not
    """

    count: int
    seconds: float
    lost: int = 0

    def line(self) -> str:
        """Return it as a sentence."""
        often = "once" if self.count == 1 else f"{self.count} times"
        like = f"hands do something like it all day, {often} in {self.seconds / 60:.0f} minutes"
        if not self.lost:
            return f"{like}: make it as in your takes, it must be clear"
        takes = "a take" if self.lost == 1 else f"{self.lost} takes"
        return f"{like}, which costs {takes}: choose a larger motion, or two strokes"


def everyday_like(gesture: PersonalGesture, bank: Bank, shown: Exemplars) -> Everyday | None:
    """Return it for a motion of one hand.

    None for anything else, where motions must look meant besides, and where the usual is not known.
    """
    if not gesture.moving or gesture.subject is not Subject.HAND or gesture.meant > 0 or not bank.usual.known:
        return None
    count = int(everyday_likeness(bank).count[bank.gestures.index(gesture)])
    bold = replace(gesture, caution=0.0)
    lost = _vouched(bold, bank, gesture, shown) - _vouched(gesture, bank, gesture, shown)
    return Everyday(count, bank.usual.usual.judged_s, lost)


def _vouched(gesture: PersonalGesture, bank: Bank, known: PersonalGesture, shown: Exemplars) -> int:
    """Return for how many takes the others vouch, with `gesture` in the place of the `known` one."""
    gestures = tuple(gesture if each is known else each for each in bank.gestures)
    found = left_out_scores(gesture, replace(bank, gestures=gestures), shown)
    return sum(scores[gesture.name] >= SURE for scores in found.values())
