"""What arms do, followed by hands and by the body's wrists; beside the recognizer's hands.

Where a body is seen and its hands are not, the arms' networks judge everything; where hands are, they judge what the
hands' own networks do not know: circles, wave, push, and both hands turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Observation
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_pair_slot import ArmPairSlot
from gesturectl.recognition.arm_slot import ArmSlot, judge_strokes
from gesturectl.recognition.arm_track import ArmTrack, ArmTracks
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent import ActIntent, PairIntent
from gesturectl.recognition.slot import Moment, Slot
from gesturectl.recognition.tracks import HandTrack

STROKES = ("swipe_left", "swipe_right", "swipe_up", "swipe_down", "circle_cw", "circle_ccw", "wave", "push")
LONE_STROKES = STROKES[4:]
"""Of these, those that are judged without a body, too."""
BOTH, LONE_BOTH = ("zoom", "rotate"), ("rotate",)
"""The same for both arms."""
HANDLESS_S = 2.0
"""Where a hand was seen within so long, swipes and zoom are left to the networks of hands: on people's hands, with a
body in view or without, these find more and invent less."""
AFTER_POSE_S = 0.8
"""So long after a pose of the arms was held they make nothing: a raised arm is lowered, which looks like a part of a
circle, or, of both, like hands that come together."""


class ArmGestures:
    """Steps with the recognizer: `update` first, then `step_pair` and `step_strokes`."""

    def __init__(self, stroke: Classifier, pair: Classifier, triggers: Mapping[str, TriggerSettings]) -> None:
        self._stroke, self._pair_network = stroke, pair
        self._settings = {name: triggers[name] for name in STROKES if name in triggers}
        self._pair_settings = {name: triggers[name] for name in BOTH if name in triggers}
        self._tracks = ArmTracks()
        self._arms: dict[int, ArmSlot] = {}
        self._pair: ArmPairSlot | None = None
        self._hand_t, self._t = float("-inf"), 0.0

    @property
    def bodily(self) -> bool:
        """Whether a body is seen and no hand has been for a while, so that arms judge all that they do."""
        return self._tracks.torso is not None and self._t - self._hand_t > HANDLESS_S

    @property
    def speaks(self) -> bool:
        """Whether both arms are in, or near, a gesture of both."""
        return self._pair is not None and self._pair.speaks(BOTH if self.bodily else LONE_BOTH)

    def slots(self) -> list[Slot]:
        """Return the slots of all arms, and of the pair."""
        return [*self._arms.values(), *([self._pair] if self._pair else [])]

    def stroking(self, hand: HandTrack) -> bool:
        """Whether the arm of a hand is in a stroke."""
        return any(slot.track.hand is hand and bool(slot.active()) for slot in self._arms.values())

    def update(self, moment: Moment, observation: Observation, hands: list[HandTrack]) -> list[GestureEvent]:
        """Follow the arms; let go of what lost ones held."""
        self._tracks.update(observation, hands)
        self._t = moment.t
        if hands:
            self._hand_t = moment.t
        alive = {track.number for track in self._tracks.arms}
        events: list[GestureEvent] = []
        if self._pair and not {self._pair.left.number, self._pair.right.number} <= alive:
            events += self._pair.let_go(moment)
            self._pair = None
        for number in [n for n in self._arms if n not in alive]:
            events += self._arms.pop(number).let_go(moment)
        for slot in self._seen(moment):
            slot.arm(moment.t, self._tracks.torso)
        return events

    def step_pair(self, moment: Moment, intent: PairIntent) -> list[GestureEvent]:
        """Score what both arms did together; `intent` is asked whether hands that turn are meant."""
        seen = self._seen(moment)
        if len(seen) < 2:
            return []
        first, second = sorted(seen, key=lambda slot: -slot.track.scale)[:2]
        events = self._pair_up(moment, first.track, second.track)
        assert self._pair is not None
        names = BOTH if self.bodily else LONE_BOTH
        allowed = first.armed and second.armed
        return events + self._pair.step(moment, self._pair_network, self._tracks.torso, intent, allowed, names)

    def step_strokes(
        self, moment: Moment, together: bool, busy: Iterable[HandTrack], acts: ActIntent
    ) -> list[GestureEvent]:
        """Score each arm's strokes; none begins while both arms do something `together`, or its hand is `busy`.

        `acts` is asked whether what an arm does whose hand is seen was meant.
        """
        seen, engaged = self._seen(moment), list(busy)
        if not seen:
            return []
        found = judge_strokes([slot.track for slot in seen], self._stroke, self._tracks.torso, moment.t)
        names = STROKES if self.bodily else LONE_STROKES
        events: list[GestureEvent] = []
        for slot, scores in zip(seen, found, strict=True):
            if together:
                events += slot.let_go(moment, Phase.CANCEL)
            begun = any(event.phase is Phase.BEGIN for event in events)
            allowed = not (together or begun) and slot.track.hand not in engaged
            events += slot.step(moment, {n: scores[n] for n in names if n in scores}, self._tracks.torso, acts, allowed)
        return events

    def block(self, until_t: float) -> None:
        """Let no stroke begin before `until_t`."""
        for slot in self._arms.values():
            slot.block(STROKES, until_t)

    def hold_pose(self, t: float) -> None:
        """Take that the arms hold a pose of the body at time `t`; where hands are seen, these tell what is meant."""
        if not self.bodily:
            return
        self.block(t + AFTER_POSE_S)
        if self._pair:
            self._pair.block(BOTH, t + AFTER_POSE_S)

    def clear(self) -> None:
        """Forget every arm."""
        self._tracks.clear()
        self._arms, self._pair = {}, None
        self._hand_t = float("-inf")

    def _seen(self, moment: Moment) -> list[ArmSlot]:
        return [self._slot(track) for track in self._tracks.seen(moment.t)]

    def _slot(self, track: ArmTrack) -> ArmSlot:
        if track.number not in self._arms:
            self._arms[track.number] = ArmSlot(track, self._settings)
        return self._arms[track.number]

    def _pair_up(self, moment: Moment, one: ArmTrack, other: ArmTrack) -> list[GestureEvent]:
        """Make the pair of these two arms unless it is the pair already."""
        if self._pair and {self._pair.left.number, self._pair.right.number} == {one.number, other.number}:
            return []
        events = self._pair.let_go(moment) if self._pair else []
        left, right = sorted((one, other), key=lambda track: float(track.place[0]))
        self._pair = ArmPairSlot(left, right, self._pair_settings)
        return events
