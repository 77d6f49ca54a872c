"""A closed hand, told from a pinch. Pure."""

from __future__ import annotations

from gesturectl.control.pointer_grip import Grip

_INDEX_REACH, _OTHERS_REACH = 1.05, 0.9
"""Below both, a hand is closed. Photographed fists (HaGRID, 5th to 95th percentile): 0.83 to 1.03 and 0.67 to 0.85;
pinches of rendered hands turned by up to 40 degrees: from 1.05 on, or from 0.9 where the other fingers are curled."""
_OPEN_INDEX_REACH, _OPEN_OTHERS_REACH = 1.3, 1.15
"""Above either, a closed hand has opened again."""
_CURLING_BELOW, _CURLING_BY = 1.65, 0.1
"""An index finger below the first that came nearer, or others that did, by more than the second since the last frame
may be on their way into a fist: the gap to the thumb closes then too, a frame or two before the hand does."""
SURE_S = 0.1
"""A hand that was closed this long is: one misread frame of a pinch is not."""


class Fist:
    """Feed it the grip of every frame."""

    def __init__(self) -> None:
        self._since_t: float | None = None
        self._before: Grip | None = None
        self._curling = False
        self.sure = False

    @property
    def suspected(self) -> bool:
        """Whether the hand looks closed now, for however long, or may be closing."""
        return self._since_t is not None or self._curling

    def step(self, t: float, grip: Grip) -> None:
        """Take the grip at time `t` (s)."""
        self._curling, self._before = self._is_curling(grip), grip
        if not self._looks_closed(grip):
            self._since_t, self.sure = None, False
            return
        self._since_t = t if self._since_t is None else self._since_t
        self.sure = t - self._since_t >= SURE_S - 1e-6

    def _is_curling(self, grip: Grip) -> bool:
        if self._before is None:
            return False
        others, index = self._before.others_reach - grip.others_reach, self._before.index_reach - grip.index_reach
        return others > _CURLING_BY or (grip.index_reach < _CURLING_BELOW and index > _CURLING_BY)

    def _looks_closed(self, grip: Grip) -> bool:
        if self.sure:
            return grip.index_reach < _OPEN_INDEX_REACH and grip.others_reach < _OPEN_OTHERS_REACH
        return grip.index_reach < _INDEX_REACH and grip.others_reach < _OTHERS_REACH
