"""Taking back what the last gesture did."""

from __future__ import annotations

import threading

from gesturectl.control.undo import UndoList
from gesturectl.domain.binding import BoundAction
from gesturectl.errors import GesturectlError


class Undoing:
    """The actuator's thread tells what was carried out, the engine's takes it back."""

    def __init__(self) -> None:
        self._list = UndoList()
        self._lock = threading.Lock()

    def outcome(self, bound: BoundAction, error: Exception | None) -> None:
        """Take notice of how one action went: what failed need not be taken back."""
        if error is None:
            with self._lock:
                self._list.note(bound)

    def take(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Return what takes back the last gesture's deeds, and forget them. Raises GesturectlError if nothing does."""
        with self._lock:
            done = self._list.take()
        if done is None:
            raise GesturectlError("no gesture has done anything that could be undone")
        if done.lasting:
            raise GesturectlError(
                f"{done.binding}: {done.lasting} cannot be undone", remedy="Undo again for what was done before it."
            )
        return tuple(BoundAction(t, seq, f"undo {done.binding}", action) for action in done.back)
