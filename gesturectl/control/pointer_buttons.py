"""Pinches to mouse buttons: click, double click, drag, right click. Pure.

The pointer stands still from the onset of a pinch, goes back to where it was at that onset, and is pressed there. It
stands still until the hand has clearly moved (a drag), and after the release until the fingers are out of the way; a
second pinch in that time lands on the very same pixel, which is what makes two clicks a double click.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.control.pointer_filter import Floats
from gesturectl.control.pointer_grip import Grip
from gesturectl.control.pointer_pinch import LEAST_OPEN, Pinch
from gesturectl.domain.action import Action, ButtonHold, MouseButton
from gesturectl.domain.pointer_action import PointerRewind

DRAG_PALMS = 0.2
"""A pinched hand that went this far, in palm lengths, drags: closing the fingers moves a hand by less."""
SETTLE_S = 0.45
"""After a release the pointer waits this long for a second pinch, unless the hand moves by DRAG_PALMS."""
OPENING_S = 0.1
"""The fingers have been opening for about this long when a release is seen: a drag ends where it was before."""
NEARER = 0.15
"""The middle finger pinches where its gap, as a share of its open one, is less than the index finger's by this."""
LEAST_MIDDLE_REACH = 1.15
"""A middle finger that is curled more than this does not pinch: a hand that points has its thumb upon it. Photographed
pointing hands (HaGRID's "one"): 0.86 in the median, 1.10 at the 95th percentile."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that is down since the fingers closed, and where the hand was then (`travelled`)."""

    button: MouseButton
    at: Floats
    dragging: bool = False


class PointerButtons:
    """The two pinches of one hand."""

    def __init__(self) -> None:
        self._index, self._middle = Pinch(), Pinch()
        self._pressed: Pressed | None = None
        self._settling: tuple[float, Floats] | None = None
        self._spent = False
        """A pinch was made good; the fingers must open before the next."""

    @property
    def pressed(self) -> MouseButton | None:
        """The button that is down."""
        return self._pressed.button if self._pressed else None

    @property
    def busy(self) -> bool:
        """Whether a pinch is under way, or its release only just over."""
        return self._pressed is not None or self._settling is not None or self.closing

    @property
    def closing(self) -> bool:
        """Whether fingers are closing, or closed without a button."""
        return any(pinch.closing or pinch.closed for pinch in (self._index, self._middle))

    @property
    def still(self) -> bool:
        """Whether the pointer must stand still."""
        if self._pressed is not None:
            return not self._pressed.dragging
        return self.closing or self._settling is not None

    def step(self, t: float, grip: Grip, travelled: Floats, *, doubtful: bool = False) -> list[Action]:
        """Return what the fingers do to the buttons; `travelled` (2,) is how far the hand has gone, palm lengths.

        Nothing is pressed while it is `doubtful` that these are fingers that pinch.
        """
        self._index.step(t, grip.index)
        self._middle.step(t, _middle_gap(grip))
        if self._pressed is not None:
            return self._go_on(t, self._pressed, travelled)
        self._settle(t, travelled)
        return [] if doubtful else self._press(t, grip, travelled)

    def release(self) -> list[Action]:
        """Return what lets go of everything."""
        pressed, self._pressed, self._settling = self._pressed, None, None
        self.refuse()
        return [ButtonHold(pressed.button, down=False, by_hand=True)] if pressed else []

    def refuse(self) -> None:
        """Take the fingers for something else than a pinch: they must open before they pinch."""
        self._index.refuse()
        self._middle.refuse()

    def _press(self, t: float, grip: Grip, travelled: Floats) -> list[Action]:
        self._spent = self._spent and (self._index.closed or self._middle.closed)
        button = None if self._spent else self._chosen(grip)
        if button is None:
            return []
        pinch = self._index if button is MouseButton.LEFT else self._middle
        second = self._settling is not None
        self._pressed, self._settling, self._spent = Pressed(button, travelled), None, True
        press = ButtonHold(button, down=True, by_hand=True)
        # A second pinch finds the pointer where the first has put it.
        return [press] if second else [PointerRewind(t, pinch.onset_t), press]

    def _chosen(self, grip: Grip) -> MouseButton | None:
        index, middle = grip.index / self._index.open_gap, _middle_gap(grip) / self._middle.open_gap
        middle_nearer = middle < index - NEARER
        if self._middle.closed and middle_nearer:
            return MouseButton.RIGHT
        return MouseButton.LEFT if self._index.closed and not middle_nearer else None

    def _go_on(self, t: float, pressed: Pressed, travelled: Floats) -> list[Action]:
        pinch = self._index if pressed.button is MouseButton.LEFT else self._middle
        if pinch.closed:
            if not pressed.dragging and _apart(travelled, pressed.at) > DRAG_PALMS:
                self._pressed = Pressed(pressed.button, pressed.at, dragging=True)
            return []
        up = ButtonHold(pressed.button, down=False, by_hand=True)
        self._pressed, self._settling = None, (t, travelled)
        return [PointerRewind(t, t - OPENING_S), up] if pressed.dragging else [up]

    def _settle(self, t: float, travelled: Floats) -> None:
        if self._settling is not None and not self.closing:
            since_t, at = self._settling
            if t - since_t > SETTLE_S or _apart(travelled, at) > DRAG_PALMS:
                self._settling = None


def _middle_gap(grip: Grip) -> float:
    """Return the middle finger's gap; one that is curled is open, wherever the thumb is."""
    return grip.middle if grip.middle_reach > LEAST_MIDDLE_REACH else max(grip.middle, LEAST_OPEN)


def _apart(one: Floats, other: Floats) -> float:
    return float(np.linalg.norm(one - other))
