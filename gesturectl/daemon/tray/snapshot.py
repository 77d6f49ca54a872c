"""What the tray knows of the daemon at one moment, as its socket tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gesturectl.domain.status import State


class Look(StrEnum):
    """What the icon shows."""

    ACTIVE = "active"
    PAUSED = "paused"
    LOOKING = "looking"
    NO_CAMERA = "no camera"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of the daemon: its status and what can be chosen; `login` is whether it starts at login."""

    status: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)
    login: bool = False

    @property
    def paused(self) -> bool:
        """Whether gestures do nothing."""
        return self.status.get("state") == State.PAUSED

    @property
    def look(self) -> Look:
        """What the icon shows: what hinders most goes first."""
        if self.status.get("state") == State.LOST:
            return Look.NO_CAMERA
        if self.status.get("config_problem"):
            return Look.ERROR
        if self.paused:
            return Look.PAUSED
        return Look.ACTIVE if self.status.get("hands_in_view") else Look.LOOKING

    @property
    def title(self) -> str:
        """One line for the pointer that rests on the icon."""
        why = {
            Look.NO_CAMERA: self.status.get("source_problem") or "the camera is gone; waiting for it",
            Look.ERROR: "gestures.yaml has a mistake; the rules from before stay",
            Look.PAUSED: f"paused ({self.status.get('pause_why', '')})",
            Look.LOOKING: "looking for hands",
            Look.ACTIVE: "sees a hand",
        }
        return f"gesturectl: {why[self.look]}"

    @property
    def headline(self) -> str:
        """The menu's first line: it does not change with every hand, for a change closes an open menu."""
        return "gesturectl: watching" if self.look in (Look.ACTIVE, Look.LOOKING) else self.title

    def chosen(self, name: str) -> Sequence[Any]:
        """Return the list `name` of the choices; empty where the daemon does not offer it."""
        offered = self.choices.get(name)
        return offered if isinstance(offered, list) else ()
