"""Gates against the Midas touch, each alone and as `why` tells of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Body, Handedness, Observation
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.clutch import Clutch
from gesturectl.recognition.gates import HOLDING, Arming
from gesturectl.recognition.slot import Reading
from gesturectl.recognition.strictness import NEAR_FACE, TYPING, FaceWatch, strictness_of
from gesturectl.recognition.tracks import HandTracks
from gesturectl.recognition.trigger import Trigger
from gesturectl.recognition.user import User

from .hands import hand_at, seen

ASPECT = 4 / 3
LEFT = Handedness.LEFT


def body(nose: tuple[float, float], palms: dict[Handedness, tuple[float, float]] | None = None) -> Body:
    """Return a body with its nose and palms there, frame heights; ears 0.12 apart."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = 0.9
    points[:11, :2] = nose
    points[7, 0], points[8, 0] = nose[0] + 0.06, nose[0] - 0.06
    for index in (15, 16, 19, 20):
        side = LEFT if index in (15, 19) else Handedness.RIGHT
        points[index, :2] = (palms or {}).get(side, (0.0, 0.0))
        if side not in (palms or {}):
            points[index, 3] = 0.0
    points[:, 0] /= ASPECT
    return Body(points, np.zeros((33, 3), np.float32))


def test_a_hand_is_armed_by_rest_and_disarmed_in_the_lap() -> None:
    tracks, t = HandTracks(), 0.0
    said = []
    gate: Arming | None = None
    for y in [0.6] * 12 + [0.7, 0.8, 0.9] + [1.02] * 20:
        tracks.update(seen(t, hand_at(0.5, y)))
        gate = gate or Arming(tracks.tracks[0])
        gate.step(t)
        said.append(gate.hinder)
        t += 1 / 30
    assert "since it appeared" in said[3]
    assert said[11] == ""
    assert "in the lap" in said[-1]


def test_a_low_hand_that_is_whole_in_the_picture_with_its_fingers_up_is_shown() -> None:
    def said(*hands: Any) -> str:
        tracks, gate = HandTracks(), None
        for i, hand in enumerate(hands):
            tracks.update(seen(i / 30, hand))
            gate = gate or Arming(tracks.tracks[0])
            gate.step(i / 30)
        assert gate
        return gate.hinder

    low = hand_at(0.5, 0.97)
    lies = replace(low, landmarks=low.landmarks * np.array([1, -1, 1], np.float32) + np.array([0, 1.85, 0], np.float32))
    assert said(*[low] * 20) == ""
    assert "come to rest" in said(*[lies] * 20)
    assert "in the lap" in said(*[low] * 20, *[hand_at(0.5, 1.02)] * 20)


@pytest.mark.parametrize(("speed", "open_"), [(0.02, True), (0.5, False)])
def test_a_fast_hand_holds_nothing(speed: float, open_: bool) -> None:
    tracks = HandTracks()
    for i in range(20):
        tracks.update(seen(i / 30, hand_at(0.2 + speed * i / 30, 0.6)))
    assert (HOLDING.hinder(tracks.tracks[0]) == "") is open_


def test_a_hand_that_begins_to_move_holds_nothing_at_once() -> None:
    tracks = HandTracks()
    for i in range(30):
        tracks.update(seen(i / 30, hand_at(0.5, 0.6)))
    assert HOLDING.hinder(tracks.tracks[0]) == ""
    for i in range(30, 33):
        tracks.update(seen(i / 30, hand_at(0.5 + 0.36 * (i - 29) / 30, 0.6)))  # 3 palms a second
    assert tracks.tracks[0].travelled(0.5) < 0.5
    assert "moving" in HOLDING.hinder(tracks.tracks[0])


