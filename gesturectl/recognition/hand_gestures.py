"""What hands do: each alone, with its fingers, its shape and its way, and both together.

Beside the arms (`arm_gestures`): what one of the two begins silences the other for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_gestures import ArmGestures
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.gates import rests_beside
from gesturectl.recognition.hand_pair import HandPair
from gesturectl.recognition.hand_scores import HandScores, judge_hands, show_alike
from gesturectl.recognition.hand_slot import AFTER_STROKE_S, HandSlot
from gesturectl.recognition.intent import ActIntent, Intent, PairIntent, ShapeIntent
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.slot import Moment, Slot, Strictness
from gesturectl.recognition.tracks import HandTrack, hand_beside
from gesturectl.recognition.twin_slot import TwinSlot

Silences = Callable[[HandSlot], Collection[str]]
"""Names the shapes of a hand that a personal gesture stands in for."""
Stricter = Callable[[HandTrack], Strictness]
"""Tells how strict to be with a hand, by where it is."""


class HandGestures:
    """Steps with the recognizer: `drop_lost` and `see` first, then `step_pair`, `step_arms` and `step`.

    seen  the user's hands that are in view
    """

    def __init__(
        self,
        networks: Classifiers,
        triggers: Mapping[str, TriggerSettings],
        both: Iterable[str],
        arms: ArmGestures,
        restlessness: Restlessness,
    ) -> None:
        """`both` names hand shapes that are looked for in both hands at once, too."""
        self._networks, self._arms, self._restlessness = networks, arms, restlessness
        self._settings = known_to(triggers, networks.shape, networks.stroke, networks.fingers)
        self._pair_intent = PairIntent(networks.pair_intent, restlessness)
        self._acts = ActIntent(networks.act_intent, ())
        self._pair = HandPair(networks.pair, known_to(triggers, networks.pair), self._pair_intent)
        self._twins = TwinSlot({name: triggers[name] for name in both if name in triggers})
        self._hands: dict[int, HandSlot] = {}
        self.seen: list[HandSlot] = []

    @property
    def together(self) -> bool:
        """Whether both hands, or arms, are in, or near, a gesture of both."""
        return self._arms.speaks or (self._pair.speaks and not self._arms.bodily)

    def slots(self) -> list[Slot]:
        """Return the slots of all hands, of the pair and of the shapes of both."""
        pair: list[Slot] = [self._pair.slot] if self._pair.slot else []
        return [*self._hands.values(), *pair, self._twins]

    def drop_lost(self, moment: Moment, alive: Collection[int]) -> list[GestureEvent]:
        """Let go of what hands hold whose numbers are not among those `alive`."""
        events = self._pair.drop_lost(moment, alive)
        for number in [n for n in self._hands if n not in alive]:
            events += self._hands.pop(number).let_go(moment)
        return events

    def see(self, moment: Moment, mine: Sequence[HandTrack], stricter: Stricter) -> None:
        """Take the user's hands that are in view."""
        self.seen = [self._slot(track) for track in mine]
        self._acts = ActIntent(self._networks.act_intent, mine)
        for slot in self.seen:
            slot.arming.step(moment.t)
            slot.strictness = stricter(slot.track)
            slot.bodily = self._arms.bodily

    def step_pair(self, moment: Moment) -> list[GestureEvent]:
        """Score what both arms, and both hands, did together; where the arms judge all, hands do nothing."""
        events = self._arms.step_pair(moment, self._pair_intent)
        if self._arms.bodily:
            events += self._pair.let_go(moment)
        else:
            events += self._pair.step(moment, self.seen, not self._arms.speaks)  # hands on a wheel are no zoom
        self._spend_shapes(moment, events)
        return events

    def step_arms(self, moment: Moment) -> list[GestureEvent]:
        """Score the strokes of the arms; a hand that carries something makes none."""
        carrying = [slot.track for slot in self.seen if slot.carrying]
        events = self._arms.step_strokes(moment, self.together, carrying, self._acts)
        self._after_strokes(moment, events)
        for slot in self.seen:
            slot.in_stroke = self._arms.stroking(slot.track)
        return events

    def step(self, moment: Moment, silences: Silences) -> list[GestureEvent]:
        """Score what each hand does by itself, then the shapes that both show."""
        networks, together = self._networks, self.together
        tracks = [slot.track for slot in self.seen]
        found = judge_hands(tracks, networks.shape, networks.stroke, networks.fingers, moment.t)
        shapes = [_heard(slot, moment, one.shapes, silences) for slot, one in zip(self.seen, found, strict=True)]
        alike = show_alike(shapes)
        events: list[GestureEvent] = []
        for slot, one, shown in zip(self.seen, found, shapes, strict=True):
            if together:
                events += slot.let_go(moment, Phase.CANCEL)
            events += self._step_motion(moment, slot, one, together)
            intent = ShapeIntent(networks.shape_intent, self._restlessness, hand_beside(slot.track, tracks))
            events += slot.step_shapes(moment, shown, intent, not (together or alike or slot.busy))
        return events + self._twins.step(moment, self.seen, shapes, not together)

    def clear(self) -> None:
        """Forget every hand."""
        self._hands, self._pair.slot, self.seen = {}, None, []

    def _slot(self, track: HandTrack) -> HandSlot:
        if track.number not in self._hands:
            self._hands[track.number] = HandSlot(track, self._settings)
        return self._hands[track.number]

    def _step_motion(self, moment: Moment, slot: HandSlot, found: HandScores, together: bool) -> list[GestureEvent]:
        # A hand that is lost for a moment may be on its way, too.
        others = [one.track for one in self._hands.values() if one is not slot]
        alone = all(rests_beside(other) for other in others)
        intent = Intent(self._networks.intent, next(iter(others), None))
        events = slot.step_motion(moment, found, intent, self._acts, alone and not together)
        self._after_strokes(moment, [event for event in events if event.gesture in slot.strokes])
        return events

    def _after_strokes(self, moment: Moment, events: list[GestureEvent]) -> None:
        """Silence all strokes for a while after one: the hand goes back. It means nothing by the shape it was in."""
        self._spend_shapes(moment, events)
        if any(event.phase is Phase.BEGIN for event in events):
            self._arms.block(moment.t + AFTER_STROKE_S)
            for slot in self._hands.values():
                slot.block((*slot.strokes, *slot.fingers.names, *slot.shapes), moment.t + AFTER_STROKE_S)

    def _spend_shapes(self, moment: Moment, events: list[GestureEvent]) -> None:
        if any(event.phase is not Phase.UPDATE for event in events):
            for slot in self._hands.values():
                slot.spent.spend(moment.t)


def known_to(triggers: Mapping[str, TriggerSettings], *networks: Classifier) -> dict[str, TriggerSettings]:
    """Return the trigger settings of the gestures that these networks know."""
    names = [name for network in networks for name in network.manifest.labels]
    return {name: triggers[name] for name in names if name in triggers}


def _heard(slot: HandSlot, moment: Moment, found: Mapping[str, float], silences: Silences) -> dict[str, float]:
    """Return the smoothed scores of a hand's shapes, 0 for those that are silenced."""
    scores = slot.shape.smoothed(moment.t, found)
    silenced = silences(slot)
    return {name: 0.0 if name in silenced else value for name, value in scores.items()} if silenced else scores
