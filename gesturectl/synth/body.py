"""Every motion of the synthetic body by name, and how to make a clip of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.errors import UsageError
from gesturectl.synth.body_clip import BodyClip
from gesturectl.synth.path import Path
from gesturectl.synth.posture import ARM_POSES, Arm, Posture

_SPREAD_DEG = 7.0
_LEAST_RAISED_DEG, _MOST_RAISED_DEG = 68.0, 165.0
"""How far up the upper arm of a raised arm is: from bent, hand beside the head, to stretched."""
_CLEAR = 0.9
"""A pose is clear when this share of the time of getting there is over."""


class _Model:
    """A person who takes poses one after another."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.seed = name, seed
        self.rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        roll, yaw, pitch = (float(self.rng.normal(0, size)) for size in (2.5, 9, 3))
        start = Posture(self.uniform(-0.25, 0.25), self.uniform(0.25, 0.6), (roll, yaw, pitch))
        self.stand = start.arms(self.arm("hanging"), self.arm("hanging"))
        self.path = Path(self.stand)
        self.labels: list[GestureLabel] = []

    def uniform(self, low: float, high: float) -> float:
        """Return a number between `low` and `high`."""
        return float(self.rng.uniform(low, high))

    def arm(self, name: str) -> Arm:
        """Return the named pose of an arm as this person takes it this time."""
        pose = ARM_POSES[name]
        if name == "raised":
            lift = self.uniform(_LEAST_RAISED_DEG, _MOST_RAISED_DEG)
            pose = (lift, self.uniform(0, 50), self.uniform(max(lift, 150), 185), self.uniform(0, 70))
        a, b, c, d = (angle + float(self.rng.normal(0, _SPREAD_DEG)) for angle in pose)
        return a, b, c, d

    def arms(self, left: str, right: str) -> Posture:
        """Return the person's stand with these arms."""
        return self.stand.arms(self.arm(left), self.arm(right))

    def pose(self, posture: Posture, gesture: str | None = None, side: Handedness | None = None) -> None:
        """Take a posture, hold it, go back; label it if it is a gesture."""
        self.path.rest(self.uniform(0.5, 1.2))
        begin, end = self.path.to(posture, self.uniform(0.4, 0.95))
        until = self.path.rest(self.uniform(1.1, 2.6))[1]
        self.path.to(self.stand, self.uniform(0.45, 1.0))
        self.path.rest(self.uniform(0.4, 0.9))
        if gesture is not None:
            clear = begin + _CLEAR * (end - begin)
            self.labels.append(GestureLabel(gesture, clear, until, 0, side))

    def clip(self) -> BodyClip:
        """Return the finished clip."""
        return BodyClip(self.name, self.seed, self.path.movements, self.labels, self.path.t)


@dataclass(frozen=True, slots=True)
class BodyMotion:
    """One motion of the body; `gestures` are the names that its labels may carry."""

    name: str
    meaning: str
    act: Callable[[_Model], None]
    gestures: tuple[str, ...] = ()


def _gesture(model: _Model, name: str, left: str, right: str, side: Handedness | None = None) -> None:
    model.pose(model.arms(left, right), name, side)


def _none(model: _Model, left: str, right: str) -> None:
    """Take a pose that is no gesture; one that takes one arm is done with either."""
    if left != right and model.rng.uniform() < 0.5:
        left, right = right, left
    model.pose(model.arms(left, right))


def _stand(model: _Model) -> None:
    model.path.rest(4.0)


def _random_arms(model: _Model) -> None:
    """Move the arms anywhere but up and across, without stopping for long."""
    for _ in range(6):
        arms = []
        for _side in range(2):
            arms.append((model.uniform(0, 80), model.uniform(-20, 95), model.uniform(0, 105), model.uniform(0, 110)))
        model.path.to(model.stand.arms(arms[0], arms[1]), model.uniform(0.3, 0.9))
        model.path.rest(model.uniform(0.0, 0.6))
    model.path.to(model.stand, 0.6)


