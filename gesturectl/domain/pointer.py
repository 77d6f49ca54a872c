"""Pointer mode: its settings, and the hand that the pointer follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gesturectl.domain.arrays import FloatArray, read_only
from gesturectl.domain.observation import HAND_LANDMARKS, Handedness


class PointerMode(StrEnum):
    """RELATIVE: moves as on a touchpad. ABSOLUTE: an area of the picture is the screen."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class PointerGuide(StrEnum):
    """What of the hand moves the pointer: the middle of the palm, or the tip of the index finger."""

    HAND = "hand"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the picture, in shares of its width and height from its top left corner as the camera sees it."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PointerSettings:
    """How pointer mode behaves; `settings.pointer` of gestures.yaml.

    mode           relative or absolute
    hand           LEFT or RIGHT; None for the hand that is held higher
    guide          what of the hand moves the pointer
    speed          relative mode: factor on how far the pointer goes
    area           absolute mode: the part of the picture that is the screen; None for one made from the hand's reach
    min_cutoff_hz  One Euro filter: cutoff of a hand at rest; lower is steadier and later
    beta           One Euro filter: how much the cutoff grows with speed, Hz per palm length a second
    click, scroll  whether pinches click, and a closed hand scrolls
    scroll_steps   steps of the wheel for one palm length of the closed hand
    yield_s        how long the pointer is left alone after the real mouse has been moved
    """

    mode: PointerMode = PointerMode.RELATIVE
    hand: Handedness | None = None
    guide: PointerGuide = PointerGuide.HAND
    speed: float = 1.0
    area: Area | None = None
    min_cutoff_hz: float = 1.0
    beta: float = 4.0
    click: bool = True
    scroll: bool = True
    scroll_steps: float = 5.0
    yield_s: float = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class FollowedHand:
    """A hand seen now that has been followed over time.

    number      the same as long as it is the same hand
    points      float32 (21, 3), frame heights: x and z were multiplied by the aspect ratio
    palm        steady palm length, frame heights
    aspect      width / height of the frame
    """

    number: int
    handedness: Handedness
    points: FloatArray
    palm: float
    aspect: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", read_only("FollowedHand.points", self.points, (HAND_LANDMARKS, 3)))
