"""A recognizer whose networks are scripted, and time: what it makes of hands is seen step by step."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.prediction import Prediction
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.recognizer import Recognizer

from .hands import hand_at, seen

FPS = 30
SHAPES, MOTIONS = ("none", "fist", "open_palm"), ("none", "swipe_left")
FINGERS = ("none", "click", "double_click", "grab", "pinch")
ARMS = ("circle_cw", "swipe_left")
PAIRS = ("rotate_ccw", "rotate_cw", "zoom_in", "zoom_out")
TRIGGERS = {
    name: TriggerSettings(0.7, 0.5, dwell_s=0.3 if name in SHAPES else 0.0, release_s=0.1, cooldown_s=0.2)
    for name in (*SHAPES[1:], *MOTIONS[1:], *FINGERS[1:], "zoom", "rotate", "circle_cw", "arms_crossed")
}


class Scripted:
    """A network whose answer is a label, or a function of the features."""

    def __init__(self, labels: tuple[str, ...], answer: str | Callable[[FloatArray], str] = "none") -> None:
        self.manifest = SimpleNamespace(labels=labels, triggers={"meant": TriggerSettings(0.5, 0.3)})
        self.answer = answer

    def predict(self, features: FloatArray) -> Prediction:
        label = self.answer(features) if callable(self.answer) else self.answer
        scores = np.full(len(self.manifest.labels), 0.02, np.float32)
        scores[self.manifest.labels.index(label)] = 1 - 0.02 * (len(scores) - 1)
        return Prediction(self.manifest.labels, scores)

    def judge(self, features: FloatArray) -> list[dict[str, float]]:
        found = [self.predict(row).scores.tolist() for row in features]
        return [dict(zip(self.manifest.labels, scores, strict=True)) for scores in found]


class Bench:
    """A recognizer with scripted networks, and time."""

    def __init__(self, both: tuple[str, ...] = ()) -> None:
        self.shape, self.motion, self.fingers = Scripted(SHAPES), Scripted(MOTIONS), Scripted((*FINGERS, "closed"))
        self.pair, self.body = Scripted(("none", "zoom")), Scripted(("none", "arms_crossed"))
        self.body_motion = Scripted(("none", "nod"))
        self.arm, self.arm_pair = Scripted(("none", *ARMS)), Scripted(("none", *PAIRS))
        self.intent = Scripted(("none", "meant"), "meant")
        self.pair_intent = Scripted(("none", "meant"), "meant")
        self.shape_intent = Scripted(("none", "meant"), "meant")
        self.act_intent = Scripted(("none", "meant"), "meant")
        networks: Any = (self.shape, self.shape_intent, self.motion, self.intent, self.fingers)
        networks += (self.pair, self.pair_intent)
        networks += (self.body, self.body_motion, self.arm, self.arm_pair, self.act_intent)
        self.recognizer = Recognizer(Classifiers(*networks), TRIGGERS, both=both)
        self.t, self.seq = 0.0, 0
        self.x, self.both = 0.0, 0.0
        self.events: list[GestureEvent] = []

    def show(self, span_s: float, *hands: Any) -> Bench:
        """Show these hands (or hands of a time since now) for a while."""
        start = self.t
        while self.t < start + span_s - 1e-9:
            now = [hand(self.t - start) if callable(hand) else hand for hand in hands]
            self.step(seen(self.t, *now, seq=self.seq))
        return self

    def step(self, observation: Observation) -> None:
        self.events += self.recognizer.step(observation)
        self.t, self.seq = self.t + 1 / FPS, self.seq + 1

    @property
    def story(self) -> str:
        return " ".join(f"{event.gesture}:{event.phase.value}" for event in self.events)


REST = hand_at(0.4, 0.6)

OTHER = hand_at(1.0, 0.6, side=Handedness.LEFT)


def moving(t: float) -> Any:
    return hand_at(0.2 + 0.6 * t, 0.6)


def stirring(t: float) -> Any:
    """The hand of REST moves by more than it trembles, and by less than holds no shape."""
    return hand_at(0.4 + 0.5 * t, 0.6)
