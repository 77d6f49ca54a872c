"""What a gesture would do, without anybody making it."""

from __future__ import annotations

import threading
from collections import deque
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
from gesturectl.domain.situation import ANYWHERE, Situation
from gesturectl.errors import GesturectlError


def tried(
    trial: Trial,
    config: Config,
    t: float,
    seq: int,
    *,
    paused: bool = False,
    situation: Situation = ANYWHERE,
) -> tuple[BoundAction, ...]:
    """Return the actions of one whole gesture, from its begin to its end at `t`, by the rules of `config`.

    A binder of its own does it: cooldowns and gestures under way are neither heeded nor disturbed, and who asks for
    a gesture by name is taken to be sure.
    """
    binder = Binder(config, sure=True)
    actions: list[BoundAction] = []
    for event in _life(trial, t, seq):
        if event.phase is not Phase.BEGIN:
            actions += binder.tick(event.t, seq)
        actions += binder.bind(event, paused=paused, situation=situation)
    return (*actions, *binder.settle(t, seq))


def usual_hand(gesture: str) -> Handedness | None:
    """Return whose gesture it is if nobody says: the right hand's, both hands' or the body's."""
    kind = GESTURES[gesture].kind
    if kind is GestureKind.BODY:
        return None
    return Handedness.BOTH if kind is GestureKind.TWO_HAND else Handedness.RIGHT


def _life(trial: Trial, t: float, seq: int) -> list[GestureEvent]:
    begin_t = t - trial.hold_s

    def event(gesture: str, phase: Phase, hand: Handedness | None, value: float | None = None) -> GestureEvent:
        return GestureEvent(t if phase is Phase.END else begin_t, gesture, phase, hand, 1.0, seq, value)

    before = [
        GestureEvent(begin_t, gesture, phase, _hand_for(gesture, trial.hand), 1.0, seq)
        for gesture in trial.before
        for phase in (Phase.BEGIN, Phase.END)
    ]
    gesture = GESTURES[trial.gesture]
    if gesture.continuous:
        steps: list[tuple[Phase, float | None]] = [
            (Phase.BEGIN, 0.0),
            (Phase.UPDATE, trial.value),
            (Phase.END, trial.value),
        ]
    else:
        steps = [(Phase.BEGIN, None), (Phase.END, None)]
    return before + [event(trial.gesture, phase, trial.hand, value) for phase, value in steps]


def _hand_for(gesture: str, hand: Handedness | None) -> Handedness | None:
    usual = usual_hand(gesture)
    return hand if usual is Handedness.RIGHT and hand is not Handedness.BOTH else usual


KEPT = 64


class Trials:
    """Carries trials to the actuator and tells how their actions went. Engine and actuator threads call it."""

    def __init__(self, config: Callable[[], Config]) -> None:
        """`config` gives the rules of this moment."""
        self._config = config
        self._lock = threading.Lock()
        # Those whose actions were called off, by a pause, are never told: they are forgotten some day.
        self._open: deque[_Running] = deque(maxlen=KEPT)

    def actions(
        self, trial: Trial, t: float, seq: int, *, paused: bool, situation: Situation = ANYWHERE
    ) -> tuple[BoundAction, ...]:
        """Return what the trial does. Raises GesturectlError if that is nothing."""
        paused_now = paused and not trial.dry_run
        actions = tried(trial, self._config(), t, seq, paused=paused_now, situation=situation)
        if actions:
            return actions
        if trial.gesture not in self._config().bound_gestures:
            remedy = "`gesturectl list bindings` shows what is."
            raise GesturectlError(f"no rule is bound to {trial.gesture}", remedy=remedy)
        if paused and not trial.dry_run:
            raise GesturectlError("gesturectl is paused: nothing was done", remedy="Let it go on: gesturectl resume")
        raise GesturectlError(f"{trial.gesture} does nothing here: {self._why(trial, t, seq, situation)}")

    def _why(self, trial: Trial, t: float, seq: int, situation: Situation) -> str:
        begin = GestureEvent(t, trial.gesture, Phase.BEGIN, trial.hand, 1.0, seq)
        return Binder(self._config()).why_silent(begin, situation)

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
