"""First the user: some time in which nothing is meant, kept as what is no gesture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.take import TakeRole
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.calibration.prompt import Progress, Prompt, Recorded

IDLE_S = 20.0
PARTS = (
    ("Rest your hands", "Sit as you always do; nothing is meant now."),
    ("Type", "Write something, use the mouse."),
    ("Touch your face", "Scratch your nose, go through your hair, take a cup."),
    ("Talk with your hands", "Tell the camera about your day."),
)


@dataclass(frozen=True, slots=True)
class UserFacts:
    """How a user appears: palm length in frame heights, the hand seen more; None without a hand."""

    palm: float | None = None
    hand: Handedness | None = None


class IdleStep:
    """Records for `idle_s` seconds, with a suggestion for each part of them."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._kept: list[Observation] = []

    def step(self, observation: Observation, brightness: float | None = None) -> Progress:
        """Take one observation."""
        self._kept.append(observation)
        gone = observation.t - self._kept[0].t
        share = min(gone / self._idle_s, 1.0)
        headline, detail = PARTS[min(int(share * len(PARTS)), len(PARTS) - 1)]
        prompt = Prompt(headline, detail, share=share, countdown_s=max(0.0, self._idle_s - gone))
        if share < 1.0:
            return Progress(prompt)
        return Progress(prompt, Recorded(TakeRole.IDLE, tuple(self._kept)), over=True)


def user_facts(observations: Iterable[Observation] | Sequence[Observation]) -> UserFacts:
    """Return how large the user's hands are seen, and which one more often."""
    tracks = HandTracks()
    palms, sides = [], []
    for observation in observations:
        tracks.update(observation)
        for track in tracks.seen(observation.t):
            palms.append(track.scale)
            sides.append(track.handedness)
    if not palms:
        return UserFacts()
    return UserFacts(float(np.median(palms)), max(set(sides), key=sides.count))
