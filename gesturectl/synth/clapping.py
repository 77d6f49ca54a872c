"""Clapping hands, and what two hands do before the chest that is none of it."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.body_model import BodyModel
from gesturectl.synth.posture import Arm, Posture

_TOGETHER_DEG = (148.0, 157.0)
_APART_DEG = (98.0, 130.0)
"""Turn of the forearms: palms on each other, and apart."""


class _Hands:
    """Both forearms before the chest; how far they are turned inwards says how far apart the hands are."""

    def __init__(self, model: BodyModel) -> None:
        self._model = model
        self._upper = model.uniform(14, 34), model.uniform(45, 75)
        self._fore = model.uniform(72, 118)

    def at(self, turn_deg: float) -> Posture:
        """Return the posture with the forearms turned inwards by `turn_deg`."""
        lift, turn = self._upper
        arm: Arm = (lift, turn, self._fore + self._model.uniform(-3, 3), turn_deg)
        other: Arm = (lift, turn, self._fore + self._model.uniform(-3, 3), turn_deg + self._model.uniform(-4, 4))
        return self._model.path.here.arms(arm, other)

    def apart(self) -> Posture:
        """Return the hands apart."""
        return self.at(self._model.uniform(*_APART_DEG))

    def together(self) -> Posture:
        """Return the palms on each other."""
        return self.at(self._model.uniform(*_TOGETHER_DEG))


def clap(model: BodyModel) -> None:
    """Clap the hands two to six times."""
    hands = _Hands(model)
    model.rest(0.5, 1.2)
    model.path.to(hands.apart(), model.uniform(0.35, 0.7))
    begin, half_s = model.path.t, model.uniform(0.11, 0.24)
    for _ in range(model.count(2, 6)):
        model.path.to(hands.together(), half_s * model.uniform(0.8, 1.1))
        end = model.path.t
        model.path.to(hands.apart(), half_s * model.uniform(0.9, 1.3))
    model.label("clap", begin + 0.3 * (end - begin), end)
    model.path.to(model.stand, model.uniform(0.4, 0.8))
    model.rest(0.6, 1.2)


def fold_hands(model: BodyModel) -> None:
    """Put the hands together and keep them so."""
    hands = _Hands(model)
    model.rest(0.4, 0.8)
    model.path.to(hands.together(), model.uniform(0.3, 0.8))
    for _ in range(model.count(1, 4)):
        model.path.to(hands.together(), model.uniform(0.3, 0.8))
        model.rest(0.2, 0.8)
    model.path.to(model.stand, model.uniform(0.4, 0.8))
    model.rest(0.4, 0.8)


def rub_hands(model: BodyModel) -> None:
    """Rub the palms on each other."""
    hands = _Hands(model)
    model.rest(0.4, 0.8)
    model.path.to(hands.together(), model.uniform(0.3, 0.8))
    for _ in range(model.count(4, 10)):
        model.path.to(hands.at(model.uniform(143, 158)), model.uniform(0.1, 0.25))
    model.path.to(model.stand, model.uniform(0.4, 0.8))
    model.rest(0.4, 0.8)


def spin_arms(model: BodyModel) -> None:
    """Roll the forearms round each other."""
    lift, turn, step_s = model.uniform(15, 40), model.uniform(50, 85), model.uniform(0.06, 0.14)
    inwards = model.uniform(135, 165)
    model.rest(0.4, 0.8)
    for i in range(model.count(8, 20)):
        angle = i * np.pi / 3
        arms = [_rolled(lift, turn, inwards, angle + side * np.pi) for side in range(2)]
        model.path.to(model.path.here.arms(*arms), 0.4 if i == 0 else step_s)
    model.path.to(model.stand, model.uniform(0.4, 0.8))
    model.rest(0.4, 0.8)


def _rolled(lift: float, turn: float, inwards: float, angle: float) -> Arm:
    return lift + 8 * np.cos(angle), turn, 88 + 22 * np.sin(angle), inwards + 6 * np.cos(angle)


def pull_apart(model: BodyModel) -> None:
    """Take both hands apart, or together, once, after a rest: a zoom."""
    hands = _Hands(model)
    sign = 1 if model.chance(0.5) else -1
    first, second = (hands.together, hands.apart) if sign > 0 else (hands.apart, hands.together)
    model.rest(0.4, 0.8)
    model.path.to(first(), model.uniform(0.4, 0.8))
    model.rest(0.1, 0.8)
    begin, end = model.path.to(second(), model.uniform(0.25, 0.9))
    model.label("zoom", begin, end, Handedness.BOTH, sign)
    model.rest(0.5, 1.2)
    model.path.to(model.stand, model.uniform(0.4, 0.8))
    model.rest(0.4, 0.8)
