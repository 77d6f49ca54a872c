"""Orders about the rules in force: other ones, a gesture off or on, a profile, one tried out, the last taken back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from gesturectl.daemon.order import Answer, MouseMoved, Order, Swap, Switch, Trial
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.daemon.trial import Trials, did
from gesturectl.daemon.undoing import Undoing
from gesturectl.domain.action import ControlVerb, SwitchProfile
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.pointer_action import PointerSwitch
from gesturectl.domain.status import State
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)


class Runs(Protocol):
    """What is needed of the engine."""

    pipeline: Pipeline
    state: State
    last_error: str

    @property
    def last(self) -> tuple[float, int]:
        """Time and number of the last frame."""

    def put_in_force(self, rules: Pipeline) -> None:
        """Take new rules in place of the old."""

    def carry(self, actions: tuple[BoundAction, ...]) -> None:
        """Do actions that no frame led to."""

    def let_go(self) -> None:
        """Interrupt every gesture."""


@dataclass(frozen=True)
class RuleMeans:
    """How orders about rules are carried out.

    reload            builds a complete new pipeline or raises
    reload_elsewhere  has that done by another thread, which orders a Swap: frames go on meanwhile
    trials            what gestures would do;  undoing: what takes back what they did
    on_profile        is told when another profile was chosen
    """

    reload: Callable[[], Pipeline] | None = None
    reload_elsewhere: Callable[[Order], None] | None = None
    trials: Trials | None = None
    undoing: Undoing = field(default_factory=Undoing)
    on_profile: Callable[[str], None] = lambda name: None


class RuleWishes:
    """Carries such orders out, in the engine's thread."""

    def __init__(self, engine: Runs, means: RuleMeans) -> None:
        self._engine = engine
        self._means = means

    def carry_out(self, order: Order) -> Answer | None:
        """Return the answer; None if somebody else gives it, later. Raises GesturectlError."""
        match order.wish:
            case Switch():
                return self._switch(order.wish)
            case SwitchProfile():
                return self._choose(order.wish.profile)
            case Trial():
                return self._try_out(order.wish, order)
            case Swap():
                return self._swap(order.wish)
            case PointerSwitch():
                return self._point(order.wish, order.by)
            case MouseMoved():
                return self._yield_to_mouse()
            case ControlVerb.RELOAD:
                return self._load_again(order)
            case ControlVerb.UNDO:
                return self._undo()
            case wish:
                raise TypeError(f"no order about rules: {wish!r}")

    def _load_again(self, order: Order) -> Answer | None:
        """Have new rules built, and swapped in."""
        if self._means.reload_elsewhere is not None:
            self._means.reload_elsewhere(order)
            return None
        if self._means.reload is None:
            raise GesturectlError("this run has no rules that could be read again")
        rules: Pipeline | GesturectlError
        try:
            rules = self._means.reload()
        except GesturectlError as error:
            rules = error
        return self._swap(Swap(rules, {}))

    def _swap(self, swap: Swap) -> Answer:
        """Swap in new rules; when they are wrong the old ones stay."""
        if isinstance(swap.rules, GesturectlError):
            self._engine.last_error = str(swap.rules)
            log.error("not reloaded, the rules from before stay: %s", swap.rules)
            return swap.rules
        before = self._engine.pipeline.profile
        self._engine.put_in_force(swap.rules)
        if swap.rules.profile != before:  # its profile is not in the new file
            self._means.on_profile(swap.rules.profile)
        self._engine.last_error = ""
        log.info("reloaded")
        return {"reloaded": True, **swap.facts}

    def _switch(self, switch: Switch) -> Answer:
        """Switch a gesture off or on; what is held is let go, for nothing may begin or end half."""
        before = self._engine.pipeline.off
        off = before - {switch.gesture} if switch.on else before | {switch.gesture}
        if off != before:
            self._engine.let_go()
            self._engine.pipeline.off = off
            log.info("gesture %s is %s", switch.gesture, "on" if switch.on else "off")
        return {"off": sorted(off)}

    def _choose(self, name: str) -> Answer:
        """Bring a profile into force; what goes on goes on by the rules that it began with."""
        pipeline = self._engine.pipeline
        if name not in pipeline.binder.profiles:
            known = ", ".join(pipeline.binder.profiles)
            raise GesturectlError(f"no such profile: {name!r}", remedy=f"There are: {known}.")
        if name != pipeline.profile:
            pipeline.binder.forget_waiting()
            pipeline.profile = name
            log.info("profile: %s", name)
            self._means.on_profile(name)
        return {"profile": name, "profiles": list(pipeline.binder.profiles)}

    def _try_out(self, trial: Trial, order: Order) -> Answer | None:
        if self._means.trials is None:
            raise GesturectlError("this run has no rules that could be tried")
        pipeline = self._engine.pipeline
        if trial.gesture in pipeline.off and not trial.dry_run:
            raise GesturectlError(
                f"{trial.gesture} is switched off: nothing was done",
                remedy=f"Switch it on: gesturectl enable {trial.gesture}",
            )
        paused = self._engine.state is State.PAUSED
        actions = self._means.trials.actions(trial, *self._engine.last, paused=paused, situation=pipeline.situation)
        if trial.dry_run:
            return {"actions": [did(bound) for bound in actions], "dry_run": True}
        self._means.trials.expect(actions, order.tell)
        due = pipeline.due(actions, self._engine.last[0])
        self._engine.carry(due + pipeline.pointer.switch(due))
        return None

    def _point(self, switch: PointerSwitch, by: str) -> Answer:
        stage = self._engine.pipeline.pointer
        self._engine.carry(stage.switch((BoundAction(*self._engine.last, by, switch),)))
        return {"pointer": stage.state}

    def _yield_to_mouse(self) -> Answer:
        self._engine.carry(self._engine.pipeline.pointer.yield_to_mouse(*self._engine.last))
        return {}

    def _undo(self) -> Answer:
        actions = self._means.undoing.take(*self._engine.last)
        self._engine.carry(actions)
        return {"actions": [did(bound) for bound in actions]}
