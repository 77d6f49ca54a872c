"""Personal gestures: recognized after five takes, beside the shipped ones, and nothing else taken for them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES, Gesture, GestureKind
from gesturectl.domain.observation import Handedness
from gesturectl.domain.take import IDLE, SampleKind, Samples, Subject, Take, TakeRole
from gesturectl.errors import ModelError
from gesturectl.recognition import personal
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_model import PersonalModel, read_personal
from gesturectl.recognition.personal_scores import score
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.motion import make_clip
from gesturectl.training.fewshot import Trainer
from gesturectl.training.shown_takes import check_mark_clip, check_marks, shows_clip
from gesturectl.training.take_rows import all_motions
from gesturectl.vision.bundles import shipped_models_dir

NO_IDLE = Samples(IDLE, SampleKind())


def held_takes(name, shape, kind=None, takes=5, side=Handedness.RIGHT):
    made = shows_clip(shape, takes, 50, side=side)
    seen = list(made.observations(30.0))
    parts = [[o for o in seen if start + 0.5 <= o.t <= start + 2.0] for start, _ in made.doubtful]
    return Samples(name, kind or SampleKind(), tuple(_take(n + 1, part) for n, part in enumerate(parts)), takes + 1)


def _take(number, observations):
    return Take(number, TakeRole.GESTURE, tuple(observations))


def shown(shape, side=Handedness.RIGHT):
    return shows_clip(shape, 1, 3, side=side)


@cache
def classifiers():
    return Classifiers.open(shipped_models_dir())


@cache
def trained():
    return Trainer(classifiers()).train(
        [held_takes("horns", "little_finger"), held_takes("phone", "ring_down")], NO_IDLE
    )


def begun(model, clip):
    recognizer = load_recognizer(shipped_models_dir(), None, model)
    events = [event for o in clip.observations(30.0) for event in recognizer.step(o)]
    return [(e.gesture, e.handedness) for e in events if e.phase == "begin"]


@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
@pytest.mark.parametrize(("name", "shape"), [("horns", "little_finger"), ("phone", "ring_down")])
def test_one_recording_serves_both_hands(name, shape, side):
    assert begun(trained(), shown(shape, side)) == [(name, side)]


@pytest.mark.parametrize("motion", ["victory", "fist", "open_palm", "thumb_up", "ok", "idle", "typing", "talking"])
def test_what_is_not_the_gesture_does_what_it_did_before(motion):
    for seed in range(3):
        clip = make_clip(motion, seed)
        assert begun(trained(), clip) == begun(None, clip)


def test_a_model_reads_back_as_it_was(tmp_path):
    path = tmp_path / "model-0001.npz"
    path.write_bytes(trained().encoded())
    again = read_personal(path)
    assert again.encoded() == trained().encoded()
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ModelError, match="damaged"):
        read_personal(path)


def test_a_model_for_other_features_is_refused():
    model = PersonalModel("personal/0", trained().banks)
    with pytest.raises(ModelError, match="made for features"):
        load_recognizer(shipped_models_dir(), None, model)


def test_a_gesture_that_looks_like_a_shipped_one_silences_it():
    model = Trainer(classifiers()).train([held_takes("peace", "victory")], NO_IDLE)
    assert model.gestures[0].rivals == ("victory",)
    assert [name for name, _ in begun(model, shown("victory"))] == ["peace"]


def test_the_other_hand_is_told_apart_if_the_user_wants_it():
    takes = held_takes("horns", "little_finger", SampleKind(both_sides=False))
    model = Trainer(classifiers()).train([takes], NO_IDLE)
    assert "horns" not in dict(begun(model, shown("little_finger", Handedness.LEFT)))
    assert "horns" in dict(begun(model, shown("little_finger")))


def test_takes_of_a_shipped_gesture_move_its_threshold():
    model = Trainer(classifiers()).train([held_takes("ok", "ok")], NO_IDLE)
    assert not model.gestures
    assert 0.4 <= model.overrides["ok"].enter <= classifiers().triggers()["ok"].enter


def test_idle_time_raises_the_threshold_of_what_shows_in_it():
    idle = Samples(IDLE, SampleKind(), (Take(1, TakeRole.IDLE, held_takes("x", "ok").takes[0].observations),))
    model = Trainer(classifiers()).train([held_takes("ok", "ok")], idle)
    assert model.overrides["ok"].enter > 0.9


@cache
def marks():
    takes = tuple(_take(n + 1, seen) for n, seen in enumerate(check_marks(5, seed=60)))
    return Trainer(classifiers()).train([Samples("check", SampleKind(moving=True), takes, 6)], NO_IDLE)


def test_a_motion_whose_takes_look_meant_is_only_found_where_it_does():
    (bank,) = marks().banks.values()
    assert bank.gestures[0].meant > 0
    clip = check_mark_clip(3, 5)
    assert [name for name, _ in begun(marks(), clip)].count("check") == 3
    never = replace(bank, gestures=(replace(bank.gestures[0], meant=1.01),))
    assert "check" not in dict(begun(replace(marks(), banks={(Subject.HAND, True): never}), clip))


def test_a_model_of_motions_reads_back_and_scores_as_it_did(tmp_path):
    path = tmp_path / "model-0001.npz"
    path.write_bytes(marks().encoded())
    known = read_personal(path).knowing(classifiers().usual)
    (bank,), (again,) = marks().banks.values(), known.banks.values()
    row = bank.gestures[0].exemplars[0]
    assert again.scores(row, 0.7) == pytest.approx(bank.scores(row, 0.7), abs=1e-5)
    assert again.gestures[0].meant == bank.gestures[0].meant


def test_the_score_is_a_half_at_either_border():
    assert score(2.0, 2.0, np.inf) == pytest.approx(0.5)
    assert score(2.0, 5.0, 2.0) == pytest.approx(0.5)
    assert score(1.0, 2.0, 3.0) > 0.95
    assert score(3.0, 2.0, 9.0) < 0.1


def test_own_gestures_join_the_vocabulary_and_leave_it():
    shipped = list(GESTURES)
    GESTURES.adopt([Gesture("horns", GestureKind.SHAPE, "mine"), Gesture("ok", GestureKind.BODY, "not taken")])
    try:
        assert list(GESTURES) == [*shipped, "horns"]
        assert GESTURES.is_own("horns")
        assert GESTURES["ok"].kind is GestureKind.SHAPE
    finally:
        GESTURES.adopt([])
    assert list(GESTURES) == shipped


def test_a_motion_that_does_not_come_out_of_rest_is_none(monkeypatch):
    clip = check_mark_clip(3, 5)
    rests = [motion.rested_s for motion in all_motions(list(clip.observations(30.0)), Subject.HAND)]
    assert sum(rest >= personal.RESTED_S for rest in rests) >= 3
    monkeypatch.setattr(personal, "RESTED_S", 10.0)
    assert "check" not in dict(begun(marks(), clip))
