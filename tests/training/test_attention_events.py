"""The attention schedule with real networks: the same gestures as with every network on every frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.daemon.bench_scenes import every_clip
from gesturectl.daemon.bench_watched import differences, watch
from gesturectl.domain.frame import Frame
from gesturectl.domain.settings import Attention
from gesturectl.synth.motion import make_clip

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = [pytest.mark.vision]
FRAME_S = 1 / 30


def rendered(motion: str, seed: int) -> list[Frame]:
    return list(make_clip(motion, seed, palm=0.1, tilt_deg=0.0).frames(fps=30))


@pytest.mark.parametrize(("motion", "seed", "gesture"), [("zoom_in", 1, "zoom"), ("swipe_left", 0, "swipe_left")])
def test_the_same_gestures_at_the_same_time(motion: str, seed: int, gesture: str) -> None:
    frames = rendered(motion, seed)
    fast, balanced = watch(frames, Attention.FAST), watch(frames, Attention.BALANCED)
    assert gesture in [event.gesture for event in fast.begun]
    seen = differences(fast, balanced)
    assert (seen.lost, seen.added) == ((), ())
    assert max(seen.later_s) <= 2 * FRAME_S + 1e-6
    assert max(seen.hands_later_s) <= 0.12
    assert fast.ran["two-hand tracking"] == len(frames)
    assert balanced.ran["two-hand tracking"] < 0.9 * len(frames)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the recordings in ../shared/data")
@pytest.mark.parametrize("name", ["clip zoom", "clip swipe_left_right", "clip dndv1"])
def test_a_person_makes_the_same_gestures(name: str) -> None:
    (scene,) = (scene for scene in every_clip(DATA) if scene.name == name)
    frames = scene.frames()
    seen = differences(watch(frames, Attention.FAST), watch(frames, Attention.BALANCED))
    assert seen.gestures > 0
    assert (seen.lost, seen.added) == ((), ())
    assert max(seen.later_s) <= 1 / 15 + 1e-6


def test_two_runs_see_the_same() -> None:
    """What runs follows from the frames and their times alone."""
    frames = list(make_clip("swipe_left", 0).frames(fps=30))[:90]
    one, other = (watch(frames, Attention.BALANCED) for _ in range(2))
    assert one.ran == other.ran
    for a, b in zip(one.observations, other.observations, strict=True):
        assert [hand.landmarks.tolist() for hand in a.hands] == [hand.landmarks.tolist() for hand in b.hands]
