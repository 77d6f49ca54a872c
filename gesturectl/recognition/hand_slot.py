"""One hand's gestures: held shapes, strokes and what its fingers do. Gates say when something may begin."""

from __future__ import annotations

from collections.abc import Mapping

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.finger_scorer import FingerScorer
from gesturectl.recognition.gates import FINGERING, HOLDING, LEAVING, TOO_FAR, Arming, is_far, is_leaving
from gesturectl.recognition.hand_scores import HandScores
from gesturectl.recognition.intent import UNMEANT_ACT, ActIntent, Intent, ShapeIntent
from gesturectl.recognition.shape_scorer import ShapeScorer
from gesturectl.recognition.slot import Moment, Reading, Slot
from gesturectl.recognition.spent import SPENT, SpentShapes
from gesturectl.recognition.tracks import HandTrack

AFTER_STROKE_S = 0.8
"""After a stroke the hand goes back: for this long no other stroke may begin, nor a held shape."""
FINGERS = ("pinch", "grab", "click", "double_click", "finger_flick_up", "finger_flick_down")
BUSY = "the hand was in another gesture, or both hands showed the same"
UNMEANT = "the stroke did not look meant ({:.2f})"
SHAPE_UNMEANT = "the shape did not look meant ({:.2f}): the hand should come up, stop and stay"
IN_LAP = "the hand is at the bottom edge of the picture"


