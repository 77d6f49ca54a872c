"""What arms did before each moment of a stream, with what that was: training data of strokes and both arms' motions.

Pasts are kept longer and finer than a network sees them, so that they can be stretched, turned and scaled anew in each
epoch (see arm_variation). Followed by the very code that runs live.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.arm_features import arm_window, other_window, torso_values
from gesturectl.recognition.arm_track import ArmTrack, ArmTracks
from gesturectl.recognition.gates import ARM_S, at_rest
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.arm_targets import PAIR_LABELS, STROKE_LABELS, pair_target, stroke_target
from gesturectl.training.streams import LabelledStream

RAW_STEPS, RAW_STEP_S = 48, 0.05
"""2.35 s, a quarter more than a network sees."""
NOTHING_HZ = 12.0
"""So many moments a second of nothing in particular are taken: neighbours are alike."""
STILL_SHARE, STILL_PATH = 0.15, 0.5
"""Of those in which the arm moved less than STILL_PATH palm lengths within a second, this share is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Pasts:
    """first, second (N, RAW_STEPS, 4): the arm and the other one, or left and right; torso (N, 3).

    targets (N,)  index of a label, or -1 - index where it is that label or nothing (see arm_targets)
    weights (N,)  how often a row is drawn, relative to the others
    groups        persons (or the generator) that the rows are of
    """

    labels: tuple[str, ...]
    first: FloatArray
    second: FloatArray
    torso: FloatArray
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    groups: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.targets)

    def shuffled(self, rng: np.random.Generator) -> Pasts:
        """Return the rows with their targets in random order: nothing can be learned from them."""
        return replace(self, targets=rng.permutation(self.targets))

    def at(self, rows: NDArray[np.int64]) -> Pasts:
        """Return these rows."""
        return replace(
            self,
            first=self.first[rows],
            second=self.second[rows],
            torso=self.torso[rows],
            targets=self.targets[rows],
            weights=self.weights[rows],
        )

    def weighed(self, factor: float) -> Pasts:
        """Return the same rows, drawn `factor` times as often."""
        return replace(self, weights=self.weights * factor)


@dataclass(slots=True)
class _Rows:
    labels: tuple[str, ...]
    first: list[FloatArray] = field(default_factory=list)
    second: list[FloatArray] = field(default_factory=list)
    torso: list[FloatArray] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)

    def add(self, first: FloatArray, second: FloatArray, torso: FloatArray, target: int) -> None:
        self.first.append(first)
        self.second.append(second)
        self.torso.append(torso)
        self.targets.append(target)

    def pasts(self, groups: Iterable[str]) -> Pasts:
        shape = (0, RAW_STEPS, 4)
        first, second = (np.stack(x) if x else np.zeros(shape, np.float32) for x in (self.first, self.second))
        torso = np.stack(self.torso) if self.torso else np.zeros((0, 3), np.float32)
        targets, weights = np.array(self.targets, np.int64), np.ones(len(first))
        return Pasts(self.labels, first, second, torso, targets, weights, tuple(sorted(groups)))


@dataclass(slots=True)
class _Sides:
    """Which arm is at image left: as ArmPairSlot has it, arms that cross keep their sides until they rest."""

    left: int = -1
    right: int = -1

    def of(self, arms: Sequence[ArmTrack]) -> tuple[ArmTrack, ArmTrack]:
        """Return the left and the right one of two arms."""
        left, right = sorted(arms, key=lambda arm: float(arm.place[0]))
        if (right.number, left.number) == (self.left, self.right) and not at_rest(left, right):
            return right, left
        self.left, self.right = left.number, right.number
        return left, right


def collect(streams: Iterable[LabelledStream], rng: np.random.Generator) -> tuple[Pasts, Pasts]:
    """Return the pasts of single arms and of both arms, at the moments of all streams but for doubtful ones."""
    strokes, pairs = _Rows(STROKE_LABELS), _Rows(PAIR_LABELS)
    groups = set()
    for stream in streams:
        groups.add(stream.group)
        sides = _Sides()
        share = min(NOTHING_HZ * stream.duration_s / max(len(stream.observations), 1), 1.0)
        for t, tracks in _followed(stream):
            if any(start - ARM_S <= t <= end + ARM_S for start, end in stream.doubtful):
                continue
            arms = [arm for arm in tracks.seen(t) if t - arm.born_t >= ARM_S][:2]
            for k, arm in enumerate(arms):
                target = stroke_target(stream.labels, t, arm.handedness)
                if target or _taken(rng, share, [arm]):
                    other = arms[1 - k] if len(arms) > 1 else None
                    strokes.add(*_raw(arm, other, t), torso_values(tracks.torso, arm), target)
            target = pair_target(stream.labels, t)
            left, right = sides.of(arms) if len(arms) > 1 else (None, None)
            if left and right and (target or _taken(rng, share, arms)):
                pairs.add(*_raw(left, right, t), torso_values(tracks.torso, left), target)
    return strokes.pasts(groups), pairs.pasts(groups)


def joined(parts: Sequence[Pasts]) -> Pasts:
    """Return all rows of parts of the same labels."""
    columns = ("first", "second", "torso", "targets", "weights")
    groups = sorted({group for part in parts for group in part.groups})
    rows = {name: np.concatenate([getattr(part, name) for part in parts]) for name in columns}
    return Pasts(parts[0].labels, groups=tuple(groups), **rows)


def _followed(stream: LabelledStream) -> Iterator[tuple[float, ArmTracks]]:
    hands, arms = HandTracks(), ArmTracks()
    for observation in stream.observations:
        hands.update(observation)
        arms.update(observation, hands.seen(observation.t))
        yield observation.t, arms


def _raw(arm: ArmTrack, other: ArmTrack | None, t: float) -> tuple[FloatArray, FloatArray]:
    return arm_window(arm, t, RAW_STEPS, RAW_STEP_S), other_window(other, arm, t, RAW_STEPS, RAW_STEP_S)


def _taken(rng: np.random.Generator, share: float, arms: list[ArmTrack]) -> bool:
    """Draw whether a moment of nothing is taken; cheap draws first."""
    draw = rng.random()
    if draw >= share:
        return False
    return draw < share * STILL_SHARE or max(arm.travelled(1.0) for arm in arms) > STILL_PATH
