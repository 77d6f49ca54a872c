"""Takes of one gesture: waits until the picture is right and the hand ready, records, asks for the next.

What is held is recorded for HOLD_S of stillness. A motion is cut out by itself, from rest to rest. Where the user did
not say which it is, the first take tells: what stays still after the countdown is held.
"""

from __future__ import annotations

from collections import deque
from enum import Enum, auto

from gesturectl.domain.observation import Observation
from gesturectl.domain.take import Subject, TakeRole
from gesturectl.recognition.motion_cut import LONGEST_S, MOVES, RESTED_S, RESTS, TREMBLING, Motion, MotionCutter
from gesturectl.recognition.personal_rows import Sighting, sightings
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.calibration.aside_hands import AsideHands
from gesturectl.training.calibration.complaints import acting_hands, complaint
from gesturectl.training.calibration.prompt import Progress, Prompt, Recorded

HOLD_S = 1.5
READY_S = 0.3
"""So long a hand must be still before a take of what is held may begin; of a motion RESTED_S, as when it is used."""
COUNTDOWN_S = 2.0
BACK_S = 0.8
"""Time to go back after a take, at least: the way back is no take."""
AGAIN_S = 2.5
"""A held gesture is to be shown anew for every take; who keeps holding it is not kept waiting longer than this."""
LED_IN_S = 0.4
"""A motion that began so long before the take did counts as made in it."""
BEFORE_S = 1.2
"""So much before a motion is kept with it: it is cut out of the take again, and looks meant because of its rest."""
TOLD_S, NOTICED_S = 0.2, 0.5
"""A complaint is told, and ends a take, only once it has lasted so long: a hand may be lost for a moment."""


class _State(Enum):
    WAITING = auto()
    COUNTING = auto()
    RECORDING = auto()
    BACK = auto()


