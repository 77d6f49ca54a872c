"""The clutch of gestures.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClutchSettings:
    """Gestures count only after `gesture` was held, until `lasts_s` seconds after the last of them ended."""

    gesture: str
    lasts_s: float = 4.0
