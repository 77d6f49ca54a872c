"""What the body's slot does with scores: who comes in does not command, unseen wrists, gaps, slow looks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Observation
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.body_slot import ARM_S, BodySlot
from gesturectl.recognition.body_track import BODY_GAP_S, BodyTrack
from gesturectl.recognition.slot import Moment

from .bench import Scripted
from .bodies import ASPECT, landmarks, seen_body

POSES, MOTIONS = ("none", "arms_crossed", "lean_left"), ("none", "nod", "clap")
HELD = TriggerSettings(0.7, 0.4, dwell_s=0.5, release_s=0.3, cooldown_s=0.5)
MADE = TriggerSettings(0.7, 0.4, 0.0, 0.2, 0.5)
TRIGGERS = {"arms_crossed": HELD, "lean_left": HELD, "nod": MADE, "clap": MADE}


class Stage:
    """A slot with scripted networks, and a person who is looked at `fps` times a second."""

    def __init__(self, fps: float = 10.0) -> None:
        self.poses, self.motions = Scripted(POSES), Scripted(MOTIONS)
        self.slot, self.fps, self.t = BodySlot(TRIGGERS), fps, 0.0
        self.events: list[GestureEvent] = []
        self._rng = np.random.default_rng(0)

    def show(self, span_s: float, pose: str = "none", *, visible: float = 0.95, frozen: bool = False) -> Stage:
        """Show the person for a while; the pose network answers `pose`. No two looks are the same unless `frozen`."""
        self.poses.answer = pose
        still = self._body(visible)
        for _ in range(round(span_s * self.fps)):
            self._step(seen_body(self.t, still if frozen else self._body(visible)))
        return self

    def away(self, span_s: float) -> Stage:
        """Show nobody."""
        for _ in range(round(span_s * self.fps)):
            self._step(Observation(self.t, 0, ASPECT))
        return self

    def _body(self, visible: float) -> FloatArray:
        body = landmarks(visible=visible)
        body[:, :2] += self._rng.normal(0, 1e-4, (33, 2))
        return body

    def _step(self, observation: Observation) -> None:
        poses: Any = self.poses
        motions: Any = self.motions
        self.events += self.slot.step(Moment(self.t, observation.seq), observation, poses, motions)
        self.t += 1 / self.fps

    @property
    def story(self) -> str:
        return " ".join(f"{event.gesture}:{event.phase.value}" for event in self.events)


@pytest.mark.parametrize("fps", [5, 10, 30, 60])
def test_a_held_pose_begins_once_and_ends_at_any_rate(fps: float) -> None:
    stage = Stage(fps).show(1).show(1.5, "arms_crossed").show(1)
    assert stage.story == "arms_crossed:begin arms_crossed:end"
    begin, end = (event.t for event in stage.events)
    assert begin == pytest.approx(1 + HELD.dwell_s, abs=0.15 + 1 / fps)
    assert end == pytest.approx(2.5 + HELD.release_s, abs=0.2 + 1 / fps)


def test_who_comes_in_does_not_command() -> None:
    stage = Stage(30).show(ARM_S + HELD.dwell_s - 0.1, "arms_crossed")
    assert stage.story == ""
    stage.show(0.2, "arms_crossed")
    assert stage.story == "arms_crossed:begin"


def test_a_reading_says_that_the_body_is_new() -> None:
    reading = Stage().show(0.3, "arms_crossed").slot.reading()
    assert (reading.gesture, reading.state) == ("arms_crossed", "idle")
    assert "come into view" in reading.hinder


def test_unseen_wrists_make_no_pose_of_the_arms() -> None:
    stage = Stage().show(1).show(1.5, "arms_crossed", visible=0.1)
    assert stage.story == ""
    assert "wrist" in stage.slot.reading().hinder
    assert Stage().show(1).show(1.5, "lean_left", visible=0.1).story == "lean_left:begin"


def test_wrists_that_are_half_a_guess_hold_a_pose_but_clap_not() -> None:
    for visible, story in ((0.4, ""), (0.6, "clap:begin")):
        stage = Stage().show(1)
        stage.motions.answer = "clap"
        assert stage.show(0.3, visible=visible).story == story
    assert Stage().show(1).show(1, "arms_crossed", visible=0.4).story == "arms_crossed:begin"


def test_what_has_begun_goes_on_when_a_wrist_is_lost() -> None:
    stage = Stage().show(1).show(1, "arms_crossed").show(1, "arms_crossed", visible=0.1)
    assert stage.story == "arms_crossed:begin"


def test_one_misread_look_changes_nothing() -> None:
    stage = Stage(30).show(1).show(0.3, "arms_crossed").show(1 / 30).show(0.4, "arms_crossed").show(1 / 30)
    assert stage.show(0.5, "arms_crossed").story == "arms_crossed:begin"
    assert Stage(30).show(1).show(1 / 30, "arms_crossed").show(1).story == ""


def test_a_body_that_is_gone_lets_go() -> None:
    stage = Stage().show(1).show(1, "arms_crossed").away(BODY_GAP_S - 0.1)
    assert stage.story == "arms_crossed:begin"
    assert stage.away(0.3).story == "arms_crossed:begin arms_crossed:cancel"
    assert stage.slot.reading().gesture == ""


def test_between_two_looks_the_body_of_the_last_one_is_no_new_evidence() -> None:
    stage = Stage(30).show(0.6)
    stage.motions.answer = "nod"
    stage.show(0.5, frozen=True)
    assert stage.story == "nod:begin"  # by its first frame, the only look
    looks = BodyTrack()
    body = landmarks()
    assert looks.see(seen_body(0.0, body))
    assert not looks.see(seen_body(0.1, body))
    assert len(looks.looks) == 1
    assert looks.see(seen_body(0.2, landmarks(nod=0.01)))


def test_a_body_elsewhere_is_another_body() -> None:
    track = BodyTrack()
    track.see(seen_body(0.0, landmarks()))
    track.see(seen_body(0.1, landmarks(place=(0.05, 0.0))))
    assert track.born_t == 0.0
    track.see(seen_body(0.2, landmarks(place=(-0.5, 0.0))))
    assert track.born_t == 0.2
