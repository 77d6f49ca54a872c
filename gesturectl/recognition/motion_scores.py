"""From distances to scores of motions: how near to the takes, and how unlike what hands do all day.

What is said here of SHREC'17 is of its subjects with odd numbers; the others were kept for the figures.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.personal_scores import fair_distances, nearest_rival

_NEAREST = np.array([0.6, 0.3, 0.1])
"""What the nearest three takes count: one of them alone may be a bad one."""
_TEMPO, _SIZE, _FREE = 0.5, 0.1, 0.15
"""A motion is farther from a gesture the more its duration and its size differ from those of the takes, by these powers
of the ratios; ratios within e^0.15 are free."""
_STEEP = 12.0
"""How fast evidence falls with the distance: by 1 for 9 % more."""
_NEAR_ENOUGH = 3.0
"""More evidence than this, at 0.78 of the radius, near takes do not give."""
_UNLIKE, _UNLIKE_ENOUGH = 0.0296, 5.0
"""Cosine between the directions of an everyday motion and of a gesture of SHREC'17 (standard deviation): the unit of
evidence from what is unlike the usual; and how much of it counts."""
_BORDER = 3.4
"""Evidence at which the score is 0.5: the strictest at which 92 % of SHREC'17's motions are found after five takes."""
_MOST = 30.0


def near_takes(away: FloatArray) -> FloatArray:
    """Return the distances (M,) from a gesture of motions so far (M, N) from its takes; infinite without takes."""
    count = min(away.shape[1], len(_NEAREST))
    if not count:
        return np.full(len(away), np.inf, np.float32)
    nearest = np.sort(np.partition(away, count - 1, axis=1)[:, :count], axis=1)
    return np.asarray(nearest @ _NEAREST[:count] / _NEAREST[:count].sum(), dtype=np.float32)


def sizes(paths: FloatArray) -> FloatArray:
    """Return the logarithms (M,) of the sizes of motions, up to a constant: what SIZE_POWER has left in their paths."""
    return np.asarray(2 * np.log(np.maximum((paths**2).sum(axis=2).mean(axis=1), 1e-9)))


def stretched(near: FloatArray, sizes_apart: FloatArray, tempos_apart: NDArray[np.floating] | None) -> FloatArray:
    """Return distances (M,) that are longer for motions of another size and tempo (differences of logarithms, (M,))."""
    longer = _SIZE * np.maximum(np.abs(sizes_apart) - _FREE, 0)
    if tempos_apart is not None:
        longer = longer + _TEMPO * np.maximum(np.abs(tempos_apart) - _FREE, 0)
    return np.asarray(near * np.exp(longer))


def motion_scores(
    near: FloatArray,
    radii: FloatArray,
    spreads: FloatArray,
    other: FloatArray,
    usual: FloatArray,
    unlike: FloatArray | None,
    cautions: FloatArray | None = None,
) -> FloatArray:
    """Return the scores (M, G) of G gestures from the distances (M, G) from each.

    radii, spreads (G,);  other (M,): distance to the nearest thing that is surely none of them;  usual (M,): to the
    nearest usual motion;  unlike (M, G): cosines with the directions of the gestures, None where these are not known
    cautions (G,): evidence that is asked for beyond the border's, none by default
    A score is 0.5 at most where a rival is as near; a usual motion may be as near if the direction is clear enough.
    """
    fair = fair_distances(near, spreads)
    found = np.empty(near.shape)
    for k in range(near.shape[1]):
        rival = nearest_rival(fair, spreads, other, k)
        within = np.minimum(_evidence(near[:, k], radii[k]), _evidence(near[:, k], np.minimum(rival, usual)))
        if unlike is not None:
            clear = np.minimum(unlike[:, k] / _UNLIKE, _UNLIKE_ENOUGH)
            within = np.minimum(within, _NEAR_ENOUGH) + clear - _BORDER
        found[:, k] = np.minimum(within, _evidence(near[:, k], rival))
    if cautions is not None:
        found -= cautions
    return np.asarray(1 / (1 + np.exp(-np.clip(found, -_MOST, _MOST))), dtype=np.float32)


def evidence_of(scores: FloatArray) -> FloatArray:
    """Return the evidence (log odds) that scores stand for."""
    sure = np.clip(scores.astype(np.float64), 1e-12, 1 - 1e-7)
    return np.asarray(np.log(sure / (1 - sure)))


def _evidence(near: FloatArray, border: FloatArray) -> FloatArray:
    """Return the evidence (log odds) of a distance: 0 at the border, more within."""
    return np.asarray(_STEEP * (np.log(np.maximum(border, 1e-9)) - np.log(np.maximum(near, 1e-9))))
