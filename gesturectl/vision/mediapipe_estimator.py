"""Hands and body by MediaPipe Tasks (1.2): the landmarkers in video mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Body, Hand, Observation
from gesturectl.domain.settings import Attention
from gesturectl.errors import ModelError
from gesturectl.vision.attentive_hands import AttentiveHands
from gesturectl.vision.bodies import body_of
from gesturectl.vision.body_cue import PoseCue
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.hands import HandFinder, LandmarkerHands
from gesturectl.vision.landmarker import Landmarker
from gesturectl.vision.media_time import MediaTime
from gesturectl.vision.motion_check import MotionCheck
from gesturectl.vision.watch import FAST_FAR, WATCHES
from gesturectl.vision.zoomed_hands import ZoomedHands


class MediaPipeEstimator:
    """Finds up to two hands and a body; how often it looks follows from `settings`.

    Between two looks for the body an observation carries the body of the last look, so that a body that is
    there does not flicker; it is never older than the interval and one frame.
    """

    def __init__(self, settings: EstimatorSettings, *, hand_bundle: Path | None, body_bundle: Path | None) -> None:
        """Load the bundles that are given; None leaves hands or body out. Raises ModelError.

        With `far_hands` the body bundle also serves the search for small hands, whether or not the body is asked for.
        """
        if hand_bundle is None and body_bundle is None:
            raise ModelError("neither hands nor body are to be found: there is nothing to do", remedy="Switch one on.")
        self._settings = settings
        self._time = MediaTime()
        self._hands = hand_finder(hand_bundle, settings, body_bundle) if hand_bundle else None
        self._bodies = Landmarker.of_body(body_bundle, settings) if body_bundle and settings.body else None
        self._body: Body | None = None
        self._body_t = float("-inf")
        self._t = 0.0
        self._frames = self._body_looks = 0

    @property
    def attention(self) -> str:
        """How closely it looks: eco, balanced or fast."""
        return self._settings.attention.value

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames what ran."""
        looked = self._hands.ran if self._hands is not None else {}
        return {"frames": self._frames, **looked, "body": self._body_looks}

    def estimate(self, frame: Frame) -> Observation:
        """Return the hands and the body in `frame`. A break in time starts the tracking anew."""
        if self._time.breaks_at(frame.t):
            self._restart()
        t_ms = self._time.advance(frame.t)
        self._t = frame.t
        self._frames += 1
        hands: tuple[Hand, ...] = ()
        if self._hands is not None:
            hands = self._hands.find(frame, t_ms)
        if self._bodies is not None and frame.t >= self._body_t + self._body_interval_s(frame.t):
            self._body = body_of(self._bodies.look(frame, t_ms))
            self._body_t = frame.t
            self._body_looks += 1
        return Observation(t=frame.t, seq=frame.seq, aspect=frame.aspect, hands=hands, body=self._body)

    @property
    def spare_s(self) -> float:
        """How long after the last frame the next one is soon enough."""
        watch = WATCHES.get(self._settings.attention)
        if watch is None or self._hands is None or self._hands.awake(self._t):
            return 0.0
        return watch.glance_s

    def close(self) -> None:
        """Let go of the networks."""
        for part in (self._hands, self._bodies):
            if part is not None:
                part.close()

    def _body_interval_s(self, t: float) -> float:
        watch = WATCHES.get(self._settings.attention)
        if watch is None or self._hands is None or self._hands.awake(t):
            return self._settings.body_interval_s
        return max(self._settings.body_interval_s, watch.still_body_s)

    def _restart(self) -> None:
        self._time.restart()
        self._body = None
        self._body_t = float("-inf")
        for part in (self._hands, self._bodies):
            if part is not None:
                part.restart()


def hand_finder(bundle: Path, settings: EstimatorSettings, body_bundle: Path | None = None) -> HandFinder:
    """Load the hand networks that attention and distance ask for. Raises ModelError."""
    motion = MotionCheck()
    finder = _near_finder(bundle, settings, motion)
    if not settings.far_hands:
        return finder
    watch = WATCHES.get(settings.attention)
    pace = watch.far if watch else FAST_FAR
    cue = PoseCue(Landmarker.of_body(body_bundle, settings, single_pictures=True)) if body_bundle else None
    return ZoomedHands(finder, single_hand_finder(bundle, settings), pace, cue=cue, motion=motion)


def _near_finder(bundle: Path, settings: EstimatorSettings, motion: MotionCheck) -> HandFinder:
    finder = LandmarkerHands(Landmarker.of_hands(bundle, settings))
    if settings.attention is Attention.FAST or settings.max_hands == 1:
        return finder
    single = LandmarkerHands(Landmarker.of_hands(bundle, replace(settings, max_hands=1)))
    scout = single_hand_finder(bundle, settings)
    return AttentiveHands(finder, single, scout, WATCHES[settings.attention], motion=motion)


def single_hand_finder(bundle: Path, settings: EstimatorSettings) -> HandFinder:
    """Load what finds one hand in a single picture."""
    return LandmarkerHands(Landmarker.of_hands(bundle, replace(settings, max_hands=1), single_pictures=True))
