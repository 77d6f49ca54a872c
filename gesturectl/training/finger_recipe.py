"""How `hand_pinch` is trained: recorded and synthetic streams of hands."""

from __future__ import annotations

from pathlib import Path

from gesturectl.recognition.motion_features import PINCH_SPEC
from gesturectl.training.motion_windows import motion_windows
from gesturectl.training.workshop import SYNTHETIC, WUERZBURG, Workshop, row_counts


def build(workshop: Workshop) -> list[Path]:
    """Train and write the classifier of the pinch; returns its path."""
    _, pinch, _ = motion_windows(workshop.data_dir, workshop.seed)
    network = workshop.fit("hand_pinch", PINCH_SPEC, pinch.features, pinch.labels, (64, 32), 12, 3)
    return [workshop.save(network, row_counts(pinch.labels), [WUERZBURG, SYNTHETIC], SYNTHETIC)]