def _passing(model: _Model) -> None:
    """Raise an arm and take it down at once: to stretch, or to push back hair."""
    up, down = model.arm("raised"), model.stand
    posture = down.arms(up, down.right) if model.rng.uniform() < 0.5 else down.arms(down.left, up)
    model.path.rest(model.uniform(0.5, 1.2))
    model.path.to(posture, model.uniform(0.35, 0.5))
    model.path.to(model.stand, model.uniform(0.35, 0.5))
    model.path.rest(model.uniform(0.6, 1.2))


def _head(model: _Model, axis: int, degrees: float, swings: int) -> None:
    """Move the head about one axis (roll, yaw, pitch): once and back, or to and fro."""
    model.path.rest(model.uniform(0.5, 1.0))
    size, half_s = degrees * model.uniform(0.7, 1.3), model.uniform(0.16, 0.3) * (1 if swings > 1 else 2.5)
    sign = 1.0 if model.rng.uniform() < 0.5 else -1.0
    for _ in range(swings):
        angles = [0.0, 0.0, 0.0]
        angles[axis] = sign * size
        model.path.to(model.stand.looking((angles[0], angles[1], angles[2])), half_s)
        if swings == 1:
            model.path.rest(model.uniform(0.3, 1.0))
        sign = -sign
    model.path.to(model.stand, half_s)
    model.path.rest(model.uniform(0.5, 1.0))


def _pose(name: str, meaning: str, left: str, right: str) -> BodyMotion:
    return BodyMotion(name, f"{meaning}; no gesture", partial(_none, left=left, right=right))


def _arms(name: str, meaning: str, left: str, right: str, side: Handedness | None = None) -> BodyMotion:
    return BodyMotion(name, meaning, partial(_gesture, name=name, left=left, right=right, side=side), (name,))


def _nod(name: str, meaning: str, axis: int, degrees: float, swings: int) -> BodyMotion:
    return BodyMotion(name, f"{meaning}; no gesture", partial(_head, axis=axis, degrees=degrees, swings=swings))


_ALL = (
    _arms("left_arm_raised", "raise the left arm", "raised", "hanging", Handedness.LEFT),
    _arms("right_arm_raised", "raise the right arm", "hanging", "raised", Handedness.RIGHT),
    _arms("both_arms_raised", "raise both arms", "raised", "raised"),
    _arms("arms_crossed", "cross the arms before the chest", "crossed", "crossed"),
    BodyMotion("stand", "stand; no gesture", _stand),
    BodyMotion("random_arms", "move the arms anyhow; no gesture", _random_arms),
    BodyMotion("passing", "an arm goes up and down again at once; no gesture", _passing),
    _pose("arm_out", "hold one arm out", "out", "hanging"),
    _pose("arms_out", "hold both arms out", "out", "out"),
    _pose("hands_on_hips", "hands on hips", "on_hip", "on_hip"),
    _pose("hands_on_head", "hands on the head", "on_head", "on_head"),
    _pose("arms_forward", "arms stretched to the front", "forward", "forward"),
    _pose("hands_crossed_low", "hands crossed before the belly", "crossed_low", "crossed_low"),
    _pose("phone", "a hand at the ear", "phone", "hanging"),
    _pose("chin", "a hand at the chin", "chin", "bent_forward"),
    _pose("desk", "forearms on a desk", "bent_forward", "bent_forward"),
    _nod("nod", "nod", 2, 14, 4),
    _nod("shake", "shake the head", 1, 22, 4),
    _nod("turn", "look aside", 1, 45, 1),
    _nod("tilt", "tilt the head", 0, 22, 1),
)

BODY_MOTIONS: dict[str, BodyMotion] = {motion.name: motion for motion in _ALL}
"""Every motion of the body by name."""


def make_body_clip(name: str, seed: int = 0) -> BodyClip:
    """Return the clip of a body motion; the same name and seed give the same clip. Raises UsageError."""
    if name not in BODY_MOTIONS:
        known = ", ".join(BODY_MOTIONS)
        raise UsageError(f"no motion of the body is called {name!r}", remedy=f"Motions: {known}.")
    model = _Model(name, seed)
    BODY_MOTIONS[name].act(model)
    return model.clip()
