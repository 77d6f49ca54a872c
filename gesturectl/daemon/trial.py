"""What a gesture would do, without anybody making it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gesturectl.control.binder import Binder
from gesturectl.daemon.order import Tell, Trial
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config
from gesturectl.errors import GesturectlError


def tried(trial: Trial, config: Config, t: float, seq: int, *, paused: bool = False) -> tuple[BoundAction, ...]:
    """Return the actions of one whole gesture, from its begin to its end, by the rules of `config`.

    A binder of its own does it: cooldowns and gestures under way are neither heeded nor disturbed.
    """
    binder = Binder(config)
    events = _life(trial, t, seq)
    return tuple(action for event in events for action in binder.bind(event, paused=paused))


def usual_hand(gesture: str) -> Handedness | None:
    """Return whose gesture it is if nobody says: the right hand's, both hands' or the body's."""
    kind = GESTURES[gesture].kind
    if kind is GestureKind.BODY:
        return None
    return Handedness.BOTH if kind is GestureKind.TWO_HAND else Handedness.RIGHT


def _life(trial: Trial, t: float, seq: int) -> list[GestureEvent]:
    if not GESTURES[trial.gesture].continuous:
        steps: list[tuple[Phase, float | None]] = [(Phase.BEGIN, None), (Phase.END, None)]
    else:
        steps = [(Phase.BEGIN, 0.0), (Phase.UPDATE, trial.value), (Phase.END, trial.value)]
    return [GestureEvent(t, trial.gesture, phase, trial.hand, 1.0, seq, value) for phase, value in steps]


class Trials:
    """Carries trials to the actuator and tells how their actions went. Engine and actuator threads call it."""

    def __init__(self, config: Callable[[], Config]) -> None:
        """`config` gives the rules of this moment."""
        self._config = config
        self._lock = threading.Lock()
        self._open: list[_Running] = []

    def actions(self, trial: Trial, t: float, seq: int, *, paused: bool) -> tuple[BoundAction, ...]:
        """Return what the trial does. Raises GesturectlError if that is nothing."""
        actions = tried(trial, self._config(), t, seq, paused=paused and not trial.dry_run)
        if actions:
            return actions
        if trial.gesture not in self._config().bound_gestures:
            remedy = "`gesturectl list bindings` shows what is."
            raise GesturectlError(f"no rule is bound to {trial.gesture}", remedy=remedy)
        if paused and not trial.dry_run:
            raise GesturectlError("gesturectl is paused: nothing was done", remedy="Let it go on: gesturectl resume")
        hand = trial.hand.value if trial.hand else "body"
        raise GesturectlError(f"no rule of {trial.gesture} does anything for this ({hand}, value {trial.value:g})")

    def expect(self, actions: tuple[BoundAction, ...], tell: Tell) -> None:
        """Tell once every one of `actions` was carried out or has failed. To be called before they are sent."""
        with self._lock:
            self._open.append(_Running(list(actions), [], tell))

    def outcome(self, bound: BoundAction, error: Exception | None) -> None:
        """Take notice of how one action went."""
        with self._lock:
            mine = next((run for run in self._open if any(each is bound for each in run.waiting)), None)
            if mine is None:
                return
            mine.waiting = [each for each in mine.waiting if each is not bound]
            mine.done.append(did(bound, error))
            if mine.waiting:
                return
            self._open.remove(mine)
        mine.tell({"actions": mine.done, "failed": sum("error" in each for each in mine.done)})


@dataclass(slots=True, eq=False)
class _Running:
    waiting: list[BoundAction]
    done: list[dict[str, Any]]
    tell: Tell


def did(bound: BoundAction, error: Exception | None = None) -> dict[str, Any]:
    """Return an action, and why it failed, for an answer."""
    said: dict[str, Any] = {"binding": bound.binding, "action": describe(bound.action)}
    if error is not None:
        said["error"] = str(error)
        said["remedy"] = getattr(error, "remedy", "")
    return said
