"""The thread that acts on the desktop: the only one that touches the backend."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections import deque
from collections.abc import Callable

from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.outlet import ActionBarrier
from gesturectl.domain.action import Action, PointerMove
from gesturectl.domain.pointer_action import PointerAim, PointerGlide

log = logging.getLogger(__name__)

CLOSE_TIMEOUT_S = 5.0
"""How long `close` waits for the actions still in the queue."""


class ActuatorThread:
    """Carries actions out one after the other while the engine goes on.

    Moves of the pointer that wait one behind the other become one; nothing else is left out, a release never.
    """

    def __init__(self, barrier: ActionBarrier, *, on_crash: Callable[[BaseException], None]) -> None:
        self._barrier = barrier
        self._on_crash = on_crash
        self._queue: deque[ActionTiming | None] = deque()
        self._condition = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="actuator", daemon=True)

    def start(self) -> None:
        """Begin to act."""
        self._thread.start()

    def send(self, timing: ActionTiming) -> None:
        """Put one action into the queue; never waits."""
        with self._condition:
            last = self._queue[-1] if self._queue else None
            merged = _merged(last, timing)
            if merged is not None:
                self._queue[-1] = merged
            else:
                self._queue.append(timing)
            self._condition.notify()

    def release_all(self) -> None:
        """Let go of everything once the actions sent so far are done."""
        with self._condition:
            self._queue.append(None)
            self._condition.notify()

    def forget(self) -> None:
        """Leave out what waits in the queue; what is held is let go of instead."""
        with self._condition:
            self._queue.clear()
            self._queue.append(None)
            self._condition.notify()

    def close(self) -> None:
        """Carry out what is in the queue, let go of everything, and end the thread."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(CLOSE_TIMEOUT_S)
            if self._thread.is_alive():
                log.error("an action still runs after %.0f s; leaving it behind", CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        """Top of the thread."""
        try:
            while self._take_one():
                pass
        except BaseException as error:  # noqa: BLE001 - the top of a thread: told to the app, which ends
            self._on_crash(error)
        finally:
            self._barrier.close()

    def _take_one(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._queue or self._closing)
            if not self._queue:
                return False
            timing = self._queue.popleft()
        if timing is None:
            self._barrier.release_all()
        else:
            self._barrier.perform(timing)
        return True


def _merged(last: ActionTiming | None, new: ActionTiming) -> ActionTiming | None:
    """Return two moves of the pointer as one, None if they are not two of one rule."""
    if last is None or last.bound.binding != new.bound.binding:
        return None
    move = _one_move(last.bound.action, new.bound.action)
    if move is None:
        return None
    return dataclasses.replace(new, bound=dataclasses.replace(new.bound, action=move))


def _one_move(one: Action, two: Action) -> Action | None:
    match one, two:
        case PointerMove(), PointerMove():
            return PointerMove(one.dx + two.dx, one.dy + two.dy)
        case PointerGlide(), PointerGlide():
            return PointerGlide(two.t, one.dx + two.dx, one.dy + two.dy)
        case PointerAim(), PointerAim():
            return two
    return None
