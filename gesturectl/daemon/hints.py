"""What the hint on the screen says, from what the engine does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from gesturectl.control.consent import CONFIRM_S
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.action import Ask
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.hint import Hint

NEWS_S = 1.2
"""How long a gesture that has begun stays shown; one that goes on is shown as long as it does."""
AFTER_S = 0.5
RENEW_S = 1.0
"""A hint that stays is handed on again so often: without that it is taken for forgotten."""
LEAST_HELD = 0.15
"""A ring that has hardly begun is not shown: hands pass through many shapes."""
STEPS = 20
"""The ring moves in so many steps: a picture for every frame would be work for nothing."""


class Held(Protocol):
    """What the recognizer makes of one hand, pair or body now; see `Recognizer.explain`."""

    @property
    def gesture(self) -> str:
        """The likeliest gesture."""

    @property
    def state(self) -> str:
        """Its trigger's state."""

    @property
    def held(self) -> float:
        """How much of the time that it must be held is over, 0..1."""


class Hints:
    """A listener that hands on a hint when it changes; None takes it away."""

    def __init__(
        self,
        show: Callable[[Hint | None], None],
        *,
        readings: Callable[[], Iterable[Held]],
        does: Callable[[str], str],
        began: Callable[[], None] = lambda: None,
    ) -> None:
        """`does` says what a gesture does, "" for nothing; `began` is told of each gesture that does something."""
        self._show = show
        self._readings = readings
        self._does = does
        self._began = began
        self._news: Hint | None = None
        self._until_t = float("-inf")
        self._shown: Hint | None = None
        self._asked = False
        self._renew_t = float("inf")

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of what a frame led to."""
        for index, event in enumerate(result.events):
            self._follow(event, result.bound[index] if index < len(result.bound) else ())
        for bound in result.late[:1]:
            if bound.cause is not None:
                self._tell(bound.cause, bound, bound.t)
        if result.observation is None:
            return
        t = result.observation.t
        hint = self._news if t < self._until_t else self._waiting()
        if hint != self._shown or (hint is not None and t >= self._renew_t):
            self._shown, self._renew_t = hint, t + RENEW_S
            self._show(hint)

    def _follow(self, event: GestureEvent, actions: tuple[BoundAction, ...]) -> None:
        name = spoken(event.gesture)
        if event.phase is Phase.BEGIN and actions and isinstance(actions[0].action, Ask):
            self._tell(event, actions[0], event.t)
        elif event.phase is Phase.BEGIN and (actions or (event.value is not None and self._does(event.gesture))):
            below = actions[0].binding if actions else self._does(event.gesture)
            self._news = Hint(name, "" if below == event.gesture else below, done=True)
            self._until_t = event.t + NEWS_S
            self._asked = False
            self._began()
        elif self._news is None or self._news.text != name:
            return
        elif event.phase is Phase.UPDATE:
            self._until_t = event.t + NEWS_S
        elif event.phase is Phase.CANCEL:
            self._until_t = event.t
        elif self._asked:
            self._until_t = event.t + CONFIRM_S
        else:
            self._until_t = max(event.t + AFTER_S, min(self._until_t, event.t + NEWS_S))

    def _tell(self, cause: GestureEvent, bound: BoundAction, t: float) -> None:
        """Show what a gesture does that was decided late, or that it must be made once more."""
        self._asked = isinstance(bound.action, Ask)
        below = f"once more to {bound.binding}" if self._asked else bound.binding
        self._news = Hint(spoken(cause.gesture), below, done=not self._asked)
        self._until_t = t + (CONFIRM_S if self._asked else NEWS_S)
        if not self._asked:
            self._began()

    def _waiting(self) -> Hint | None:
        """Return the hint for the gesture that has been held longest and does something once it has begun."""
        held = [each for each in self._readings() if each.state == "dwelling" and each.held >= LEAST_HELD]
        for reading in sorted(held, key=lambda each: -each.held):
            if does := self._does(reading.gesture):
                return Hint(spoken(reading.gesture), does, round(reading.held * STEPS) / STEPS)
        return None


def spoken(gesture: str) -> str:
    """Return a gesture's name as people say it."""
    return gesture.replace("_", " ").capitalize()
