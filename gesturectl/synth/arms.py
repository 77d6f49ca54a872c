"""Poses of one arm, as ranges: how differently people do what they call the same."""

from __future__ import annotations

import numpy as np

from gesturectl.synth.arm_reach import Reach
from gesturectl.synth.posture import Arm

Span = tuple[float, float]
_WOBBLE_DEG = 4.0
"""Standard deviation beyond the ranges, degrees."""

ARMS: dict[str, tuple[Span, Span, Span, Span]] = {
    "hanging": ((3, 20), (0, 70), (4, 26), (20, 110)),
    "stretched_up": ((100, 172), (-10, 50), (140, 186), (0, 70)),
    "bent_up": ((22, 105), (-5, 50), (145, 186), (0, 60)),
    "crossed": ((14, 50), (78, 116), (82, 118), (152, 180)),
    "hugging": ((16, 50), (95, 132), (104, 146), (150, 184)),
    "folded": ((12, 34), (80, 112), (76, 106), (152, 178)),
    "together": ((14, 36), (45, 76), (72, 120), (146, 158)),
    "out": ((79, 101), (-12, 24), (78, 102), (-10, 30)),
    "across": ((62, 98), (100, 158), (74, 106), (148, 186)),
    "on_hip": ((30, 58), (-40, 0), (38, 66), (158, 184)),
    "clasped_above": ((148, 172), (0, 30), (106, 130), (160, 186)),
    "forward": ((68, 104), (70, 102), (70, 104), (74, 106)),
    "reaching": ((70, 135), (58, 112), (80, 135), (66, 112)),
    "crossed_low": ((5, 24), (50, 95), (20, 58), (140, 172)),
    "bent_forward": ((6, 32), (40, 82), (68, 106), (72, 124)),
    "low_out": ((24, 62), (-15, 40), (22, 64), (-10, 45)),
    "elbow_out": ((66, 104), (-20, 35), (0, 52), (0, 80)),
    "in_lap": ((8, 30), (40, 80), (45, 75), (85, 150)),
}
"""Lift and turn of the upper arm, then of the forearm, degrees; see `posture.Arm`."""
REACHES: dict[str, Reach] = {
    "phone": Reach((-0.07, -0.10, -0.07), 0.03, (0, 75)),
    "chin": Reach((-0.13, -0.01, -0.16), 0.03, (-10, 50)),
    "mouth": Reach((-0.11, -0.06, -0.20), 0.03, (0, 80)),
    "glasses": Reach((-0.09, -0.14, -0.17), 0.025, (0, 45)),
    "on_head": Reach((-0.07, -0.23, 0.0), 0.045, (75, 125)),
    "scratching": Reach((-0.11, -0.27, -0.02), 0.04, (20, 95)),
}
"""Hands at the head."""
WAYS: dict[str, tuple[str, ...]] = {
    "raised": ("stretched_up", "bent_up"),
    "arm_crossed": ("crossed", "folded", "hugging"),
    "idle": ("hanging", "hanging", "hanging", "bent_forward", "in_lap", "on_hip"),
}
"""Several ways of an arm to do the same, as often as they stand here. `idle`: it has nothing to do."""


WIDE = ("raised", "out", "across", "low_out", "elbow_out", "on_head", "clasped_above", "forward", "reaching")
"""Arms that need room in the picture."""


def draw_arm(name: str, rng: np.random.Generator) -> Arm:
    """Return the named pose as some person takes it this time; a name of WAYS is one of several."""
    if name in WAYS:
        name = WAYS[name][int(rng.integers(len(WAYS[name])))]
    if name in REACHES:
        return REACHES[name].drawn(rng)
    a, b, c, d = (float(rng.uniform(low, high) + rng.normal(0, _WOBBLE_DEG)) for low, high in ARMS[name])
    return (a, b, max(a, c), d) if name == "stretched_up" else (a, b, c, d)


def draw_arms(left: str, right: str, rng: np.random.Generator) -> tuple[Arm, Arm]:
    """Return both arms; arms that do the same do it the same way."""
    if left == right != "idle" and left in WAYS:
        left = right = WAYS[left][int(rng.integers(len(WAYS[left])))]
    return draw_arm(left, rng), draw_arm(right, rng)


def random_arm(rng: np.random.Generator) -> Arm:
    """Return an arm anywhere but up, level to its side, or across."""
    lift, turn = rng.uniform(0, 62), rng.uniform(-20, 95)
    return float(lift), float(turn), float(rng.uniform(0, 105)), float(rng.uniform(0, 110))
