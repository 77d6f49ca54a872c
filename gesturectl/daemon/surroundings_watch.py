"""The thread that looks at what goes on around: active window, lock, the user at keyboard and mouse."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

from gesturectl.daemon.latency import Clock
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.domain.situation import Surroundings
from gesturectl.errors import DesktopError

log = logging.getLogger(__name__)

WAIT_S = 0.2
"""How often keyboard and mouse are asked for; a change of the active window is told at once."""
LOCK_S = 1.0
"""How often the lock is asked for."""
REOPEN_S = 5.0
END_TIMEOUT_S = 2.0


class Watches(Protocol):
    """Looks at a desktop. Methods raise DesktopError when it is gone."""

    cannot: str
    """Why the active window cannot be told; "" if it can."""

    def wait(self, timeout_s: float) -> bool:
        """Wait until a window may have changed, or for the time given."""

    def window(self) -> ActiveWindow | None:
        """Return the active window."""

    def idle_s(self) -> float | None:
        """Return how long keyboard and mouse were left alone."""

    def locked(self) -> str:
        """Return the locker that covers the screen."""

    def close(self) -> None:
        """Let go of the desktop."""


class Locks(Protocol):
    """Knows what the session says about its lock."""

    def locked(self) -> str:
        """Return who says that it is locked."""

    def close(self) -> None:
        """Let go of it."""


class SurroundingsWatch:
    """`now` is what was seen last: one value, to be read by any thread at no cost."""

    def __init__(
        self,
        watch: Callable[[], Watches],
        lock: Callable[[], Locks],
        *,
        is_ours: Callable[[float], bool] = lambda at_s: False,
        clock: Clock = time.monotonic,
    ) -> None:
        """`watch` and `lock` are opened by the thread; `is_ours` tells input that gesturectl itself sent."""
        self._open_watch = watch
        self._open_lock = lock
        self._is_ours = is_ours
        self._clock = clock
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="surroundings", daemon=True)
        self._lock_next_s = float("-inf")
        self.now = Surroundings(cannot="the desktop was not looked at yet")

    def start(self) -> None:
        """Begin to look; returns when it has been looked at once."""
        looked = threading.Event()
        self._looked = looked
        self._thread.start()
        looked.wait(END_TIMEOUT_S)

    def close(self) -> None:
        """End."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join(END_TIMEOUT_S)

    def look(self, watch: Watches, lock: Locks, *, window_changed: bool) -> None:
        """Look once, at what is due."""
        seen = self.now
        if window_changed or seen.cannot != watch.cannot:
            seen = dataclasses.replace(seen, window=watch.window(), cannot=watch.cannot)
        now_s = self._clock()
        if now_s >= self._lock_next_s:
            self._lock_next_s = now_s + LOCK_S
            locker = watch.locked() or lock.locked()
            seen = dataclasses.replace(seen, locked=f"the screen is locked ({locker})" if locker else "")
        idle_s = watch.idle_s()
        if idle_s is not None and not self._is_ours(touched_s := now_s - idle_s):
            seen = dataclasses.replace(seen, touched_s=max(touched_s, seen.touched_s or touched_s))
        self.now = seen

    def _run(self) -> None:
        """Top of the thread: a desktop that goes is waited for; gestures go on without."""
        lock = self._open_lock()
        try:
            while not self._closing.is_set():
                try:
                    self._watch(lock)
                except DesktopError as error:
                    self.now = Surroundings(cannot=str(error), touched_s=self.now.touched_s)
                    self._closing.wait(REOPEN_S)
        except Exception:  # the top of a thread: the daemon works without it
            log.exception("looking at the desktop failed; rules for applications are out of force")
            self.now = Surroundings(cannot="looking at the desktop failed; the log says more")
        finally:
            lock.close()
            self._looked.set()

    def _watch(self, lock: Locks) -> None:
        watch = self._open_watch()
        try:
            self.look(watch, lock, window_changed=True)
            self._looked.set()
            while not self._closing.is_set():
                self.look(watch, lock, window_changed=watch.wait(WAIT_S))
        finally:
            watch.close()
