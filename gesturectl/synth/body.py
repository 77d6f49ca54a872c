"""Every motion of the synthetic body by name, and how to make a clip of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gesturectl.errors import UsageError
from gesturectl.synth import body_everyday, clapping, head
from gesturectl.synth.body_clip import NEAR_M, BodyClip
from gesturectl.synth.body_model import BodyModel
from gesturectl.synth.body_poses import BODY_POSES, BodyPose


@dataclass(frozen=True, slots=True)
class BodyMotion:
    """One motion of the body; `gestures` are the names that its labels may carry."""

    name: str
    meaning: str
    act: Callable[[BodyModel], None]
    gestures: tuple[str, ...] = ()


ROOM_M = 1.8
"""Who stretches the arms out stands back so far."""


def _hold(model: BodyModel, pose: BodyPose) -> None:
    model.near_m = ROOM_M if pose.wide else NEAR_M
    model.pose(pose.drawn(model.stand, model.rng), pose.name if pose.gesture else None, pose.side)


def _held(pose: BodyPose) -> BodyMotion:
    return BodyMotion(pose.name, pose.meaning, partial(_hold, pose=pose), (pose.name,) if pose.gesture else ())


def _none(name: str, meaning: str, act: Callable[[BodyModel], None]) -> BodyMotion:
    return BodyMotion(name, f"{meaning}; no gesture", act)


def _swings(name: str, meaning: str, axis: int, least_deg: float, most_deg: float) -> BodyMotion:
    act = partial(head.oscillate, gesture=name, axis=axis, least_deg=least_deg, most_deg=most_deg)
    return BodyMotion(name, meaning, act, (name,))


_MOVING = (
    BodyMotion("clap", "clap the hands, twice or more", clapping.clap, ("clap",)),
    _swings("nod", "nod, twice or more", head.PITCH, 10, 26),
    _swings("shake", "shake the head", head.YAW, 14, 42),
    _none("standing", "stand and do nothing", body_everyday.still),
    _none("random_arms", "move the arms anyhow", body_everyday.random_arms),
    _none("passing", "an arm goes up and down again at once", body_everyday.passing),
    _none("walk_past", "walk through the picture", body_everyday.walk_past),
    _none("step_about", "walk on the spot", body_everyday.step_about),
    _none("sit_down", "sit down and get up", body_everyday.sit_down),
    _none("drink", "drink", body_everyday.drink),
    _none("talking_arms", "talk with the hands", body_everyday.talking_arms),
    _none("fold_hands", "put the hands together", clapping.fold_hands),
    _none("rub_hands", "rub the hands", clapping.rub_hands),
    _none("spin_arms", "roll the forearms round each other", clapping.spin_arms),
    BodyMotion("pull_apart", "take both hands apart or together", clapping.pull_apart, ("zoom",)),
    _none("look_about", "look here and there", head.wander),
    _none("glance_down", "look down and up again", partial(head.glance, axis=head.PITCH, least_deg=8, most_deg=32)),
    _none("glance_aside", "look aside and back", partial(head.glance, axis=head.YAW, least_deg=10, most_deg=32)),
    _none("talk", "speak", head.talk),
    _none("roll_head", "loosen the neck", head.roll_head),
)

BODY_MOTIONS: dict[str, BodyMotion] = {m.name: m for m in (*map(_held, BODY_POSES.values()), *_MOVING)}
"""Every motion of the body by name."""


def make_body_clip(name: str, seed: int = 0) -> BodyClip:
    """Return the clip of a body motion; the same name and seed give the same clip. Raises UsageError."""
    if name not in BODY_MOTIONS:
        known = ", ".join(BODY_MOTIONS)
        raise UsageError(f"no motion of the body is called {name!r}", remedy=f"Motions: {known}.")
    model = BodyModel(name, seed)
    BODY_MOTIONS[name].act(model)
    return model.clip()
