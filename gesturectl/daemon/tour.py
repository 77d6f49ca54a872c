"""The tour of the first run: the camera gives pictures, an open hand is seen, a zoom is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.show import Reading
from gesturectl.domain.frame import Frame

CAMERA_S = 2.0
"""The camera is good once it has given pictures for so long."""
HAND_S, HAND_SCORE = 0.4, 0.5
ZOOM = 0.2
"""log2 of the change of the distance between the hands."""
PRAISE_S = 1.5
"""So long each step's success is shown."""
GOODBYE_S = 4.0
SLOW_FPS = 20.0
SKIP = "Esc skips the tour"


class Stop(IntEnum):
    """Where the tour is."""

    CAMERA = 1
    HAND = 2
    ZOOM = 3
    GOODBYE = 4


_ASKS = {
    Stop.CAMERA: ("Welcome to gesturectl", "Step 1 of 3: your camera ..."),
    Stop.HAND: ("Step 2 of 3: show an open hand", "palm to the camera, half a metre to one and a half away"),
    Stop.ZOOM: ("Step 3 of 3: zoom", "hold both hands up, then move them apart, or together"),
    Stop.GOODBYE: ("That is all", "From now on gestures act. The icon in the tray has the rest."),
}
_PRAISES = {Stop.CAMERA: "The camera works", Stop.HAND: "There it is", Stop.ZOOM: "Well done"}


class Tour:
    """A listener; the times are the frames'. Nothing else happens while it goes on."""

    def __init__(
        self,
        *,
        readings: Callable[[], Iterable[Reading]],
        fps: Callable[[], float],
        ended: Callable[[], None],
    ) -> None:
        """`readings` is what the recognizer makes of now; `ended` is told once, at the end or when it is skipped."""
        self.stop = Stop.CAMERA
        self.over = False
        self._readings = readings
        self._fps = fps
        self._ended = ended
        self._praise_until_t: float | None = None
        self._since_t: float | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says now, for the window."""
        if self.over:
            return ()
        if self._praise_until_t is None or self.stop is Stop.GOODBYE:
            return (*_ASKS[self.stop], "" if self.stop is Stop.GOODBYE else SKIP)
        rate = ""
        if self.stop is Stop.CAMERA:
            rate = f"{self._fps():.0f} pictures a second"
            if self._fps() < SLOW_FPS:
                rate += ": more light makes it faster"
        return (_PRAISES[self.stop], rate, SKIP)

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of what a frame led to."""
        if self.over or result.observation is None:
            return
        t = result.observation.t
        if self._praise_until_t is not None:
            if t >= self._praise_until_t:
                self._go_on(t)
        elif self._passed(t, result):
            self._praise_until_t = t + PRAISE_S

    def skip(self) -> None:
        """End it here."""
        if not self.over:
            self.over = True
            self._ended()

    def _go_on(self, t: float) -> None:
        if self.stop is Stop.GOODBYE:
            self.skip()
            return
        self.stop = Stop(self.stop + 1)
        self._since_t = None
        self._praise_until_t = t + GOODBYE_S if self.stop is Stop.GOODBYE else None

    def _passed(self, t: float, result: StepResult) -> bool:
        if self.stop is Stop.ZOOM:
            return any(event.gesture == "zoom" and abs(event.value or 0.0) >= ZOOM for event in result.events)
        if self.stop is Stop.HAND and not self._open_hand():
            self._since_t = None
            return False
        self._since_t = t if self._since_t is None else self._since_t
        return t - self._since_t >= (CAMERA_S if self.stop is Stop.CAMERA else HAND_S)

    def _open_hand(self) -> bool:
        return any(each.gesture == "open_palm" and each.score >= HAND_SCORE for each in self._readings())
