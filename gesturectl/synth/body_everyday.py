"""Movements of the whole body that mean nothing: what a recognizer must let pass."""

from __future__ import annotations

from dataclasses import replace

from gesturectl.synth.arms import draw_arm, random_arm
from gesturectl.synth.body_model import BodyModel
from gesturectl.synth.movement import Ease

_STRIDE_M = 0.65


def still(model: BodyModel) -> None:
    """Stand."""
    model.path.rest(4.0)


def random_arms(model: BodyModel) -> None:
    """Move the arms anywhere but up, out and across, without stopping for long."""
    for _ in range(6):
        arms = random_arm(model.rng), random_arm(model.rng)
        model.path.to(model.stand.arms(*arms), model.uniform(0.3, 0.9))
        model.rest(0.0, 0.6)
    model.path.to(model.stand, 0.6)


def passing(model: BodyModel) -> None:
    """Raise an arm and take it down at once: to stretch, or to push back hair."""
    up, down = draw_arm("raised", model.rng), model.stand
    posture = down.arms(up, down.right) if model.chance(0.5) else down.arms(down.left, up)
    model.rest(0.5, 1.2)
    model.path.to(posture, model.uniform(0.35, 0.5))
    model.path.to(model.stand, model.uniform(0.35, 0.5))
    model.rest(0.6, 1.2)


def walk_past(model: BodyModel) -> None:
    """Walk through the picture, seen from the side, arms swinging, bobbing with every step."""
    way = 1.0 if model.chance(0.5) else -1.0
    yaw, swing = -way * model.uniform(55, 85), model.uniform(10, 30)
    start = replace(model.stand, x=-way * model.uniform(0.9, 1.3)).held((0.0, yaw, 3.0))
    model.path.to(start, 0.01)
    step_s = model.uniform(0.42, 0.6)
    for i in range(model.count(4, 6)):
        forth, back = (swing, 80.0, swing + 12, 85.0), (swing, -80.0, swing * 0.6, -80.0)
        arms = (forth, back) if i % 2 else (back, forth)
        here = model.path.here
        middle = replace(here, x=here.x + way * _STRIDE_M / 2, y=start.y - 0.03).arms(*arms)
        model.path.to(middle, step_s / 2, ease=Ease.EVEN)
        model.path.to(replace(middle, x=middle.x + way * _STRIDE_M / 2, y=start.y), step_s / 2, ease=Ease.EVEN)


def step_about(model: BodyModel) -> None:
    """Walk on the spot or to and fro, facing the camera: the body bobs, sways and shifts."""
    step_s, bob, sway = model.uniform(0.35, 0.6), model.uniform(0.01, 0.04), model.uniform(1, 4)
    home, side = model.stand, 1.0
    for _ in range(model.count(8, 14)):
        x = home.x + side * model.uniform(0.01, 0.06)
        roll, yaw, pitch = home.torso
        there = replace(home, x=x, y=home.y + model.uniform(-1, 1) * bob).held((roll + side * sway, yaw, pitch))
        model.path.to(there, step_s)
        side = -side
    model.path.to(home, step_s)


def sit_down(model: BodyModel) -> None:
    """Sit down, lean into the chair, and get up again."""
    roll, yaw, pitch = model.stand.torso
    model.rest(0.4, 0.8)
    low = replace(model.stand, y=model.stand.y + model.uniform(0.25, 0.45))
    bent = low.held((roll, yaw, pitch + model.uniform(15, 35))).arms(*_pair(model, "bent_forward"))
    model.path.to(bent, model.uniform(0.5, 0.9))
    model.path.to(low.held((roll, yaw, pitch - model.uniform(0, 10))).arms(*_pair(model, "in_lap")), 0.5)
    model.rest(0.8, 1.6)
    model.path.to(bent, model.uniform(0.4, 0.7))
    model.path.to(model.stand, model.uniform(0.5, 0.9))


def drink(model: BodyModel) -> None:
    """Lift a cup to the mouth, tip the head back, and put it down: a few times."""
    desk = model.stand.arms(*_pair(model, "bent_forward"))
    model.path.to(desk, 0.5)
    for _ in range(model.count(1, 2)):
        cup = draw_arm("mouth", model.rng)
        up = desk.arms(cup, desk.right) if model.chance(0.5) else desk.arms(desk.left, cup)
        model.path.to(up, model.uniform(0.5, 0.9))
        roll, yaw, pitch = up.head
        model.path.to(up.looking((roll, yaw, pitch - model.uniform(5, 18))), 0.3)
        model.rest(0.4, 1.2)
        model.path.to(desk, model.uniform(0.5, 0.9))
        model.rest(0.3, 0.8)


def talking_arms(model: BodyModel) -> None:
    """Underline one's words with both hands before the chest."""
    for _ in range(model.count(8, 14)):
        model.path.to(model.stand.arms(*_pair(model, "bent_forward")), model.uniform(0.2, 0.6))
        if model.chance(0.4):
            model.rest(0.1, 0.6)
    model.path.to(model.stand, 0.6)


def _pair(model: BodyModel, name: str) -> tuple[tuple[float, float, float, float], tuple[float, float, float, float]]:
    return draw_arm(name, model.rng), draw_arm(name, model.rng)
