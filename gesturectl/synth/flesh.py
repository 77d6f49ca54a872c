"""The flesh around the joints as a depth picture: capsules that melt into each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.synth.rotation import Floats

DepthMap = NDArray[np.float32]
FAR = np.float32(1e6)
"""Depth where there is no flesh."""

# Radii at the joints as shares of the palm length, of an average adult hand.
_RADII = (
    0.27, 0.235, 0.165, 0.135, 0.105,
    0.16, 0.118, 0.103, 0.085, 0.16, 0.120, 0.105, 0.087, 0.155, 0.112, 0.098, 0.082, 0.145, 0.098, 0.086, 0.072,
)  # fmt: skip
_PALM = (
    (0, 5, 0.21, 0.15), (0, 9, 0.23, 0.155), (0, 13, 0.23, 0.155), (0, 17, 0.22, 0.145), (5, 9, 0.15, 0.155),
    (9, 13, 0.155, 0.15), (13, 17, 0.15, 0.14), (1, 5, 0.19, 0.13), (1, 9, 0.19, 0.14), (2, 5, 0.12, 0.10),
)  # fmt: skip
_ROOTS = (1, 5, 9, 13, 17)
_PALM_BLEND, _FINGER_BLEND = 0.10, 0.035
"""How softly parts melt into each other, as shares of the palm length."""
_FOREARM_PALMS, _UPPER_ARM_PALMS = 2.8, 7.0
_WRIST_RADIUS, _ELBOW_RADIUS, _SHOULDER_RADIUS = 0.265, 0.42, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Capsule:
    """From `begin` to `end` (3,) px with a radius at each, px; `blend` px."""

    begin: Floats
    end: Floats
    begin_radius: float
    end_radius: float
    blend: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, px."""
        r = max(self.begin_radius, self.end_radius) + 1
        low, high = np.minimum(self.begin, self.end)[:2] - r, np.maximum(self.begin, self.end)[:2] + r
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def hand_capsules(points: Floats, palm_px: float) -> list[Capsule]:
    """Return the capsules of a hand at (21, 3) px joints (z on the scale of x), without the forearm."""
    capsules = [_capsule(points, a, b, ra * palm_px, rb * palm_px, _PALM_BLEND * palm_px) for a, b, ra, rb in _PALM]
    for root in _ROOTS:
        for joint in range(root, root + 3):
            capsules.extend(_bone(points, joint, palm_px))
    return capsules


def arm_capsules(points: Floats, palm_px: float) -> tuple[Capsule, Capsule]:
    """Return the forearm, on from the palm and drawn a little down, and the upper arm, down from the elbow."""
    along = points[0] - points[[9, 13]].mean(axis=0)
    along = along / max(float(np.linalg.norm(along)), 1e-6) + np.array([0.0, 0.35, 0.1])
    elbow = points[0] + along / np.linalg.norm(along) * _FOREARM_PALMS * palm_px
    shoulder = elbow + np.array([0.1 * np.sign(along[0]), 1.0, 0.3]) * _UPPER_ARM_PALMS * palm_px
    blend, radii = _PALM_BLEND * palm_px, np.array([_WRIST_RADIUS, _ELBOW_RADIUS, _SHOULDER_RADIUS]) * palm_px
    fore = Capsule(points[0], elbow, float(radii[0]), float(radii[1]), blend)
    return fore, Capsule(elbow, shoulder, float(radii[1]), float(radii[2]), blend)


def _capsule(points: Floats, a: int, b: int, ra: float, rb: float, blend: float) -> Capsule:
    return Capsule(points[a], points[b], ra, rb, blend)


def _bone(points: Floats, joint: int, palm_px: float) -> Iterator[Capsule]:
    """Yield a finger bone, and a ball at its end where it is seen end-on (there the capsule hides its near end)."""
    ra, rb = _RADII[joint] * palm_px, _RADII[joint + 1] * palm_px
    blend = (_PALM_BLEND if joint in (1, 5, 9, 13, 17) else _FINGER_BLEND) * palm_px
    yield _capsule(points, joint, joint + 1, ra, rb, blend)
    step = points[joint + 1] - points[joint]
    if abs(step[2]) > 0.8 * np.hypot(step[0], step[1]):
        yield _capsule(points, joint + 1, joint + 1, rb, rb, 0.0)
        if abs(step[2]) > palm_px * 0.2:
            yield _capsule(points, joint, joint, ra, ra, blend)


def carve(capsules: list[Capsule], origin: tuple[int, int], shape: tuple[int, int]) -> DepthMap:
    """Return the (height, width) depth map of a window of the picture whose left upper pixel is `origin` (x, y)."""
    depth = np.full(shape, FAR, np.float32)
    for capsule in capsules:
        _carve_one(depth, capsule, origin)
    return depth


def _carve_one(depth: DepthMap, capsule: Capsule, origin: tuple[int, int]) -> None:
    left, top, right, bottom = capsule.box
    x0, x1 = max(int(left) - origin[0], 0), min(int(right) + 2 - origin[0], depth.shape[1])
    y0, y1 = max(int(top) - origin[1], 0), min(int(bottom) + 2 - origin[1], depth.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    x = np.arange(x0 + origin[0], x1 + origin[0], dtype=np.float32)[None, :] - np.float32(capsule.begin[0])
    y = np.arange(y0 + origin[1], y1 + origin[1], dtype=np.float32)[:, None] - np.float32(capsule.begin[1])
    part = depth[y0:y1, x0:x1]
    part[:] = _melted(part, _front(capsule, x, y), np.float32(capsule.blend))


def _front(capsule: Capsule, x: DepthMap, y: DepthMap) -> DepthMap:
    """Return the depth of a capsule's front at pixels (1, W) and (H, 1) relative to its begin; FAR beside it."""
    dx, dy, dz = (np.float32(d) for d in capsule.end - capsule.begin)
    share = np.clip((x * dx + y * dy) / max(dx * dx + dy * dy, np.float32(1e-6)), 0, 1)
    radius = np.float32(capsule.begin_radius) + share * np.float32(capsule.end_radius - capsule.begin_radius)
    room = radius * radius - (x - share * dx) ** 2 - (y - share * dy) ** 2
    front = np.float32(capsule.begin[2]) + share * dz - np.sqrt(np.maximum(room, 0))
    return np.where(room > 0, front, FAR)


def _melted(one: DepthMap, other: DepthMap, blend: np.float32) -> DepthMap:
    """Return the smooth minimum (polynomial, Quilez) of two depths; the plain one where only one has flesh."""
    nearer = np.minimum(one, other)
    if blend <= 0:
        return nearer
    gap = np.maximum(blend - np.abs(one - other), 0) / blend
    return np.asarray(nearer - gap * gap * blend * np.float32(0.25))
