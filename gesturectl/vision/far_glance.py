"""Hands across the room in a single picture: without motion to go by, where a body has them."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.body_cue import PoseCue
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.far_search import FarSearch
from gesturectl.vision.hand_place import Size, size_of
from gesturectl.vision.landmarker import Landmarker
from gesturectl.vision.mediapipe_estimator import single_hand_finder
from gesturectl.vision.second_opinion import SecondOpinion
from gesturectl.vision.view import View
from gesturectl.vision.watch import FAST_FAR

SQUARE = 0.6
"""Side of the squares in which a body is looked for, share of the picture's height: more than one 4 m away fills."""
STEP = 0.4
"""They lie at most so far from each other, in the same unit."""


def far_hands(frame: Frame, hand_bundle: Path, body_bundle: Path) -> tuple[Hand, ...]:
    """Return the hands of the body in a picture, however small, that is found first. Raises ModelError."""
    settings = EstimatorSettings()
    scout = single_hand_finder(hand_bundle, settings)
    cue = PoseCue(Landmarker.of_body(body_bundle, settings, single_pictures=True))
    try:
        search, opinion = FarSearch(scout, cue, FAST_FAR), SecondOpinion(scout)
        for part in _parts(size_of(frame)):
            seen = [hand for spot in search.body_spots(part, frame) for hand in search.look_at(spot, frame, 0)]
            found = tuple(hand for hand in seen if opinion.agrees(hand, frame, 0))
            if found:
                return found
        return ()
    finally:
        scout.close()
        cue.close()


def _parts(size: Size) -> Iterator[View]:
    """Yield the whole picture and squares that cover it."""
    (width, height), side = size, round(SQUARE * size[1])
    yield View(0, 0, width, height, size)
    rows, columns = (ceil(max(length - side, 0) / (STEP * height)) + 1 for length in (height, width))
    for top in np.linspace(0, height - side, rows):
        for left in np.linspace(0, max(width - side, 0), columns):
            yield View.around(left + side / 2, top + side / 2, side, size, 1.0)
