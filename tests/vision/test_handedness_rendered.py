"""Left is left and right is right, from the rendered picture through the source to the observation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.synth.motion import make_clip
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import dress

pytestmark = pytest.mark.vision

SEEDS = range(4)
OTHER = {Handedness.LEFT: Handedness.RIGHT, Handedness.RIGHT: Handedness.LEFT}


class RenderedHand:
    """Frames of a still open hand, as a camera sees it or as a mirror shows it."""

    name = "rendered hand"
    live = False

    def __init__(self, side: Handedness, seed: int, *, as_mirror: bool) -> None:
        clip = make_clip("still", seed, handedness=side, palm=0.12, tilt_deg=0.0)
        self._frames: Iterator[Frame] = clip.frames((640, 480), 5.0)
        self._as_mirror = as_mirror
        self._left = 10

    def open(self) -> None: ...

    def read(self) -> Frame | None:
        self._left -= 1
        if self._left < 0:
            return None
        frame = next(self._frames)
        rgb = np.ascontiguousarray(frame.rgb[:, ::-1]) if self._as_mirror else frame.rgb
        return Frame(t=frame.t, seq=frame.seq, rgb=rgb)

    def close(self) -> None: ...


def observe(bundles: dict[str, Path], side: Handedness, seed: int, *, as_mirror: bool, said: bool) -> list[Observation]:
    """Look at a rendered hand; `said` is what the user said about the source being mirrored."""
    source = dress(RenderedHand(side, seed, as_mirror=as_mirror), pace=Pace.FAST, mirrored=said)
    estimator = MediaPipeEstimator(
        EstimatorSettings(body=False), hand_bundle=bundles["hand_landmarker_full"], body_bundle=None
    )
    observations = [estimator.estimate(frame) for frame in iter(source.read, None)]
    estimator.close()
    assert sum(len(observation.hands) == 1 for observation in observations) >= 8
    return observations


def usual_side(observations: list[Observation]) -> Handedness:
    """The side of most frames; the first ones, before tracking has settled, may err on a drawn hand."""
    sides = [hand.handedness for observation in observations for hand in observation.hands]
    return max(Handedness, key=sides.count)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
def test_a_rendered_hand_is_the_hand_it_is(bundles: dict[str, Path], side: Handedness, seed: int) -> None:
    assert usual_side(observe(bundles, side, seed, as_mirror=False, said=False)) is side


@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
def test_a_mirrored_source_gives_the_same_observations(bundles: dict[str, Path], side: Handedness) -> None:
    plain = observe(bundles, side, 0, as_mirror=False, said=False)
    turned = observe(bundles, side, 0, as_mirror=True, said=True)
    for one, other in zip(plain, turned, strict=True):
        assert [hand.handedness for hand in one.hands] == [hand.handedness for hand in other.hands]
        for a, b in zip(one.hands, other.hands, strict=True):
            np.testing.assert_array_equal(a.landmarks, b.landmarks)


@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
def test_a_mirror_that_is_not_said_turns_the_hands_round(bundles: dict[str, Path], side: Handedness) -> None:
    """The other way round the test must fail: an undeclared mirror shows the other hand."""
    assert usual_side(observe(bundles, side, 0, as_mirror=True, said=False)) is OTHER[side]
