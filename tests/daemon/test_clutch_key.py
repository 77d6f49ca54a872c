"""The key of the clutch, from the gates to the recognizer: as data, with the frame."""

from __future__ import annotations

from scripted import ScriptedBinder, ScriptedRecognizer

from gesturectl.daemon.pipeline import Pipeline
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Observation


class Listening(ScriptedRecognizer):
    """Keeps whether the key was held in what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.held_at: list[bool] = []

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        self.held_at.append(observation.clutch_held)
        return super().step(observation)


def test_an_observation_tells_whether_the_key_was_held() -> None:
    recognizer = Listening()
    pipeline = Pipeline(None, recognizer, ScriptedBinder())
    seen = [pipeline.step(Observation(0.1 * i, i, 4 / 3), clutch_held=i == 1).observation for i in range(3)]
    recorded = Observation(0.3, 3, 4 / 3, clutch_held=True)
    pipeline.step(recorded)  # a replay knows it by itself
    assert recognizer.held_at == [False, True, False, True]
    assert [one.clutch_held for one in seen if one] == [False, True, False]  # what a recording is made of
