"""How often hands do something like a new motion all day, as far as the synthetic hand knows."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.take import Subject
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.training.calibration.confusion import SURE
from gesturectl.training.quiet_motions import WARNING_EVERYDAY, everyday_motions, everyday_s


@dataclass(frozen=True, slots=True)
class Everyday:
    """Motions of everyday life (synthetic) that would be taken for the gesture, in so many seconds of it."""

    count: int
    seconds: float

    def line(self) -> str:
        """Return it as a sentence."""
        often = "once" if self.count == 1 else f"{self.count} times"
        return f"hands do something like it all day, {often} in {self.seconds / 60:.0f} minutes: two strokes are safer"


def everyday_like(gesture: PersonalGesture, bank: Bank) -> Everyday | None:
    """Return it for a motion of one hand; None for anything else, and where motions must look meant besides."""
    if not gesture.moving or gesture.subject is not Subject.HAND or gesture.meant > 0:
        return None
    paths, durations_s = everyday_motions(WARNING_EVERYDAY)
    scores = bank.scores_many(paths, durations_s)
    shortest, longest = gesture.lasts_s
    mine = bank.gestures.index(gesture)
    taken = (scores.argmax(axis=1) == mine) & (scores[:, mine] >= SURE)
    taken &= (durations_s >= shortest) & (durations_s <= longest)
    return Everyday(int(taken.sum()), everyday_s(WARNING_EVERYDAY))
