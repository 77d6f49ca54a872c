"""Tells the user of changes of the state: a pause and its end, a camera that is gone and back."""

from __future__ import annotations

from collections.abc import Callable

from gesturectl.desktop.sounds import Sound
from gesturectl.domain.status import State


class StateNews:
    """Called with every change of the state."""

    def __init__(
        self,
        note: Callable[[str, str], None],
        sound: Callable[[Sound], None] = lambda sound: None,
        *,
        problem: Callable[[], str] = lambda: "",
    ) -> None:
        """`problem` says why a camera gives no pictures."""
        self._note = note
        self._sound = sound
        self._problem = problem
        self._before = State.STARTING

    def __call__(self, state: State, why: str) -> None:
        """Take notice of a new state."""
        before, self._before = self._before, state
        if state is State.PAUSED:
            self._tell("gesturectl is paused", f"by {why}" if why else "", Sound.PAUSED)
        elif state is State.LOST:
            self._tell("No camera", self._problem() or "Waiting for it to come back.", Sound.LOST)
        elif state is State.RUNNING and before is State.PAUSED:
            self._tell("gesturectl watches again", "", Sound.RESUMED)
        elif state is State.RUNNING and before is State.LOST:
            self._tell("The camera is back", "", Sound.RESUMED)

    def _tell(self, summary: str, body: str, sound: Sound) -> None:
        self._note(summary, body)
        self._sound(sound)
