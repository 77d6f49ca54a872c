"""Arms whose hand is somewhere: at the ear, the mouth, on the head. The elbow follows from where the hand is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.synth.posture import Arm
from gesturectl.synth.rotation import Floats
from gesturectl.synth.skeleton import BodyBuild

_BUILD = BodyBuild()


@dataclass(frozen=True, slots=True)
class Reach:
    """A place of the wrist relative to its shoulder, m: to the arm's own side, down, away from the camera.

    spread_m  standard deviation of the place;  elbow_deg  range of where the elbow is: 0 down, 90 out
    """

    place_m: tuple[float, float, float]
    spread_m: float
    elbow_deg: tuple[float, float]

    def drawn(self, rng: np.random.Generator) -> Arm:
        """Return an arm whose wrist is about there."""
        wrist = np.array(self.place_m) + rng.normal(0, self.spread_m, 3)
        return arm_to(wrist, float(rng.uniform(*self.elbow_deg)))


def arm_to(wrist_m: Floats, elbow_deg: float) -> Arm:
    """Return the arm of an average adult with the wrist at `wrist_m` (3,); what is too far is reached for."""
    upper, fore = _BUILD.upper_arm_m, _BUILD.forearm_m
    far = float(np.clip(np.linalg.norm(wrist_m), 0.06, 0.995 * (upper + fore)))
    along = wrist_m / max(float(np.linalg.norm(wrist_m)), 1e-6)
    share = (upper**2 + far**2 - fore**2) / (2 * upper * far)
    aside = np.array([np.sin(np.radians(elbow_deg)), np.cos(np.radians(elbow_deg)), 0.25])
    aside = aside - along * (aside @ along)
    aside = aside / max(float(np.linalg.norm(aside)), 1e-6)
    elbow = upper * (share * along + np.sqrt(max(1 - share**2, 0.0)) * aside)
    return (*_angles(elbow), *_angles(far * along - elbow))


def _angles(way: Floats) -> tuple[float, float]:
    """Return lift and turn, degrees, of a direction."""
    unit = way / np.linalg.norm(way)
    lift = float(np.degrees(np.arccos(np.clip(unit[1], -1, 1))))
    return lift, float(np.degrees(np.arctan2(-unit[2], unit[0])))
