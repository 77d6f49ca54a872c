"""Colours of the preview, RGB; told apart by people with a red-green weakness too (Okabe and Ito, 2008)."""

from __future__ import annotations

from gesturectl.domain.observation import Handedness

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
GREY: Colour = (150, 150, 150)
BLACK: Colour = (0, 0, 0)
BODY: Colour = (0, 158, 115)
HELD: Colour = (240, 228, 66)
HANDS: dict[Handedness, Colour] = {
    Handedness.LEFT: (86, 180, 233),
    Handedness.RIGHT: (230, 159, 0),
    Handedness.BOTH: (204, 121, 167),
}
FINGERTIPS = frozenset({4, 8, 12, 16, 20})