def test_a_hand_at_the_face_is_judged_strictly_and_the_face_is_remembered() -> None:
    face, tracks = FaceWatch(), HandTracks()
    tracks.update(seen(0.0, hand_at(0.66, 0.5)))
    hand = tracks.tracks[0]
    assert strictness_of(hand, [hand], face, 0.0).raised == 0
    face.see(Observation(0.0, 0, ASPECT, (), body((0.65, 0.3))))
    assert strictness_of(hand, [hand], face, 5.0) is NEAR_FACE
    assert strictness_of(hand, [hand], face, 60.0).raised == 0  # it was too long ago
    away = HandTracks()
    away.update(seen(0.0, hand_at(0.2, 0.9)))
    assert strictness_of(away.tracks[0], away.tracks, face, 5.0).raised == 0


def test_two_low_hands_at_rest_are_on_a_keyboard() -> None:
    tracks = HandTracks()
    for i in range(45):
        tracks.update(seen(i / 30, hand_at(0.4, 0.85), hand_at(0.9, 0.86, side=LEFT)))
    one, other = tracks.tracks
    face = FaceWatch()
    assert strictness_of(one, [one, other], face, 1.5) is TYPING
    assert strictness_of(one, [one], face, 1.5).raised == 0


def test_a_raised_threshold_asks_for_more_but_not_for_the_impossible() -> None:
    trigger = Trigger(TriggerSettings(0.8, 0.5, 0.0, 0.1, 0.5))
    assert trigger.step(0.0, 0.9, raised=0.15) is None
    assert trigger.step(0.1, 0.96, raised=0.15) is Phase.BEGIN
    assert trigger.entered_at(0.9) == pytest.approx(0.97)


def test_a_trigger_says_what_it_waits_for() -> None:
    trigger = Trigger(TriggerSettings(0.8, 0.5, 0.0, 0.0, 0.5))
    assert trigger.step(0.0, 0.9) is Phase.BEGIN
    assert trigger.waits == ""
    trigger.step(0.1, 0.1)
    trigger.step(0.2, 0.9)
    assert "must be left" in trigger.waits
    trigger.step(0.3, 0.1)
    trigger.step(0.4, 0.9)
    assert "another 0.20 s" in trigger.waits
    assert trigger.step(0.61, 0.9) is Phase.BEGIN


class Watched:
    """A user who is followed through observations."""

    def __init__(self) -> None:
        self.tracks, self.user, self.t = HandTracks(), User(), 0.0

    def show(self, seconds: float, *hands: Any, body: Body | None = None) -> list[float]:
        """Show hands for a while; return where the user's hands are at the end (x, frame heights)."""
        mine = []
        for _ in range(round(seconds * 30)):
            observation = Observation(self.t, 0, ASPECT, hands, body)
            self.tracks.update(observation)
            mine = self.user.own(self.tracks.seen(self.t), observation)
            self.t += 1 / 30
        return sorted(round(float(track.last.points[0, 0]), 2) for track in mine)


NEAR, FAR = hand_at(0.4, 0.6, 0.12), hand_at(1.0, 0.5, 0.055, side=LEFT)


def test_the_hand_of_somebody_farther_away_is_not_the_users() -> None:
    watched = Watched()
    assert watched.show(1.0, NEAR, FAR) == [0.4]
    assert watched.show(1.0, FAR) == []  # the user's hand is down: the other still is not the user
    assert watched.show(3.0, FAR) == [1.0]  # but is when the user has gone
    assert watched.show(1.5, FAR, NEAR) == [0.4]  # and until somebody much nearer comes


def test_both_hands_of_the_user_count() -> None:
    assert Watched().show(1.0, NEAR, hand_at(1.0, 0.6, 0.1, side=LEFT)) == [0.4, 1.0]


def test_where_a_body_is_followed_its_hands_are_those_at_its_wrists() -> None:
    mine = {Handedness.RIGHT: (0.4, 0.55), LEFT: (0.7, 0.6)}
    same_size = hand_at(1.1, 0.6, 0.12, side=LEFT)
    assert Watched().show(1.0, NEAR, same_size, body=body((0.5, 0.2), mine)) == [0.4]
    one_frame = Watched()
    one_frame.show(1.0, NEAR, body=body((0.5, 0.2), mine))
    elsewhere = {Handedness.RIGHT: (1.2, 0.55), LEFT: (1.1, 0.6)}
    assert one_frame.show(0.1, NEAR, body=body((1.1, 0.2), elsewhere)) == [0.4]  # a body that jumps is not believed


