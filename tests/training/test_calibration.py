"""Leading a user through takes: a pure state machine, fed with what a synthetic hand shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.take import IDLE, SampleKind, Samples, Subject, Take, TakeRole
from gesturectl.recognition.tracks import HandTracks
from gesturectl.synth.body import make_body_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.calibration.assessment import Assessment, Conflict, Safety, TakeSureness, split
from gesturectl.training.calibration.complaints import complaint
from gesturectl.training.calibration.idle_step import IdleStep, user_facts
from gesturectl.training.calibration.page import page
from gesturectl.training.calibration.session import CalibrationSession
from gesturectl.training.calibration.take_step import HOLD_S, TakeStep
from gesturectl.training.shown_takes import BEFORE_S, check_mark_clip, shows_clip


def led(step, observations, brightness=None):
    """Feed a step until it is over; return the takes and every headline and complaint in order."""
    takes, said = [], []
    for observation in observations:
        progress = step.step(observation, brightness)
        for text in (progress.prompt.headline, progress.prompt.complaint):
            if text and text not in said:
                said.append(text)
        if progress.recorded:
            takes.append(progress.recorded)
        if progress.over:
            break
    return takes, said


def lasting(take):
    return take.observations[-1].t - take.observations[0].t


def test_held_takes_are_as_long_as_they_are_asked_to_be():
    takes, said = led(TakeStep("horns", moving=False), shows_clip("little_finger", 7, 0).observations(30.0))
    assert [round(lasting(take), 1) for take in takes] == [HOLD_S] * 5
    assert {"no hand seen", "Show: horns", "Hold: horns", "Good. Go back"} <= set(said)


@pytest.mark.parametrize("fps", [12.0, 30.0])
def test_motions_are_cut_out_by_themselves_and_the_way_back_is_none(fps):
    clip = check_mark_clip(7, 1)
    takes, _ = led(TakeStep("check", moving=True), clip.observations(fps))
    assert len(takes) == 5
    for take, (start, end) in zip(takes, clip.doubtful, strict=False):
        made = start + BEFORE_S, end - 0.4  # the spans have some rest around them
        assert take.observations[0].t <= made[0] + 0.1
        assert made[1] - 0.2 <= take.observations[-1].t <= made[1] + 0.8


def test_what_is_still_after_the_count_is_held():
    step = TakeStep("horns", wanted=1)
    takes, said = led(step, shows_clip("little_finger", 2, 0, hold_s=6.0).observations(30.0))
    assert len(takes) == 1
    assert step.moving is False
    assert "Get ready" in said


def test_what_moves_after_the_count_is_a_motion():
    step = TakeStep("check", wanted=1)
    who = check_mark_clip(4, 0)
    still = [o for o in who.observations(30.0) if o.t < 1.0]
    waits = [replace(still[-1], t=1.0 + k / 30) for k in range(45)]
    moves = [replace(o, t=o.t + 1.5) for o in who.observations(30.0) if o.t >= 1.0]
    takes, _ = led(step, [*still, *waits, *moves])
    assert len(takes) == 1
    assert step.moving is True


def test_a_take_is_not_made_while_something_is_wrong():
    clip = shows_clip("little_finger", 3, 0)
    takes, said = led(TakeStep("horns", moving=False), clip.observations(30.0), brightness=20.0)
    assert takes == []
    assert any(text.startswith("too dark") for text in said)


def test_a_hand_that_rests_in_the_picture_makes_no_take():
    seen = list(shows_clip("little_finger", 3, 0).observations(15.0))
    shown = next(o.hands[0] for o in seen if o.hands)
    middle = shown.landmarks.mean(axis=0)
    resting = replace(
        shown, handedness=Handedness.LEFT, landmarks=shown.landmarks - middle + np.array([0.2, 0.78, 0], np.float32)
    )
    both = [replace(o, hands=(*o.hands, resting)) for o in seen]
    alone = [replace(o, t=seen[-1].t + (k + 1) / 15, hands=(resting,)) for k, o in enumerate(seen[:75])]
    takes, said = led(TakeStep("horns", moving=False, wanted=9), [*both, *alone])
    assert len(takes) == 3
    assert all(len(o.hands) == 2 for take in takes for o in take.observations)
    assert "no hand seen" in said or any("no hand" in text for text in said)


def test_a_hand_in_the_lap_makes_no_take():
    shown = list(shows_clip("little_finger", 3, 0).observations(30.0))
    other = next(hand for observation in shown for hand in observation.hands)
    low = other.landmarks + (np.array([0.85, 1.0, 0.0]) - other.landmarks.mean(axis=0)).astype(np.float32)
    lap = replace(other, handedness=Handedness.LEFT, landmarks=low)
    seen = [replace(observation, hands=(*observation.hands, lap)) for observation in shown]
    takes, said = led(TakeStep("horns", moving=False, wanted=3), seen)
    assert len(takes) == 3
    assert all(len(observation.hands) == 2 for take in takes for observation in take.observations)
    takes, said = led(TakeStep("horns", moving=False, wanted=3), [replace(o, hands=(lap,)) for o in shown])
    assert not takes
    assert "hand too low: raise it" in said


def test_a_body_must_move_into_its_pose_and_standing_about_is_no_take():
    clip = make_body_clip("arms_crossed", 20)
    (label,) = clip.labels
    seen, spans, begun = [], [], 0.0
    for _ in range(4):
        seen += [replace(o, t=o.t + begun) for o in clip.observations(15.0)]
        spans.append((begun + label.start_s - 0.3, begun + label.end_s + 0.3))
        begun = seen[-1].t + 1 / 15
    takes, _ = led(TakeStep("crossed", Subject.BODY, moving=False, wanted=3), seen)
    assert len(takes) == 3
    for take in takes:
        assert any(start <= take.observations[0].t and take.observations[-1].t <= end for start, end in spans)


def test_idle_time_is_kept_whole_and_suggests_what_to_do():
    takes, said = led(IdleStep(4.0), make_clip("typing", 1).observations(30.0))
    assert [take.role for take in takes] == [TakeRole.IDLE]
    assert lasting(takes[0]) == pytest.approx(4.0, abs=0.1)
    assert said == ["Rest your hands", "Type", "Touch your face", "Talk with your hands"]


def test_a_session_goes_through_its_steps():
    session = CalibrationSession([IdleStep(2.0), TakeStep("horns", moving=False, wanted=1)])
    roles = []
    for observation in shows_clip("little_finger", 3, 0).observations(30.0):
        progress = session.step(observation)
        roles += [progress.recorded.role] if progress.recorded else []
        if session.over:
            break
    assert roles == [TakeRole.IDLE, TakeRole.GESTURE]


def test_user_facts():
    facts = user_facts(shows_clip("little_finger", 1, 0, side=Handedness.LEFT).observations(30.0))
    assert facts.hand is Handedness.LEFT
    assert facts.palm == pytest.approx(0.11, rel=0.25)
    assert user_facts([]).palm is None


def said_of(subject=Subject.HAND, brightness=None, **choices):
    clip = make_clip("still", 1, **choices)
    tracks = HandTracks()
    observation = clip.truth(1.0)
    tracks.update(observation)
    return complaint(observation, tracks.seen(observation.t), subject, brightness)


def test_complaints_say_how_to_mend_it():
    assert said_of(palm=0.1) == ""
    assert said_of(palm=0.035).startswith("hand too far")
    assert said_of(palm=0.1, brightness=12.0).startswith("too dark")
    assert said_of(Subject.HANDS, palm=0.1) == "both hands must be in the picture"
    assert said_of(Subject.BODY, palm=0.1).startswith("nobody seen")


def test_a_hand_at_the_edge_is_told():
    clip = make_clip("still", 1, palm=0.1)
    hand = clip.truth(1.0).hands[0]
    at_edge = replace(hand, landmarks=hand.landmarks - np.array([hand.landmarks[:, 0].min() + 0.05, 0, 0]))
    observation = Observation(0.0, 0, 4 / 3, (at_edge,))
    tracks = HandTracks()
    tracks.update(observation)
    assert complaint(observation, tracks.seen(0.0), Subject.HAND).startswith("hand leaves the picture")


def test_two_raised_hands_are_one_too_many():
    tracks = HandTracks()
    said = set()
    for observation in make_clip("two_hands_parallel", 1).observations(15.0):
        tracks.update(observation)
        said.add(complaint(observation, tracks.seen(observation.t), Subject.HAND))
    assert "two hands seen: lower the other one" in said


def test_the_page_names_what_to_mend():
    takes = tuple(Take(n, TakeRole.GESTURE, ()) for n in (1, 2, 3))
    sure = tuple(TakeSureness(n, s) for n, s in ((1, 0.97), (2, 0.2), (3, 0.9)))
    conflicts = (Conflict("ok", "pinch", 0.18, shipped=True),)
    found = Assessment("horns", sure, conflicts, Safety(0, 720.0))
    lines = page(found, Samples("horns", SampleKind(), takes))
    assert lines[0] == "horns: 3 takes (hand, held)"
    assert "97%  20%  90%" in lines[1]
    assert "gesturectl samples delete horns 2" in lines[2]
    assert lines[3] == "! ok and pinch, 18%: retake or rename"
    assert lines[4] == "Is it safe? 0 triggers in 12 min 0 s of your idle time: 0 to 18 an hour"


def test_a_forecast_agrees_with_what_comes_as_far_as_both_can_tell():
    assert Safety(0, 60.0).agrees(0, 600.0)
    assert Safety(0, 60.0).agrees(2, 60.0), "a minute without one tells little"
    assert not Safety(0, 600.0).agrees(9, 600.0)
    assert not Safety(9, 600.0).agrees(0, 600.0)
    assert Safety(9, 600.0).agrees(12, 600.0)


def test_idle_time_is_split_in_halves():
    seen = tuple(make_clip("typing", 1).observations(10.0))[:40]
    first, second = split(Samples(IDLE, SampleKind(), (Take(1, TakeRole.IDLE, seen),)))
    assert first.takes[0].observations + second.takes[0].observations == seen
