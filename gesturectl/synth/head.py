"""Movements of the head: nodding and shaking, and what heads do all day without meaning it."""

from __future__ import annotations

import math

from gesturectl.synth.arms import draw_arm
from gesturectl.synth.body_model import BodyModel
from gesturectl.synth.movement import Ease
from gesturectl.synth.posture import Posture

YAW, PITCH = 1, 2
_LEAST_SWINGS, _MOST_SWINGS = 4, 8


def turned(model: BodyModel, roll: float = 0.0, yaw: float = 0.0, pitch: float = 0.0) -> Posture:
    """Return where the person is now with the head turned by degrees from its rest."""
    rest = model.stand.head
    return model.path.here.looking((rest[0] + roll, rest[1] + yaw, rest[2] + pitch))


def _swing(model: BodyModel, axis: int, degrees: float) -> Posture:
    """Return the head swung about one axis, and a little about the others: nobody swings cleanly."""
    angles = [model.uniform(-0.12, 0.12) * degrees for _ in range(3)]
    angles[axis] = degrees
    return turned(model, *angles)


def oscillate(model: BodyModel, gesture: str, axis: int, least_deg: float, most_deg: float) -> None:
    """Swing the head to and fro about one axis, two turns or more: yes, or no."""
    rest_arms(model)
    model.rest(0.6, 1.4)
    size, half_s = model.uniform(least_deg, most_deg), model.uniform(0.14, 0.32)
    sign, begin = (1.0 if model.chance(0.5 if axis == YAW else 0.8) else -1.0), model.path.t
    for i in range(model.count(_LEAST_SWINGS, _MOST_SWINGS)):
        one_sided = 0.3 if axis == PITCH and sign < 0 else 1.0  # a nod goes down from the rest, hardly above it
        reach = size * one_sided * model.uniform(0.75, 1.2) * (0.6 if i == 0 else 1.0)
        model.path.to(_swing(model, axis, sign * reach), half_s * model.uniform(0.85, 1.2))
        sign = -sign
    model.label(gesture, begin + 0.3 * (model.path.t - begin), model.path.t)
    model.path.to(turned(model), half_s)
    model.rest(1.0, 1.8)


def rest_arms(model: BodyModel) -> None:
    """Hold the arms in some way of rest from the start."""
    model.stand = model.stand.arms(draw_arm("idle", model.rng), draw_arm("idle", model.rng))
    model.path.to(model.stand, 0.3)


def wander(model: BodyModel) -> None:
    """Look here and there: at the keyboard, the clock, a second monitor, a person who comes in."""
    rest_arms(model)
    for _ in range(model.count(4, 8)):
        yaw, pitch = model.uniform(-30, 30), model.uniform(-14, 30)
        model.path.to(turned(model, model.uniform(-6, 6), yaw, pitch), model.uniform(0.2, 0.7))
        model.rest(0.1, 1.2)
    model.path.to(turned(model), 0.4)


def glance(model: BodyModel, axis: int, least_deg: float, most_deg: float) -> None:
    """Look aside, or down, and back at once: one swing, not two."""
    rest_arms(model)
    for _ in range(model.count(1, 3)):
        sign = 1.0 if model.chance(0.7) else -1.0
        seconds = model.uniform(0.18, 0.5)
        model.rest(0.9, 1.6)
        model.path.to(_swing(model, axis, sign * model.uniform(least_deg, most_deg)), seconds)
        model.rest(0.0, 0.7)
        model.path.to(turned(model), seconds * model.uniform(0.8, 1.4))
    model.rest(0.6, 1.0)


def talk(model: BodyModel) -> None:
    """Speak: the head is never still, and swings by a few degrees about all axes at once."""
    rest_arms(model)
    size = model.uniform(1.5, 5.5)
    for _ in range(model.count(10, 18)):
        roll, yaw, pitch = (model.rng.normal(0, size * share) for share in (0.7, 1.0, 0.9))
        model.path.to(turned(model, float(roll), float(yaw), float(pitch)), model.uniform(0.15, 0.6))
        if model.chance(0.3):
            model.rest(0.05, 0.5)
    model.path.to(turned(model), 0.3)


def roll_head(model: BodyModel) -> None:
    """Loosen the neck: the head goes round, or from shoulder to shoulder."""
    size, turns = model.uniform(12, 28), model.count(1, 3)
    step_s = model.uniform(0.05, 0.12)
    model.rest(0.4, 0.8)
    for i in range(12 * turns):
        angle = 2 * math.pi * i / 12
        goal = turned(model, size * math.sin(angle), 0.2 * size * math.sin(angle), size * (math.cos(angle) - 1) / 2)
        model.path.to(goal, step_s, ease=Ease.EVEN)
    model.path.to(turned(model), 0.3)
    model.rest(0.4, 0.8)
