"""When a score becomes a gesture: thresholds and times, all in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TriggerSettings:
    """Settings of one gesture's trigger.

    enter      score at or above which a gesture is taken as made
    exit       score below which it is taken as left; below `enter`, so that a wavering score does not chatter
    dwell_s    how long the score must stay at or above `enter` (dips above `exit` are forgiven) before begin
    release_s  how long the score must stay below `exit` before end
    cooldown_s how long after the end the same gesture cannot begin again
    """

    enter: float = 0.8
    exit: float = 0.5
    dwell_s: float = 0.0
    release_s: float = 0.2
    cooldown_s: float = 0.5

    def __post_init__(self) -> None:
        if not 0.0 < self.exit < self.enter <= 1.0:
            raise ValueError(f"expected 0 < exit < enter <= 1, got exit {self.exit} and enter {self.enter}")
        for name in ("dwell_s", "release_s", "cooldown_s"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name}: expected seconds >= 0, got {getattr(self, name)}")