def events(*steps: tuple[float, str, Phase]) -> list[GestureEvent]:
    return [GestureEvent(t, name, phase, Handedness.RIGHT, 0.9, 0) for t, name, phase in steps]


def test_a_clutch_lets_gestures_count_for_a_while_after_its_pose() -> None:
    clutch = Clutch(ClutchSettings("open_palm", lasts_s=2.0))
    story = events(
        (1.0, "swipe_left", Phase.BEGIN),
        (1.1, "swipe_left", Phase.END),
        (2.0, "open_palm", Phase.BEGIN),
        (3.0, "open_palm", Phase.END),
        (4.5, "pinch", Phase.BEGIN),
        (9.0, "pinch", Phase.UPDATE),
        (9.5, "pinch", Phase.END),
        (12.0, "swipe_left", Phase.BEGIN),
        (12.1, "swipe_left", Phase.END),
    )
    passed = [event for one in story for event in clutch.step(one.t, [one])]
    assert [(event.gesture, event.t) for event in passed] == [
        ("open_palm", 2.0), ("open_palm", 3.0), ("pinch", 4.5), ("pinch", 9.0), ("pinch", 9.5)
    ]  # fmt: skip
    reading = Reading(Handedness.RIGHT, "swipe_left", 0.9, "active", 0.6)
    (told,) = clutch.told([reading])
    assert (told.state, told.hinder) == ("idle", "the clutch is not engaged: hold open_palm first")
    clutch.step(13.0, events((13.0, "open_palm", Phase.BEGIN)))
    assert clutch.told([reading]) == (reading,)


def test_a_clutch_by_key_lets_gestures_count_while_it_is_held() -> None:
    clutch = Clutch(ClutchSettings(key=("ctrl", "f9")))
    story = (
        (1.0, False, "swipe_left", Phase.BEGIN),
        (1.1, False, "swipe_left", Phase.END),
        (2.0, True, "pinch", Phase.BEGIN),
        (2.5, False, "pinch", Phase.UPDATE),  # what began with the key goes on without it
        (2.6, False, "fist", Phase.BEGIN),
        (3.0, False, "pinch", Phase.END),
        (3.1, True, "fist", Phase.END),
        (3.2, False, "swipe_left", Phase.BEGIN),  # and keeps nothing engaged
    )
    passed = [e for t, held, *what in story for e in clutch.step(t, events((t, *what)), held=held)]  # type: ignore[arg-type]
    assert [(event.gesture, event.t) for event in passed] == [("pinch", 2.0), ("pinch", 2.5), ("pinch", 3.0)]
    assert clutch.hinder == "the clutch is not engaged: hold ctrl+f9 first"


def test_a_clutch_may_have_a_pose_and_a_key() -> None:
    clutch = Clutch(ClutchSettings("open_palm", lasts_s=2.0, key=("f9",)))
    clutch.step(1.0, [])
    assert clutch.hinder == "the clutch is not engaged: hold f9 or hold open_palm first"
    assert clutch.step(2.0, events((2.0, "fist", Phase.BEGIN)), held=True)
    assert clutch.step(2.1, events((2.1, "fist", Phase.END)))
    assert not clutch.step(2.2, events((2.2, "fist", Phase.BEGIN)))
    assert clutch.step(3.0, events((3.0, "open_palm", Phase.BEGIN), (3.0, "open_palm", Phase.END)))
    assert clutch.step(4.9, events((4.9, "fist", Phase.BEGIN)))


def test_without_a_key_a_held_key_engages_nothing() -> None:
    assert not Clutch(ClutchSettings("open_palm")).step(1.0, events((1.0, "fist", Phase.BEGIN)), held=True)
