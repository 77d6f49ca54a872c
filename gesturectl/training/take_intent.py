"""Whether the network of strokes calls the motions of takes meant: then what it does not call so is none of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.take import SampleKind, Take
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent import Intent
from gesturectl.recognition.motion_cut import MotionCutter
from gesturectl.recognition.personal_rows import sightings
from gesturectl.recognition.tracks import HandTracks

MOST = 0.8
"""Of the takes that must look meant: one may have been made in a hurry."""
SLACK = 0.5
"""Of the score that a stroke must reach: five takes tell little of how a gesture is begun later."""


def meant_least(takes: Sequence[Take], kind: SampleKind, intent: Classifier) -> float:
    """Return how surely a motion must look meant to be this gesture, 0 to 1; 0 where the takes themselves do not."""
    judge = Intent(intent)
    scores = [_meant(take, kind, judge) for take in takes]
    looks_meant = bool(scores) and float(np.mean([score >= judge.least for score in scores])) >= MOST
    return SLACK * judge.least if looks_meant else 0.0


def _meant(take: Take, kind: SampleKind, judge: Intent) -> float:
    """Return how meant the last motion of a take looks when it has come to rest; 0 without one."""
    tracks = HandTracks()
    cutters: dict[int, MotionCutter] = {}
    score = 0.0
    for observation in take.observations:
        tracks.update(observation)
        seen = {track.number: track for track in tracks.seen(observation.t)}
        for sighting in sightings([kind.subject], list(seen.values()), observation, None):
            motion = cutters.setdefault(sighting.key, MotionCutter()).add(observation.t, sighting)
            if motion is not None:
                score = judge.score(seen[sighting.key], observation.t)
    return score
