"""A hand shape in a few words: which fingers it stretches, whether they are apart, from where it is seen.

A hand that is put together from recorded ones into a look that no trained label has is a shape that nobody labelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Fingers = tuple[int, int, int, int, int]
"""Thumb to little finger: 1 stretched, 0 bent."""


class View(StrEnum):
    """From where a hand is seen. HaGRID's shapes are each seen from one side alone (97 % or more of the hands)."""

    PALM = "palm"
    BACK = "back"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a shape; `apart` says whether neighbouring stretched fingers are spread, None where it does not."""

    fingers: Fingers
    view: View = View.PALM
    apart: bool | None = None

    def may_be(self, other: Look) -> bool:
        """Whether a hand of this look may pass for the other."""
        same = self.fingers == other.fingers and self.view is other.view
        return same and (self.apart is None or other.apart is None or self.apart == other.apart)


_TWO: Fingers = (0, 1, 1, 0, 0)
_FIVE: Fingers = (1, 1, 1, 1, 1)
LOOKS: dict[str, Look] = {
    "open_palm": Look(_FIVE, apart=True),
    "stop": Look(_FIVE, apart=False),
    "stop_inverted": Look(_FIVE, View.BACK, apart=False),
    "fist": Look((0, 0, 0, 0, 0)),
    "point": Look((0, 1, 0, 0, 0)),
    "mute": Look((0, 1, 0, 0, 0), View.SIDE),
    "victory": Look(_TWO, apart=True),
    "two_up": Look(_TWO, apart=False),
    "peace_inverted": Look(_TWO, View.BACK, apart=True),
    "two_up_inverted": Look(_TWO, View.BACK, apart=False),
    "three": Look((0, 1, 1, 1, 0)),
    "three2": Look((1, 1, 1, 0, 0)),
    "four": Look((0, 1, 1, 1, 1)),
    "rock": Look((0, 1, 0, 0, 1)),
    "call": Look((1, 0, 0, 0, 1), View.BACK),
    "thumb_up": Look((1, 0, 0, 0, 0), View.BACK),
    "thumb_down": Look((1, 0, 0, 0, 0)),
}
"""Of every shape but `ok`, whose index finger is half bent."""


def known_looks(labels: Iterable[str]) -> set[Look]:
    """Return the looks of these labels."""
    return {LOOKS[label] for label in labels if label in LOOKS}