class HandSlot(Slot):
    """The gestures of one track."""

    def __init__(self, track: HandTrack, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self.track = track
        self.arming = Arming(track)
        self.shapes = [n for n in self.triggers if GESTURES[n].kind is GestureKind.SHAPE]
        self.strokes = [n for n in self.triggers if GESTURES[n].kind is GestureKind.MOTION and n not in FINGERS]
        self.fingers = FingerScorer(self, track, [n for n in FINGERS if n in self.triggers])
        self.shape = ShapeScorer()
        self.spent = SpentShapes({n: settings[n] for n in self.shapes})
        self.bodily, self.in_stroke = False, False
        """Whether the body's arm judges the hand's way, and whether it is in a stroke."""
        self._kept_back: dict[str, tuple[Mapping[str, float], str]] = {}
        """What does not begin, and why, of fingers, taps, strokes, shapes and spent shapes."""

    @property
    def handedness(self) -> Handedness:
        """The track's handedness."""
        return self.track.handedness

    @property
    def armed(self) -> bool:
        """Whether the hand may gesture at all."""
        return self.arming.armed

    @property
    def busy(self) -> bool:
        """Whether the hand is in a gesture during which it holds no shape; a grab holds a fist."""
        return self.in_stroke or any(name != "grab" and name not in self.shapes for name in self.active())

    @property
    def carrying(self) -> bool:
        """Whether the hand has grabbed something: then its way is no stroke."""
        return "grab" in self.triggers and self.triggers["grab"].active

    @property
    def claim(self) -> str:
        """The shape that this hand surely shows now, "" if none."""
        kept = self._kept()
        shown = {n: max(self.scores.get(n, 0.0), kept.get(n, (0.0, ""))[0]) for n in self.shapes}
        return next((n for n, s in shown.items() if s >= self.triggers[n].settings.enter), "")

    def reading(self) -> Reading:
        """Return the likeliest gesture now, also one that is kept back: its score never reaches a trigger."""
        reading = super().reading()
        kept = self._kept()
        name = max(kept, key=lambda n: kept[n][0], default="")
        if not name or self.active() or kept[name][0] < reading.score:
            return reading
        score, hinder = kept[name]
        enter = self.triggers[name].entered_at(self.strictness.raised)
        return Reading(self.handedness, name, score, "idle", enter, hinder, raised=self.strictness.why)

    def step_shapes(
        self, moment: Moment, scores: Mapping[str, float], intent: ShapeIntent, allowed: bool
    ) -> list[GestureEvent]:
        """Feed the shapes' triggers; only what is active goes on where nothing may begin."""
        moving = HOLDING.hinder(self.track)
        self.spent.see(moment.t, scores, steady=not moving)
        hinder = self.arming.hinder or ("" if allowed else BUSY) or moving
        self._kept_back.pop("unmeant", None)
        shown = {n: scores.get(n, 0.0) for n in self.shapes}
        spent = {n: shown.pop(n) for n in self.spent.names}
        seen = self._gated("shapes", shown, hinder) | self._gated("spent", spent, hinder or SPENT)
        return self.step_discrete(moment, self.shapes, seen, self._unmeant(seen, intent, moment.t))

    def _unmeant(self, scores: Mapping[str, float], intent: ShapeIntent, t: float) -> list[str]:
        """Return the shapes held for long enough that do not look meant; they are waited with, and may later."""
        due = self.due(scores, t)
        if not due:
            return []
        meant = intent.score(self.track, max(due.values()), t)
        if meant >= intent.least:
            return []
        self._kept_back["unmeant"] = due, SHAPE_UNMEANT.format(meant)
        return list(due)

    def step_motion(
        self, moment: Moment, found: HandScores, intent: Intent, acts: ActIntent, allowed: bool
    ) -> list[GestureEvent]:
        """Feed the triggers of strokes and of fingers with what the last second's motion scores."""
        # A hand that falls into the lap is no swipe down.
        hinder = self.arming.hinder or ("" if allowed else BUSY) or (IN_LAP if self.arming.falls_into_lap else "")
        scores, moving = self.fingers.scores(found.fingers), hinder or FINGERING.hinder(self.track)
        taps = {n: scores.pop(n) for n in self.fingers.discrete} if is_far(self.track) else {}
        fed = self._gated("taps", taps, moving or TOO_FAR) | self._gated("fingers", scores, moving)
        events = self.fingers.step(moment, fed, found.window, self._unmeant_acts(fed, acts, moment.t))
        if any(event.gesture != "grab" and event.phase is not Phase.UPDATE for event in events):
            self.spent.spend(moment.t)  # a grab holds a fist, which may be meant
        elsewhere = BUSY if self.carrying or self.bodily else hinder
        seen = self._gated("strokes", {n: found.strokes.get(n, 0.0) for n in self.strokes}, elsewhere)
        seen = self._meant(seen, intent, moment.t)
        return events + self.step_discrete(moment, seen, seen)

    def _unmeant_acts(self, scores: Mapping[str, float], acts: ActIntent, t: float) -> list[str]:
        """Return what the fingers are about to begin and does not look meant; it is waited with, as shapes are."""
        self._kept_back.pop("acts", None)
        unmeant = acts.unmeant(self.track, self.due(scores, t), t)
        if unmeant:
            self._kept_back["acts"] = {n: scores[n] for n in unmeant}, UNMEANT_ACT.format(max(unmeant.values()))
        return list(unmeant)

    def _meant(self, scores: dict[str, float], intent: Intent, t: float) -> dict[str, float]:
        """Return the scores without strokes that are about to begin and do not look meant; a moment later they may."""
        raised, triggers = self.strictness.raised, self.triggers
        about = [n for n, s in scores.items() if s >= triggers[n].entered_at(raised) and not triggers[n].active]
        why = self._unmeant_stroke(intent, t) if about else ""
        if not why:
            return scores
        self._kept_back["strokes"] = {name: scores[name] for name in about}, why
        return {name: 0.0 if name in about else score for name, score in scores.items()}

    def _unmeant_stroke(self, intent: Intent, t: float) -> str:
        """Return why the stroke that the hand makes now is none that was meant; "" if it was."""
        if is_leaving(self.track):
            return LEAVING
        meant = intent.score(self.track, t)
        return "" if meant >= intent.least else UNMEANT.format(meant)

    def _gated(self, kind: str, scores: dict[str, float], hinder: str) -> dict[str, float]:
        """Return what the triggers may see: while something hinders, only what is active; the rest must be left first.

        A gesture that was shown while it could not begin does not begin when the hindrance is over.
        """
        self._kept_back.pop(kind, None)
        if not hinder or not scores:
            return scores
        if kind in ("shapes", "spent"):
            active = self.active()
            fed = {name: score for name, score in scores.items() if name in active}
        else:
            fed = self.refused(scores)
        kept = {name: score for name, score in scores.items() if name not in fed} if fed else scores
        self._kept_back[kind] = kept, hinder
        self.scores.update(dict.fromkeys(kept, 0.0))
        return fed

    def _kept(self) -> dict[str, tuple[float, str]]:
        """Return the score of each gesture that is kept back, and why it is."""
        return {name: (score, why) for scores, why in self._kept_back.values() for name, score in scores.items()}

    def _last_event(self, moment: Moment, name: str, phase: Phase) -> GestureEvent:
        continuous = self.fingers.last(name)
        return continuous.last_event(self, moment, phase) if continuous else self.event(moment, name, phase)
