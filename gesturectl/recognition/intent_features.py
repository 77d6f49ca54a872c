"""Features of whether a stroke was meant: what the hand did in the seconds before it, and how it was shown.

The path of a stroke does not tell a swipe from a hand on its way to a cup. What does is longer and slower: a meant
stroke comes out of rest and ends in rest, by a hand that is shown, its fingers stretched; hands of those who talk or
walk swing on and on, those that reach or rise change their shape and size on the way, those that draw a circle go round
at an even speed. Left out is what people are free in: handedness, how the hand is turned (while it swipes a hand points
anywhere), where in the picture it is, how long it has rested beyond most of a second. The same function serves
training and running.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.canonical import INDEX_KNUCKLE, LITTLE_KNUCKLE, TIPS, WRIST
from gesturectl.recognition.tracks import STEP_S, HandTrack

INTENT_SPEC = "intent/2"
MEANT = "meant"
"""The label of a stroke that was meant."""

PAST_S = 2.9
"""How far back is looked: within what a track remembers."""
STROKE_S = 1.0
"""The stroke is looked for within the last second, as by the network that proposes it."""
SLOW = 1.2
"""Palm lengths a second below which the hand rests: that of a hand held still trembles by half of it."""
STAYS = 0.45
"""Palm lengths within which a resting hand stays."""
_DRAWS = 9
"""Steps within which a hand may gather way or draw back before the stroke, after its rest."""
LOOK_S = 0.5
"""How the hand looked is the mean over this time before the stroke."""
LONG_REST_S, LONG_THERE_S = 0.8, 1.2
"""A longer rest, or a hand that has been there for longer, tells no more."""
SPANS_S = (0.5, 1.0)
"""Times before the stroke over which the way is measured."""
OTHER_S = 1.5
"""The other hand is watched over this time."""
FAR = 3.0
"""Palm lengths of way of the other hand beyond which it does not matter."""
STEPS = int(PAST_S / STEP_S) + 1
_RECENT = int(STROKE_S / STEP_S)
_TIPS = list(TIPS)
HAND_SIZE, INTENT_SIZE = 31, 36
"""What is seen of a hand by itself, and with how its way bends and the other hand."""
_EVEN_STEPS = 5
"""Evenness of the speed is looked at over the last quarter of a second."""

Float = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Stroke:
    """Where the stroke lies in the past: steps from rest to its peak and to rest again, or to now."""

    onset: int
    peak: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class _Past:
    """The last PAST_S: place (STEPS, 2) in palm lengths, speeds (STEPS - 1,), the stroke in them."""

    place: Float
    speeds: Float
    stroke: _Stroke

    @staticmethod
    def of(track: HandTrack, t: float) -> _Past:
        place = track.past.at(t - STEP_S * np.arange(STEPS - 1.0, -1.0, -1.0))[:, :2] / track.scale
        speeds = _speeds(place)
        return _Past(place, speeds, _stroke_in(speeds))


def intent_features(track: HandTrack, other: HandTrack | None, t: float) -> FloatArray:
    """Return the (INTENT_SIZE,) features of the stroke that `track` makes at time `t`; `other` is the other hand."""
    past = _Past.of(track, t)
    return np.concatenate([_hand(track, past, t), _bend(past), _beside(other)]).astype(np.float32)


def hand_features(track: HandTrack, t: float) -> FloatArray:
    """Return the (HAND_SIZE,) features of the stroke that `track` makes at time `t`, but for how its way bends."""
    return _hand(track, _Past.of(track, t), t).astype(np.float32)


def _hand(track: HandTrack, past: _Past, t: float) -> Float:
    place, speeds, stroke = past.place, past.speeds, past.stroke
    onset_t = t - STEP_S * (STEPS - 1 - stroke.onset)
    before = _before(place, speeds, stroke, onset_t - track.born_t)
    return np.concatenate([before, _way(place, speeds, stroke), _looks(track.past.table, onset_t, t)])


def _speeds(place: Float) -> Float:
    """Return (STEPS - 1,) speeds over two steps: cameras show a frame twice now and then, which is no rest."""
    wide = np.concatenate([place[:1], place, place[-1:]])
    return np.asarray(np.linalg.norm(wide[2:] - wide[:-2], axis=1)[1:] / (2 * STEP_S))


def _stroke_in(speeds: Float) -> _Stroke:
    peak = len(speeds) - _RECENT + int(np.argmax(speeds[-_RECENT:]))
    slow = np.flatnonzero(speeds[:peak] < SLOW)
    onset = int(slow[-1]) + 1 if len(slow) else 0
    after = np.flatnonzero(speeds[peak:] < SLOW)
    return _Stroke(onset, peak, peak + int(after[0]) if len(after) else len(speeds))


def _before(place: Float, speeds: Float, stroke: _Stroke, age_s: float) -> Float:
    """Rest before the stroke, and how far and how crookedly the hand went in the time before it (8)."""
    born = max(stroke.onset - max(int(age_s / STEP_S), 0), 0)
    stayed = max(_stayed(place[born : stroke.onset + 1 - back]) for back in range(0, _DRAWS, 2))
    out = [min(stayed * STEP_S, LONG_REST_S), min(max(age_s, 0.0), LONG_THERE_S)]
    for span_s in SPANS_S:
        since = max(stroke.onset - int(span_s / STEP_S), born)
        passed = speeds[since : stroke.onset]
        walked = float(passed.sum()) * STEP_S
        gone = float(np.linalg.norm(place[stroke.onset] - place[since]))
        out += [np.log1p(walked), float((passed < SLOW).mean()) if len(passed) else 0.0, np.log1p(gone)]
    return np.array(out)


def _stayed(places: Float) -> int:
    """Return for how many steps the hand had been near the last of its `places`."""
    if not len(places):
        return 0
    left = np.flatnonzero(np.linalg.norm(places - places[-1], axis=1) > STAYS)
    return len(places) - 1 - (int(left[-1]) + 1 if len(left) else 0)


def _way(place: Float, speeds: Float, stroke: _Stroke) -> Float:
    """The stroke itself: how far, how fast, in one go or not, and its stop (9)."""
    path = speeds[stroke.onset : stroke.end]
    went = place[stroke.end] - place[stroke.onset]
    far = float(np.linalg.norm(went))
    top = max(float(speeds[stroke.peak]), 1e-3)
    rising = np.diff(path) > 0
    bumps = int((rising[:-1] & ~rising[1:] & (path[1:-1] > 0.3 * top)).sum()) if len(path) > 2 else 0
    return np.array([
        np.log1p(far), abs(went[0]) / max(far, 1e-3), went[1] / max(far, 1e-3), np.log(top + 1.0),
        STEP_S * (stroke.end - stroke.onset), STEP_S * (stroke.peak - stroke.onset), float(bumps),
        min(float(speeds[-2:].mean()) / top, 1.0), STEP_S * (len(speeds) - stroke.end),
    ])  # fmt: skip


def _bend(past: _Past) -> Float:
    """How straight the stroke is, by how much each third of it turns from the one before, how even its end is (4)."""
    stroke, speeds = past.stroke, past.speeds
    path = past.place[stroke.onset : stroke.end + 1]
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    length = max(float(gone[-1]), 1e-3)
    thirds = np.stack([np.interp(length * np.arange(4) / 3, gone, path[:, k]) for k in range(2)], axis=1)
    heading = np.unwrap(np.arctan2(*np.diff(thirds, axis=0).T[::-1]))
    last = speeds[max(stroke.end - _EVEN_STEPS, stroke.onset) : stroke.end + 1]
    even = float(last.mean()) / max(float(speeds[stroke.peak]), 1e-3)
    return np.array([float(np.linalg.norm(path[-1] - path[0])) / length, *np.abs(np.diff(heading)), min(even, 1.0)])


def _looks(rows: Float, onset_t: float, t: float) -> Float:
    """How the hand looked before the stroke and looks now: fingers, palm, size (14)."""
    first = max(int(rows[:, 0].searchsorted(onset_t - LOOK_S)), 0)
    until = max(int(rows[:, 0].searchsorted(onset_t, side="right")), first + 1)
    before, now = _shown(rows[first:until][-16:]), _shown(rows[-2:])
    return np.concatenate([before[:6], now[:6], [before[7], before[6] - now[6]]])


def _shown(rows: Float) -> Float:
    """Reach of the five tips, how far the palm faces the camera or its back does, its size, the fingers' unrest (8)."""
    points = rows[:, 3:45].reshape(-1, 21, 2)
    from_wrist = points - points[:, WRIST, None]
    palms = rows[:, 45]
    reach = np.linalg.norm(from_wrist[:, _TIPS], axis=2) / palms[:, None]
    a, b = from_wrist[:, INDEX_KNUCKLE], from_wrist[:, LITTLE_KNUCKLE]
    faces = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / palms**2
    return np.array([*np.median(reach, axis=0), np.median(faces), np.log(np.median(palms)), reach.std(axis=0).mean()])


def _beside(other: HandTrack | None) -> Float:
    """How far the other hand moved, 0 where there is none (1)."""
    return np.array([min(other.travelled(OTHER_S), FAR) if other else 0.0])
