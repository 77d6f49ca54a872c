"""A picture turned about its middle: people hold cameras, and hands, aslant."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gesturectl.vision.device import load_cv2


def turned_picture(rgb: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """Return the picture (H, W, 3) turned clockwise by `degrees`, so much larger that nothing is cut off.

    The corners show the picture's edge, stretched.
    """
    cv2 = load_cv2()
    height, width = rgb.shape[:2]
    cos, sin = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    wide, high = round(width * cos + height * sin), round(width * sin + height * cos)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turn[:, 2] += ((wide - width) / 2, (high - height) / 2)
    found = cv2.warpAffine(rgb, turn, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.uint8)
