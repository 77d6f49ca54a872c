"""A picture in which a known hand is painted over: what is still found there is another one."""

from __future__ import annotations

from math import ceil

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand

MARGIN = 0.1
"""Share of the larger side of the hand by which the paint reaches beyond its landmarks: flesh around the bones."""


def covered(frame: Frame, hand: Hand) -> Frame:
    """Return `frame` with the hand's box painted in the mean colour of its edge, so that no new shape stands out."""
    height, width = frame.rgb.shape[:2]
    points = hand.landmarks[:, :2] * (width, height)
    low, high = points.min(axis=0), points.max(axis=0)
    margin = MARGIN * float((high - low).max())
    left, top = (max(int(low[i] - margin), 0) for i in (0, 1))
    right, bottom = (min(ceil(high[i] + margin), (width, height)[i]) for i in (0, 1))
    if left >= right or top >= bottom:
        return frame
    picture = frame.rgb.copy()
    box = picture[top:bottom, left:right]
    box[:] = np.concatenate([box[0], box[-1], box[:, 0], box[:, -1]]).mean(axis=0)
    return Frame(frame.t, frame.seq, picture)
