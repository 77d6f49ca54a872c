"""Two people in view: the gestures of the one who is not the user fire nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.recognition.tracks import HandTracks
from gesturectl.recognition.user import REMEMBERED, User
from gesturectl.synth.motion import make_clip
from gesturectl.vision.bundles import shipped_models_dir

from .hands import hand_at, seen

FPS = 15.0
USERS, OTHERS = 0.14, 0.07
"""Palm lengths, frame heights: the other stands twice as far from the camera."""


@lru_cache(maxsize=1)
def networks() -> Classifiers:
    return Classifiers.open(shipped_models_dir())


def begun(stream: list[Observation]) -> list[str]:
    recognizer = Recognizer(networks(), networks().triggers())
    events = [event for observation in stream for event in recognizer.step(observation)]
    return [event.gesture for event in events if event.phase is Phase.BEGIN]


def together(user: list[Observation], other: list[Observation]) -> list[Observation]:
    """Return what a camera sees of both, the user all the time."""
    longer = [*user, *(replace(user[-1], t=o.t, seq=o.seq) for o in other[len(user) :])]
    return [replace(a, hands=(*b.hands, *a.hands)) for a, b in zip(longer, other, strict=False)]


@pytest.mark.parametrize("name", ["thumb_up", "victory", "swipe_left", "pinch", "grab", "click"])
def test_the_others_gestures_fire_nothing(name: str) -> None:
    other = list(make_clip(name, 905, palm=OTHERS).observations(FPS))
    assert name in begun(other)  # alone, the other would be the user
    user = [
        replace(o, hands=o.hands[:1]) for o in make_clip("still", 905, palm=USERS, shape="relaxed").observations(FPS)
    ]
    assert begun(together(user, other)) == []


@pytest.mark.parametrize("name", ["thumb_up", "swipe_left", "click"])
def test_the_users_gestures_count_with_another_in_view(name: str) -> None:
    user = list(make_clip(name, 905, palm=USERS).observations(FPS))
    bystander = list(make_clip("still", 906, palm=OTHERS, shape="relaxed").observations(FPS))
    other = [*bystander, *(replace(bystander[-1], t=o.t, seq=o.seq) for o in user[len(bystander) :])]
    assert begun(together(user, other))[:1] == begun(user)[:1] == [name]


def test_hands_that_come_and_go_beside_one_that_stays_are_forgotten() -> None:
    tracks, user, numbers = HandTracks(), User(), set()
    for n in range(20 * 7):
        hands = [hand_at(0.4, 0.6), *([hand_at(0.8, 0.6, side=Handedness.LEFT)] if n % 7 == 0 else [])]
        observation = seen(n / 10, *hands)
        tracks.update(observation)
        mine = user.own(tracks.seen(n / 10), observation)
        assert mine[0].number == 1
        numbers |= {track.number for track in mine}
    assert len(numbers) == 21
    assert user.remembered == REMEMBERED
