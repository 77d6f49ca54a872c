"""From gesture events to actions, by the rules of gestures.yaml. Pure: time comes with the events and the ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gesturectl.control.attempts import Attempt, Attempts
from gesturectl.control.consent import Consent
from gesturectl.control.macro import unrolled
from gesturectl.control.rank import takes_hand
from gesturectl.control.rule_table import RuleTable, wakes, wants
from gesturectl.control.silence import Silence
from gesturectl.control.strokes import OVER, Strokes, Whose, whose
from gesturectl.control.waiting import Choice, Waiting
from gesturectl.domain.action import Action, Ask
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.describe import describe_effect
from gesturectl.domain.effect import Continuous, Hold
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.settings import Config
from gesturectl.domain.situation import ANYWHERE, Situation


@dataclass(slots=True)
class _Repeat:
    binding: Binding
    event: GestureEvent
    next_t: float


class Binder:
    """Turns events into actions. A gesture that could still become a longer one waits; `tick` lets time pass."""

    def __init__(self, config: Config, *, sure: bool = False) -> None:
        """`sure`: nothing needs to be confirmed."""
        self._table = RuleTable(config)
        self._sure = sure
        self._silence = Silence()
        self._consent = Consent()
        self._attempts = Attempts()
        self._strokes = Strokes()
        self._waiting: list[Waiting] = []
        self._repeats: dict[Whose, _Repeat] = {}
        self._held: dict[Whose, GestureEvent] = {}

    @property
    def can_wake(self) -> bool:
        """Whether a rule resumes gesturectl; without one, frames need not be looked at while it is paused."""
        return self._table.can_wake

    @property
    def profiles(self) -> tuple[str, ...]:
        """Names of the profiles that can be chosen."""
        return self._table.profile_names

    def profile_in(self, situation: Situation) -> str:
        """Return the profile that is in force."""
        return self._table.profile_in(situation)

    def bind(
        self, event: GestureEvent, *, paused: bool = False, situation: Situation = ANYWHERE
    ) -> tuple[BoundAction, ...]:
        """Return what `event` does, and before that what gestures do that were waiting for it.

        While `paused`, only rules that resume gesturectl are looked at.
        """
        rules = [b for b in self._table.in_force(situation) if not paused or wakes(b)]
        self._consent.note(event)
        if event.phase is Phase.BEGIN:
            return tuple(self._begin(event, rules))
        bound = [*self._go_on(event), *self._plain(event, rules)]
        if event.phase in OVER:
            bound += self._leave(event)
        return tuple(bound)

    def tick(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Return what is due at `t` without an event: what was held or waited for long enough, repeats."""
        self._attempts.expire(t)
        bound = self._decide(t, seq)
        for repeat in self._repeats.values():
            if t >= repeat.next_t:  # once, however late: repeats are not made up for
                repeat.next_t = t + repeat.binding.repeat_s
                bound += self._bound(repeat.binding, [_plain_effect(repeat.binding)], t, seq, repeat.event)
        return tuple(bound)

    def settle(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Decide everything that still waits: nothing more will come."""
        self._attempts.clear()
        for each in self._waiting:
            each.over = True
        return tuple(self._decide(t, seq))

    def forget_waiting(self) -> None:
        """Let nothing come of what was made so far; what is held stays held."""
        self._waiting.clear()
        self._repeats.clear()
        self._attempts.clear()
        self._consent.clear()

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Let go of all that is held and forget gestures under way; for pause, reload and stop."""
        self.forget_waiting()
        self._held.clear()
        held = self._strokes.release()
        return tuple(BoundAction(t, seq, stroke.binding.name, action, stroke.begin) for stroke, action in held)

    def rules_of(self, gesture: str) -> tuple[str, ...]:
        """Return the names of the rules that the gesture fires, or helps to fire."""
        return self._table.of(gesture)

    def why_silent(self, event: GestureEvent, situation: Situation = ANYWHERE) -> str:
        """Say why `event`, for which `bind` has just returned nothing, did nothing."""
        matching, why = self._table.candidates(event, situation)
        for rule in matching:
            if (left_s := self._silence.left_s(rule, event.t)) > 0:
                return f"cooldown: rule {rule.name!r} was silent for another {left_s:.1f} s"
        if waiting := next((each for each in self._waiting if each.event is event), None):
            rivals = [attempt.binding for attempt in waiting.longer] + [each.binding for each in waiting.choices]
            return f"it waits to see whether rule {rivals[0].name!r} is meant"
        return why or wants(matching)

    def _begin(self, event: GestureEvent, rules: list[Binding]) -> list[BoundAction]:
        bound = self._leave(event) if whose(event) in self._held else []
        self._held[whose(event)] = event
        on: tuple[Attempt, ...] = ()
        if event.gesture in self._table.known:
            self._attempts.expire(event.t)
            on = self._attempts.note(event, [b for b in rules if b.lead])
        bound += self._decide(event.t, event.seq)
        complete = {id(each.binding): each for each in on if each.complete}
        choices = [
            Choice(b, complete.get(id(b)))
            for b in rules
            if b.gesture == event.gesture and takes_hand(b, event) and (not b.lead or id(b) in complete)
        ]
        following = [choice for choice in choices if choice.binding.follows_gesture]
        if following:
            bound += self._follow(following[0], event)
        plain = tuple(c for c in choices if not c.binding.follows_gesture and c.binding.phase is Phase.BEGIN)
        if plain:
            self._waiting.append(Waiting(event, plain, tuple(each for each in on if not each.complete)))
        return bound + self._decide(event.t, event.seq)

    def _follow(self, choice: Choice, event: GestureEvent) -> list[BoundAction]:
        self._use_up(choice)
        held = isinstance(choice.binding.effect, Hold) and whose(event) in self._strokes
        if held or not self._silence.breaks(choice.binding, event.t):
            return []
        return self._bound(choice.binding, self._strokes.begin(choice.binding, event), event.t, event.seq, event)

    def _go_on(self, event: GestureEvent) -> list[BoundAction]:
        stroke, actions = self._strokes.go_on(event)
        if stroke is None:
            return []
        if event.phase in OVER:
            self._silence.begin(stroke.binding, event.t)
        return self._bound(stroke.binding, actions, event.t, event.seq, stroke.begin)

    def _plain(self, event: GestureEvent, rules: Iterable[Binding]) -> list[BoundAction]:
        """Return what the best rule for this later phase does."""
        fitting = (b for b in rules if b.gesture == event.gesture and not b.follows_gesture and takes_hand(b, event))
        best = next((b for b in fitting if b.phase is event.phase), None)
        return [] if best is None else self._fire(best, event, event.t, event.seq)

    def _leave(self, event: GestureEvent) -> list[BoundAction]:
        """Take notice that a gesture was left, or lost: a lost one comes to nothing."""
        self._held.pop(whose(event), None)
        self._repeats.pop(whose(event), None)
        for each in list(self._waiting):
            if whose(each.event) == whose(event):
                each.left_t = event.t
                if event.phase is Phase.CANCEL:
                    self._waiting.remove(each)
        return self._decide(event.t, event.seq)

    def _decide(self, t: float, seq: int) -> list[BoundAction]:
        """Fire what is decided by now; firing one may decide others."""
        bound: list[BoundAction] = []
        while decided := next((each for each in self._waiting if each.verdict(t) or each.hopeless(t)), None):
            self._waiting.remove(decided)
            choice = decided.verdict(t)
            for each in decided.choices:
                if each.attempt is not None:
                    each.attempt.alive = False
            if choice is not None:
                self._use_up(choice)
                bound += self._fire(choice.binding, decided.event, t, seq)
        return bound

    def _use_up(self, choice: Choice) -> None:
        """Let what a sequence was made of do nothing else."""
        if choice.attempt is not None:
            self._waiting = [each for each in self._waiting if choice.attempt not in each.longer]
            self._attempts.clear()

    def _fire(self, binding: Binding, event: GestureEvent, t: float, seq: int) -> list[BoundAction]:
        held = whose(event) in self._held
        if self._silence.left_s(binding, t) > 0:
            return []
        if binding.confirm and not self._sure and not self._consent.given(binding.name, event, t, held=held):
            return self._bound(binding, [Ask(describe_effect(binding.effect))], t, seq, event)
        self._silence.begin(binding, t)
        if binding.repeat_s and held:
            self._repeats[whose(event)] = _Repeat(binding, event, t + binding.repeat_s)
        return self._bound(binding, [_plain_effect(binding)], t, seq, event)

    @staticmethod
    def _bound(
        binding: Binding, actions: Iterable[Action], t: float, seq: int, cause: GestureEvent
    ) -> list[BoundAction]:
        parts = (part for action in actions for part in unrolled(action))
        return [BoundAction(t + after_s, seq, binding.name, action, cause) for after_s, action in parts]


def _plain_effect(binding: Binding) -> Action:
    assert not isinstance(binding.effect, Continuous | Hold)
    return binding.effect
