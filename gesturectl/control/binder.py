"""From gesture events to actions, by the rules of gestures.yaml. Pure: time comes with the events."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.control.hold import let_go, press
from gesturectl.control.value_steps import ValueSteps
from gesturectl.domain.action import Action, Control, ControlVerb
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.effect import Continuous, Hold
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config

_WAKING = (ControlVerb.RESUME, ControlVerb.TOGGLE)
_OVER = (Phase.END, Phase.CANCEL)

_Stroke = tuple[str, Handedness | None]
"""A binding's name and the hand that makes the gesture: two hands may make the same gesture at once."""


class Binder:
    """Turns events into actions; remembers cooldowns, how far a continuous gesture got and what is held."""

    def __init__(self, config: Config) -> None:
        self._bindings: dict[str, list[Binding]] = {}
        for binding in config.bindings:
            self._bindings.setdefault(binding.gesture, []).append(binding)
        self._silent_until: dict[str, float] = {}
        self._steps: dict[_Stroke, ValueSteps] = {}
        self._held: dict[_Stroke, Hold] = {}

    @property
    def can_wake(self) -> bool:
        """Whether a rule resumes gesturectl; without one, frames need not be looked at while it is paused."""
        return any(_wakes(binding) for bindings in self._bindings.values() for binding in bindings)

    def bind(self, event: GestureEvent, *, paused: bool = False) -> tuple[BoundAction, ...]:
        """Return what `event` does. While `paused`, only rules that resume gesturectl are looked at."""
        bound: list[BoundAction] = []
        for binding in self._matching(event):
            if not paused or _wakes(binding):
                actions = self._actions(binding, event)
                bound += [BoundAction(event.t, event.seq, binding.name, action) for action in actions]
        return tuple(bound)

    def why_silent(self, event: GestureEvent) -> str:
        """Say why `event`, for which `bind` has just returned nothing, did nothing."""
        rules = self._bindings.get(event.gesture, [])
        if not rules:
            return "no rule is bound to it"
        matching = list(self._matching(event))
        if not matching:
            return f"its rules are for the {' and the '.join(sorted(str(rule.hand) for rule in rules))} hand"
        for rule in matching:
            left_s = self._silent_until.get(rule.name, float("-inf")) - event.t
            if left_s > 0:
                return f"cooldown: rule {rule.name!r} was silent for another {left_s:.1f} s"
        if any(rule.follows_gesture for rule in matching):
            return "it was not moved by a whole step"
        return f"its rule waits for the gesture's {' or '.join(sorted({rule.phase.value for rule in matching}))}"

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Let go of all that is held and forget gestures under way; for pause, reload and stop."""
        held, self._held = self._held, {}
        self._steps.clear()
        return tuple(BoundAction(t, seq, name, let_go(hold)) for (name, _), hold in held.items())

    def _matching(self, event: GestureEvent) -> Iterator[Binding]:
        """Yield the rules for this event; one for the very hand hides those for any hand."""
        bindings = self._bindings.get(event.gesture, [])
        own = [b for b in bindings if b.hand is not None and b.hand is event.handedness]
        yield from own
        hidden = {_slot(b) for b in own}
        yield from (b for b in bindings if b.hand is None and _slot(b) not in hidden)

    def _actions(self, binding: Binding, event: GestureEvent) -> list[Action]:
        effect = binding.effect
        if isinstance(effect, Continuous):
            return self._follow(binding, effect, event)
        if isinstance(effect, Hold):
            return self._hold(binding, effect, event)
        return [effect] if event.phase is binding.phase and self._fires(binding, event.t) else []

    def _follow(self, binding: Binding, effect: Continuous, event: GestureEvent) -> list[Action]:
        stroke = (binding.name, event.handedness)
        if event.phase is Phase.BEGIN and self._fires(binding, event.t):
            self._steps[stroke] = ValueSteps(effect)
        steps = self._steps.get(stroke)
        if steps is None:
            return []
        actions = [] if event.phase is Phase.CANCEL else steps.advance(event.value)
        if event.phase in _OVER:
            self._end(binding, event)
            del self._steps[stroke]
        return actions

    def _hold(self, binding: Binding, hold: Hold, event: GestureEvent) -> list[Action]:
        stroke = (binding.name, event.handedness)
        if event.phase is Phase.BEGIN and stroke not in self._held and self._fires(binding, event.t):
            self._held[stroke] = hold
            return [press(hold)]
        if event.phase in _OVER and stroke in self._held:
            self._end(binding, event)
            return [let_go(self._held.pop(stroke))]
        return []

    def _fires(self, binding: Binding, t: float) -> bool:
        """Say whether the rule's cooldown is over, and start the next."""
        if t < self._silent_until.get(binding.name, float("-inf")):
            return False
        self._silent_until[binding.name] = t + binding.cooldown_s
        return True

    def _end(self, binding: Binding, event: GestureEvent) -> None:
        self._silent_until[binding.name] = event.t + binding.cooldown_s


def _slot(binding: Binding) -> Phase | None:
    return None if binding.follows_gesture else binding.phase


def _wakes(binding: Binding) -> bool:
    return isinstance(binding.effect, Control) and binding.effect.verb in _WAKING
