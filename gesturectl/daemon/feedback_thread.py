"""The thread that tells the user: hints, notifications and sounds may wait for the desktop, the engine may not."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

from gesturectl.desktop.sounds import Sound
from gesturectl.domain.feedback import Corner, Feedback
from gesturectl.domain.hint import Hint
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

HIDE_S = 2.5
"""A hint that nobody renews goes away: frames may have stopped."""
END_S = 2.0


class ShowsHints(Protocol):
    """A place on the screen for a hint."""

    def show(self, hint: Hint, corner: Corner) -> None:
        """Show it. Raises DesktopError."""

    def hide(self) -> None:
        """Take it away."""

    def close(self) -> None:
        """Let go of the screen."""


class Plays(Protocol):
    """Plays tones."""

    def play(self, sound: Sound) -> None:
        """Begin to play one."""


Note = tuple[str, str]
_Told = Hint | Sound | Note | None


class FeedbackThread:
    """Takes what is to be told from any thread and never lets it wait. What the desktop cannot do is said once."""

    def __init__(
        self,
        settings: Callable[[], Feedback],
        *,
        notify: Callable[[str, str], object],
        open_hints: Callable[[], ShowsHints],
        open_sounds: Callable[[], Plays],
    ) -> None:
        """`settings` are those in force; a door that is not wanted is not opened."""
        self._settings = settings
        self._notify = notify
        self._open_hints = open_hints
        self._open_sounds = open_sounds
        self._hints: ShowsHints | None = None
        self._sounds: Plays | None = None
        self._refused: set[str] = set()
        self._queue: queue.SimpleQueue[_Told | str] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._latest: Hint | None = None
        self._hint_waits = False
        self._hide_at_s = float("inf")
        self._thread = threading.Thread(target=self._run, name="feedback", daemon=True)

    def __enter__(self) -> FeedbackThread:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._queue.put("end")
        self._thread.join(END_S)

    def hint(self, hint: Hint | None) -> None:
        """Show a hint, or take it away; of those that wait only the newest is shown."""
        with self._lock:
            self._latest, waits = hint, self._hint_waits
            self._hint_waits = True
        if not waits:
            self._queue.put("hint")

    def sound(self, sound: Sound) -> None:
        """Play a tone."""
        self._queue.put(sound)

    def note(self, summary: str, body: str = "") -> None:
        """Show a notification."""
        self._queue.put((summary, body))

    def _run(self) -> None:
        """Top of the thread."""
        while (told := self._next()) != "end":
            try:
                self._tell(told)
            except GesturectlError as error:
                self._refuse(told, error)
            except Exception as error:
                log.debug("could not tell", exc_info=True)
                self._refuse(told, GesturectlError(f"could not tell: {error}"))
        if self._hints is not None:
            try:
                self._hints.close()
            except GesturectlError as error:
                log.debug("%s", error)

    def _next(self) -> _Told | str:
        """Return what is to be told next; None takes the hint away, also when nothing has renewed it for long."""
        try:
            told = self._queue.get(timeout=max(0.0, min(self._hide_at_s - time.monotonic(), 3600.0)))
        except queue.Empty:
            return None
        if told == "hint":
            with self._lock:
                self._hint_waits = False
                return self._latest
        return told

    def _tell(self, told: _Told | str) -> None:
        settings = self._settings()
        if isinstance(told, Sound):
            if settings.sounds and "sounds" not in self._refused:
                self._sounds = self._sounds or self._open_sounds()
                self._sounds.play(told)
        elif isinstance(told, tuple):
            if settings.notifications:
                self._notify(*told)
        elif isinstance(told, Hint) and settings.hint:
            if "hints" not in self._refused:
                self._hints = self._hints or self._open_hints()
                self._hints.show(told, settings.corner)
                self._hide_at_s = time.monotonic() + HIDE_S
        elif self._hints is not None:
            self._hide_at_s = float("inf")
            self._hints.hide()

    def _refuse(self, told: _Told | str, error: GesturectlError) -> None:
        """Say it once, and try that way no more."""
        way = "sounds" if isinstance(told, Sound) else "notifications" if isinstance(told, tuple) else "hints"
        if way not in self._refused:
            self._refused.add(way)
            log.warning("%s%s", error, f". {error.remedy}" if error.remedy else "")
        if way == "hints":
            self._hints, self._hide_at_s = None, float("inf")
