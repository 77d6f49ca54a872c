"""From scores to phases: hysteresis, dwell, release and cooldown, in seconds.

One definition, used live, in replay, in evaluation and in tests.
"""

from __future__ import annotations

from enum import Enum, auto

from gesturectl.domain.event import Phase
from gesturectl.domain.trigger import TriggerSettings

EPSILON_S = 1e-6
"""Times are compared with this slack, so that 3 frames of 0.1 s are 0.3 s."""
HIGHEST = 0.97
"""No gate raises a threshold beyond this: networks reach it for what is clearly meant."""


class _State(Enum):
    IDLE = auto()
    DWELLING = auto()
    ACTIVE = auto()
    RELEASING = auto()


class Trigger:
    """The life of one gesture of one hand (pair, body). Feed it a score a frame; it answers with a phase or None."""

    def __init__(self, settings: TriggerSettings) -> None:
        self.settings = settings
        self._state = _State.IDLE
        self._since = 0.0
        self._blocked_until = float("-inf")
        self._left = True
        self._now = 0.0
        self._enough = False
        self.resting = False
        """Whether another score below `exit` would change nothing: then `step` and `refuse` need not be called."""

    def entered_at(self, raised: float = 0.0) -> float:
        """Return the score at which the gesture begins when that is raised by so much."""
        return max(self.settings.enter, min(self.settings.enter + raised, HIGHEST))

    @property
    def active(self) -> bool:
        """True between begin and end."""
        return self._state in (_State.ACTIVE, _State.RELEASING)

    @property
    def progress_state(self) -> str:
        """The state's name for the preview: idle, dwelling, active or releasing."""
        return self._state.name.lower()

    @property
    def held(self) -> float:
        """How much of its dwell is over, 0..1; 1 once it has begun."""
        if self._state is not _State.DWELLING:
            return float(self.active)
        return min(1.0, (self._now - self._since) / max(self.settings.dwell_s, EPSILON_S))

    @property
    def waits(self) -> str:
        """Why a score that is high enough began nothing just now; "" if none was, or nothing stood in its way."""
        if self.active or not self._enough or self._state is _State.DWELLING:
            return ""
        if not self._left:
            return "it must be left first: it was shown when it could not begin, or has only just ended"
        left_s = self._blocked_until - self._now
        return f"it could not begin for another {left_s:.2f} s: its cooldown, or the quiet after another gesture"

    def due(self, t: float, score: float, raised: float = 0.0) -> bool:
        """Whether the gesture would begin if it were stepped with this score."""
        if self.active or score < self.settings.exit:
            return False
        if self._state is _State.DWELLING:
            return t - self._since >= self.settings.dwell_s - EPSILON_S
        free = self._left and t >= self._blocked_until and self.settings.dwell_s < EPSILON_S
        return free and score >= self.entered_at(raised)

    def step(self, t: float, score: float, raised: float = 0.0, *, begins: bool = True) -> Phase | None:
        """Take the score at time `t`; return BEGIN, UPDATE (while active), END or None.

        `raised` is added to the score at which it begins, as far as that can still be reached. Where it must not begin
        (`begins`) it goes on waiting, and does so as soon as it may.
        """
        self._now = t
        if self._state is _State.IDLE and score < self.settings.exit:  # nearly always: one hand shows one shape
            self._left, self._enough, self.resting = True, False, True
            return None
        self.resting = False
        self._enough = score >= self.entered_at(raised)
        if self.active:
            return self._step_active(t, score)
        if score < self.settings.exit:
            self._state, self._left = _State.IDLE, True
            return None
        if self._enough and self._state is _State.IDLE and self._left and t >= self._blocked_until:
            self._state, self._since = _State.DWELLING, t
        if begins and self._state is _State.DWELLING and t - self._since >= self.settings.dwell_s - EPSILON_S:
            self._state = _State.ACTIVE
            return Phase.BEGIN
        return None

    def _step_active(self, t: float, score: float) -> Phase:
        if score >= self.settings.exit:
            self._state = _State.ACTIVE
            return Phase.UPDATE
        if self._state is _State.ACTIVE:
            self._state, self._since = _State.RELEASING, t
        if t - self._since >= self.settings.release_s - EPSILON_S:
            self._finish(t)
            return Phase.END
        return Phase.UPDATE

    def refuse(self, score: float) -> None:
        """See a score at a time when the gesture may not begin: it must be left first."""
        if not self.active:
            self._state, self._left = _State.IDLE, score < self.settings.exit
            self.resting = self.resting and self._left

    def block(self, until_t: float) -> None:
        """Let the gesture not begin before `until_t`."""
        self._blocked_until = max(self._blocked_until, until_t)

    def cancel(self, t: float) -> Phase | None:
        """Let go at once; return CANCEL where something was active. The gesture must be left before it begins anew."""
        was_active = self.active
        if was_active:
            self._finish(t)
        elif self._state is _State.DWELLING:
            self._state = _State.IDLE
        return Phase.CANCEL if was_active else None

    def _finish(self, t: float) -> None:
        self._state, self._left = _State.IDLE, False
        self._blocked_until = max(self._blocked_until, t + self.settings.cooldown_s)
