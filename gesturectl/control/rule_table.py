"""The rules of a gestures.yaml, best first, and which of them are in force where."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.control.rank import best_first, takes_hand
from gesturectl.domain.action import Control, ControlVerb
from gesturectl.domain.binding import Binding
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.settings import Config
from gesturectl.domain.situation import Situation

_WAKING = (ControlVerb.RESUME, ControlVerb.TOGGLE)


class RuleTable:
    """Looks rules up; remembers nothing of gestures."""

    def __init__(self, config: Config) -> None:
        self._rules = best_first(config.bindings)
        self._profiles = config.profiles
        self.profile_names = config.profile_names
        self.known = config.bound_gestures
        """Gestures that are part of any rule."""

    @property
    def can_wake(self) -> bool:
        """Whether a rule resumes gesturectl."""
        return any(wakes(rule) for rule in self._rules)

    def profile_in(self, situation: Situation) -> str:
        """Return the profile that is in force."""
        return situation.in_force(self._profiles)

    def of(self, gesture: str) -> tuple[str, ...]:
        """Return the names of the rules that a gesture fires, or helps to fire."""
        return tuple(rule.name for rule in self._rules if gesture in rule.gestures)

    def in_force(self, situation: Situation) -> Iterator[Binding]:
        """Yield the rules whose profile and application are as they want it, best first."""
        profile = self.profile_in(situation)
        for rule in self._rules:
            if (not rule.profiles or profile in rule.profiles) and situation.fulfils(rule.app):
                yield rule

    def candidates(self, event: GestureEvent, situation: Situation) -> tuple[list[Binding], str]:
        """Return the rules that `event` may fire; if there are none, why."""
        of_it = [rule for rule in self._rules if rule.gesture == event.gesture]
        if not of_it:
            longer = [rule.name for rule in self._rules if event.gesture in rule.gestures]
            return [], f"it only begins rule {longer[0]!r}" if longer else "no rule is bound to it"
        here = [rule for rule in self.in_force(situation) if rule.gesture == event.gesture]
        if not here:
            return [], f"its rules are not for this place: {self._place(situation)}"
        matching = [rule for rule in here if takes_hand(rule, event)]
        if not matching:
            return [], f"its rules are for the {' and the '.join(sorted({str(rule.hand) for rule in here}))} hand"
        return matching, ""

    def _place(self, situation: Situation) -> str:
        if not situation.tells_window:
            window = "which window is active cannot be told"
        else:
            window = f"window {situation.window.app or situation.window.title!r}" if situation.window else "no window"
        return f"profile {self.profile_in(situation)!r}, {window}"


def wakes(rule: Binding) -> bool:
    """Say whether the rule resumes gesturectl."""
    return isinstance(rule.effect, Control) and rule.effect.verb in _WAKING


def wants(rules: list[Binding]) -> str:
    """Say what rules still want of a gesture that has begun and did nothing."""
    if any(rule.follows_gesture for rule in rules):
        return "it was not moved by a whole step"
    if phases := {rule.phase.value for rule in rules if rule.phase is not Phase.BEGIN}:
        return f"its rule waits for the gesture's {' or '.join(sorted(phases))}"
    return f"rule {rules[0].name!r} wants {' then '.join(rules[0].gestures)}"
