"""How careful a model is with each motion, so that it stays silent in everyday movement that it does not know."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.motion_scores import evidence_of
from gesturectl.recognition.personal_bank import Bank

MARGIN = 0.1
"""Evidence by which a gesture's border lies beyond the most everyday movement reaches."""
_NONE = -30.0
"""Evidence of what takes too long or too short: less than any that counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """evidence (G,): the most that everyday motions reach for each of G gestures;  count (G,): how many would do."""

    evidence: FloatArray
    count: NDArray[np.int64]


def likeness_of(evidence: FloatArray, durations_s: FloatArray, lasts_s: FloatArray) -> Likeness:
    """Return it for the evidence (J, G) of motions that took durations_s (J,) for gestures that last (G, 2) s.

    Where a gesture lasts from 0 to 0 s, it may take any time.
    """
    shortest, longest = lasts_s[:, 0], np.where(lasts_s[:, 1] > 0, lasts_s[:, 1], np.inf)
    fits = (durations_s[:, None] >= shortest) & (durations_s[:, None] <= longest)
    found = np.where(fits, evidence, _NONE)
    best = found == found.max(axis=1, keepdims=True)
    return Likeness(found.max(axis=0, initial=_NONE), (best & (found >= 0)).sum(axis=0))


def cautions(most: FloatArray) -> FloatArray:
    """Return the caution (G,) of gestures for which everyday movement reaches at `most` (G,)."""
    return np.where(most >= 0, most + MARGIN, 0.0)


def everyday_likeness(bank: Bank) -> Likeness:
    """Return how like everyday movement the gestures of a bank are, whatever their caution."""
    usual = bank.usual.usual
    bold = replace(bank, gestures=tuple(replace(gesture, caution=0.0) for gesture in bank.gestures))
    evidence = evidence_of(bold.scores_many(usual.judged, usual.durations_s))
    return likeness_of(evidence, usual.durations_s, np.array([gesture.lasts_s for gesture in bank.gestures]))


def cautious(bank: Bank) -> Bank:
    """Return a bank whose gestures are silent in everyday movement; as it is where nothing is known of that.

    A gesture that must look meant besides needs no such caution.
    """
    if not bank.usual.known or not bank.gestures:
        return bank
    found = cautions(everyday_likeness(bank).evidence)
    careful = (
        replace(gesture, caution=0.0 if gesture.meant else float(caution))
        for gesture, caution in zip(bank.gestures, found, strict=True)
    )
    return replace(bank, gestures=tuple(careful))
