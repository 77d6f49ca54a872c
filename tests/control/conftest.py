from collections.abc import Callable

import pytest

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness

MakeEvent = Callable[..., GestureEvent]


@pytest.fixture
def event() -> MakeEvent:
    """Make an event in one short line: event("zoom", "begin", t=1.0, value=0.2)."""

    def make(
        gesture: str,
        phase: str = "begin",
        *,
        t: float = 0.0,
        value: float | None = None,
        hand: Handedness | None = Handedness.RIGHT,
    ) -> GestureEvent:
        return GestureEvent(t, gesture, Phase(phase), hand, 0.9, round(t * 30), value)

    return make
