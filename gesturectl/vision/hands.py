"""Finding the hands of a frame: what the schedule and the networks below it have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.hand_filter import real_hands
from gesturectl.vision.landmarker import Landmarker, Result
from gesturectl.vision.landmarks import points3

HANDEDNESS = {"Left": Handedness.LEFT, "Right": Handedness.RIGHT}
"""MediaPipe 1.2 names the person's hand of an unmirrored picture; versions before 1.0 took it as mirrored."""


class HandFinder(Protocol):
    """Finds hands in frames that come in order of time; not every frame need be given to it."""

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames what ran."""

    def awake(self, t: float) -> bool:
        """Tell whether there is a reason to look closely at time `t`: a hand, or motion just before."""

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in `frame`; `t_ms` rises from call to call."""

    def restart(self) -> None:
        """Forget what was tracked; milliseconds may start at 0 again."""

    def refocus(self) -> None:
        """Take the next frame for one of another place: look at once. Milliseconds go on."""

    def close(self) -> None:
        """Let go of the networks."""


class LandmarkerHands:
    """The hands that a hand landmarker finds, without doubles and impossible shapes."""

    def __init__(self, landmarker: Landmarker) -> None:
        """Take over `landmarker`, which is closed with this."""
        self._landmarker = landmarker
        self._frames = 0

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames the landmarker ran."""
        return {"two-hand tracking": self._frames}

    def awake(self, t: float) -> bool:
        """Look closely at all times."""
        return True

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in `frame`, the surest first."""
        self._frames += 1
        return real_hands(hands_of(self._landmarker.look(frame, t_ms)), frame.aspect)

    def restart(self) -> None:
        """Forget what was tracked."""
        self._landmarker.restart()

    def refocus(self) -> None:
        """Do nothing: a hand that is not where it was is searched for in the next frame."""

    def close(self) -> None:
        """Let go of the network."""
        self._landmarker.close()


def hands_of(result: Result) -> list[Hand]:
    """Turn a hand landmarker's result into hands."""
    return [
        Hand(
            handedness=HANDEDNESS[categories[0].category_name],
            score=float(categories[0].score),
            landmarks=points3(image),
            world_landmarks=points3(world),
        )
        for categories, image, world in zip(
            result.handedness, result.hand_landmarks, result.hand_world_landmarks, strict=True
        )
    ]
