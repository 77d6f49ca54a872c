"""The clutch of gestures.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClutchSettings:
    """Gestures count only while the clutch is engaged.

    gesture  the pose that engages it, "" for none;  lasts_s  so long after the last gesture that counted it stays so
    key      the keys that, held down together, engage it while they are held; none: no key does
    """

    gesture: str = ""
    lasts_s: float = 4.0
    key: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """What the user must do."""
        return " or ".join(f"hold {one}" for one in ("+".join(self.key), self.gesture) if one)
