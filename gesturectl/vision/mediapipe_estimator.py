"""Hands and body by MediaPipe Tasks (1.2): the landmarkers in video mode."""

from __future__ import annotations

from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Body, Hand, Handedness, Observation
from gesturectl.errors import ModelError
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.hand_filter import real_hands
from gesturectl.vision.landmarker import Landmarker, Result
from gesturectl.vision.landmarks import points3, points4
from gesturectl.vision.media_time import MediaTime

HANDEDNESS = {"Left": Handedness.LEFT, "Right": Handedness.RIGHT}
"""MediaPipe 1.2 names the person's hand of an unmirrored picture; versions before 1.0 took it as mirrored."""


class MediaPipeEstimator:
    """Finds up to two hands in every frame, and a body in every frame or every `body_interval_s`.

    Between two looks for the body an observation carries the body of the last look, so that a body that is
    there does not flicker; it is never older than the interval and one frame.
    """

    def __init__(self, settings: EstimatorSettings, *, hand_bundle: Path | None, body_bundle: Path | None) -> None:
        """Load the bundles that are given; None leaves hands or body out. Raises ModelError."""
        if hand_bundle is None and body_bundle is None:
            raise ModelError("neither hands nor body are to be found: there is nothing to do", remedy="Switch one on.")
        self._settings = settings
        self._time = MediaTime()
        self._hands = Landmarker.of_hands(hand_bundle, settings) if hand_bundle else None
        self._bodies = Landmarker.of_body(body_bundle, settings) if body_bundle else None
        self._body: Body | None = None
        self._body_due_t = float("-inf")

    def estimate(self, frame: Frame) -> Observation:
        """Return the hands and the body in `frame`. A break in time starts the tracking anew."""
        if self._time.breaks_at(frame.t):
            self._restart()
        t_ms = self._time.advance(frame.t)
        hands: tuple[Hand, ...] = ()
        if self._hands is not None:
            hands = real_hands(hands_of(self._hands.look(frame, t_ms)), frame.aspect)
        if self._bodies is not None and frame.t >= self._body_due_t:
            self._body = body_of(self._bodies.look(frame, t_ms))
            self._body_due_t = frame.t + self._settings.body_interval_s
        return Observation(t=frame.t, seq=frame.seq, aspect=frame.aspect, hands=hands, body=self._body)

    def close(self) -> None:
        """Let go of the networks."""
        for landmarker in (self._hands, self._bodies):
            if landmarker is not None:
                landmarker.close()

    def _restart(self) -> None:
        self._time.restart()
        self._body = None
        self._body_due_t = float("-inf")
        for landmarker in (self._hands, self._bodies):
            if landmarker is not None:
                landmarker.restart()


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


def body_of(result: Result) -> Body | None:
    """Turn a pose landmarker's result into a body, None if there is none."""
    if not result.pose_landmarks:
        return None
    return Body(landmarks=points4(result.pose_landmarks[0]), world_landmarks=points3(result.pose_world_landmarks[0]))