class TakeStep:
    """Records `wanted` takes. `moving` None: find out with the first; `moving` tells then which it was."""

    def __init__(
        self,
        name: str,
        subject: Subject = Subject.HAND,
        moving: bool | None = None,
        wanted: int = 5,
        role: TakeRole = TakeRole.GESTURE,
        instead: str = "",
    ) -> None:
        """`instead` names what a near miss shows."""
        self._instead = instead or "something like it"
        self.name, self.subject, self.moving, self.wanted, self.role = name, subject, moving, wanted, role
        self._tracks = HandTracks()
        self._aside = AsideHands()
        self._cutter = MotionCutter()
        self._seen: deque[Observation] = deque()
        self._state = _State.WAITING
        self._since_t = 0.0
        self._still_since_t: float | None = None
        self._fine_t = float("-inf")
        self._done = 0
        self._counted = False
        self._moved = False

    @property
    def shown(self) -> str:
        """What is shown in its takes."""
        return self.name if self.role is TakeRole.GESTURE else self._instead

    def step(self, observation: Observation, brightness: float | None = None) -> Progress:
        """Take one observation; `brightness` 0..255 is the mean of its picture, None if there is none."""
        self._keep(observation)
        self._tracks.update(observation)
        seen = self._tracks.seen(observation.t)
        if self.subject is Subject.HAND:
            seen = self._aside.without(seen)
        said = complaint(observation, seen, self.subject, brightness)
        if not said:
            self._fine_t = observation.t
        found = sightings([self.subject], acting_hands(seen), observation, None)
        motion = self._follow(observation.t, found[0] if found else None)
        recorded = self._advance(observation.t, motion)
        told = said if observation.t - self._fine_t > TOLD_S else ""
        return Progress(self._prompt(observation.t, told), recorded, over=self._done >= self.wanted)

    def _keep(self, observation: Observation) -> None:
        self._seen.append(observation)
        while observation.t - self._seen[0].t > LONGEST_S + HOLD_S:
            self._seen.popleft()

    def _follow(self, t: float, sighting: Sighting | None) -> Motion | None:
        """Note since when it is still; return a motion that has just ended."""
        if sighting is None:
            if t - self._fine_t > NOTICED_S:
                self._still_since_t = None
            return None
        motion = self._cutter.add(t, sighting)
        calm = self._state is _State.WAITING and self.subject not in TREMBLING
        limit = RESTS if calm else MOVES
        if self._cutter.speed >= limit:
            self._still_since_t, self._moved = None, True
        elif self._still_since_t is None:
            self._still_since_t = t
        return motion

    def _advance(self, t: float, motion: Motion | None) -> Recorded | None:
        wrong = t - self._fine_t > NOTICED_S
        if self._state in (_State.COUNTING, _State.RECORDING) and wrong:
            self._enter(_State.WAITING, t)
        elif self._state is _State.WAITING and not wrong and self._is_ready(t):
            self._enter(_State.COUNTING if self.moving is None and not self._counted else _State.RECORDING, t)
        elif self._state is _State.COUNTING and t - self._since_t >= COUNTDOWN_S:
            self._counted = True
            self._enter(_State.RECORDING, t)
        elif self._state is _State.RECORDING:
            return self._record(t, motion)
        elif self._state is _State.BACK and self._is_back(t, wrong):
            self._enter(_State.WAITING, t)
        return None

    def _record(self, t: float, motion: Motion | None) -> Recorded | None:
        if self.moving is not False and motion is not None and motion.times[0] >= self._since_t - LED_IN_S:
            self.moving = True
            return self._finish(t, float(motion.times[0]) - BEFORE_S)
        if self.moving is True:
            return None
        if self._still_since_t is None:
            if self.moving is False:
                self._enter(_State.WAITING, t)
            return None
        begun = max(self._since_t, self._still_since_t)
        if not self._cutter.moving and t - begun >= HOLD_S:
            self.moving = False
            return self._finish(t, begun)
        return None

    def _finish(self, t: float, begun_t: float) -> Recorded:
        self._done += 1
        self._enter(_State.BACK, t)
        return Recorded(self.role, tuple(o for o in self._seen if o.t >= begun_t))

    def _is_ready(self, t: float) -> bool:
        """Whether it is still; a body, which is always in the picture, must have moved into its pose besides."""
        into = self._moved or self.moving is not False or self.subject not in TREMBLING
        return into and self._still_s(t) >= (READY_S if self.moving is False else RESTED_S)

    def _is_back(self, t: float, wrong: bool) -> bool:
        if t - self._since_t < BACK_S:
            return False
        moved = self._still_since_t is None or self._still_since_t > self._since_t
        if self.moving:
            return self._still_s(t) >= READY_S
        if self.subject in TREMBLING:
            return self._moved and self._still_s(t) >= READY_S
        return moved or wrong or t - self._since_t >= AGAIN_S

    def _still_s(self, t: float) -> float:
        return 0.0 if self._still_since_t is None else t - self._still_since_t

    def _enter(self, state: _State, t: float) -> None:
        self._state, self._since_t, self._moved = state, t, False

    def _prompt(self, t: float, said: str) -> Prompt:
        headline, detail = self._words()
        gone = t - self._since_t
        counting = COUNTDOWN_S - gone if self._state is _State.COUNTING else 0.0
        share = 0.0
        if self._state is _State.RECORDING and not self.moving and self._still_since_t is not None:
            share = min((t - max(self._since_t, self._still_since_t)) / HOLD_S, 1.0)
        quiet = self._state is _State.BACK
        return Prompt(headline, detail, "" if quiet else said, self._done, self.wanted, share, max(0.0, counting))

    def _words(self) -> tuple[str, str]:
        what = self.name if self.role is TakeRole.GESTURE else f"{self._instead}, not {self.name}"
        if self._done >= self.wanted:
            return "Done", "Thank you. It is learned now: some seconds."
        if self._state is _State.BACK:
            again = self.moving or self.subject in TREMBLING
            return "Good. Go back", "Go back to where you began." if again else "Lower it and show it again."
        if self._state is _State.COUNTING:
            return "Get ready", "Hold it, or make the motion once, when the count is over."
        if self._state is _State.RECORDING and self.moving is not False:
            how = "Make it once, then keep still." if self.moving else "Hold it, or make the motion once."
            return f"Now: {what}", how
        if self._state is _State.RECORDING:
            return f"Hold: {what}", "Keep it still until the bar is full."
        return f"Show: {what}", "Keep still first." if self.moving else "Show it and keep still."
