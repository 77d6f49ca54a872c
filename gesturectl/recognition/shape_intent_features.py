"""Features of whether a held shape is meant: how the hand came to where it holds it, and what went on before.

The shape itself does not tell: on a chin, or between two words, hands really are fists and open palms. A shape that is
meant is presented: the hand comes up, stops, stays, while the other hand does nothing. Left out are the fingers, so
that no shape is suspect by itself, and how long it has been held beyond a second. The same function serves training
and running.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.canonical import INDEX_KNUCKLE, LITTLE_KNUCKLE, MIDDLE_KNUCKLE, TIPS, WRIST
from gesturectl.recognition.restlessness import RESTLESSNESS_SIZE, Restlessness
from gesturectl.recognition.tracks import STEP_S, HandTrack

SHAPE_INTENT_SPEC = "shape_intent/1"
PAST_S = 2.9
SLOW = 1.2
"""Palm lengths a second below which the hand rests."""
LONG_S = 1.0
"""A hand that has been still for longer tells no more."""
STEPS = int(PAST_S / STEP_S) + 1
_LOOKED_BACK_S = (0.6, 1.2, 2.4)
_NOW_S = 0.6
FAR = 3.0
LOWEST = 0.62
"""Height of the palm in the picture, 0 at the top, below which it tells nothing: synthetic hands that show something
are seldom lower, people's are. A lower hand is judged as if it were there."""
_TIPS = list(TIPS)
_OWN, _OTHER = 29, 6
SHOWING_SIZE = _OWN + _OTHER
"""What is seen of the hands, but for how restless they were."""
SHAPE_INTENT_SIZE = SHOWING_SIZE + RESTLESSNESS_SIZE

Float = NDArray[np.float64]


def shape_intent_features(
    track: HandTrack, other: HandTrack | None, restlessness: Restlessness, score: float, t: float
) -> FloatArray:
    """Return the (SHAPE_INTENT_SIZE,) features of a shape that `track` holds at time `t`, beside the `other` hand.

    `score` is the shape's.
    """
    return np.concatenate([showing_features(track, other, score, t), restlessness.features()])


def showing_features(track: HandTrack, other: HandTrack | None, score: float, t: float) -> FloatArray:
    """Return the (SHOWING_SIZE,) features of how `track` came to where it is at time `t`, and of the `other` hand."""
    rows = track.past.at(t - STEP_S * np.arange(STEPS - 1.0, -1.0, -1.0))
    place = rows[:, :2] / track.scale
    speeds = _speeds(place)
    age = min(max(t - track.born_t, 0.0), PAST_S)
    born = STEPS - 1 - int(age / STEP_S)
    parts = (
        [score, age],
        _arrival(place, speeds, born),
        _before(place, speeds, born),
        _stillness(rows, place),
        _attitude(track, rows),
        _beside(other, track),
    )
    return np.concatenate(parts).astype(np.float32)


def _speeds(place: Float) -> Float:
    """Return (STEPS - 1,) speeds over two steps: cameras show a frame twice now and then, which is no rest."""
    wide = np.concatenate([place[:1], place, place[-1:]])
    return np.asarray(np.linalg.norm(wide[2:] - wide[:-2], axis=1)[1:] / (2 * STEP_S))


def _arrival(place: Float, speeds: Float, born: int) -> Float:
    """How long the hand has been still, and the movement before that: way, speed, time, whether it was seen (7)."""
    fast = np.flatnonzero(speeds[born:] >= SLOW)
    if not len(fast):
        return np.array([min((len(speeds) - born) * STEP_S, LONG_S), 0, 0, 0, 0, 0, 0], np.float64)
    end = born + int(fast[-1]) + 1
    slow = np.flatnonzero(speeds[born:end] < SLOW)
    onset = born + int(slow[-1]) + 1 if len(slow) else born
    went = place[min(end, len(place) - 1)] - place[onset]
    return np.array([
        min((len(speeds) - end) * STEP_S, LONG_S), 1.0, np.log1p(np.linalg.norm(went)), abs(went[0]) / 3, went[1] / 3,
        np.log1p(speeds[onset:end].max()), (end - onset) * STEP_S,
    ])  # fmt: skip


def _before(place: Float, speeds: Float, born: int) -> Float:
    """Way and rest in three spans of the past, and how often it stopped (7)."""
    edges = (len(speeds), len(speeds) - 18, len(speeds) - 36, 0)
    out: list[float] = []
    for end, start in pairwise(edges):
        passed = speeds[max(start, born) : max(end, born)]
        out += [float(np.log1p(passed.sum() * STEP_S)), float((passed < SLOW).mean()) if len(passed) else 1.0]
    fast = speeds[born:] >= SLOW
    return np.array([*out, float((fast[:-1] & ~fast[1:]).sum())])


def _stillness(rows: Float, place: Float) -> Float:
    """How much place, fingers and size tremble now, and how fingers and size changed since some time ago (8)."""
    reach = _reach(rows)
    recent = int(_NOW_S / STEP_S)
    now, palms = np.median(reach[-6:], axis=0), np.log(rows[:, 44])
    out = [place[-recent:].std(axis=0).sum(), reach[-recent:].std(axis=0).mean()]
    for back_s in _LOOKED_BACK_S:
        back = STEPS - 1 - int(back_s / STEP_S)
        out += [np.abs(reach[back] - now).mean(), palms[-1] - palms[back]]
    return np.array(out)


def _reach(rows: Float) -> Float:
    """Return (N, 5): how far the fingertips are from the wrist, palm lengths."""
    points = rows[:, 2:44].reshape(-1, 21, 2)
    return np.asarray(np.linalg.norm(points[:, _TIPS] - points[:, WRIST, None], axis=2) / rows[:, 44:45])


def _attitude(track: HandTrack, rows: Float) -> Float:
    """How far the palm faces the camera, where the hand points, where in the picture it is (5)."""
    points = rows[-6:, 2:44].reshape(-1, 21, 2)
    from_wrist = points - points[:, WRIST, None]
    a, b, axis = (from_wrist[:, at] for at in (INDEX_KNUCKLE, LITTLE_KNUCKLE, MIDDLE_KNUCKLE))
    palms = rows[-6:, 44]
    faces = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / palms**2
    up, aside = (np.median(-axis[:, 1] / palms), np.median(np.abs(axis[:, 0]) / palms))
    x, y = track.last.centre
    return np.array([np.median(faces), up, aside, abs(x - track.last.aspect / 2), min(y, LOWEST)])


def _beside(other: HandTrack | None, track: HandTrack) -> Float:
    """The other hand: whether it is there, how far it moved lately, where it is from this one (6)."""
    if other is None:
        return np.zeros(_OTHER)
    away = (other.last.centre - track.last.centre) / track.scale
    moved = [min(other.travelled(span_s), FAR) for span_s in (0.5, 1.5, 2.9)]
    return np.array([1.0, *moved, np.log1p(np.linalg.norm(away)), np.clip(away[1], -6, 6) / 3])
