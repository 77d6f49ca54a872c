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
                (1.0 = twice as far apart). pinch: change of the thumb-index gap in palm lengths.
    seq         number of the frame that caused it
    """

    t: float
    gesture: str
    phase: Phase
    handedness: Handedness | None
    score: float
    seq: int
    value: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object of the JSON-lines contract."""
        return {
            "type": "event",
            "t": round(self.t, 4),
            "gesture": self.gesture,
            "phase": self.phase.value,
            "handedness": self.handedness.value if self.handedness else None,
            "score": round(self.score, 4),
            "value": None if self.value is None else round(self.value, 4),
            "seq": self.seq,
        }
