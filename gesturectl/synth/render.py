"""Rendering posed hands to frames: capsule flesh, soft light, a backdrop, sensor noise."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness
from gesturectl.synth.backdrop import Picture, backdrop
from gesturectl.synth.camera import FOCAL, project
from gesturectl.synth.clip import PosedHand
from gesturectl.synth.flesh import Capsule, DepthMap, arm_capsules, carve, hand_capsules
from gesturectl.synth.look import Look
from gesturectl.synth.rotation import Floats
from gesturectl.synth.shade import Colours, shade

_FINEST_PALM_PX = 72.0
"""Larger hands are drawn at this palm length and enlarged: quick at any size, and finer than the networks look."""
_NOISE_MARGIN = 64
_SLEEVE_FROM = 0.35


class Renderer:
    """Draws the frames of one clip of `size` (width, height) px. Everything follows from look and seed."""

    def __init__(self, size: tuple[int, int], look: Look | None = None, *, seed: int = 0, palm: float = 0.1) -> None:
        """`palm`: palm length of the hands in frame heights, for the scale of what is behind them."""
        self.size = size
        self.look = look or Look.drawn(seed)
        self._seed = seed
        self._backdrop = backdrop(self.look, size, palm)
        rng = np.random.default_rng([seed, 5])
        shape = (size[1] + _NOISE_MARGIN, size[0] + _NOISE_MARGIN, 3)
        grain = rng.standard_normal(shape, dtype=np.float32) * np.float32(self.look.noise_level)
        self._grain = np.round(grain).astype(np.int16)

    def frame(self, hands: Sequence[PosedHand], t: float, seq: int) -> Frame:
        """Return the picture of the hands at `t`, the farther hand behind the nearer one."""
        picture = self._backdrop.copy()
        for posed in sorted(hands, key=lambda one: -float(one.joints_m[0, 2])):
            self._draw(picture, posed)
        return Frame(t, seq, self._grained(picture, seq))

    def _grained(self, picture: Picture, seq: int) -> Picture:
        """Add sensor noise: another cut of one large piece of grain for every frame."""
        x, y = np.random.default_rng([self._seed, seq]).integers(0, _NOISE_MARGIN, 2)
        cut = self._grain[y : y + self.size[1], x : x + self.size[0]]
        return np.asarray(cv2.add(picture, cut, dtype=cv2.CV_8U), np.uint8)

    def _draw(self, picture: Picture, posed: PosedHand) -> None:
        points, palm_px = self._pixels(posed)
        zoom = min(1.0, _FINEST_PALM_PX / palm_px)
        palm = palm_px * zoom
        flesh = hand_capsules(points * zoom, palm)
        forearm, upper_arm = arm_capsules(points * zoom, palm)
        box = self._window([*flesh, forearm, upper_arm], zoom)
        if box is None:
            return
        x0, y0, x1, y1 = box
        depth = carve([upper_arm, forearm, *flesh], (x0, y0), (y1 - y0, x1 - x0))
        colours, cover = shade(depth, palm, self.look, palm_side(posed))
        if self.look.sleeve is not None:
            _dress(colours, forearm, (x0, y0), self.look)
        self._paste(picture, colours, cover, box, zoom)

    def _pixels(self, posed: PosedHand) -> tuple[Floats, float]:
        """Return the (21, 3) joints in px, z on the scale of x, and the palm length in px."""
        width, height = self.size
        depth_m = float(posed.joints_m[9, 2])
        scale = FOCAL * height / depth_m
        flat = project(posed.joints_m) * height + np.array([width / 2, height / 2])
        z = (posed.joints_m[:, 2:] - depth_m) * scale
        return np.concatenate([flat, z], axis=1), posed.palm_m * scale

    def _window(self, capsules: Sequence[Capsule], zoom: float) -> tuple[int, int, int, int] | None:
        """Return the part of the (zoomed) picture that the capsules touch; None if they are outside."""
        boxes = np.array([capsule.box for capsule in capsules])
        width, height = self.size[0] * zoom, self.size[1] * zoom
        x0, y0 = (max(int(v) - 4, -8) for v in boxes[:, :2].min(axis=0))
        x1 = min(int(boxes[:, 2].max()) + 5, int(width) + 8)
        y1 = min(int(boxes[:, 3].max()) + 5, int(height) + 8)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def _paste(
        self, picture: Picture, colours: Colours, cover: DepthMap, box: tuple[int, int, int, int], zoom: float
    ) -> None:
        """Lay a window, enlarged by 1 / zoom, over the picture."""
        width, height = self.size
        x0, y0, x1, y1 = (int(np.floor(v / zoom)) for v in box)
        left, top, right, bottom = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
        if left >= right or top >= bottom:
            return
        # Where the pixel centres of the picture lie in the window.
        warp = np.array([[zoom, 0, (left + 0.5) * zoom - 0.5 - box[0]], [0, zoom, (top + 0.5) * zoom - 0.5 - box[1]]])
        target = (right - left, bottom - top)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        both = np.dstack([colours, cover])
        laid = both if zoom == 1.0 and both.shape[1::-1] == target else cv2.warpAffine(both, warp, target, flags=flags)
        under = picture[top:bottom, left:right].astype(np.float32)
        under += (laid[..., :3] - under) * laid[..., 3:]
        picture[top:bottom, left:right] = np.clip(under, 0, 255).astype(np.uint8)


def palm_side(posed: PosedHand) -> float:
    """Return 1 where the palm faces the camera, 0 where the back of the hand does, smoothly between."""
    wrist, index, little = posed.joints_m[0], posed.joints_m[5], posed.joints_m[17]
    normal = np.cross(index - wrist, little - wrist)
    away = float(normal[2] / max(float(np.linalg.norm(normal)), 1e-9))
    away = away if posed.handedness is Handedness.LEFT else -away
    return float(np.clip(0.5 + 1.5 * away, 0, 1))


def _dress(colours: Colours, arm: Capsule, origin: tuple[int, int], look: Look) -> None:
    """Colour the arm from a little behind the wrist on."""
    height, width = colours.shape[:2]
    x = np.arange(origin[0], origin[0] + width, dtype=np.float32)[None, :] - np.float32(arm.begin[0])
    y = np.arange(origin[1], origin[1] + height, dtype=np.float32)[:, None] - np.float32(arm.begin[1])
    dx, dy = (np.float32(d) for d in (arm.end - arm.begin)[:2])
    far = np.float32(_SLEEVE_FROM**2) * (dx * dx + dy * dy)
    inside = (x * dx + y * dy > 0) & (x * x + y * y > far)
    ratio = np.array(look.sleeve or look.skin, np.float32) / np.array(look.skin, np.float32)
    colours[inside] = colours[inside] * ratio
