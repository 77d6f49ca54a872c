"""Light on flesh: from a depth picture to colours."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.synth.flesh import FAR, DepthMap
from gesturectl.synth.look import Look

Colours = NDArray[np.float32]
_PALM_TINT = np.array([236, 178, 158], np.float32)
"""Palms of dark hands are lighter and redder than their backs."""


def shade(depth: DepthMap, palm_px: float, look: Look, palm_side: float) -> tuple[Colours, DepthMap]:
    """Return (H, W, 3) colours 0..255 and the (H, W) cover 0..1 of a depth map.

    `palm_side` is 1 where the palm faces the camera, 0 where the back of the hand does.
    """
    mask = (depth < FAR / 2).astype(np.float32)
    smooth = _filled_blur(depth, mask, max(palm_px * 0.018, 0.5))
    lit = _lambert(smooth, look)
    open_sky = _openness(smooth, mask, palm_px)
    skin = np.array(look.skin, np.float32)
    dark = 1 - skin.mean() / 255
    skin = skin + (_PALM_TINT - skin) * np.float32(0.75 * dark * palm_side)
    light = (look.ambient + (1.12 - look.ambient) * lit) * open_sky * look.exposure
    colours = skin * light[..., None]
    colours[..., 0] += (1 - light) * 14 * mask  # light that went through flesh is red
    cover = cv2.GaussianBlur(mask, (0, 0), 0.7)
    return np.asarray(colours, np.float32), np.asarray(cover, np.float32)


def _filled_blur(depth: DepthMap, mask: DepthMap, sigma: float) -> DepthMap:
    """Return the depth smoothed over flesh alone, and carried on a little beyond its edge."""
    weight = cv2.GaussianBlur(mask, (0, 0), sigma)
    return np.asarray(cv2.GaussianBlur(depth * mask, (0, 0), sigma) / np.maximum(weight, 1e-3), np.float32)


def _lambert(depth: DepthMap, look: Look) -> DepthMap:
    gx, gy = (cv2.Sobel(depth, cv2.CV_32F, *order, ksize=3, scale=0.125) for order in ((1, 0), (0, 1)))
    light = np.array(look.light, np.float32)
    light = light / np.linalg.norm(light)
    facing = (gx * light[0] + gy * light[1] - light[2]) / np.sqrt(gx * gx + gy * gy + 1)
    return np.asarray(np.clip(facing, 0, 1), np.float32)


def _openness(depth: DepthMap, mask: DepthMap, palm_px: float) -> DepthMap:
    """Return how much of the sky each point sees: flesh behind its surroundings lies in their shade."""
    sky = np.ones_like(depth)
    for radius, depth_palms, least in ((0.10, 0.30, 0.5), (0.035, 0.16, 0.6)):
        around = _filled_blur(depth, mask, palm_px * radius)
        sky *= np.clip(1 - (depth - around) / (palm_px * depth_palms), least, 1.12)
    return sky
