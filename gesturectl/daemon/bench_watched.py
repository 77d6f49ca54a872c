"""One run of the networks and the recognizer over a scene, and how two runs differ in what they saw."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from gesturectl.daemon.wiring import BODY_INTERVAL_S
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Attention
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

_SAME_S = 1.0
"""Two runs began the same gesture, or found the same hand, if they did so within this time."""
_ABSENT_S = 0.4
"""A hand comes when none was seen for so long before."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """One run over a scene: processor time of all threads, what was seen, and the gestures that began."""

    cpu_s: float
    observations: tuple[Observation, ...]
    begun: tuple[GestureEvent, ...]
    ran: Mapping[str, int]

    @property
    def arrivals_s(self) -> list[float]:
        """When a hand came into view, or was found again after a while."""
        found, last = [], float("-inf")
        for observation in self.observations:
            if observation.hands:
                if observation.t - last > _ABSENT_S:
                    found.append(observation.t)
                last = observation.t
        return found


@dataclass(frozen=True, slots=True)
class Differences:
    """What the second of two runs saw otherwise; times are seconds of the scene.

    gestures        how many began in the first run
    lost, added     those that began in one run only, as "zoom 2.53 s"
    later_s         by how much each of the others began later in the second run
    hands_later_s   the same for hands that came into view
    """

    gestures: int
    lost: tuple[str, ...]
    added: tuple[str, ...]
    later_s: tuple[float, ...]
    hands_later_s: tuple[float, ...]


def differences(plain: Watched, ours: Watched) -> Differences:
    """Return what `ours` saw otherwise than `plain`; gestures are the same by name and hand."""
    pairs = _pairs(plain.begun, ours.begun, lambda event: (event.gesture, event.handedness), lambda event: event.t)
    hands = _pairs(plain.arrivals_s, ours.arrivals_s, lambda t: None, lambda t: t)
    matched = [id(one) for pair in pairs for one in pair]
    return Differences(
        gestures=len(plain.begun),
        lost=tuple(_named(event) for event in plain.begun if id(event) not in matched),
        added=tuple(_named(event) for event in ours.begun if id(event) not in matched),
        later_s=tuple(other.t - one.t for one, other in pairs),
        hands_later_s=tuple(other - one for one, other in hands),
    )


def _pairs(
    plain: Sequence[Item], ours: Sequence[Item], kind: Callable[[Item], object], when: Callable[[Item], float]
) -> list[tuple[Item, Item]]:
    """Return those that belong together: of one kind, near each other in time, each used once."""
    free, pairs = list(ours), []
    for one in plain:
        fits = [other for other in free if kind(other) == kind(one) and abs(when(other) - when(one)) <= _SAME_S]
        if fits:
            best = min(fits, key=partial(_apart, when, one))
            free.remove(best)
            pairs.append((one, best))
    return pairs


def _apart(when: Callable[[Item], float], one: Item, other: Item) -> float:
    return abs(when(other) - when(one))


def _named(event: GestureEvent) -> str:
    return f"{event.gesture} {event.t:.2f} s"


def watch(
    frames: Sequence[Frame],
    attention: Attention,
    *,
    body: bool = False,
    cpu_clock: Callable[[], float] = time.process_time,
) -> Watched:
    """Run the estimator over `frames`, timed, then the recognizer. Raises ModelError without the models."""
    estimator = _estimator(attention, body)
    recognizer = load_recognizer(shipped_models_dir())
    seen: list[Observation] = []
    try:
        seen.append(estimator.estimate(frames[0]))  # the first frame also pays for what is made once
        began_s = cpu_clock()
        seen += [estimator.estimate(frame) for frame in frames[1:]]
        cpu_s = cpu_clock() - began_s
        ran = dict(estimator.ran)
    finally:
        estimator.close()
    events = [event for observation in seen for event in recognizer.step(observation)]
    return Watched(cpu_s, tuple(seen), tuple(e for e in events if e.phase is Phase.BEGIN), ran)


def _estimator(attention: Attention, body: bool) -> MediaPipeEstimator:
    plain = attention is Attention.FAST
    settings = EstimatorSettings(body=body, attention=attention, body_interval_s=0.0 if plain else BODY_INTERVAL_S)
    bundle = provide("pose_landmarker_full") if body else None
    return MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=bundle)
