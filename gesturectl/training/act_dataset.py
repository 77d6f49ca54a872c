"""What fingers and arms seem to do, meant and not, as their networks propose it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.act_intent_features import KIND_OF, act_intent_features
from gesturectl.recognition.arm_features import STROKE_SPEC as ARM_SPEC
from gesturectl.recognition.arm_gestures import LONE_STROKES
from gesturectl.recognition.arm_slot import judge_strokes
from gesturectl.recognition.arm_track import ArmTracks
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.finger_features import FINGER_SPEC, finger_features
from gesturectl.recognition.gates import ARM_S, FINGERING
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow
from gesturectl.recognition.tracks import hand_beside
from gesturectl.training.intent_dataset import Proposal
from gesturectl.training.seen_slots import seen_slots
from gesturectl.training.streams import LabelledStream

PROPOSED = 0.3
"""What scores so high is looked at: less than what begins, so that there is more of it."""
BEFORE_S, AFTER_S = 0.2, 0.5
"""Between so long before and after a labelled gesture what is proposed is that gesture or counts neither way."""


@dataclass(frozen=True, slots=True)
class Proposing:
    """The networks of fingers and of arms."""

    fingers: Classifier
    arms: Classifier


@lru_cache(maxsize=1)
def proposing(models_dir: Path) -> Proposing:
    """Open the networks of `models_dir`; raises ModelError."""
    fingers = Classifier.open(models_dir, "hand_fingers", FINGER_SPEC)
    return Proposing(fingers, Classifier.open(models_dir, "arm_stroke", ARM_SPEC))


def acts(stream: LabelledStream, networks: Proposing, least: float = PROPOSED) -> Iterator[Proposal]:
    """Yield what scores `least` or higher, but for what gates stop anyway and for what counts neither way.

    Its features are (ACT_INTENT_SIZE,).
    """
    arms = ArmTracks()
    for (t, slots), observation in zip(seen_slots(stream), stream.observations, strict=True):
        tracks = [slot.track for slot in slots]
        arms.update(observation, tracks)
        of_arms = _of_arms(arms, networks.arms, t)
        for slot in slots:
            track = slot.track
            other = hand_beside(track, tracks)
            found = _of_fingers(slot, networks.fingers, t) | of_arms.get(track.number, {})
            for name, score in found.items():
                if name in KIND_OF and score >= least and (label := _label(stream, name, track.handedness, t)):
                    yield Proposal(t, name, act_intent_features(track, other, (name, score), t), label)


def _of_fingers(slot: HandSlot, network: Classifier, t: float) -> dict[str, float]:
    """Return the scores of what a hand's fingers do, nothing where a gate stops it."""
    track = slot.track
    if not slot.armed or slot.arming.falls_into_lap or FINGERING.hinder(track):
        return {}
    return network.judge(finger_features([HandWindow(track, t, MOTION_STEPS)], [track.handedness]))[0]


def _of_arms(arms: ArmTracks, network: Classifier, t: float) -> dict[int, dict[str, float]]:
    """Return the scores of each hand's arm but for what hands judge, by the number of the hand's track."""
    seen = [arm for arm in arms.seen(t) if arm.hand is not None and t - arm.born_t >= ARM_S]
    if not seen:
        return {}
    scores = judge_strokes(seen, network, None, t)
    return {
        arm.hand.number: {name: found[name] for name in LONE_STROKES}
        for arm, found in zip(seen, scores, strict=True)
        if arm.hand
    }


def _label(stream: LabelledStream, name: str, side: Handedness, t: float) -> str:
    """Return MEANT, none, or "" for what counts neither way: other gestures beside a label, doubtful spans."""
    near = [x for x in stream.labels if x.start_s - BEFORE_S <= t <= x.end_s + AFTER_S]
    if any(x.gesture == name and x.start_s <= t and x.handedness in (None, side) for x in near):
        return MEANT
    doubtful = any(start <= t <= end + AFTER_S for start, end in (*stream.doubtful, *stream.foreign))
    return "" if near or doubtful else NONE
