"""The networks of a recognizer, opened together."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.act_intent_features import ACT_INTENT_SPEC
from gesturectl.recognition.arm_features import PAIR_SPEC as PAIR_OF_ARMS_SPEC
from gesturectl.recognition.arm_features import STROKE_SPEC as STROKE_OF_ARM_SPEC
from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.recognition.body_motion_features import BODY_MOTION_SPEC
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.finger_features import FINGER_SPEC
from gesturectl.recognition.intent_features import INTENT_SPEC
from gesturectl.recognition.motion_features import PAIR_SPEC, STROKE_SPEC
from gesturectl.recognition.pair_intent_features import PAIR_INTENT_SPEC
from gesturectl.recognition.shape_features import SHAPE_SPEC
from gesturectl.recognition.shape_intent_features import SHAPE_INTENT_SPEC
from gesturectl.recognition.usual_motions import FILE as USUAL_FILE
from gesturectl.recognition.usual_motions import UsualMotions


@dataclass(frozen=True, slots=True)
class Classifiers:
    """What each part of a gesture is judged by."""

    shape: Classifier
    shape_intent: Classifier
    stroke: Classifier
    intent: Classifier
    fingers: Classifier
    pair: Classifier
    pair_intent: Classifier
    body: Classifier
    body_motion: Classifier
    arm_stroke: Classifier
    arm_pair: Classifier
    act_intent: Classifier
    usual: UsualMotions = field(default_factory=UsualMotions)
    """What personal motions are told from; read when there are any."""

    @staticmethod
    def open(models_dir: Path) -> Classifiers:
        """Open the networks in `models_dir`; raises ModelError naming the file that is wrong."""
        return Classifiers(
            Classifier.open(models_dir, "hand_shape", SHAPE_SPEC),
            Classifier.open(models_dir, "shape_intent", SHAPE_INTENT_SPEC),
            Classifier.open(models_dir, "hand_stroke", STROKE_SPEC),
            Classifier.open(models_dir, "hand_intent", INTENT_SPEC),
            Classifier.open(models_dir, "hand_fingers", FINGER_SPEC),
            Classifier.open(models_dir, "two_hand_motion", PAIR_SPEC),
            Classifier.open(models_dir, "two_hand_intent", PAIR_INTENT_SPEC),
            Classifier.open(models_dir, "body_pose", BODY_SPEC),
            Classifier.open(models_dir, "body_motion", BODY_MOTION_SPEC),
            Classifier.open(models_dir, "arm_stroke", STROKE_OF_ARM_SPEC),
            Classifier.open(models_dir, "arm_pair", PAIR_OF_ARMS_SPEC),
            Classifier.open(models_dir, "act_intent", ACT_INTENT_SPEC),
            UsualMotions(models_dir / USUAL_FILE),
        )

    def triggers(self) -> dict[str, TriggerSettings]:
        """Return the trigger settings that the models were measured with, by gesture."""
        found: dict[str, TriggerSettings] = {}
        hands = (self.shape, self.stroke, self.fingers, self.pair, self.body, self.body_motion)
        for classifier in (*hands, self.arm_stroke, self.arm_pair):
            found.update(classifier.manifest.triggers)
        return {name: values for name, values in found.items() if name in GESTURES}
