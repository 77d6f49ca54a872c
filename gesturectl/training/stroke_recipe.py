"""How `hand_stroke` and `two_hand_motion` are trained: recorded and synthetic streams of hands."""

from __future__ import annotations

from pathlib import Path

from gesturectl.recognition.motion_features import PAIR_SPEC, STROKE_SPEC
from gesturectl.training.motion_windows import motion_windows
from gesturectl.training.workshop import SYNTHETIC, WUERZBURG, Workshop, row_counts


def build(workshop: Workshop) -> list[Path]:
    """Train and write the classifiers of one hand's strokes and of both hands' motions; returns their paths."""
    stroke, pair = motion_windows(workshop.data_dir, workshop.seed)
    trained = (
        (workshop.fit("hand_stroke", STROKE_SPEC, stroke.features, stroke.labels, (96, 48), 20, 3), stroke),
        (workshop.fit("two_hand_motion", PAIR_SPEC, pair.features, pair.labels, (64, 32), 12, 3), pair),
    )
    return [workshop.save(n, row_counts(w.labels), [WUERZBURG, SYNTHETIC], SYNTHETIC) for n, w in trained]
