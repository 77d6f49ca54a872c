"""A gesture that began, goes on, ended or was cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gesturectl.domain.observation import Handedness


class Phase(StrEnum):
    """The life of a gesture: BEGIN, then for continuous ones UPDATE, then END or CANCEL."""

    BEGIN = "begin"
    UPDATE = "update"
    END = "end"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class GestureEvent:
    """One step in the life of a gesture.

    t           seconds, of the frame that caused it
    handedness  LEFT or RIGHT for one hand, BOTH for two, None for the body
    score       0..1, of the classifier
    value       continuous gestures only: signed distance travelled since the gesture's onset, so that reversing
                takes it back through 0. zoom: log2 of the distance between the hands over that at the onset
                (1.0 = twice as far apart). pinch: change of the thumb-index gap in palm lengths. grab: how far
                the hand went up, palm lengths.
    dx, dy      of a grab: how far the hand carried what it holds, palm lengths, to the user's right and down
    seq         number of the frame that caused it
    """

    t: float
    gesture: str
    phase: Phase
    handedness: Handedness | None
    score: float
    seq: int
    value: float | None = None
    dx: float | None = None
    dy: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object of the JSON-lines contract; dx and dy are there for gestures that carry something."""
        said: dict[str, Any] = {
            "type": "event",
            "t": round(self.t, 4),
            "gesture": self.gesture,
            "phase": self.phase.value,
            "handedness": self.handedness.value if self.handedness else None,
            "score": round(self.score, 4),
            "value": None if self.value is None else round(self.value, 4),
            "seq": self.seq,
        }
        if self.dx is not None and self.dy is not None:
            said |= {"dx": round(self.dx, 4), "dy": round(self.dy, 4)}
        return said
