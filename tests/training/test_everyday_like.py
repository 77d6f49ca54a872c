"""Motions that hands make all day: what the page says of them, and that they are silent there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.domain.take import SampleKind, Samples, Subject, Take, TakeRole
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_scores import SURE
from gesturectl.recognition.usual_motions import FILE, UsualMotions
from gesturectl.training.calibration.assessment import Assessment, Safety, TakeSureness
from gesturectl.training.calibration.everyday import Everyday, everyday_like
from gesturectl.training.calibration.page import page
from gesturectl.training.caution import cautious
from gesturectl.training.fewshot import Exemplars
from gesturectl.vision.bundles import shipped_models_dir


def test_the_page_warns_of_what_hands_do_all_day():
    takes = (Take(1, TakeRole.GESTURE, ()),)
    for like, told, warned in (
        (Everyday(0, 720.0), False, False),
        (Everyday(3, 720.0), True, False),
        (Everyday(3, 720.0, 2), True, True),
        (None, False, False),
    ):
        found = Assessment("flick", (TakeSureness(1, 0.9),), (), Safety(0, 720.0), like)
        lines = page(found, Samples("flick", SampleKind(moving=True), takes))
        assert any("3 times in 12 minutes" in line for line in lines) == told
        assert any(line.startswith("! ") and "choose a larger motion" in line for line in lines) == warned


def test_a_motion_that_hands_make_all_day_is_told_and_made_silent_there():
    usual = UsualMotions(shipped_models_dir() / FILE)
    judged, durations_s = usual.usual.judged, usual.usual.durations_s
    shown, lasts_s = judged[40:45], (0.1, float(durations_s.max()))
    trigger = TriggerSettings(0.5, 0.3, 0.0, 0.1, 0.6)
    gesture = PersonalGesture("scratch", Subject.HAND, True, shown, 1.0, trigger, lasts_s=lasts_s)
    gesture = replace(gesture, direction=usual.direction(shown))
    bank = Bank((gesture,), judged[:0], None, usual, np.zeros(len(usual.usual.paths), np.bool_))
    careful = cautious(bank)
    assert careful.gestures[0].caution > 0
    assert careful.scores_many(judged, durations_s).max() < SURE <= bank.scores_many(judged, durations_s).max()
    takes = Exemplars(Samples("scratch", SampleKind(moving=True)), shown, np.arange(5, dtype=np.float32))
    found = everyday_like(careful.gestures[0], careful, takes)
    assert found is not None
    assert found.count >= 3
    assert everyday_like(gesture, bank, takes).lost == 0
    strictest = replace(gesture, caution=25.0)
    assert everyday_like(strictest, replace(bank, gestures=(strictest,)), takes).lost >= max(found.lost, 1)
    meant = replace(bank, gestures=(replace(gesture, meant=0.15),))
    assert cautious(meant).gestures[0].caution == 0
    assert everyday_like(meant.gestures[0], meant, takes) is None
    assert everyday_like(gesture, replace(bank, usual=UsualMotions()), takes) is None
