"""Held poses of the body: those that mean something, and those of everyday life that come close."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.arms import WIDE, Span, draw_arms
from gesturectl.synth.posture import Posture

Turn = tuple[Span, Span, Span]
"""Ranges of roll, yaw, pitch in degrees. Seen from the user: roll > 0 tips to the left, yaw < 0 turns to the left."""

STEADY: Turn = ((0, 0), (0, 0), (0, 0))
LEAN, SLIGHT_LEAN = (19.0, 38.0), (4.0, 11.0)
"""Degrees of the torso's roll that mean something, and that do not."""
TILT, SLIGHT_TILT = (18.0, 36.0), (4.0, 10.0)
"""The same of the head."""
TURN, GLANCE = (48.0, 85.0), (12.0, 30.0)
"""Degrees of the head's yaw that mean something; to look at a second monitor takes 20 to 30."""


@dataclass(frozen=True, slots=True)
class BodyPose:
    """One pose. `left`, `right` name arms; head and torso are turned on top of the way the person stands."""

    name: str
    meaning: str
    left: str = "idle"
    right: str = "idle"
    head: Turn = STEADY
    torso: Turn = STEADY
    gesture: bool = False
    side: Handedness | None = None
    either: bool = False
    """As often the other way round (the mirror image)."""

    @property
    def wide(self) -> bool:
        """Whether the arms need room in the picture."""
        return not {self.left, self.right}.isdisjoint(WIDE)

    def drawn(self, stand: Posture, rng: np.random.Generator) -> Posture:
        """Return the pose as a person who stands as `stand` takes it this time."""
        turned = self.either and rng.uniform() < 0.5
        left, right = (self.right, self.left) if turned else (self.left, self.right)
        sign = -1.0 if turned else 1.0
        torso, head = _turned(stand.torso, self.torso, sign, rng), _turned(stand.head, self.head, sign, rng)
        return stand.held(torso).looking(head).arms(*draw_arms(left, right, rng))


def _turned(
    start: tuple[float, float, float], by: Turn, sign: float, rng: np.random.Generator
) -> tuple[float, float, float]:
    roll, yaw, pitch = (float(rng.uniform(low, high)) for low, high in by)
    return start[0] + sign * roll, start[1] + sign * yaw, start[2] + pitch


def _minus(span: Span) -> Span:
    return -span[1], -span[0]


def _posed(
    name: str, meaning: str, left: str = "idle", right: str = "idle", side: Handedness | None = None
) -> BodyPose:
    return BodyPose(name, meaning, left, right, gesture=True, side=side)


def _turn(name: str, meaning: str, *, head: Turn = STEADY, torso: Turn = STEADY) -> BodyPose:
    return BodyPose(name, meaning, head=head, torso=torso, gesture=True)


def _none(name: str, meaning: str, left: str = "idle", right: str = "idle") -> BodyPose:
    return BodyPose(name, f"{meaning}; no gesture", left, right, either=True)


_STILL: Span = (-3.0, 3.0)
_ALL = (
    _posed("left_arm_raised", "raise the left arm", "raised", "idle", Handedness.LEFT),
    _posed("right_arm_raised", "raise the right arm", "idle", "raised", Handedness.RIGHT),
    _posed("both_arms_raised", "raise both arms", "raised", "raised"),
    _posed("arms_crossed", "cross the arms before the chest", "arm_crossed", "arm_crossed"),
    _posed("both_arms_left", "both arms to the left", "out", "across"),
    _posed("left_arm_out", "stretch the left arm out to its side", "out", "idle", Handedness.LEFT),
    _posed("right_arm_out", "stretch the right arm out to its side", "idle", "out", Handedness.RIGHT),
    _posed("t_pose", "stretch both arms out to the sides", "out", "out"),
    _posed("hands_on_head", "both hands on the head", "on_head", "on_head"),
    _turn("lean_left", "lean to the left", torso=(LEAN, _STILL, _STILL)),
    _turn("lean_right", "lean to the right", torso=(_minus(LEAN), _STILL, _STILL)),
    _turn("tilt_left", "tilt the head to the left", head=(TILT, (-8, 8), _STILL)),
    _turn("tilt_right", "tilt the head to the right", head=(_minus(TILT), (-8, 8), _STILL)),
    _turn("turn_left", "turn the head far to the left", head=(_STILL, _minus(TURN), (-8, 8))),
    _turn("turn_right", "turn the head far to the right", head=(_STILL, TURN, (-8, 8))),
    _none("stand", "stand", "hanging", "hanging"),
    BodyPose("both_arms_right", "both arms to the right; no gesture", "across", "out"),
    _none("arm_forward", "one arm stretched to the front", "forward"),
    _none("arms_forward", "arms stretched to the front", "forward", "forward"),
    _none("arms_low", "arms stretched out low", "low_out", "low_out"),
    _none("arm_low", "one arm stretched out low", "low_out"),
    _none("elbows_out", "elbows out, forearms hanging", "elbow_out", "elbow_out"),
    _none("elbow_out", "one elbow out, its forearm hanging", "elbow_out"),
    _none("hands_on_hips", "hands on hips", "on_hip", "on_hip"),
    _none("hands_together", "palms together before the chest", "together", "together"),
    _none("hands_crossed_low", "hands crossed before the belly", "crossed_low", "crossed_low"),
    _none("stretching", "stretch, hands clasped above the head", "clasped_above", "clasped_above"),
    _none("scratching", "scratch the head", "scratching"),
    _none("hand_on_head", "one hand on the head", "on_head"),
    _none("phone", "a hand at the ear", "phone"),
    _none("chin", "a hand at the chin", "chin"),
    _none("drinking", "a hand at the mouth, as to drink", "mouth"),
    _none("glasses", "both hands at the face, as to put on glasses", "glasses", "glasses"),
    _none("reaching", "reach for something in front", "reaching"),
    _none("desk", "forearms on a desk", "bent_forward", "bent_forward"),
    BodyPose("second_monitor", "look at a second monitor; no gesture", head=((-4, 4), GLANCE, (-8, 8)), either=True),
    BodyPose("look_down", "look at the keyboard; no gesture", head=((-5, 5), (-12, 12), (12, 38)), either=True),
    BodyPose("look_up", "look up; no gesture", head=((-5, 5), (-12, 12), (-28, -10)), either=True),
    BodyPose("head_aslant", "the head a little aslant; no gesture", head=(SLIGHT_TILT, _STILL, _STILL), either=True),
    BodyPose("aslant", "stand or sit aslant; no gesture", torso=(SLIGHT_LEAN, _STILL, _STILL), either=True),
    BodyPose("turned", "the whole body turned; no gesture", torso=((-4, 4), (32, 75), _STILL), either=True),
)  # fmt: skip

BODY_POSES: dict[str, BodyPose] = {pose.name: pose for pose in _ALL}
"""Every held pose by name."""
